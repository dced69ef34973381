"""Parts of a log → what a logbook takes in."""

from __future__ import annotations

import hashlib
import tomllib
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import ValidationError

from sensorlog.events import Channel, Rep, RepState, TrunkMeasures, TrunkPhase
from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.log_models import (
    LogByHand,
    LogDiaryEntry,
    LogPrescription,
    LogProgram,
    LogRep,
    LogSensed,
    LogSession,
    LogSet,
    LogTrunk,
    LogTrunkPhase,
    LogUsualMark,
)
from sensorlog.imu import Placement
from sensorlog.logbook import (
    CarriedDiaryEntry,
    CarriedHandSet,
    CarriedPrescription,
    CarriedProgram,
    CarriedProgramEntry,
    CarriedSession,
    Edit,
    Equipment,
    HandSet,
    LogbookError,
    Note,
    SensedSet,
    Side,
    UsualMark,
    UsualMarkKind,
    known_op,
)
from sensorlog.training import ProgramState

__all__ = ["carried_diary_entry", "carried_prescription", "carried_program", "carried_session", "carried_usual_mark"]

_Kind = TypeVar("_Kind", bound=StrEnum)


def carried_session(session: LogSession, person_id: str) -> CarriedSession:
    """Return a session of a log. Raises :class:`ExchangeError` for what this version does not know."""
    where = f"session {session.id}"
    sensed: list[SensedSet] = []
    by_hand: list[CarriedHandSet] = []
    for each in session.sets:
        if (each.sensed is None) == (each.by_hand is None):
            raise ExchangeError(f"{where}: set {each.id[:60]!r} is neither sensed nor by hand, or both")
        if each.end_s < each.start_s:
            raise ExchangeError(f"{where}: set {each.id[:60]!r} ends before it begins")
        if each.sensed is not None:
            sensed.append(_sensed_set(each, each.sensed, where))
        elif each.by_hand is not None:
            by_hand.append(_hand_set(each, each.by_hand, where))
    return CarriedSession(
        id=session.id,
        person_id=person_id,
        start_utc=session.start_utc,
        utc_offset_s=session.utc_offset_s,
        ended_utc=session.ended_utc,
        software=session.software,
        analysis_version=session.analysis_version,
        is_by_hand=session.recording is None,
        recording_sha256=None if session.recording is None else session.recording.sha256,
        sensed=tuple(sensed),
        by_hand=tuple(by_hand),
        edits=tuple(
            Edit(
                edit_id=edit.id,
                op=known_op(edit.op),
                start_s=edit.start_s,
                end_s=edit.end_s,
                value=edit.value,
                by=edit.by if edit.by == person_id else None,
                at_utc=edit.at_utc,
                about=edit.about,
                analysis_version=edit.analysis_version,
            )
            for edit in session.edits
        ),
        notes=tuple(Note(note.id, note.t_s, note.text, note.at_utc) for note in session.notes),
    )


def _one_of(kinds: type[_Kind], word: str, where: str) -> _Kind:
    try:
        return kinds(word)
    except ValueError:
        raise ExchangeError(f"{where}: {word[:40]!r} is not known to this version: update sensorlog") from None


def _sensed_set(part: LogSet, sensed: LogSensed, where: str) -> SensedSet:
    place = f"{where}: set {part.id[:60]!r}"
    return SensedSet(
        set_id=part.id,
        sensor=part.sensor,
        start_s=part.start_s,
        end_s=part.end_s,
        channel=_one_of(Channel, sensed.channel, place),
        confidence=sensed.confidence,
        velocity_loss=sensed.velocity_loss,
        exercise=sensed.exercise,
        load_kg=sensed.load_kg,
        sensed_rep_count=sensed.rep_count,
        reps=tuple(_rep(rep, part.id) for rep in part.reps if rep.source == "sensor"),
        placement=None if part.placement is None else _one_of(Placement, part.placement, place),
        clip_site=part.clip_site,
        load_entered=sensed.load_entered,
        is_carried=sensed.is_carried,
    )


_MEASURES = tuple(name for name in LogRep.model_fields if name not in ("id", "source", "counts", "trunk"))
_OF_TRUNK = tuple(name for name in LogTrunk.model_fields if name != "phases")
_OF_PHASE = tuple(LogTrunkPhase.model_fields)
"""Measures are called the same in events as in a log."""


def _rep(rep: LogRep, set_id: str) -> Rep:
    return Rep(
        sensor=set_id.rpartition("/")[0],
        set_id=set_id,
        rep_id=rep.id,
        revision=0,
        state=RepState.CONFIRMED,
        t_s=rep.start_s if rep.end_s is None else rep.end_s,
        trunk=None if rep.trunk is None else _trunk(rep.trunk),
        **{name: getattr(rep, name) for name in _MEASURES},
    )


def _trunk(trunk: LogTrunk) -> TrunkMeasures:
    return TrunkMeasures(
        phases=tuple(TrunkPhase(**{name: getattr(phase, name) for name in _OF_PHASE}) for phase in trunk.phases),
        **{name: getattr(trunk, name) for name in _OF_TRUNK},
    )


def _hand_set(part: LogSet, entered: LogByHand, where: str) -> CarriedHandSet:
    try:
        equipment = None if entered.equipment is None else Equipment.from_json(entered.equipment)
    except LogbookError as error:
        raise ExchangeError(f"{where}: set {part.id[:60]!r}: {error}") from error
    done = HandSet(
        start_s=part.start_s,
        end_s=part.end_s,
        exercise=entered.exercise,
        reps=entered.reps,
        held_s=entered.held_s,
        load_kg=entered.load_kg,
        load_entered=entered.load_entered,
        warm_up=entered.warm_up,
        side=None if entered.side is None else Side(entered.side),
        equipment=equipment,
        rpe=entered.rpe,
        reps_in_reserve=entered.reps_in_reserve,
    )
    return CarriedHandSet(part.id, done, entered.by, entered.at_utc)


def carried_diary_entry(entry: LogDiaryEntry) -> CarriedDiaryEntry:
    """Return an entry of a log's diary."""
    return CarriedDiaryEntry(
        id=entry.id,
        day=entry.day.isoformat(),
        kind=entry.kind,
        value=entry.value,
        details=dict(entry.details),
        note=entry.note,
        session_id=entry.session,
        set_start_s=entry.set_start_s,
        at_utc=entry.at_utc,
    )


def carried_program(run: LogProgram) -> tuple[CarriedProgram, dict[str, dict[str, Any]]]:
    """Return a program of a log, and the fields in its state and entries that this version does not know, by path.

    Raises :class:`ExchangeError` where its text is no program, or its state none.
    """
    try:
        program_id = tomllib.loads(run.text).get("id")
    except (ValueError, RecursionError):
        program_id = None
    if not isinstance(program_id, str):
        raise ExchangeError(f"program {run.id}: its text is no program")
    state, entries = dict(run.state), [dict(each.entry) for each in run.entries]
    unknown: dict[str, dict[str, Any]] = {}
    try:
        ProgramState.model_validate({**state, "entries": entries})
    except ValidationError as error:
        for wrong in error.errors(include_url=False, include_input=False):
            match wrong["type"], wrong["loc"]:
                case "extra_forbidden", (str(name),):
                    unknown.setdefault(f"programs/{run.id}", {}).setdefault("state", {})[name] = state.pop(name)
                case "extra_forbidden", ("entries", int(number), str(), str(name)):
                    path = f"programs/{run.id}/entries/{run.entries[number].id}"
                    unknown.setdefault(path, {}).setdefault("entry", {})[name] = entries[number].pop(name)
                case _:  # the logbook refuses it, and says why
                    continue
    carried = CarriedProgram(
        id=run.id,
        program_id=program_id,
        text=run.text,
        sha256=hashlib.sha256(run.text.encode()).hexdigest(),
        start=state,
        begun_utc=run.begun_utc,
        ended_utc=run.ended_utc,
        entries=tuple(
            CarriedProgramEntry(each.id, entry, each.by, each.at_utc)
            for each, entry in zip(run.entries, entries, strict=True)
        ),
    )
    return carried, unknown


def carried_prescription(asked: LogPrescription) -> CarriedPrescription:
    """Return a prescription of a log."""
    return CarriedPrescription(asked.id, asked.by, asked.day.isoformat(), asked.text, dict(asked.data), asked.at_utc)


def carried_usual_mark(mark: LogUsualMark) -> UsualMark:
    """Return a mark of a log."""
    return UsualMark(UsualMarkKind(mark.kind), mark.at_utc, mark.exercise)

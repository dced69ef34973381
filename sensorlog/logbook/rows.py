"""Between records and rows, both ways."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from sqlalchemy import Row

from sensorlog.events import Channel, Rep, RepState, TrunkMeasures, TrunkPhase
from sensorlog.imu import Placement
from sensorlog.logbook.edits import Edit, EditOp, Note
from sensorlog.logbook.set_details import Equipment, Side
from sensorlog.logbook.sets import HandSet, LoggedSet, SensedSet, SetSource
from sensorlog.logbook.tables import EditRow, HandSetRow, NoteRow, RepRow, SetRow

__all__ = [
    "as_entered",
    "edit",
    "edit_row",
    "hand_set",
    "hand_set_row",
    "note",
    "note_row",
    "rep",
    "rep_fields",
    "rep_row",
    "sensed_set",
    "set_row",
    "trunk_fields",
    "trunk_of",
]


def set_row(session_id: str, analysis_version: str, sensed: SensedSet) -> SetRow:
    """Make the row of a set."""
    return SetRow(
        session_id=session_id,
        analysis_version=analysis_version,
        set_id=sensed.set_id,
        sensor=sensed.sensor,
        start_s=sensed.start_s,
        end_s=sensed.end_s,
        sensed_rep_count=sensed.sensed_rep_count,
        channel=sensed.channel.value,
        confidence=sensed.confidence,
        velocity_loss=sensed.velocity_loss,
        exercise=sensed.exercise,
        load_kg=sensed.load_kg,
        load_entered=sensed.load_entered,
        placement=None if sensed.placement is None else sensed.placement.value,
        clip_site=sensed.clip_site,
    )


def sensed_set(row: SetRow, reps: Sequence[Rep]) -> SensedSet:
    """Read a set with its ``reps``."""
    return SensedSet(
        set_id=row.set_id,
        sensor=row.sensor,
        start_s=row.start_s,
        end_s=row.end_s,
        channel=Channel(row.channel),
        confidence=row.confidence,
        velocity_loss=row.velocity_loss,
        exercise=row.exercise,
        load_kg=row.load_kg,
        sensed_rep_count=row.sensed_rep_count,
        reps=tuple(reps),
        placement=None if row.placement is None else Placement(row.placement),
        clip_site=row.clip_site,
        load_entered=row.load_entered,
    )


def hand_set_row(session_id: str, set_id: str, done: HandSet, by: str | None) -> HandSetRow:
    """Make the row of a set by hand, entered now."""
    return HandSetRow(
        session_id=session_id,
        set_id=set_id,
        start_s=done.start_s,
        end_s=done.end_s,
        reps=done.reps,
        held_s=done.held_s,
        exercise=done.exercise,
        load_kg=done.load_kg,
        load_entered=done.load_entered,
        warm_up=done.warm_up,
        side=None if done.side is None else done.side.value,
        equipment=None if done.equipment is None else done.equipment.to_json(),
        rpe=done.rpe,
        reps_in_reserve=done.reps_in_reserve,
        by=by,
        at_utc=datetime.now(UTC).isoformat(),
    )


def hand_set(row: HandSetRow) -> LoggedSet:
    """Read a set by hand as it stands without edits."""
    done = as_entered(row)
    return LoggedSet(
        set_id=row.set_id,
        sensor="",
        start_s=done.start_s,
        end_s=done.end_s,
        channel=Channel.PERSON,
        confidence=None,
        velocity_loss=None,
        exercise=done.exercise,
        load_kg=done.load_kg,
        reps=(),
        sensed_rep_count=None,
        source=SetSource.BY_HAND,
        warm_up=done.warm_up,
        side=done.side,
        equipment=done.equipment,
        rpe=done.rpe,
        reps_in_reserve=done.reps_in_reserve,
        load_entered=done.load_entered,
        said_reps=done.reps,
        held_s=done.held_s,
    )


def as_entered(row: HandSetRow) -> HandSet:
    """Read a set by hand as the record that made it."""
    return HandSet(
        start_s=row.start_s,
        end_s=row.end_s,
        exercise=row.exercise,
        reps=row.reps,
        held_s=row.held_s,
        load_kg=row.load_kg,
        load_entered=row.load_entered,
        warm_up=row.warm_up,
        side=None if row.side is None else Side(row.side),
        equipment=None if row.equipment is None else Equipment.from_json(row.equipment),
        rpe=row.rpe,
        reps_in_reserve=row.reps_in_reserve,
    )


def rep_row(session_id: str, analysis_version: str, rep: Rep) -> RepRow:
    """Make the row of a rep."""
    return RepRow(**rep_fields(session_id, analysis_version, rep))


def rep_fields(session_id: str, analysis_version: str, rep: Rep) -> dict[str, Any]:
    """Return the columns of a rep: of thousands at once, no object of the mapper need be made."""
    return {
        "session_id": session_id,
        "analysis_version": analysis_version,
        "rep_id": rep.rep_id,
        "set_id": rep.set_id,
        "start_s": rep.start_s,
        "turn_s": rep.turn_s,
        "end_s": rep.end_s,
        "phase1_s": rep.phase1_s,
        "phase2_s": rep.phase2_s,
        "concentric_s": rep.concentric_s,
        "eccentric_s": rep.eccentric_s,
        "rom_m": rep.rom_m,
        "rom_rad": rep.rom_rad,
        "mean_velocity_m_s": rep.mean_velocity_m_s,
        "peak_velocity_m_s": rep.peak_velocity_m_s,
        "smoothness_sparc": rep.smoothness_sparc,
        "trunk": None if rep.trunk is None else trunk_fields(rep.trunk),
    }


def rep(row: Row[Any]) -> Rep:
    """Read a rep of the sensor from a row with the columns of :class:`RepRow`."""
    return Rep(
        sensor=row.set_id.rpartition("/")[0],
        set_id=row.set_id,
        rep_id=row.rep_id,
        revision=0,
        state=RepState.CONFIRMED,
        t_s=row.start_s if row.end_s is None else row.end_s,
        start_s=row.start_s,
        turn_s=row.turn_s,
        end_s=row.end_s,
        phase1_s=row.phase1_s,
        phase2_s=row.phase2_s,
        concentric_s=row.concentric_s,
        eccentric_s=row.eccentric_s,
        rom_m=row.rom_m,
        rom_rad=row.rom_rad,
        mean_velocity_m_s=row.mean_velocity_m_s,
        peak_velocity_m_s=row.peak_velocity_m_s,
        smoothness_sparc=row.smoothness_sparc,
        trunk=None if row.trunk is None else _trunk(row.trunk),
    )


def trunk_fields(trunk: TrunkMeasures) -> dict[str, Any]:
    """Return the measures as JSON values. ``asdict`` copies each of them, and takes ten times as long."""
    fields = {name: getattr(trunk, name) for name in TrunkMeasures.__slots__}
    fields["phases"] = [{name: getattr(phase, name) for name in TrunkPhase.__slots__} for phase in trunk.phases]
    fields["deviation"] = None if trunk.deviation is None else list(trunk.deviation)
    return fields


def trunk_of(row: RepRow) -> TrunkMeasures | None:
    """Read what was measured of the trunk in a rep."""
    return _trunk(row.trunk) if isinstance(row.trunk, dict) else None


def _trunk(fields: dict[str, Any]) -> TrunkMeasures:
    phases, deviation, clip_site = (fields.get(name) for name in ("phases", "deviation", "clip_site"))
    words = ("deviation", "clip_site")
    numbers = {name: value for name, value in _numbers(TrunkMeasures, fields).items() if name not in words}
    return TrunkMeasures(
        **numbers,
        phases=_phases(phases),
        clip_site=clip_site if isinstance(clip_site, str) else None,
        deviation=tuple(str(each) for each in deviation) if isinstance(deviation, list) else None,
    )


def _phases(said: object) -> tuple[TrunkPhase, ...]:
    """Read the phases of a rep; none where one of them is damaged, since each is known by its place."""
    try:
        read = tuple(TrunkPhase(**_numbers(TrunkPhase, each)) for each in said) if isinstance(said, list) else ()
    except TypeError:
        return ()
    return read if len(read) <= 2 and all(_is_sound(each) for each in read) else ()


def _is_sound(phase: TrunkPhase) -> bool:
    needed = (phase.duration_s, phase.end_s, phase.range_rad, phase.angular_speed_peak_rad_s)
    return all(value is not None and isfinite(value) for value in needed) and phase.duration_s > 0.0


def _numbers(kind: type[TrunkMeasures] | type[TrunkPhase], fields: dict[str, Any]) -> dict[str, Any]:
    known = {name: fields[name] for name in kind.__slots__ if name in fields}
    return {name: value for name, value in known.items() if value is None or isinstance(value, float)}


def edit_row(session_id: str, edit: Edit) -> EditRow:
    """Make the row of an edit."""
    return EditRow(
        session_id=session_id,
        edit_id=edit.edit_id,
        op=edit.op.value,
        start_s=edit.start_s,
        end_s=edit.end_s,
        value=edit.value,
        by=edit.by,
        at_utc=edit.at_utc.astimezone(UTC).isoformat(),
        about=edit.about,
        analysis_version=edit.analysis_version,
    )


def edit(row: EditRow) -> Edit:
    """Read an edit."""
    return Edit(
        edit_id=row.edit_id,
        op=EditOp(row.op),
        start_s=row.start_s,
        end_s=row.end_s,
        value=row.value,
        by=row.by,
        at_utc=datetime.fromisoformat(row.at_utc),
        about=row.about,
        analysis_version=row.analysis_version,
    )


def note_row(session_id: str, note: Note) -> NoteRow:
    """Make the row of a note."""
    return NoteRow(
        session_id=session_id,
        note_id=note.note_id,
        t_s=note.t_s,
        text=note.text,
        at_utc=note.at_utc.astimezone(UTC).isoformat(),
    )


def note(row: NoteRow) -> Note:
    """Read a note."""
    return Note(note_id=row.note_id, t_s=row.t_s, text=row.text, at_utc=datetime.fromisoformat(row.at_utc))

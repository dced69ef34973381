"""A person's share of a session → its part of their log."""

from __future__ import annotations

from datetime import UTC
from functools import cache

from sensorlog.events import Rep, RepSource, TrunkMeasures
from sensorlog.exchange.log_models import (
    LogByHand,
    LogEdit,
    LogNote,
    LogRecording,
    LogRep,
    LogSensed,
    LogSensor,
    LogSession,
    LogSet,
    LogStanding,
    LogTrunk,
    LogTrunkPhase,
    LogUncertainty,
)
from sensorlog.exchange.sharing import Share
from sensorlog.logbook import CarriedHandSet, CarriedSession, LoggedSet, SensedSet

__all__ = ["log_session"]

TRUNK_ANGLE_ERROR_RAD = 0.17
"""Ten degrees: skin and clip move by 5 to 10° against the trunk (docs/algorithms.md)."""


def log_session(share: Share, recording_sha256: str | None) -> LogSession:
    """Return a share as part of a log. Its session has ended, and has been read with what stands."""
    session = share.session
    standing = session.standing
    if standing is None or session.ended_utc is None:
        raise ValueError(f"session {session.id} has no end")
    person_id = share.person_id
    stands = {each.set_id: each for each in standing.sets}
    sets = [_sensed_set(each, stands.get(each.set_id)) for each in share.sensed]
    sets += [_hand_set(each, stands.get(each.set_id), person_id) for each in share.by_hand]
    return LogSession(
        id=share.id,
        start_utc=session.start_utc,
        utc_offset_s=session.utc_offset_s,
        started=_started(session),
        ended_utc=session.ended_utc,
        software=session.software,
        analysis_version=session.analysis_version,
        recording=None if session.is_by_hand else LogRecording(sha256=recording_sha256),
        sensors=None if session.is_by_hand else _sensors(session),
        uncertainty=None if session.is_by_hand else _uncertainty(session.analysis_version),
        sets=tuple(sorted(sets, key=lambda each: (each.start_s, each.id))),
        edits=tuple(
            LogEdit(
                id=edit.edit_id,
                op=str(edit.op),
                start_s=edit.start_s,
                end_s=edit.end_s,
                value=edit.value,
                by=edit.by if edit.by == person_id else None,
                at_utc=edit.at_utc,
                about=edit.about,
                analysis_version=edit.analysis_version,
            )
            for edit in share.edits
        ),
        notes=tuple(LogNote(id=note.note_id, t_s=note.t_s, text=note.text, at_utc=note.at_utc) for note in share.notes),
    )


def _started(session: CarriedSession) -> str:
    """Return when it began by its own clock; in UTC where the offset of that is not known."""
    standing = session.standing
    if standing is None or standing.utc_offset_s is None:
        return (session.start_utc if standing is None else standing.start_utc).astimezone(UTC).isoformat()
    return standing.start_local.isoformat()


def _sensors(session: CarriedSession) -> tuple[LogSensor, ...] | None:
    from sensorlog.recordings import recorded_sensors

    path = None if session.standing is None else session.standing.recording
    found = None if path is None else recorded_sensors(path)
    if found is None:
        return None
    return tuple(
        LogSensor(id=each.sensor, profile=each.profile_id, profile_sha256=each.profile_sha256) for each in found
    )


@cache
def _uncertainty(analysis_version: str) -> LogUncertainty | None:
    """Return what is known of today's analysis; of another one it is not known here."""
    from sensorlog.motion import MEAN_VELOCITY_ERROR_M_S, PEAK_VELOCITY_ERROR_M_S
    from sensorlog.pipeline import ANALYSIS_VERSION

    if analysis_version != ANALYSIS_VERSION:
        return None
    return LogUncertainty(
        mean_velocity_m_s=MEAN_VELOCITY_ERROR_M_S,
        peak_velocity_m_s=PEAK_VELOCITY_ERROR_M_S,
        trunk_angle_rad=TRUNK_ANGLE_ERROR_RAD,
    )


def _sensed_set(sensed: SensedSet, stands: LoggedSet | None) -> LogSet:
    standing_reps = {} if stands is None else {rep.rep_id: rep for rep in stands.reps}
    reps = [_rep(rep, counts=rep.rep_id in standing_reps or stands is None) for rep in sensed.reps]
    reps += [_rep(rep, counts=True) for rep in standing_reps.values() if rep.source is RepSource.PERSON]
    seen = LogSensed(
        rep_count=sensed.sensed_rep_count,
        channel=sensed.channel.value,
        confidence=sensed.confidence,
        velocity_loss=sensed.velocity_loss,
        exercise=sensed.exercise,
        load_kg=sensed.load_kg,
        load_entered=sensed.load_entered,
        is_carried=sensed.is_carried,
    )
    said = None if stands is None else _standing(stands)
    is_edited = said is not None and (
        said
        != LogStanding(
            exercise=seen.exercise, load_kg=seen.load_kg, load_entered=seen.load_entered, rep_count=seen.rep_count
        )
        or not all(rep.counts and rep.source == "sensor" for rep in reps)
    )
    return LogSet(
        id=sensed.set_id,
        source="sensed",
        start_s=sensed.start_s,
        end_s=sensed.end_s,
        sensor=sensed.sensor,
        placement=None if sensed.placement is None else sensed.placement.value,
        clip_site=sensed.clip_site,
        sensed=seen,
        stands=None if said is None else said.model_copy(update={"is_edited": is_edited}),
        reps=tuple(sorted(reps, key=lambda each: (each.start_s, each.id))),
    )


def _hand_set(entered: CarriedHandSet, stands: LoggedSet | None, person_id: str) -> LogSet:
    done = entered.done
    by_hand = LogByHand(
        at_utc=entered.at_utc,
        by=entered.by if entered.by == person_id else None,
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
    )
    said = None if stands is None else _standing(stands)
    entered_first = LogStanding(
        exercise=done.exercise,
        load_kg=done.load_kg,
        load_entered=done.load_entered,
        rep_count=done.reps,
        held_s=done.held_s,
        warm_up=done.warm_up,
        side=by_hand.side,
        equipment=by_hand.equipment,
        rpe=done.rpe,
        reps_in_reserve=done.reps_in_reserve,
    )
    return LogSet(
        id=entered.set_id,
        source="by_hand",
        start_s=done.start_s,
        end_s=done.end_s,
        placement=None,
        by_hand=by_hand,
        stands=None if said is None else said.model_copy(update={"is_edited": said != entered_first}),
    )


def _standing(stands: LoggedSet) -> LogStanding:
    is_counted = stands.sensed_rep_count is not None or stands.said_reps is not None
    return LogStanding(
        exercise=stands.exercise,
        load_kg=stands.load_kg,
        load_entered=stands.load_entered,
        rep_count=stands.rep_count if is_counted else None,
        held_s=stands.held_s,
        warm_up=stands.warm_up,
        side=None if stands.side is None else stands.side.value,
        equipment=None if stands.equipment is None else stands.equipment.to_json(),
        rpe=stands.rpe,
        reps_in_reserve=stands.reps_in_reserve,
    )


_MEASURES = tuple(name for name in LogRep.model_fields if name not in ("id", "source", "counts", "trunk"))
_OF_TRUNK = tuple(name for name in LogTrunk.model_fields if name != "phases")
_OF_PHASE = tuple(LogTrunkPhase.model_fields)
"""Measures are called the same in a log as in events."""


def _rep(rep: Rep, *, counts: bool) -> LogRep:
    return LogRep(
        id=rep.rep_id,
        source="person" if rep.source is RepSource.PERSON else "sensor",
        counts=counts,
        trunk=None if rep.trunk is None else _trunk(rep.trunk),
        **{name: getattr(rep, name) for name in _MEASURES},
    )


def _trunk(trunk: TrunkMeasures) -> LogTrunk:
    return LogTrunk(
        phases=tuple(LogTrunkPhase(**{name: getattr(phase, name) for name in _OF_PHASE}) for phase in trunk.phases),
        **{name: getattr(trunk, name) for name in _OF_TRUNK},
    )

"""Between records and rows of what a sensor saw, both ways."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

from sqlalchemy import Row

from sensorlog.events import Channel, Rep, RepState, TrunkMeasures, TrunkPhase
from sensorlog.imu import Placement
from sensorlog.logbook.sets import SensedSet
from sensorlog.logbook.tables import RepRow, SetRow

__all__ = [
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
        is_carried=sensed.is_carried,
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
        is_carried=row.is_carried,
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
        "phase1_sparc": rep.phase1_sparc,
        "phase2_sparc": rep.phase2_sparc,
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
        phase1_sparc=row.phase1_sparc,
        phase2_sparc=row.phase2_sparc,
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

"""A log as tables: one row a set, one row a rep, one row an entry of the diary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import degrees

from sensorlog.exchange.log_models import LogDiaryEntry, LogRep, LogSession, LogSet

__all__ = [
    "DIARY_COLUMNS",
    "REP_COLUMNS",
    "SET_COLUMNS",
    "Cell",
    "diary_row",
    "is_table_head",
    "rep_rows",
    "set_rows",
]

Cell = str | int | float | bool | date | None

SET_COLUMNS = (
    *("day", "time", "session", "set", "exercise", "side", "warm_up", "source", "placement", "clip_site"),
    *("reps", "sensed_reps", "corrected", "load_kg", "load_entered", "held_s", "rpe", "reps_in_reserve"),
    *("fastest_mean_velocity_m_s", "velocity_loss", "confidence", "is_carried", "analysis_version", "recording_sha256"),
)
REP_COLUMNS = (
    *("day", "session", "set", "rep", "exercise", "load_kg", "source", "counts", "start_s", "turn_s", "end_s"),
    *("concentric_s", "eccentric_s", "phase1_s", "phase2_s", "range_m", "range_deg", "mean_velocity_m_s"),
    *("peak_velocity_m_s", "smoothness_sparc", "phase1_sparc", "phase2_sparc"),
    *("trunk_inclination_peak_deg", "trunk_inclination_range_deg"),
    *("trunk_side_bend_deg", "trunk_twist_range_deg", "trunk_angular_speed_peak_deg_s", "trunk_smoothness_sparc"),
    *("trunk_smoothness_ldlj", "trunk_jerkiness", "trunk_deviation", "analysis_version"),
)
DIARY_COLUMNS = ("day", "kind", "value", "details", "note", "session")


def is_table_head(head: bytes) -> bool:
    """Say whether a file that begins so is a CSV of one of these tables."""
    line = head.decode("utf-8-sig", errors="replace").split("\n", 1)[0].strip()
    return tuple(line.replace(";", ",").split(",")) in (SET_COLUMNS, REP_COLUMNS, DIARY_COLUMNS)


def set_rows(session: LogSession) -> Iterator[tuple[Cell, ...]]:
    """Yield the sets that stand, in the order of :data:`SET_COLUMNS`."""
    day, time = _day(session), session.started[11:16]
    sha256 = None if session.recording is None else session.recording.sha256
    for done in session.sets:
        stands = done.stands
        if stands is None:
            continue
        velocities = [rep.mean_velocity_m_s for rep in done.reps if rep.counts and rep.mean_velocity_m_s is not None]
        sensed = done.sensed
        yield (
            *(day, time, session.id, done.id, stands.exercise, stands.side, stands.warm_up),
            *(done.source, done.placement, done.clip_site, stands.rep_count),
            None if sensed is None else sensed.rep_count,
            *(stands.is_edited, stands.load_kg, stands.load_entered, stands.held_s, stands.rpe),
            stands.reps_in_reserve,
            max(velocities, default=None),
            None if sensed is None else sensed.velocity_loss,
            None if sensed is None else sensed.confidence,
            None if sensed is None else sensed.is_carried,
            None if sensed is None else session.analysis_version,
            None if sensed is None else sha256,
        )


def rep_rows(session: LogSession) -> Iterator[tuple[Cell, ...]]:
    """Yield the reps of sets that stand, those that were taken back included, in the order of :data:`REP_COLUMNS`."""
    day = _day(session)
    for done in session.sets:
        if done.stands is not None:
            for rep in done.reps:
                yield _rep_row(session, day, done, rep)


def _rep_row(session: LogSession, day: date, done: LogSet, rep: LogRep) -> tuple[Cell, ...]:
    stands, trunk = done.stands, rep.trunk
    angles = (
        (None,) * 5
        if trunk is None
        else (
            trunk.inclination_peak_rad,
            trunk.inclination_range_rad,
            trunk.side_bend_rad,
            trunk.twist_range_rad,
            trunk.angular_speed_peak_rad_s,
        )
    )
    return (
        *(day, session.id, done.id, rep.id),
        None if stands is None else stands.exercise,
        None if stands is None else stands.load_kg,
        *(rep.source, rep.counts, rep.start_s, rep.turn_s, rep.end_s, rep.concentric_s, rep.eccentric_s),
        *(rep.phase1_s, rep.phase2_s, rep.rom_m, _degrees(rep.rom_rad)),
        *(rep.mean_velocity_m_s, rep.peak_velocity_m_s, rep.smoothness_sparc, rep.phase1_sparc, rep.phase2_sparc),
        *(_degrees(angle) for angle in angles),
        *((None,) * 3 if trunk is None else (trunk.smoothness_sparc, trunk.smoothness_ldlj, trunk.jerkiness)),
        None if trunk is None or trunk.deviation is None else ", ".join(trunk.deviation) or "none",
        session.analysis_version,
    )


def diary_row(entry: LogDiaryEntry) -> tuple[Cell, ...]:
    """Return an entry in the order of :data:`DIARY_COLUMNS`."""
    details = "; ".join(f"{name}: {value}" for name, value in sorted(entry.details.items()) if value not in (None, []))
    return (entry.day, entry.kind, entry.value, details or None, entry.note or None, entry.session)


def _day(session: LogSession) -> date:
    return date.fromisoformat(session.started[:10])


def _degrees(rad: float | None) -> float | None:
    return None if rad is None else degrees(rad)

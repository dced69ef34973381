"""Sessions, sets and reps as rows of tables."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from sensorlog.events import Rep, RepSource
from sensorlog.logbook import LoggedSet, SessionSummary, SetSource, equipment_words
from sensorlog.training import LoadUnit, format_load
from sensorlog.tui.gather.sessions import OneSession
from sensorlog.tui.words import clock, exercise_words, one_line

__all__ = ["REP_COLUMNS", "SESSION_COLUMNS", "SET_COLUMNS", "rep_row", "session_head", "session_row", "set_row"]

SESSION_COLUMNS = ("when", "exercises", "sets", "reps", "volume")
SET_COLUMNS = ("set", "exercise", "load", "reps", "")
REP_COLUMNS = ("rep", "up s", "down s", "cm/s", "peak", "cm", "smooth", "")

UNKNOWN = "–"
_MOST_BESIDE = 34
"""Columns for what else is known of a set."""


def _number(value: float | None, factor: float = 1.0, digits: int = 0) -> Text:
    return Text(UNKNOWN if value is None else f"{factor * value:.{digits}f}", justify="right")


def session_row(session: SessionSummary, unit: LoadUnit, *, is_narrow: bool) -> list[Text]:
    """Tell when, what and how much."""
    names = ", ".join(exercise_words(name) for name in session.exercises) or "nothing was counted"
    unfinished = "" if session.ended_utc else "unfinished · "
    volume = format_load(round(session.volume_load_kg), unit) if session.volume_load_kg else UNKNOWN
    return [
        Text(f"{session.start_local:{'%d %b %y' if is_narrow else '%a %d %b %Y  %H:%M'}}"),
        Text(one_line(unfinished + names)),
        Text(str(session.sets), justify="right"),
        Text(str(session.reps), justify="right"),
        Text(volume, justify="right"),
    ]


def set_row(number: int, logged: LoggedSet, one: OneSession, unit: LoadUnit) -> list[Text]:
    """Tell a set as it stands, and beside it what the sensor said and whose it is."""
    beside = []
    if logged.sensed_rep_count is not None and logged.sensed_rep_count != logged.rep_count:
        beside.append(f"sensor: {logged.sensed_rep_count}")
    if logged.warm_up:
        beside.append("warm-up")
    if logged.source is SetSource.BY_HAND:
        beside.append("by hand")
    if logged.side is not None:
        beside.append(logged.side.value)
    if logged.equipment is not None:
        beside.append(equipment_words(logged.equipment))
    if logged.moved_to is not None:
        beside.append(f"{one.whose(logged.moved_to)}'s")
    if logged.reps_in_reserve is not None:
        beside.append(f"{logged.reps_in_reserve:g} in reserve")
    if logged.rpe is not None:
        beside.append(f"effort {logged.rpe:g}")
    amount = f"{logged.held_s:g} s" if logged.held_s is not None and not logged.rep_count else str(logged.rep_count)
    known = Text(one_line(", ".join(beside)))
    known.truncate(_MOST_BESIDE, overflow="ellipsis")
    return [
        Text(str(number), justify="right"),
        Text(one_line(exercise_words(logged.exercise))),
        Text(UNKNOWN if logged.load_kg is None else format_load(logged.load_kg, unit), justify="right"),
        Text(amount, justify="right"),
        known,
    ]


def rep_row(number: int, rep: Rep) -> list[Text]:
    """Tell a rep with its measures; unknown ones stay unknown."""
    up_s = rep.concentric_s if rep.concentric_s is not None else rep.phase1_s
    down_s = rep.eccentric_s if rep.eccentric_s is not None else rep.phase2_s
    beside = ["added by a person"] if rep.source is RepSource.PERSON else []
    deviations: Sequence[str] = () if rep.trunk is None else rep.trunk.deviation or ()
    beside += [f"trunk: {name}" for name in deviations]
    return [
        Text(str(number), justify="right"),
        _number(up_s, digits=1),
        _number(down_s, digits=1),
        _number(rep.mean_velocity_m_s, 100),
        _number(rep.peak_velocity_m_s, 100),
        _number(rep.rom_m, 100),
        _number(rep.smoothness_sparc, digits=1),
        Text(one_line(", ".join(beside))),
    ]


def session_head(one: OneSession) -> str:
    """Tell when, whose, and how long."""
    session = one.session
    parts = [session.start_local.strftime("%A %d %B %Y, %H:%M")]
    if session.person is not None:
        parts.append(session.person.label)
    if session.ended_utc is None:
        parts.append("unfinished")
    else:
        parts.append(clock((session.ended_utc - session.start_utc).total_seconds()))
    if session.demo:
        parts.append("demo")
    return " · ".join(parts)

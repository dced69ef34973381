"""Sessions, in lists and one by one, for people."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sensorlog.cli._saying import say

if TYPE_CHECKING:
    from sensorlog.cli._fitting import Column
    from sensorlog.logbook import LoggedSession, LoggedSet, SessionSummary

__all__ = ["print_list", "print_session"]

UNLABELLED = "unlabelled"
_NARROW = 60
"""Columns below which a session takes two lines, so that no number is cut."""


def print_list(sessions: Sequence[SessionSummary], *, demo: bool) -> None:
    """Print a line a session; ``demo``: they are in the logbook of demos."""
    from sensorlog.tui.words import one_line, plural

    # Not a table of rich: ten years are two thousand lines, and each would take it a millisecond.
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else None
    is_narrow = width is not None and width < _NARROW
    if not is_narrow:
        print(f"{'id':<12}  {'date':<16}  {'sets':>4}  {'reps':>5}  exercises")
    for session in sessions:
        names = [one_line(name or UNLABELLED) for name in session.exercises]
        what = ", ".join(names if session.ended_utc else [*names, "(unfinished)"])
        line = f"{session.id:<12}  {session.start_local:%Y-%m-%d %H:%M}"
        if is_narrow:
            print(line)
            line = f"  {plural(session.sets, 'set')}, {plural(session.reps, 'rep')}: {what}"
        else:
            line += f"  {session.sets:>4}  {session.reps:>5}  {what}"
        print(line if width is None or len(line) <= width else f"{line[: width - 1]}…")
    if any(session.ended_utc is None for session in sessions):
        finish = f"sensorlog sessions finish ID{' --demo' if demo else ''}"
        say(f"An unfinished session runs, or was cut off: `{finish}` completes it.")


def print_session(session: LoggedSession, people: Mapping[str, str], *, lb: bool) -> None:
    """Print one session with its sets; ``people``: labels by id."""
    from rich.console import Console
    from rich.text import Text

    from sensorlog.cli._fitting import print_fitting
    from sensorlog.logbook import UNKNOWN_IN_WORDS
    from sensorlog.tui.words import clock, one_line

    console = Console()
    person = f" · {one_line(session.person.label or session.person.id)}" if session.person else ""
    demo = " · demo" if session.demo else ""
    state = ("" if session.ended_utc else " · unfinished") + (" · deleted" if session.deleted_utc else "")
    when = session.start_local.strftime("%Y-%m-%d %H:%M")
    console.print(Text(f"{session.id} · {when}{person}{demo}{state}"))
    if session.sets:
        print_fitting(console, _columns(session, people, lb=lb))
    else:
        console.print("No set was counted.")
    for number, logged in enumerate(session.deleted_sets, 1):
        what = f"{_reps(logged)} × {one_line(logged.exercise or UNLABELLED)}, {clock(logged.start_s)}"
        undelete = f"sessions undelete {session.id} --set {number}{' --demo' if session.demo else ''}"
        say(f"deleted set {number}: {what} (`{undelete}`)")
    if session.recorded_start_utc is not None:
        console.print(f"The clock said {session.recorded_start_utc:%Y-%m-%d %H:%M} UTC; that was corrected.")
    for edit in session.edits:
        if not edit.is_known:
            console.print(Text(f"{clock(edit.start_s)}  {UNKNOWN_IN_WORDS} ({one_line(edit.op)}): update sensorlog"))
    for note in session.notes:
        console.print(Text(f"{clock(note.t_s)}  {one_line(note.text)}"))
    where = f"recording: {session.recording}" if session.recording else "entered by hand"
    if session.recording is None and session.recording_sha256 is not None:
        where = "recorded elsewhere: its recording is not here"
    say(where)


def _columns(session: LoggedSession, people: Mapping[str, str], *, lb: bool) -> list[Column]:
    from sensorlog.cli._fitting import Column, Holds
    from sensorlog.training import LoadUnit, format_load
    from sensorlog.tui.words import clock, one_line

    sets = session.sets
    loads = (
        format_load(each.load_kg, LoadUnit.LB) if lb else each.load_entered or format_load(each.load_kg)
        for each in sets
    )
    velocities_m_s = [_mean_velocity_m_s(each) for each in sets]
    columns = [
        Column("set", 0, tuple(str(number) for number in range(1, len(sets) + 1))),
        Column("exercise", 1, tuple(one_line(each.exercise or UNLABELLED) for each in sets), Holds.PROSE),
        Column("load", 2, tuple(map(one_line, loads))),
        Column("reps", 0, tuple(map(_reps, sets))),
        Column("begins", 5, tuple(clock(each.start_s) for each in sets)),
        Column("takes", 6, tuple(f"{each.end_s - each.start_s:.0f} s" for each in sets)),
        Column("cm/s", 3, tuple("–" if each is None else f"{100 * each:.0f}" for each in velocities_m_s)),
        Column("slower", 4, tuple("–" if each.velocity_loss is None else f"{each.velocity_loss:.0%}" for each in sets)),
    ]
    # A column for what few sessions have, where one has it.
    beside = tuple(_beside(each, people) for each in sets)
    return [*columns, Column("also", 7, beside, Holds.PROSE)] if any(beside) else columns


def _beside(logged: LoggedSet, people: Mapping[str, str]) -> str:
    """Say what else is known of a set: what it was done with and how, where the sensor sat, whose it is if moved."""
    from sensorlog.imu import Role
    from sensorlog.logbook import equipment_words
    from sensorlog.session.roles import role_words

    known = logged.placement and logged.placement != "unknown"
    whose = "" if logged.moved_to is None else people.get(logged.moved_to, logged.moved_to)
    from sensorlog.tui.words import one_line

    return one_line(
        ", ".join(
            filter(
                None,
                (
                    "warm-up" if logged.warm_up else "",
                    "" if logged.side is None else logged.side.value,
                    "" if logged.held_s is None else f"held {logged.held_s:g} s",
                    "" if logged.equipment is None else equipment_words(logged.equipment),
                    "" if logged.reps_in_reserve is None else f"{logged.reps_in_reserve:g} in reserve",
                    "" if logged.rpe is None else f"effort {logged.rpe:g}",
                    role_words(Role(logged.placement, logged.clip_site)) if known and logged.placement else "",
                    f"{whose}'s" if whose else "",
                ),
            )
        )
    )


def _reps(logged: LoggedSet) -> str:
    if logged.is_uncountable:
        return "not seen from here"
    edited = logged.sensed_rep_count is not None and logged.rep_count != logged.sensed_rep_count
    return f"{logged.rep_count} (sensor {logged.sensed_rep_count})" if edited else str(logged.rep_count)


def _mean_velocity_m_s(logged: LoggedSet) -> float | None:
    known = [rep.mean_velocity_m_s for rep in logged.reps if rep.mean_velocity_m_s is not None]
    return sum(known) / len(known) if known else None

"""Sessions, in lists and one by one, for people."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sensorlog.logbook import LoggedSession, LoggedSet, SessionSummary

__all__ = ["print_list", "print_session"]

UNLABELLED = "unlabelled"


def print_list(sessions: Sequence[SessionSummary], *, demo: bool) -> None:
    """Print a line a session; ``demo``: they are in the logbook of demos."""
    from sensorlog.tui.words import one_line

    # Not a table of rich: ten years are two thousand lines, and each would take it a millisecond.
    width = shutil.get_terminal_size((100, 24)).columns
    print(f"{'id':<12}  {'date':<16}  {'sets':>4}  {'reps':>5}  exercises")
    for session in sessions:
        names = [one_line(name or UNLABELLED) for name in session.exercises]
        line = (
            f"{session.id:<12}  {session.start_local:%Y-%m-%d %H:%M}  {session.sets:>4}  {session.reps:>5}  "
            f"{', '.join(names if session.ended_utc else [*names, '(unfinished)'])}"
        )
        print(line if len(line) <= width or not sys.stdout.isatty() else f"{line[: width - 1]}…")
    if any(session.ended_utc is None for session in sessions):
        finish = f"sensorlog sessions finish ID{' --demo' if demo else ''}"
        print(f"An unfinished session runs, or was cut off: `{finish}` completes it.")


def print_session(session: LoggedSession, people: Mapping[str, str], *, lb: bool) -> None:
    """Print one session with its sets; ``people``: labels by id."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sensorlog.logbook import UNKNOWN_IN_WORDS
    from sensorlog.training import LoadUnit, format_load
    from sensorlog.tui.words import clock, one_line

    console = Console()
    person = f" · {one_line(session.person.label or session.person.id)}" if session.person else ""
    demo = " · demo" if session.demo else ""
    state = ("" if session.ended_utc else " · unfinished") + (" · deleted" if session.deleted_utc else "")
    when = session.start_local.strftime("%Y-%m-%d %H:%M")
    console.print(Text(f"{session.id} · {when}{person}{demo}{state}"))
    table = Table(box=SIMPLE_HEAD)
    table.add_column("set", justify="right", no_wrap=True)
    table.add_column("exercise")
    for column in ("load", "reps", "begins", "takes", "cm/s", "slower"):
        table.add_column(column, justify="right", no_wrap=True)
    # Columns for what few sessions have, where one has it.
    beside = [_beside(logged, people) for logged in session.sets]
    if is_beside := any(beside):
        table.add_column("also")
    for number, logged in enumerate(session.sets, 1):
        velocity_m_s = _mean_velocity_m_s(logged)
        table.add_row(
            str(number),
            Text(logged.exercise or UNLABELLED),
            format_load(logged.load_kg, LoadUnit.LB) if lb else logged.load_entered or format_load(logged.load_kg),
            _reps(logged),
            clock(logged.start_s),
            f"{logged.end_s - logged.start_s:.0f} s",
            "–" if velocity_m_s is None else f"{100 * velocity_m_s:.0f}",
            "–" if logged.velocity_loss is None else f"{logged.velocity_loss:.0%}",
            *([Text(beside[number - 1])] if is_beside else []),
        )
    if session.sets:
        console.print(table)
    else:
        console.print("No set was counted.")
    for number, logged in enumerate(session.deleted_sets, 1):
        what = f"{_reps(logged)} × {one_line(logged.exercise or UNLABELLED)}, {clock(logged.start_s)}"
        undelete = f"sessions undelete {session.id} --set {number}{' --demo' if session.demo else ''}"
        console.print(Text(f"deleted set {number}: {what} (`{undelete}`)"), soft_wrap=True)
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
    console.print(Text(where), soft_wrap=True)


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

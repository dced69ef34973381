"""``sensorlog sessions``: what is in the logbook, and finishing what was cut off."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from sensorlog.events import Rep, TrunkMeasures, TrunkPhase
    from sensorlog.logbook import Logbook, LoggedSession, LoggedSet, Person, SessionSummary

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="List the sessions of the logbook, look into one, finish one that was cut off.",
)

DEMO = typer.Option(False, "--demo", help="The logbook of demo sessions, which is kept apart.")
JSON = typer.Option(False, "--json", help="One JSON document on stdout.")
LB = typer.Option(False, "--lb", help="Loads in pounds.")
SESSION_ID = typer.Argument(..., metavar="ID", help="Id of a session; its beginning is enough.")
SESSION_IDS = typer.Argument(..., metavar="ID...", help="Ids of sessions; their beginnings are enough.")
UNLABELLED = "unlabelled"


@app.callback()
def list_sessions(
    ctx: typer.Context,
    demo: bool = DEMO,
    as_json: bool = JSON,
    deleted: bool = typer.Option(False, "--deleted", help="Those that were deleted, and can be had back."),
    limit: int = typer.Option(20, "--limit", "-n", min=1, max=100_000, help="Show that many of the latest sessions."),
) -> None:
    """List the latest sessions, or do one of the commands below."""
    ctx.obj = {"demo": demo, "json": as_json}
    if ctx.invoked_subcommand is not None:
        return
    from sensorlog.logbook import Logbook

    with closing(Logbook(demo=demo)) as logbook:
        full = logbook.sessions(limit, deleted=deleted) if as_json else []
        sessions = [] if as_json else logbook.summaries(limit, deleted=deleted)
    if as_json:
        print(json.dumps({"sessions": [_session_json(session) for session in full]}))
    elif sessions:
        _print_list(sessions)
    elif deleted:
        print("No session is deleted.")
    elif demo:
        print("No demo sessions yet: `sensorlog demo` makes one.")
    else:
        print("No sessions yet: `sensorlog lift` records one. Demos are kept apart: `sensorlog sessions --demo`.")


@app.command("show")
def show(
    ctx: typer.Context, session_id: str = SESSION_ID, demo: bool = DEMO, as_json: bool = JSON, lb: bool = LB
) -> None:
    """Show the sets of one session."""
    from sensorlog.logbook import Logbook

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        session = logbook.session(session_id)
        people = {each.id: each.label for each in logbook.people()}
    if as_json or ctx.obj["json"]:
        print(json.dumps(_session_json(session)))
    else:
        _print_session(session, people, lb=lb)


@app.command("finish")
def finish(ctx: typer.Context, session_id: str = SESSION_ID, demo: bool = DEMO, as_json: bool = JSON) -> None:
    """Finish a session that was cut off: its recording is analysed again up to the cut, and every set is kept."""
    from sensorlog.logbook import Logbook
    from sensorlog.session import finish_session
    from sensorlog.tui.words import plural

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        session = finish_session(logbook, session_id)
    if as_json or ctx.obj["json"]:
        print(json.dumps(_session_json(session)))
    else:
        counted = f"{plural(len(session.sets), 'set')}, {plural(session.rep_count, 'rep')}"
        print(f"Session {session.id} is finished: {counted}.")


@app.command("reanalyze")
def reanalyze(
    ctx: typer.Context,
    session_ids: list[str] | None = typer.Argument(None, metavar="[ID]...", help="Ids; their beginnings are enough."),
    every: bool = typer.Option(False, "--all", help="All sessions that an earlier version has analysed."),
    demo: bool = DEMO,
) -> None:
    """Count sessions again from their recordings, with today's counter. Your corrections stay, and so does the old."""
    from sensorlog.errors import SensorlogError
    from sensorlog.logbook import Logbook
    from sensorlog.session import reanalyze_session
    from sensorlog.tui.words import plural

    failed: SensorlogError | None = None
    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        chosen = logbook.recorded_ids() if every else [logbook.session(each).id for each in _some(session_ids)]
        for session_id in chosen:
            try:
                before = logbook.session(session_id)
                session = reanalyze_session(logbook, session_id)
            except SensorlogError as error:
                typer.echo(f"sensorlog: {error}", err=True)
                failed = error
                continue
            if session.analysis_version == before.analysis_version:
                print(f"{session_id}: counted by this version already.")
            else:
                print(f"{session_id}: {plural(before.rep_count, 'rep')} before, {session.rep_count} now.")
    if failed is not None:
        raise typer.Exit(failed.exit_code)


@app.command("delete")
def delete(ctx: typer.Context, session_ids: list[str] = SESSION_IDS, demo: bool = DEMO) -> None:
    """Leave sessions out of lists and trends. `sessions undelete` takes that back, until `sessions purge`."""
    from sensorlog.logbook import Logbook

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        chosen = [logbook.session(each).id for each in session_ids]
        for session_id in chosen:
            logbook.delete_session(session_id)
            print(f"Session {session_id} is deleted; `sensorlog sessions undelete {session_id}` takes that back.")


@app.command("undelete")
def undelete(ctx: typer.Context, session_ids: list[str] = SESSION_IDS, demo: bool = DEMO) -> None:
    """Have deleted sessions count again."""
    from sensorlog.logbook import Logbook

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        chosen = [logbook.session(each).id for each in session_ids]
        for session_id in chosen:
            logbook.undelete_session(session_id)
            print(f"Session {session_id} counts again.")


@app.command("purge")
def purge(
    ctx: typer.Context,
    session_ids: list[str] | None = typer.Argument(None, metavar="[ID]...", help="Ids; their beginnings are enough."),
    every: bool = typer.Option(False, "--all", help="All deleted sessions, and what was taken back of the diary."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
    demo: bool = DEMO,
) -> None:
    """Remove deleted sessions for good: from the logbook, its recordings, and its backups as far as they are there."""
    from sensorlog.logbook import Logbook
    from sensorlog.session import check_not_running
    from sensorlog.tui.words import plural

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        if every:
            chosen = [each.id for each in logbook.summaries(deleted=True)]
        else:
            chosen = [logbook.session(each).id for each in _some(session_ids)]
        taken_back = len(logbook.taken_back()) if every else 0
        if not chosen and not taken_back:
            print("Nothing is deleted: there is nothing to purge.")
            return
        for session_id in chosen:
            check_not_running(logbook.session(session_id))
        what = plural(len(chosen), "session") + (f" and {_of_the_diary(taken_back)}" if taken_back else "")
        if not yes and not typer.confirm(f"Remove {what} for good, with recordings and from backups?"):
            raise typer.Exit(1)
        gone = logbook.purge_sessions(chosen)
        if taken_back:
            print(f"Purged: {_of_the_diary(logbook.purge_diary().entries)}.")
    print(
        f"{plural(gone.sessions, 'session')} purged: {plural(len(gone.recordings), 'recording')} removed, "
        f"{plural(len(gone.copies), 'backup')} cleaned."
    )
    for path in gone.out_of_reach:
        print(f"Out of reach, and perhaps still holding them: {path}")


def _of_the_diary(number: int) -> str:
    return f"{number} entry of the diary" if number == 1 else f"{number} entries of the diary"


def _some(session_ids: list[str] | None) -> list[str]:
    if not session_ids:
        raise typer.BadParameter("name one or more sessions, or --all")
    return session_ids


@app.command("move")
def move(
    ctx: typer.Context,
    session_id: str = SESSION_ID,
    person: str = typer.Argument(..., metavar="PERSON", help="Whose it is: a name, or an id where several have it."),
    number: int | None = typer.Option(None, "--set", min=1, help="Only that set, by its number in `sessions show`."),
    is_new: bool = typer.Option(False, "--new", help="Enter somebody whom the logbook does not know yet."),
    demo: bool = DEMO,
) -> None:
    """Give a session, or one set of it, to another person: sensors are shared, and sometimes nobody says who lifts."""
    from sensorlog.logbook import Logbook, LogbookError
    from sensorlog.tui.words import plural

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        session = logbook.session(session_id)
        if number is not None and number > len(session.sets):
            raise LogbookError(f"session {session.id} has {plural(len(session.sets), 'set')}, and no set {number}")
        owner = _person(logbook, person, is_new=is_new)
        if number is None:
            logbook.move_session(session.id, owner.id)
        else:
            logbook.move_set(session.id, session.sets[number - 1].set_id, owner.id)
    what = f"Session {session.id}" if number is None else f"Set {number} of session {session.id}"
    print(f"{what} is {_one_line(owner.label)}'s now.")


def _person(logbook: Logbook, text: str, *, is_new: bool) -> Person:
    """Find somebody by name or id; a typing error must not make a new person."""
    from sensorlog.logbook import LogbookError

    people = logbook.people()
    if (by_id := next((each for each in people if each.id == text.strip()), None)) is not None:
        return by_id
    called = logbook.person_called(text)
    if called in people:
        return called
    if is_new:
        return logbook.add_person(text)
    there = ", ".join(_one_line(each.label) for each in people) or "nobody yet"
    raise LogbookError(f"nobody is called {called.label!r}; there are: {there}. With --new somebody new is entered")


def _print_list(sessions: list[SessionSummary]) -> None:
    # Not a table of rich: ten years are two thousand lines, and each would take it a millisecond.
    width = shutil.get_terminal_size((100, 24)).columns
    print(f"{'id':<12}  {'date':<16}  {'sets':>4}  {'reps':>5}  exercises")
    for session in sessions:
        names = [_one_line(name or UNLABELLED) for name in session.exercises]
        line = (
            f"{session.id:<12}  {session.start_local:%Y-%m-%d %H:%M}  {session.sets:>4}  {session.reps:>5}  "
            f"{', '.join(names if session.ended_utc else [*names, '(unfinished)'])}"
        )
        print(line if len(line) <= width or not sys.stdout.isatty() else f"{line[: width - 1]}…")
    if any(session.ended_utc is None for session in sessions):
        print("An unfinished session runs, or was cut off: `sensorlog sessions finish ID` completes it.")


def _print_session(session: LoggedSession, people: Mapping[str, str], *, lb: bool) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sensorlog.training import LoadUnit, format_load

    console = Console()
    person = f" · {_one_line(session.person.label or session.person.id)}" if session.person else ""
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
        table.add_column("sensor, whose")
    for number, logged in enumerate(session.sets, 1):
        velocity_m_s = _mean_velocity_m_s(logged)
        table.add_row(
            str(number),
            Text(logged.exercise or UNLABELLED),
            format_load(logged.load_kg, LoadUnit.LB) if lb else logged.load_entered or format_load(logged.load_kg),
            _reps(logged),
            _clock(logged.start_s),
            f"{logged.end_s - logged.start_s:.0f} s",
            "–" if velocity_m_s is None else f"{100 * velocity_m_s:.0f}",
            "–" if logged.velocity_loss is None else f"{logged.velocity_loss:.0%}",
            *([Text(beside[number - 1])] if is_beside else []),
        )
    if session.sets:
        console.print(table)
    else:
        console.print("No set was counted.")
    for note in session.notes:
        console.print(Text(f"{_clock(note.t_s)}  {_one_line(note.text)}"))
    where = f"recording: {session.recording}" if session.recording else "entered by hand"
    console.print(Text(where), soft_wrap=True)


def _beside(logged: LoggedSet, people: Mapping[str, str]) -> str:
    """Say where the sensor sat in a set, and whose the set is if it is not the session's person's."""
    from sensorlog.imu import Role
    from sensorlog.session import role_words

    place = (
        ""
        if not logged.placement or logged.placement == "unknown"
        else role_words(Role(logged.placement, logged.clip_site))
    )
    whose = "" if logged.moved_to is None else people.get(logged.moved_to, logged.moved_to)
    return _one_line(", ".join(filter(None, (place, f"{whose}'s" if whose else ""))))


def _reps(logged: LoggedSet) -> str:
    edited = logged.sensed_rep_count is not None and logged.rep_count != logged.sensed_rep_count
    return f"{logged.rep_count} (sensor {logged.sensed_rep_count})" if edited else str(logged.rep_count)


def _one_line(text: str) -> str:
    """Return a person's words without what would move the cursor."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _mean_velocity_m_s(logged: LoggedSet) -> float | None:
    known = [rep.mean_velocity_m_s for rep in logged.reps if rep.mean_velocity_m_s is not None]
    return sum(known) / len(known) if known else None


def _clock(seconds: float) -> str:
    minutes, rest = divmod(max(0, int(seconds)), 60)
    return f"{minutes}:{rest:02}"


def _session_json(session: LoggedSession) -> dict[str, Any]:
    return {
        "id": session.id,
        "start_utc": session.start_utc.isoformat(),
        "ended_utc": session.ended_utc and session.ended_utc.isoformat(),
        "demo": session.demo,
        "person": session.person and {"id": session.person.id, "label": session.person.label},
        "recording": session.recording and str(session.recording),
        "recording_sha256": session.recording_sha256,
        "analysis_version": session.analysis_version,
        "software": session.software,
        "sets": [_set_json(logged) for logged in session.sets],
        "notes": [{"t_s": note.t_s, "text": note.text} for note in session.notes],
    }


def _set_json(logged: LoggedSet) -> dict[str, Any]:
    from dataclasses import asdict, replace

    fields = asdict(replace(logged, reps=()))
    return fields | {"rep_count": logged.rep_count, "reps": [_rep_json(rep) for rep in logged.reps]}


def _rep_json(rep: Rep) -> dict[str, Any]:
    """Return a rep's numbers: what a revision was and when it was known is the business of a running session."""
    running = ("sensor", "set_id", "revision", "state", "t_s")
    fields = {name: value for name, value in _fields(rep).items() if name not in running}
    if rep.trunk is not None:
        fields["trunk"] = _fields(rep.trunk) | {"phases": [_fields(phase) for phase in rep.trunk.phases]}
    return fields


def _fields(record: Rep | TrunkMeasures | TrunkPhase) -> dict[str, Any]:
    """Return the fields as they are: ``asdict`` copies each value, and a list of sessions has thousands of reps."""
    return {name: getattr(record, name) for name in record.__slots__}

"""``sensorlog sessions``: what is in the logbook, and finishing what was cut off."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from sensorlog.logbook import LoggedSession, LoggedSet

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
UNLABELLED = "unlabelled"


@app.callback()
def list_sessions(
    ctx: typer.Context,
    demo: bool = DEMO,
    as_json: bool = JSON,
    limit: int = typer.Option(20, "--limit", "-n", min=1, max=100_000, help="Show that many of the latest sessions."),
) -> None:
    """List the latest sessions, or do one of the commands below."""
    ctx.obj = {"demo": demo, "json": as_json}
    if ctx.invoked_subcommand is not None:
        return
    from sensorlog.logbook import Logbook

    with closing(Logbook(demo=demo)) as logbook:
        sessions = logbook.sessions(limit)
    if as_json:
        print(json.dumps({"sessions": [_session_json(session) for session in sessions]}))
    elif sessions:
        _print_list(sessions)
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
    if as_json or ctx.obj["json"]:
        print(json.dumps(_session_json(session)))
    else:
        _print_session(session, lb=lb)


@app.command("finish")
def finish(ctx: typer.Context, session_id: str = SESSION_ID, demo: bool = DEMO, as_json: bool = JSON) -> None:
    """Finish a session that was cut off: its recording is analysed again up to the cut, and every set is kept."""
    from sensorlog.logbook import Logbook
    from sensorlog.session import finish_session

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        session = finish_session(logbook, session_id)
    if as_json or ctx.obj["json"]:
        print(json.dumps(_session_json(session)))
    else:
        counted = f"{_count(len(session.sets), 'set')}, {_count(session.rep_count, 'rep')}"
        print(f"Session {session.id} is finished: {counted}.")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _print_list(sessions: list[LoggedSession]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD)
    for column in ("id", "date"):
        table.add_column(column, no_wrap=True)
    for column in ("sets", "reps"):
        table.add_column(column, no_wrap=True, justify="right")
    table.add_column("exercises")
    for session in sessions:
        names = dict.fromkeys(each.exercise or UNLABELLED for each in session.sets)
        # Text: what a person typed is no markup.
        table.add_row(
            session.id,
            session.start_utc.astimezone().strftime("%Y-%m-%d %H:%M"),
            str(len(session.sets)),
            str(session.rep_count),
            Text(", ".join(names) if session.ended_utc else ", ".join([*names, "(unfinished)"])),
        )
    Console().print(table)
    if any(session.ended_utc is None for session in sessions):
        print("An unfinished session runs, or was cut off: `sensorlog sessions finish ID` completes it.")


def _print_session(session: LoggedSession, *, lb: bool) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from sensorlog.training import LoadUnit, format_load

    console = Console()
    person = f" · {_one_line(session.person.label or session.person.id)}" if session.person else ""
    demo = " · demo" if session.demo else ""
    state = "" if session.ended_utc else " · unfinished"
    when = session.start_utc.astimezone().strftime("%Y-%m-%d %H:%M")
    console.print(Text(f"{session.id} · {when}{person}{demo}{state}"))
    table = Table(box=SIMPLE_HEAD)
    table.add_column("set", justify="right", no_wrap=True)
    table.add_column("exercise")
    for column in ("load", "reps", "begins", "takes", "cm/s", "slower"):
        table.add_column(column, justify="right", no_wrap=True)
    for number, logged in enumerate(session.sets, 1):
        velocity_m_s = _mean_velocity_m_s(logged)
        table.add_row(
            str(number),
            Text(logged.exercise or UNLABELLED),
            format_load(logged.load_kg, LoadUnit.LB if lb else LoadUnit.KG),
            _reps(logged),
            _clock(logged.start_s),
            f"{logged.end_s - logged.start_s:.0f} s",
            "–" if velocity_m_s is None else f"{100 * velocity_m_s:.0f}",
            "–" if logged.velocity_loss is None else f"{logged.velocity_loss:.0%}",
        )
    if session.sets:
        console.print(table)
    else:
        console.print("No set was counted.")
    for note in session.notes:
        console.print(Text(f"{_clock(note.t_s)}  {_one_line(note.text)}"))
    console.print(Text(f"recording: {session.recording}"), soft_wrap=True)


def _reps(logged: LoggedSet) -> str:
    edited = logged.rep_count != logged.sensed_rep_count
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
        "recording": str(session.recording),
        "recording_sha256": session.recording_sha256,
        "analysis_version": session.analysis_version,
        "software": session.software,
        "sets": [_set_json(logged) for logged in session.sets],
        "notes": [{"t_s": note.t_s, "text": note.text} for note in session.notes],
    }


def _set_json(logged: LoggedSet) -> dict[str, Any]:
    from dataclasses import asdict

    # What a revision was and when it was known is the business of a running session.
    running = ("sensor", "set_id", "revision", "state", "t_s")
    reps = [{name: value for name, value in asdict(rep).items() if name not in running} for rep in logged.reps]
    return asdict(logged) | {"rep_count": logged.rep_count, "reps": reps}

"""``sensorlog sessions``: what is in the logbook, and what can be done with it."""

from __future__ import annotations

import json
from contextlib import closing

import typer

from sensorlog.cli import _session_deleting, _session_edits, _session_recordings
from sensorlog.cli._saying import say
from sensorlog.cli._session_options import DEMO, JSON, LB, SESSION_ID

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="List the sessions of the logbook, look into one, correct it, finish one that was cut off.",
)


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
    from sensorlog.cli._session_json import session_json
    from sensorlog.cli._session_words import print_list
    from sensorlog.logbook import Logbook

    with closing(Logbook(demo=demo)) as logbook:
        full = logbook.sessions(limit, deleted=deleted) if as_json else []
        sessions = [] if as_json else logbook.summaries(limit, deleted=deleted)
    if as_json:
        print(json.dumps({"sessions": [session_json(session) for session in full]}))
    elif sessions:
        print_list(sessions, demo=demo)
    elif deleted:
        say("No session is deleted.")
    elif demo:
        say("No demo sessions yet: `sensorlog demo` makes one.")
    else:
        say("No sessions yet: `sensorlog lift` records one. Demos are kept apart: `sensorlog sessions --demo`.")


@app.command("show")
def show(
    ctx: typer.Context, session_id: str = SESSION_ID, demo: bool = DEMO, as_json: bool = JSON, lb: bool = LB
) -> None:
    """Show the sets of one session."""
    from sensorlog.cli._session_json import session_json
    from sensorlog.cli._session_words import print_session
    from sensorlog.logbook import Logbook

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        session = logbook.session(session_id)
        people = {each.id: each.label for each in logbook.people()}
    if as_json or ctx.obj["json"]:
        print(json.dumps(session_json(session)))
    else:
        print_session(session, people, lb=lb)


for name, command in (
    ("edit", _session_edits.edit),
    ("start", _session_edits.start),
    ("move", _session_edits.move),
    ("finish", _session_recordings.finish),
    ("reanalyze", _session_recordings.reanalyze),
    ("delete", _session_deleting.delete),
    ("undelete", _session_deleting.undelete),
    ("purge", _session_deleting.purge),
):
    app.command(name)(command)

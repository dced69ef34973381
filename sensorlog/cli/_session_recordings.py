"""Sessions from their recordings: finishing one that was cut off, counting again."""

from __future__ import annotations

import json
from contextlib import closing

import typer

from sensorlog.cli._saying import say
from sensorlog.cli._session_options import DEMO, JSON, SESSION_ID, some

__all__ = ["finish", "reanalyze"]


def finish(ctx: typer.Context, session_id: str = SESSION_ID, demo: bool = DEMO, as_json: bool = JSON) -> None:
    """Finish a session that was cut off: its recording is analysed again up to the cut, and every set is kept."""
    from sensorlog.cli._session_json import session_json
    from sensorlog.logbook import Logbook
    from sensorlog.session import finish_session
    from sensorlog.tui.words import plural

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        session = finish_session(logbook, session_id)
    if as_json or ctx.obj["json"]:
        print(json.dumps(session_json(session)))
    else:
        counted = f"{plural(len(session.sets), 'set')}, {plural(session.rep_count, 'rep')}"
        say(f"Session {session.id} is finished: {counted}.")


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
        chosen = logbook.recorded_ids() if every else [logbook.session(each).id for each in some(session_ids)]
        for session_id in chosen:
            try:
                before = logbook.session(session_id)
                session = reanalyze_session(logbook, session_id)
            except SensorlogError as error:
                say(f"sensorlog: {error}", err=True)
                failed = error
                continue
            if session.analysis_version == before.analysis_version:
                say(f"{session_id}: counted by this version already.")
            else:
                say(f"{session_id}: {plural(before.rep_count, 'rep')} before, {session.rep_count} now.")
    if failed is not None:
        raise typer.Exit(failed.exit_code)

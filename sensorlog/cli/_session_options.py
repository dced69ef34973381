"""Options that the verbs of sessions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sensorlog.logbook import LoggedSession, LoggedSet

__all__ = ["DEMO", "JSON", "LB", "SESSION_ID", "SESSION_IDS", "SET_NUMBERS", "numbered", "some"]

DEMO = typer.Option(False, "--demo", help="The logbook of demo sessions, which is kept apart.")
JSON = typer.Option(False, "--json", help="One JSON document on stdout.")
LB = typer.Option(False, "--lb", help="Loads in pounds.")
SESSION_ID = typer.Argument(..., metavar="ID", help="Id of a session; its beginning is enough.")
SESSION_IDS = typer.Argument(..., metavar="ID...", help="Ids of sessions; their beginnings are enough.")
SET_NUMBERS = typer.Option(
    [], "--set", min=1, help="Only that set, by its number in `sessions show`; may be given again."
)


def some(session_ids: list[str] | None) -> list[str]:
    """Return the ids that were given. Raises ``BadParameter`` where none was."""
    if not session_ids:
        raise typer.BadParameter("name one or more sessions, or --all")
    return session_ids


def numbered(session: LoggedSession, sets: Sequence[LoggedSet], numbers: Sequence[int], kind: str) -> list[LoggedSet]:
    """Return the sets of these numbers. Raises :class:`LogbookError` for a number that none has."""
    from sensorlog.logbook import LogbookError
    from sensorlog.tui.words import plural

    if missing := [number for number in numbers if number > len(sets)]:
        raise LogbookError(f"session {session.id} has {plural(len(sets), kind)}, and no {kind} {missing[0]}")
    return [sets[number - 1] for number in dict.fromkeys(numbers)]

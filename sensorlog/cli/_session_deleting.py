"""Deleting sessions and sets, having them back, and purging them for good."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._saying import say
from sensorlog.cli._session_options import DEMO, SESSION_IDS, SET_NUMBERS, numbered, some

if TYPE_CHECKING:
    from sensorlog.logbook import Logbook, Purged

__all__ = ["delete", "print_purged", "purge", "undelete"]


def delete(
    ctx: typer.Context,
    session_ids: list[str] = SESSION_IDS,
    sets: list[int] = SET_NUMBERS,
    demo: bool = DEMO,
) -> None:
    """Leave sessions, or with --set sets of one, out of lists and trends. `sessions undelete` takes that back."""
    from sensorlog.logbook import EditOp, Logbook

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        if sets:
            session = logbook.session(_one(session_ids))
            for done in numbered(session, session.sets, sets, "set"):
                logbook.say(session.id, done.set_id, EditOp.DELETE_SET, True)
            say(f"Left out of session {session.id}: {_of_sets(len(set(sets)))}; `sessions show` lists what is deleted.")
            return
        for session_id in [logbook.session(each).id for each in session_ids]:
            logbook.delete_session(session_id)
            say(f"Session {session_id} is deleted; `sensorlog sessions undelete {session_id}` takes that back.")


def undelete(
    ctx: typer.Context,
    session_ids: list[str] = SESSION_IDS,
    sets: list[int] = typer.Option(
        [], "--set", min=1, help="Only that set, by its number among the deleted ones; may be given again."
    ),
    demo: bool = DEMO,
) -> None:
    """Have deleted sessions, or with --set deleted sets of one, count again."""
    from sensorlog.logbook import EditOp, Logbook

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        if sets:
            session = logbook.session(_one(session_ids))
            for done in numbered(session, session.deleted_sets, sets, "deleted set"):
                logbook.say(session.id, done.set_id, EditOp.DELETE_SET, False)
            say(f"Counts again in session {session.id}: {_of_sets(len(set(sets)))}.")
            return
        for session_id in [logbook.session(each).id for each in session_ids]:
            logbook.undelete_session(session_id)
            say(f"Session {session_id} counts again.")


def purge(
    ctx: typer.Context,
    session_ids: list[str] | None = typer.Argument(None, metavar="[ID]...", help="Ids; their beginnings are enough."),
    sets: list[int] = typer.Option([], "--set", min=1, help="Only that set, by its number among the deleted ones."),
    every: bool = typer.Option(False, "--all", help="All that is deleted: sessions, sets, entries of the diary."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
    demo: bool = DEMO,
) -> None:
    """Remove what is deleted for good: from the logbook, its recordings, and its backups as far as they are there."""
    from sensorlog.logbook import Logbook
    from sensorlog.session import check_not_running
    from sensorlog.tui.words import plural

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        chosen, single, entries = _chosen(logbook, session_ids, sets, every=every)
        if not chosen and not single and not entries:
            say("Nothing is deleted: there is nothing to purge.")
            return
        for session_id in {*chosen, *(session_id for session_id, _ in single)}:
            check_not_running(logbook.session(session_id))
        what = [plural(len(chosen), "session")] if chosen else []
        what += [_of_sets(len(single))] if single else []
        what += [_of_the_diary(entries)] if entries else []
        if not yes and not typer.confirm(f"Remove {', '.join(what)} for good, with recordings and from backups?"):
            raise typer.Exit(1)
        if chosen:
            print_purged(logbook.purge_sessions(chosen))
        for session_id, set_id in single:
            print_purged(logbook.purge_set(session_id, set_id))
        if entries:
            print_purged(logbook.purge_diary())


def _chosen(
    logbook: Logbook, session_ids: list[str] | None, sets: list[int], *, every: bool
) -> tuple[list[str], list[tuple[str, str]], int]:
    """Return the sessions, the single sets (session and set id), and how many entries of the diary are meant."""
    if every:
        chosen = [each.id for each in logbook.summaries(deleted=True)]
        return chosen, [each for each in logbook.deleted_sets() if each[0] not in chosen], len(logbook.taken_back())
    if sets:
        session = logbook.session(_one(some(session_ids)))
        return (
            [],
            [(session.id, each.set_id) for each in numbered(session, session.deleted_sets, sets, "deleted set")],
            0,
        )
    return [logbook.session(each).id for each in some(session_ids)], [], 0


def print_purged(gone: Purged) -> None:
    """Say what a purge did, and what it could not."""
    from sensorlog.tui.words import plural

    what = [plural(gone.sessions, "session")] if gone.sessions else []
    what += [_of_sets(gone.sets)] if gone.sets else []
    what += [_of_the_diary(gone.entries)] if gone.entries else []
    say(
        f"{', '.join(what) or 'No session'} purged: {plural(len(gone.recordings), 'recording')} removed, "
        f"{plural(len(gone.copies), 'backup')} cleaned."
    )
    for path in gone.recordings_kept:
        say(f"Stays, with the samples of those sets, because it is the evidence of others: {path}")
    for path in gone.out_of_reach:
        say(f"Out of reach, and perhaps still holding them: {path}")


def _one(session_ids: list[str]) -> str:
    if len(session_ids) != 1:
        raise typer.BadParameter("--set is about one session: give one id")
    return session_ids[0]


def _of_sets(number: int) -> str:
    from sensorlog.tui.words import plural

    return plural(number, "set")


def _of_the_diary(number: int) -> str:
    return f"{number} entry of the diary" if number == 1 else f"{number} entries of the diary"

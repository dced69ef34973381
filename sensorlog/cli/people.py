"""``sensorlog people``: who lifts."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._overview import file_number, overview
from sensorlog.cli._people import known_person
from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_CSV, AS_JSON, print_rows
from sensorlog.cli._usual import usual

if TYPE_CHECKING:
    from sensorlog.logbook import Logbook, Person

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="The people of this logbook: list, add, rename, delete them.",
)
_DELETED = typer.Argument(..., metavar="WHO", help="Name or id of somebody who was deleted.")


@app.callback()
def list_people(
    ctx: typer.Context,
    deleted: bool = typer.Option(False, "--deleted", help="Those who were deleted, and can be had back."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """List people, or do one of the commands below."""
    if ctx.invoked_subcommand is not None:
        return
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        people = logbook.people(deleted=deleted)
    print_rows(
        "people",
        [{"id": each.id, "name": each.label} for each in people],
        ("id", "name"),
        as_json=as_json,
        as_csv=as_csv,
        if_none="Nobody is deleted."
        if deleted
        else "Nobody yet: `sensorlog people add NAME`, or `sensorlog lift --person NAME`.",
    )


@app.command("add")
def add(name: str = typer.Argument(..., help="What to call them; a pseudonym will do.")) -> None:
    """Enter somebody new. Equal names stay different people: the id tells them apart."""
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        person = logbook.add_person(name)
    say(f"{person.label} has the id {person.id}.")


@app.command("rename")
def rename(
    who: str = typer.Argument(..., metavar="WHO", help="Name or id."),
    name: str = typer.Argument(..., help="The new name."),
) -> None:
    """Give somebody another name; all that is theirs stays."""
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        person = logbook.rename_person(known_person(logbook, who).id, name)
    say(f"{person.id} is now called {person.label}.")


@app.command("delete")
def delete(who: str = typer.Argument(..., metavar="WHO", help="Name or id.")) -> None:
    """Leave somebody out, with sessions, diary, programs and sensors. `people undelete` takes that back."""
    from sensorlog.logbook import Logbook
    from sensorlog.tui.words import plural

    with closing(Logbook()) as logbook:
        person = known_person(logbook, who)
        sessions = logbook.delete_person(person.id)
    say(
        f"{person.label} is deleted, with {plural(sessions, 'session')}, diary and programs. "
        f"`sensorlog people undelete {person.id}` takes that back, `people purge {person.id}` removes it for good."
    )


@app.command("undelete")
def undelete(who: str = _DELETED) -> None:
    """Have somebody back who was deleted, with everything that was left out then."""
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        person = _deleted_person(logbook, who)
        logbook.undelete_person(person.id)
    say(f"{person.label} ({person.id}) is back.")


@app.command("purge")
def purge(who: str = _DELETED, yes: bool = typer.Option(False, "--yes", help="Do not ask.")) -> None:
    """Remove somebody who was deleted for good: rows, recordings, and from backups as far as they are there."""
    from sensorlog.cli._session_deleting import print_purged
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        person = _deleted_person(logbook, who)
        what = "sessions, recordings, diary, programs and sensors, also from backups"
        if not yes and not typer.confirm(f"Remove {person.label} ({person.id}) for good: {what}?"):
            raise typer.Exit(1)
        gone = logbook.purge_person(person.id)
    say(f"{person.label} is gone for good.")
    print_purged(gone)


def _deleted_person(logbook: Logbook, who: str) -> Person:
    """Return who was deleted, by name or id. Raises ``BadParameter`` where nobody or several are meant."""
    gone = logbook.people(deleted=True)
    typed = " ".join(who.split()).casefold()
    found = [each for each in gone if each.id == who] or [each for each in gone if each.label.casefold() == typed]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(each.id for each in found)
        raise typer.BadParameter(f"several who were deleted are called {who!r}: give an id ({ids})", param_hint="WHO")
    there = ", ".join(f"{each.label} ({each.id})" for each in gone) or "nobody"
    raise typer.BadParameter(f"{who!r} was not deleted; deleted are: {there}", param_hint="WHO")


app.command("overview")(overview)
app.command("file-number")(file_number)
app.command("usual")(usual)

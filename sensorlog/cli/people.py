"""``sensorlog people``: who lifts."""

from __future__ import annotations

from contextlib import closing

import typer

from sensorlog.cli._overview import file_number, overview
from sensorlog.cli._people import known_person
from sensorlog.cli._tables import AS_CSV, AS_JSON, print_rows

__all__ = ["app"]

app = typer.Typer(
    add_completion=False, invoke_without_command=True, help="The people of this logbook: list, add, rename them."
)


@app.callback()
def list_people(ctx: typer.Context, as_json: bool = AS_JSON, as_csv: bool = AS_CSV) -> None:
    """List people, or do one of the commands below."""
    if ctx.invoked_subcommand is not None:
        return
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        people = logbook.people()
    print_rows(
        "people",
        [{"id": each.id, "name": each.label} for each in people],
        ("id", "name"),
        as_json=as_json,
        as_csv=as_csv,
        if_none="Nobody yet: `sensorlog people add NAME`, or `sensorlog lift --person NAME`.",
    )


@app.command("add")
def add(name: str = typer.Argument(..., help="What to call them; a pseudonym will do.")) -> None:
    """Enter somebody new. Equal names stay different people: the id tells them apart."""
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        person = logbook.add_person(name)
    typer.echo(f"{person.label} has the id {person.id}.")


@app.command("rename")
def rename(
    who: str = typer.Argument(..., metavar="WHO", help="Name or id."),
    name: str = typer.Argument(..., help="The new name."),
) -> None:
    """Give somebody another name; all that is theirs stays."""
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        person = logbook.rename_person(known_person(logbook, who).id, name)
    typer.echo(f"{person.id} is now called {person.label}.")


app.command("overview")(overview)
app.command("file-number")(file_number)

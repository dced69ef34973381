"""``sensorlog report``: what somebody trained and felt, on paper or in a browser."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._days import day_of
from sensorlog.cli._people import known_person
from sensorlog.cli._registry import open_registry

if TYPE_CHECKING:
    from sensorlog.exchange.report import ReportFormat
    from sensorlog.logbook import Logbook, Person

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command()
def report(
    people: list[str] | None = typer.Argument(None, metavar="[PERSON]...", help="Names or ids; several make a folder."),
    everybody: bool = typer.Option(False, "--all", help="Everybody in the logbook: a folder with an index page."),
    html: bool = typer.Option(False, "--html", help="One page for a browser, or to print. If nothing is said."),
    pdf: bool = typer.Option(False, "--pdf", help="To file."),
    first: str = typer.Option("", "--from", metavar="DAY", help="First day; left out: twelve weeks before the last."),
    last: str = typer.Option("", "--to", "--until", metavar="DAY", help="Last day; left out: today."),
    since: str = typer.Option("", "--since", metavar="DAY", help="Say what changed since then; left out: four weeks."),
    traces: int = typer.Option(
        0, "--traces", metavar="N", min=0, max=1000, help="Draw what was measured in each rep of the latest N sessions."
    ),
    out: Path | None = typer.Option(None, "--out", metavar="PATH", help="File or folder; a folder for several people."),
    overwrite: bool = typer.Option(False, "--overwrite", help="Replace what is there."),
) -> None:
    """Report what somebody trained and felt: a page to read in a minute, then every session, set and rep."""
    from sensorlog.exchange.report import ReportOrder, write_report, write_reports
    from sensorlog.logbook import Logbook
    from sensorlog.training import known_exercises

    order = ReportOrder(
        day_of(""),
        _formats(html=html, pdf=pdf),
        first=day_of(first, "--from") if first else None,
        last=day_of(last, "--to") if last else None,
        since=day_of(since, "--since") if since else None,
        overwrite=overwrite,
        traces=traces,
        registry=open_registry(),
    )
    with closing(Logbook()) as logbook:
        who = _who(logbook, people or [], everybody=everybody)
        if len(who) == 1 and not everybody:
            for path in write_report(logbook, who[0], order, known_exercises(), out):
                typer.echo(path)
            return
        for path in write_reports(logbook, who, order, known_exercises(), out or Path("reports")):
            typer.echo(path)


def _formats(*, html: bool, pdf: bool) -> list[ReportFormat]:
    from sensorlog.exchange.report import ReportFormat

    chosen = [ReportFormat.HTML] * html + [ReportFormat.PDF] * pdf
    return chosen or [ReportFormat.HTML]


def _who(logbook: Logbook, names: list[str], *, everybody: bool) -> list[Person]:
    """Return whom to report on. Raises ``BadParameter`` where that is not clear."""
    if everybody:
        if names:
            raise typer.BadParameter("name people, or say --all: not both", param_hint="PERSON")
        people = logbook.people()
        if not people:
            raise typer.BadParameter("nobody is in this logbook yet: `sensorlog import` takes in what people send")
        return people
    if not names:
        people = logbook.people()
        if len(people) != 1:
            there = ", ".join(each.label for each in people) or "nobody yet"
            raise typer.BadParameter(f"whose? Name somebody, or say --all; there are: {there}", param_hint="PERSON")
        return people
    found = [known_person(logbook, name) for name in names]
    return list(dict.fromkeys(found))

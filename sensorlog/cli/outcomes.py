"""``sensorlog outcomes``: totals of questionnaires and activities of one's own, and how they change."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._choices import one_of
from sensorlog.cli._days import DAY, day_of
from sensorlog.cli._people import PERSON, person_to_write, reader
from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_CSV, AS_JSON, Cell, print_rows

if TYPE_CHECKING:
    from sensorlog.logbook import Logbook, Person
    from sensorlog.training import Score

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="Outcome scores (pain, disability, self-efficacy, own activities): enter them, see the change.",
)
_DIRECTION = {None: None, True: "better", False: "worse"}
_COLUMNS = ("measure", "first", "latest", "change", "direction", "matters_from", "reached")


@app.command("score")
def score(
    measure: str = typer.Argument(..., help="nprs, rmdq, odi or pseq; for your own activities: `outcomes activities`."),
    value: float = typer.Argument(..., help="The total."),
    day: str = DAY,
    person: str = PERSON,
) -> None:
    """Enter the total of a questionnaire. Its questions are its owner's and not shown here."""
    from sensorlog.training import MeasureId, Score, check_score

    measure_id = MeasureId(one_of(measure, [each for each in MeasureId if each is not MeasureId.PSFS], "MEASURE"))
    _keep_score(Score(measure_id, day_of(day), check_score(measure_id, value)), person)


@app.command("activities")
def activities(
    scores: list[str] = typer.Argument(
        ..., metavar="ACTIVITY=SCORE...", help="3 to 5 of your own: 'tying shoes=4'; 0 cannot, 10 as before."
    ),
    day: str = DAY,
    person: str = PERSON,
) -> None:
    """Enter the patient-specific functional scale (PSFS): activities of your own, each from 0 to 10."""
    from sensorlog.training import parse_pain, psfs_score

    named = []
    for text in scores:
        name, is_scored, number = text.rpartition("=")
        if not is_scored:
            raise typer.BadParameter(f"{text[:40]!r} has no score: write activity=score")
        named.append((name, parse_pain(number)))
    _keep_score(psfs_score(day_of(day), named), person)


@app.callback()
def outcomes(ctx: typer.Context, person: str = PERSON, as_json: bool = AS_JSON, as_csv: bool = AS_CSV) -> None:
    """Show each measure: first score, latest, the change, and what the literature calls one that matters."""
    if ctx.invoked_subcommand is not None:
        return
    from sensorlog.logbook import Logbook
    from sensorlog.training import MEASURES, change

    with closing(Logbook()) as logbook:
        scores = _scores(logbook, reader(logbook, person))
    rows: list[dict[str, Cell]] = []
    for measure in MEASURES.values():
        own = [each for each in scores if each.measure is measure.id]
        if not own:
            continue
        found = change(own)
        rows.append(
            {
                "measure": measure.name,
                "first": own[0].value,
                "first_day": own[0].day.isoformat(),
                "latest": own[-1].value,
                "latest_day": own[-1].day.isoformat(),
                "change": found.difference if found else None,
                "direction": None
                if found is None or found.is_better is None
                else "better"
                if found.is_better
                else "worse",
                "matters_from": measure.important_change,
                "reached": found.reaches_important if found else None,
                "kind_of_change": measure.change_is,
                "source": measure.source,
            }
        )
    columns = (
        tuple(rows[0])
        if rows and as_csv
        else ("measure", "first", "latest", "change", "direction", "matters_from", "reached")
    )
    print_rows(
        "outcomes",
        rows,
        columns,
        as_json=as_json,
        as_csv=as_csv,
        if_none="No scores yet: `sensorlog outcomes score rmdq 9`.",
    )
    if rows and not (as_json or as_csv):
        for source in dict.fromkeys(f"{each['kind_of_change']}: {each['source']}" for each in rows):
            say(f"  {source}")


@app.command("weight")
def weight(
    body_weight: str = typer.Argument(..., metavar="WEIGHT", help="82, 82.5kg, 180lb."),
    day: str = DAY,
    person: str = PERSON,
) -> None:
    """Enter what you weigh."""
    from sensorlog.logbook import BodyWeight, Logbook
    from sensorlog.training import format_load, parse_load

    weight_kg = parse_load(body_weight)
    if not weight_kg:
        raise typer.BadParameter("give a weight, such as 82kg")
    about = day_of(day)
    with closing(Logbook()) as logbook:
        who = person_to_write(logbook, person)
        logbook.add_felt(who.id, BodyWeight(about, weight_kg, body_weight.strip()))
    say(f"{about.isoformat()}: {format_load(weight_kg)}.")


def _keep_score(score: Score, person: str) -> None:
    from sensorlog.logbook import Logbook
    from sensorlog.training import MEASURES, change

    measure = MEASURES[score.measure]
    with closing(Logbook()) as logbook:
        who = person_to_write(logbook, person)
        logbook.add_felt(who.id, score)
        found = change([each for each in _scores(logbook, who) if each.measure is score.measure])
    told = f"{score.day.isoformat()}: {measure.name} {score.value:.1f}".removesuffix(".0")
    if found is None:
        say(f"{told}.")
    else:
        say(
            f"{told}, {found.difference:+.1f} since {found.first.day.isoformat()}; "
            f"{measure.change_is}: {measure.important_change:g} ({measure.source})."
        )


def _scores(logbook: Logbook, who: Person) -> list[Score]:
    from sensorlog.logbook import DiaryKind
    from sensorlog.training import Score

    return [each.felt for each in logbook.diary(who.id, [DiaryKind.SCORE]) if isinstance(each.felt, Score)]

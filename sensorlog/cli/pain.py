"""``sensorlog pain``: what was felt, what follows, and the advice that goes with new pain."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._choices import one_of
from sensorlog.cli._days import DAY, day_of
from sensorlog.cli._exercise import complete_exercise, recognised
from sensorlog.cli._people import PERSON, person_to_write, reader
from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_CSV, AS_JSON, Cell, print_rows

if TYPE_CHECKING:
    from sensorlog.logbook import Logbook, Person
    from sensorlog.training import PainEntry

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="Pain and soreness: enter them, see what follows; the bands; what to do when pain is new.",
)


@app.callback()
def list_pain(
    ctx: typer.Context,
    person: str = PERSON,
    limit: int = typer.Option(20, "--limit", "-n", min=1, max=100_000, help="Show so many of the latest entries."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """List what was felt, or do one of the commands below."""
    if ctx.invoked_subcommand is not None:
        return
    from sensorlog.logbook import Logbook
    from sensorlog.training import judge_pain

    with closing(Logbook()) as logbook:
        who = reader(logbook, person)
        entries = _pain(logbook, who)
        bands = logbook.pain_bands(who.id)
    rows: list[dict[str, Cell]] = [
        {
            "day": each.day.isoformat(),
            "moment": each.moment.replace("_", " "),
            "pain": each.score,
            "site": each.site.replace("_", " "),
            "new_or_worse": each.new_or_worse,
            "exercise": each.exercise,
            "band": judge_pain([each], bands).level.replace("_", " "),
        }
        for each in entries[-limit:]
    ]
    columns = ("day", "moment", "pain", "site", "new_or_worse", "exercise", "band")
    print_rows("pain", rows, columns, as_json=as_json, as_csv=as_csv, if_none="Nothing yet: `sensorlog pain add 3`.")
    if entries and not (as_json or as_csv):
        verdict = judge_pain([each for each in entries if each.day == entries[-1].day], bands)
        say(f"{entries[-1].day.isoformat()}: {verdict.because}. The next session: {_FOLLOWS[verdict.follows]}.")
        say(f"Bands: up to {bands.fine_up_to} fine, up to {bands.acceptable_up_to} acceptable ({bands.source}).")


@app.command("add")
def add(
    score: str = typer.Argument(..., help="0 (none) to 10 (the worst imaginable)."),
    site: str = typer.Option("back", "--site", help="back, buttock-or-leg or other."),
    moment: str = typer.Option("after", "--when", help="before, during, after or next-day."),
    day: str = DAY,
    exercise: str = typer.Option(
        "", "--exercise", help="If it was in a set of one exercise.", autocompletion=complete_exercise
    ),
    new_or_worse: bool = typer.Option(False, "--new-or-worse", help="The pain is new, or has got worse."),
    note: str = typer.Option("", "--note", help="In your own words."),
    person: str = PERSON,
) -> None:
    """Enter pain. With --when next-day, the day is that of the session before (yesterday, if --day is left out)."""
    from datetime import timedelta

    from sensorlog.logbook import Logbook
    from sensorlog.training import Moment, PainEntry, PainSite, judge_pain, known_exercises, parse_pain
    from sensorlog.tui.plan_words import advice_lines

    when = Moment(one_of(moment, list(Moment), "--when"))
    about = day_of(day)
    if when is Moment.NEXT_DAY and not day.strip():
        about -= timedelta(days=1)
    name = recognised(exercise) if exercise.strip() else None
    known = known_exercises().named(name)
    entry = PainEntry(
        about,
        when,
        parse_pain(score),
        PainSite(one_of(site, list(PainSite), "--site")),
        known.id if known else name,
        new_or_worse,
    )
    with closing(Logbook()) as logbook:
        who = person_to_write(logbook, person)
        logbook.add_felt(who.id, entry, note=note)
        felt = [each for each in _pain(logbook, who) if each.day == about]
        bands = logbook.pain_bands(who.id)
    verdict = judge_pain(felt, bands)
    say(f"{about.isoformat()}: {verdict.because}. The next session: {_FOLLOWS[verdict.follows]}.")
    if new_or_worse:
        say("\n".join(["", *advice_lines()]))


@app.command("soreness")
def soreness(
    excessive: bool = typer.Argument(..., metavar="yes|no", help="Is it more than you want?"),
    day: str = DAY,
    person: str = PERSON,
) -> None:
    """Say whether muscle soreness is excessive. No number decides that but you."""
    from sensorlog.logbook import Logbook
    from sensorlog.training import Soreness

    about = day_of(day)
    with closing(Logbook()) as logbook:
        logbook.add_felt(person_to_write(logbook, person).id, Soreness(about, excessive))
    follows = "excessive: the next session stays as it is" if excessive else "fine"
    say(f"{about.isoformat()}: soreness is {follows}.")


@app.command("flare-up")
def flare_up(
    note: str = typer.Option("", "--note", help="In your own words."), day: str = DAY, person: str = PERSON
) -> None:
    """Mark a day of a flare-up. It changes no proposal by itself: enter the pain as well."""
    from sensorlog.logbook import FlareUp, Logbook

    about = day_of(day)
    with closing(Logbook()) as logbook:
        logbook.add_felt(person_to_write(logbook, person).id, FlareUp(about), note=note)
    say(f"{about.isoformat()}: a flare-up is noted.")


@app.command("bands")
def bands(
    fine: int | None = typer.Argument(None, min=0, max=10, help="Pain up to here is fine."),
    acceptable: int | None = typer.Argument(None, min=0, max=10, help="Up to here acceptable; above, too much."),
    by: str = typer.Option("", "--by", help="Who sets them: your therapist's name."),
    person: str = PERSON,
) -> None:
    """Show the bands of the pain rule, or set them as a therapist says."""
    from sensorlog.logbook import Logbook

    if (fine is None) != (acceptable is None):
        raise typer.BadParameter("give both limits, or none to see them")
    with closing(Logbook()) as logbook:
        if fine is not None and acceptable is not None:
            if not by.strip():
                raise typer.BadParameter("who sets them? Ask your therapist, and give the name", param_hint="--by")
            who = person_to_write(logbook, person)
            logbook.set_pain_bands(who.id, fine, acceptable, by=by.strip(), day=day_of(""))
        found = logbook.pain_bands(reader(logbook, person).id)
    say(f"Up to {found.fine_up_to} fine, up to {found.acceptable_up_to} acceptable ({found.source}).")


@app.command("advice")
def advice() -> None:
    """Show what to do when pain is new or gets worse, and the signs that need a doctor at once."""
    from sensorlog.tui.plan_words import advice_lines

    say("\n".join(advice_lines()))


_FOLLOWS = {"go_on": "as planned", "hold": "the same again", "lower": "less"}


def _pain(logbook: Logbook, who: Person) -> list[PainEntry]:
    from sensorlog.logbook import DiaryKind
    from sensorlog.training import PainEntry

    return [each.felt for each in logbook.diary(who.id, [DiaryKind.PAIN]) if isinstance(each.felt, PainEntry)]

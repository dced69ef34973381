"""``sensorlog plan``: the way back from the therapist to the lifter."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._days import day_of
from sensorlog.cli._exercise import complete_exercise
from sensorlog.cli._folders import make_folder
from sensorlog.cli._people import PERSON
from sensorlog.cli._running import complete_program, known_programs
from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_JSON

if TYPE_CHECKING:
    from sensorlog.exchange import Plan, PlanBands

__all__ = ["app"]

app = typer.Typer(add_completion=False, help="A plan from a therapist: make one, see what it changes, accept it.")
FILE = typer.Argument(..., metavar="FILE", help="The plan that was sent.")
PASSPHRASE_FILE = typer.Option(
    None, "--passphrase-file", metavar="FILE", help="Its first line is the passphrase; else you are asked."
)


@app.command("make")
def make(
    person: str = PERSON,
    by: str = typer.Option(..., "--by", help="Who asks, such as your name: it stands beside all that follows."),
    program: str = typer.Option(
        "", "--program", metavar="ID|FILE", help="A known program, or a TOML file.", autocompletion=complete_program
    ),
    exercise: list[str] = typer.Option(
        [], "--exercise", help="Where the program leaves them open.", autocompletion=complete_exercise
    ),
    pain_bands: str = typer.Option("", "--pain-bands", metavar="FINE,ACCEPTABLE", help="Such as 3,5."),
    note: str = typer.Option("", "--note", help="In your own words."),
    measure: list[str] = typer.Option([], "--show", help="A measure to look at; may be given again."),
    lock: bool = typer.Option(False, "--lock", help="Lock it with a passphrase."),
    passphrase_file: Path | None = PASSPHRASE_FILE,
    to: Path = typer.Option(
        Path(), "--to", metavar="FOLDER", help="Where to write, made if it is not there; this folder if not said."
    ),
) -> None:
    """Write a plan for one person, to be sent to them."""
    import secrets

    from sensorlog.cli._passphrase import read_passphrase
    from sensorlog.cli._people import reader
    from sensorlog.exchange import new_plan, plan_program, write_plan
    from sensorlog.logbook import Logbook

    catalogue, library = known_programs(say_problems=True)
    text = ""
    if program:
        from sensorlog.training import load_program

        text = (load_program(Path(program), catalogue) if Path(program).is_file() else library.get(program)).text
    with closing(Logbook()) as logbook:
        who = reader(logbook, person)
    plan = new_plan(
        who,
        plan_id=secrets.token_hex(6),
        by=by,
        day=day_of(""),
        program_text=text,
        chosen=[(catalogue.named(each) or catalogue.get(each)).id for each in exercise],
        pain_bands=_bands(pain_bands),
        note=note,
        measures=measure,
    )
    plan_program(plan, catalogue, plan.day)  # what cannot be begun is not sent
    passphrase = read_passphrase(passphrase_file, confirm=True) if lock or passphrase_file is not None else None
    path = to / f"plan-{who.id[:6]}-{plan.day.isoformat()}-{plan.id[:4]}.slog"
    make_folder(to)
    write_plan(path, plan, passphrase)
    typer.echo(path)


def _bands(text: str) -> PlanBands | None:
    from sensorlog.exchange import PlanBands

    if not text.strip():
        return None
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and int(part[:9]) <= 10 for part in parts):
        raise typer.BadParameter(
            f"{text[:20]!r}: two whole numbers from 0 to 10, such as 3,5", param_hint="--pain-bands"
        )
    if int(parts[0]) > int(parts[1]):
        raise typer.BadParameter(f"{text[:20]!r}: the smaller number comes first", param_hint="--pain-bands")
    return PlanBands(fine_up_to=int(parts[0]), acceptable_up_to=int(parts[1]))


@app.command("show")
def show(file: Path = FILE, passphrase_file: Path | None = PASSPHRASE_FILE, as_json: bool = AS_JSON) -> None:
    """Show what a plan changes. Nothing is changed by looking."""
    _print_plan(_read(file, passphrase_file), as_json=as_json)


@app.command("accept")
def accept(
    file: Path = FILE,
    passphrase_file: Path | None = PASSPHRASE_FILE,
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
) -> None:
    """Show what a plan changes, and take it up if you agree. A program that is running ends; what was lifted stays."""
    from sensorlog.exchange import accept_plan
    from sensorlog.logbook import Logbook

    plan = _read(file, passphrase_file)
    _print_plan(plan, as_json=False)
    if not yes and not typer.confirm("Accept it?"):
        raise typer.Exit(1)
    catalogue, _ = known_programs()
    with closing(Logbook()) as logbook:
        accept_plan(plan, logbook, catalogue, day_of(""))
    say("Accepted." + (" `sensorlog program next` shows the first session." if plan.program else ""))


def _read(file: Path, passphrase_file: Path | None) -> Plan:
    from sensorlog.cli._passphrase import read_passphrase
    from sensorlog.exchange import read_plan

    return read_plan(file, lambda: read_passphrase(passphrase_file))


def _print_plan(plan: Plan, *, as_json: bool) -> None:
    from sensorlog.exchange import plan_differences
    from sensorlog.logbook import Logbook
    from sensorlog.tui.plan_words import dose_words, plan_lines

    catalogue, _ = known_programs()
    with closing(Logbook()) as logbook:
        differences = plan_differences(plan, logbook, catalogue, dose_words)
    if as_json:
        document = {
            "id": plan.id,
            "by": plan.by,
            "day": plan.day.isoformat(),
            "person": {"id": plan.person.id, "pseudonym": plan.person.pseudonym},
            "differences": [{"what": each.what, "before": each.before, "after": each.after} for each in differences],
        }
        print(json.dumps(document, ensure_ascii=False))
        return
    say("\n".join(plan_lines(plan, differences)))

"""``sensorlog log``: a set, a hold, a stretch or a warm-up without a sensor."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._exercise import complete_exercise, recognised
from sensorlog.cli._people import PERSON, person_to_write
from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_CSV, AS_JSON, Cell, print_rows

if TYPE_CHECKING:
    from datetime import datetime


__all__ = ["app"]

app = typer.Typer(add_completion=False)
_REST_S = 120.0
"""Between the beginnings of sets that were entered together; nobody said when each was."""


@app.command()
def log(
    exercise: list[str] = typer.Argument(
        ..., metavar="EXERCISE", help="What was done.", autocompletion=complete_exercise
    ),
    reps: str = typer.Option("", "--reps", "-r", help="Repetitions: 8, or one number for each set: 10,9,8."),
    seconds: str = typer.Option("", "--seconds", "-s", help="Of a hold or stretch: 30, or 30,30,25."),
    load: str = typer.Option("", "--load", "-l", help="With what load: 60, 62.5kg, 135lb."),
    sets: int = typer.Option(1, "--sets", min=1, max=50, help="So many sets alike."),
    side: str = typer.Option("", "--side", help="left, right or both."),
    reserve: float | None = typer.Option(
        None, "--reserve", min=0, max=10, help="How many more repetitions would have gone."
    ),
    effort: float | None = typer.Option(None, "--effort", min=0, max=10, help="How hard it was, 0 to 10."),
    equipment: str = typer.Option(
        "", "--equipment", help="'barbell 20kg', dumbbells, machine, 'band red', 'body weight'."
    ),
    warm_up: bool = typer.Option(False, "--warm-up", help="A warm-up set: it counts for no record."),
    when: str = typer.Option("", "--when", help="2026-05-04, or 2026-05-04T18:30; left out: now."),
    person: str = PERSON,
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """Enter what was done without a sensor. Sets of one day are one session."""
    from sensorlog.logbook import HandSet, Logbook, Side, log_on_day, parse_equipment
    from sensorlog.training import load_as_typed, normalise_exercise, parse_load

    if side and side not in list(Side):
        raise typer.BadParameter(f"{side!r} is none of {', '.join(Side)}", param_hint="--side")
    name = recognised(" ".join(exercise))
    amounts = _amounts(reps, seconds, sets)
    load_kg = parse_load(load)
    started = _when(when)
    done = [
        HandSet(
            start_s=number * _REST_S,
            end_s=number * _REST_S + (held_s or 0.0),
            exercise=normalise_exercise(name),
            reps=count,
            held_s=held_s,
            load_kg=load_kg,
            load_entered=load_as_typed(load),
            warm_up=warm_up,
            side=Side(side) if side else None,
            equipment=parse_equipment(equipment) if equipment.strip() else None,
            rpe=effort,
            reps_in_reserve=reserve,
        )
        for number, (count, held_s) in enumerate(amounts)
    ]
    with closing(Logbook()) as logbook:
        session_id = log_on_day(logbook, person_to_write(logbook, person), started, done)
    told = ", ".join(f"{each.reps}" if each.reps is not None else f"{each.held_s:g} s" for each in done)
    if as_json:
        print(json.dumps({"session": session_id, "exercise": name, "sets": len(done), "load_kg": load_kg}))
    elif as_csv:
        row: dict[str, Cell] = {"session": session_id, "exercise": name, "sets": len(done), "load_kg": load_kg}
        print_rows("logged", [row], tuple(row), as_json=False, as_csv=True)
    else:
        with_load = f" with {load.strip()}" if load.strip() else ""
        say(f"Session {session_id}: {name} {told}{with_load}{' (warm-up)' if warm_up else ''}.")


def _amounts(reps: str, seconds: str, sets: int) -> list[tuple[int | None, float | None]]:
    """Repetitions or seconds of each set."""
    if bool(reps.strip()) == bool(seconds.strip()):
        raise typer.BadParameter("give either --reps or --seconds")
    option, text, most = ("--reps", reps, 1000) if reps.strip() else ("--seconds", seconds, 24 * 3600)
    numbers = []
    for part in text.split(","):
        typed = part.strip()
        if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed[:9]) <= most:
            raise typer.BadParameter(f"{typed[:20]!r} is no number from 1 to {most}", param_hint=option)
        numbers.append(int(typed))
    if len(numbers) > 1 and sets > 1:
        raise typer.BadParameter("one number for each set, or one number and --sets", param_hint=option)
    numbers = numbers * sets if len(numbers) == 1 else numbers
    return [(each, None) if reps.strip() else (None, float(each)) for each in numbers]


def _when(text: str) -> datetime:
    """Read a day or a moment of the person's own clock."""
    from datetime import datetime, time

    now = datetime.now().astimezone()
    if not text.strip():
        return now
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(
            f"{text[:30]!r} is no date; write 2026-05-04 or 2026-05-04T18:30", param_hint="--when"
        ) from None
    if len(text.strip()) <= len("2026-05-04"):
        moment = now if moment.date() == now.date() else datetime.combine(moment.date(), time(12))
    moment = moment.astimezone()
    if moment > now:
        raise typer.BadParameter(f"{text[:30]!r} is still to come", param_hint="--when")
    return moment

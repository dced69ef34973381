"""`sensorlog lift`: count live, with sensors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._live import NO_UI, run_session
from sensorlog.cli._registry import open_registry

if TYPE_CHECKING:
    from sensorlog.imu import Placement
    from sensorlog.session import Keys, Wanted

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command()
def lift(
    sensor: list[str] = typer.Option(
        [], "--sensor", metavar="[PLACEMENT=]ADDRESS", help="Which sensor, by address or name; may be given again."
    ),
    placement: str = typer.Option("unknown", help="Where the one sensor is clipped: trunk, wrist, bar …"),
    profile: list[Path] = typer.Option([], help="A firmware profile of your own (TOML)."),
    exercise: str = typer.Option("", help="What is lifted; may be changed while lifting."),
    load: str = typer.Option("", help="With what load: 60, 62.5kg, 135lb."),
    person: str = typer.Option("", help="Who lifts."),
    no_ui: bool = NO_UI,
) -> None:
    """Count repetitions live. Without --sensor, the nearest sensor that a profile fits is taken."""
    from sensorlog.session import open_lift

    registry = open_registry(profile)
    opening = partial(open_lift, _wanted(sensor, placement), _keys(exercise, load, person), registry)
    run_session(opening, "Looking for the sensor – switch it on and move it …", no_ui=no_ui)


def _placement(text: str, option: str) -> Placement:
    from sensorlog.imu import Placement

    try:
        return Placement(text.strip().lower().replace(" ", "_").replace("-", "_"))
    except ValueError:
        known = ", ".join(Placement)
        raise typer.BadParameter(f"{text!r} is no placement; there are {known}", param_hint=option) from None


def _wanted(sensors: Sequence[str], placement: str) -> list[Wanted]:
    """Read ``[PLACEMENT=]ADDRESS`` of each sensor; none given is the nearest one at ``placement``."""
    from sensorlog.session import Wanted

    where = _placement(placement, "--placement")
    wanted = []
    for text in sensors:
        place, is_placed, address = text.rpartition("=")
        if not address.strip():
            raise typer.BadParameter(f"{text!r} names no sensor: [PLACEMENT=]ADDRESS", param_hint="--sensor")
        wanted.append(Wanted(_placement(place, "--sensor") if is_placed else where, address.strip()))
    return wanted or [Wanted(where)]


def _keys(exercise: str, load: str, person: str) -> Keys:
    """Read what holds from the first set on. Raises :class:`TrainingError` for what is no load or exercise."""
    from sensorlog.events import JsonValue, SessionEventKind
    from sensorlog.logbook import Logbook
    from sensorlog.training import normalise_exercise, parse_load

    keys: list[tuple[SessionEventKind, dict[str, JsonValue]]] = []
    if name := normalise_exercise(exercise):
        keys.append((SessionEventKind.EXERCISE, {"name": name}))
    if (load_kg := parse_load(load)) is not None:
        keys.append((SessionEventKind.LOAD, {"kg": load_kg}))
    if person.strip():
        who = Logbook().person_called(person)
        keys.append((SessionEventKind.PERSON, {"id": who.id, "label": who.label}))
    return keys

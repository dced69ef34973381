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
    from sensorlog.imu import Role
    from sensorlog.session import Keys, Wanted

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command()
def lift(
    sensor: list[str] = typer.Option(
        [],
        "--sensor",
        metavar="[PLACE=]SENSOR",
        help="Which sensor, as you call it, by address, or by its name; or a place alone. May be given again.",
    ),
    placement: str = typer.Option(
        "", metavar="PLACE", help="Where the one sensor is clipped: trunk, left wrist, bar …"
    ),
    profile: list[Path] = typer.Option([], help="A firmware profile of your own (TOML)."),
    exercise: str = typer.Option("", help="What is lifted; may be changed while lifting."),
    load: str = typer.Option("", help="With what load: 60, 62.5kg, 135lb."),
    person: str = typer.Option("", help="Who lifts."),
    calibrate: bool = typer.Option(
        False, "--calibrate", help="Stand still for 3 seconds first: what the trunk's inclination is measured against."
    ),
    resume: str = typer.Option("", metavar="ID", help="Go on with a session that was cut off, with its sensors."),
    no_ui: bool = NO_UI,
) -> None:
    """Count repetitions live. Without --sensor your own sensors are taken (`sensorlog sensors`).

    While none is remembered as yours, the sensor that is near is taken, if it is the only one.
    """
    from sensorlog.session import open_lift, open_resumed

    registry = open_registry(profile)
    if resume:
        if sensor or placement or calibrate:
            raise typer.BadParameter("a session goes on with the sensors that it had", param_hint="--resume")
        run_session(partial(open_resumed, resume, registry), "Looking for the sensors of that session …", no_ui=no_ui)
        return
    opening = partial(
        open_lift, _wanted(sensor, placement), _keys(exercise, load, person, calibrate=calibrate), registry
    )
    run_session(opening, "Looking for sensors – switch them on and move them …", no_ui=no_ui)


def _role(text: str, option: str) -> Role:
    from sensorlog.session import SessionError, parse_role

    try:
        return parse_role(text)
    except SessionError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def _wanted(sensors: Sequence[str], placement: str) -> list[Wanted]:
    """Read ``[PLACE=]SENSOR`` or a place alone of each; none given is whichever is clear, at ``placement``."""
    from sensorlog.session import SessionError, Wanted, parse_role

    where = _role(placement, "--placement") if placement.strip() else None
    wanted = []
    for text in sensors:
        place, is_placed, who = text.rpartition("=")
        if not who.strip():
            raise typer.BadParameter(f"{text!r} names no sensor: [PLACE=]SENSOR", param_hint="--sensor")
        if is_placed:
            wanted.append(Wanted(_role(place, "--sensor"), who.strip()))
            continue
        try:
            wanted.append(Wanted(parse_role(who)))
        except SessionError:  # no place, so it is a name or an address
            wanted.append(Wanted(where, who.strip()))
    return wanted or ([Wanted(where)] if where is not None else [])


def _keys(exercise: str, load: str, person: str, *, calibrate: bool) -> Keys:
    """Read what holds from the first set on. Raises :class:`TrainingError` for what is no load or exercise."""
    from sensorlog.events import JsonValue, SessionEventKind
    from sensorlog.logbook import Logbook
    from sensorlog.session import load_data
    from sensorlog.training import normalise_exercise

    keys: list[tuple[SessionEventKind, dict[str, JsonValue]]] = []
    if name := normalise_exercise(exercise):
        keys.append((SessionEventKind.EXERCISE, {"name": name}))
    if load.strip():
        keys.append((SessionEventKind.LOAD, load_data(load)))
    if person.strip():
        who = Logbook().person_called(person)
        keys.append((SessionEventKind.PERSON, {"id": who.id, "label": who.label}))
    if calibrate:
        keys.append((SessionEventKind.CALIBRATE, {}))
    return keys

"""`sensorlog sensors`: which sensors are yours, and where each is clipped."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._registry import open_registry
from sensorlog.cli._saying import plain_console, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sensorlog.ble import Found
    from sensorlog.imu import Role
    from sensorlog.logbook import Logbook, Pairing, Person
    from sensorlog.profiles import Registry
    from sensorlog.session import Shaking

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="Your own sensors: what they are called, and where each is clipped. Only they are taken unasked.",
)

JSON = typer.Option(False, "--json", help="One JSON document on stdout.")
_LISTEN_S = 5.0
_TRIES = 3
_NONE = "No sensor is remembered yet: `sensorlog sensors pair --role trunk` remembers one."


@app.callback()
def sensors(ctx: typer.Context, as_json: bool = JSON) -> None:
    """List your sensors, or do one of the commands below."""
    if ctx.invoked_subcommand is None:
        _list(as_json=as_json)


@app.command("list")
def list_sensors(as_json: bool = JSON) -> None:
    """List your sensors."""
    _list(as_json=as_json)


@app.command("pair")
def pair(
    sensor: str = typer.Argument("", metavar="[SENSOR]", help="Address, or the name that it advertises."),
    role: str = typer.Option(
        "unknown", "--role", metavar="PLACE", help="Where it is clipped: trunk, left wrist, bar …"
    ),
    site: str = typer.Option("", "--site", help="Where exactly, such as sternum or T12."),
    name: str = typer.Option("", "--name", help="What you call it; else 'my trunk sensor' and the like."),
    person: str = typer.Option("", "--person", help="Whose it is; without it everybody's who uses this computer."),
) -> None:
    """Remember a sensor as yours. Where several could be meant, shake the one that you mean."""
    import asyncio

    from sensorlog.logbook import Logbook
    from sensorlog.session import new_pairing, parse_role, role_words

    where = parse_role(role, site)
    registry = open_registry()
    with closing(Logbook()) as logbook:
        owner = _owner(logbook, person)
        pairings = logbook.pairings()
        say("Listening for sensors – switch yours on and move it …", err=True)
        found = asyncio.run(_choose(registry, pairings, sensor, where))
        made = new_pairing(found, where, pairings, name=name, person=owner)
        logbook.pair(made)
    say(f"Remembered: {made.name} ({role_words(where)}) is {_called(found)}.")


@app.command("forget")
def forget(sensor: str = typer.Argument(..., metavar="SENSOR", help="What you call it, or its address.")) -> None:
    """Forget a sensor: it is not taken unasked any more. Sessions with it stay."""
    from sensorlog.logbook import Logbook
    from sensorlog.session import find_pairing

    with closing(Logbook()) as logbook:
        known = find_pairing(sensor, logbook.pairings())
        logbook.unpair(known.address)
    say(f"Forgotten: {known.name} ({known.address}).")


def _owner(logbook: Logbook, label: str) -> Person | None:
    """Return the person of that name, who is entered if new; ``None`` for nobody in particular."""
    if not label.strip():
        return None
    person = logbook.person_called(label)
    return person if person in logbook.people() else logbook.add_person(label)


async def _choose(registry: Registry, pairings: Sequence[Pairing], sensor: str, where: Role) -> Found:
    """Return the sensor that is meant: the only one, or the one that is shaken."""
    from sensorlog.ble import scan
    from sensorlog.session import SessionError, pairing_candidates, role_words

    heard = {found.address: found async for found in scan(registry, _LISTEN_S)}
    candidates = pairing_candidates(list(heard.values()), pairings, sensor)
    if len(candidates) == 1:
        (only,) = candidates
        if not sensor and sys.stdin.isatty() and not typer.confirm(f"{_called(only)} is near. Is it yours?"):
            raise SessionError("nothing was remembered: bring your sensor near and close other apps that hold it")
        return only
    what = role_words(where) if where.placement.value != "unknown" else "sensor that you mean"
    for _ in range(_TRIES):
        if (found := await _shaken(candidates, what)) is not None:
            return found
        say("It was not clear which one moved.", err=True)
    raise SessionError(
        "no sensor was shaken alone: lay the others down, or name the one by its address, such as "
        f"`sensorlog sensors pair {candidates[0].address}`"
    )


async def _shaken(candidates: Sequence[Found], what: str) -> Found | None:
    from sensorlog.session import find_shaken

    told: set[str] = set()

    def progress(now: Shaking) -> None:
        for address, problem in now.problems.items():
            if address not in told:
                told.add(address)
                say(problem, err=True)
        if now.is_ready and "ready" not in told:
            told.add("ready")
            say(f"Now shake the {what} one for some seconds, and keep the others still …", err=True)

    say(f"Connecting to {len(candidates)} sensors …", err=True)
    return (await find_shaken(candidates, progress=progress)).found


def _called(found: Found) -> str:
    from sensorlog.session import called

    return called(found)


def _list(*, as_json: bool) -> None:
    from sensorlog.logbook import Logbook
    from sensorlog.session import remembered

    pairings = remembered()
    if as_json:
        import json

        typer.echo(json.dumps([_json(pairing) for pairing in pairings], ensure_ascii=False, indent=2))
    elif pairings:
        with closing(Logbook()) as logbook:
            people = {person.id: person.label for person in logbook.people()}
        _print(pairings, people)
    else:
        say(_NONE)


def _json(pairing: Pairing) -> dict[str, str | None]:
    return {
        "name": pairing.name,
        "address": pairing.address,
        "placement": pairing.placement.value,
        "clip_site": pairing.clip_site,
        "profile": pairing.profile_id,
        "person": pairing.person_id,
        "paired_utc": pairing.paired_utc.isoformat(),
    }


def _print(pairings: Sequence[Pairing], people: Mapping[str, str]) -> None:
    from sensorlog.cli._tables import print_table
    from sensorlog.session import pairing_role, role_words

    rows = [
        {
            "name": pairing.name,
            "place": role_words(pairing_role(pairing)),
            "profile": pairing.profile_id,
            "whose": "everybody's" if pairing.person_id is None else people.get(pairing.person_id, pairing.person_id),
            "address": pairing.address,
        }
        for pairing in pairings
    ]
    print_table(rows, ("name", "place", "profile", "whose", "address"), plain_console())

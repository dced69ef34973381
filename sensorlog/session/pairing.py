"""Remembering sensors: which are whose, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime

from sensorlog.ble import Found
from sensorlog.imu import Placement, Role
from sensorlog.logbook import MAX_LABEL_LENGTH, Logbook, Pairing, Person, logbook_exists
from sensorlog.session.errors import SessionError
from sensorlog.session.shaking import MOST_AT_ONCE
from sensorlog.session.wanted import NOT_HEARD_ADVICE, no_profile

__all__ = ["find_pairing", "new_pairing", "own_pairings", "pairing_candidates", "remembered"]


def own_pairings(pairings: Iterable[Pairing], person_id: str | None) -> list[Pairing]:
    """Return the sensors of one person and those that are nobody's in particular; all, where nobody is named."""
    return [pairing for pairing in pairings if person_id is None or pairing.person_id in (None, person_id)]


def new_pairing(
    found: Found, role: Role, pairings: Sequence[Pairing], *, name: str = "", person: Person | None = None
) -> Pairing:
    """Return how ``found`` is to be remembered; without a ``name`` it gets one after its place.

    Raises :class:`SessionError` for a name that cannot be, or where no profile fits.
    """
    if found.profile is None:
        raise SessionError(no_profile(found))
    return Pairing(
        address=found.address,
        name=_name(name, role, pairings, found.address),
        placement=role.placement,
        clip_site=role.clip_site,
        profile_id=found.profile.id,
        person_id=None if person is None else person.id,
        paired_utc=datetime.now(UTC),
    )


def pairing_candidates(heard: Sequence[Found], pairings: Sequence[Pairing], text: str = "") -> list[Found]:
    """Return the sensors that could be meant to be remembered, the nearest first, no more than can be shaken at once.

    With ``text`` those of that address or name, else all that a profile fits and that are not remembered. Raises
    :class:`SessionError` with what to do where there are none.
    """
    known = {pairing.address.casefold() for pairing in pairings}
    wish = " ".join(text.split()).casefold()
    if wish:
        fitting = [found for found in heard if wish in (found.address.casefold(), (found.name or "").casefold())]
    else:
        fitting = [found for found in heard if found.profile and found.address.casefold() not in known]
    if not fitting:
        what = f"sensor {text[:60]!r} was not heard" if wish else "no sensor that a profile fits was heard"
        mine = sum(found.address.casefold() in known for found in heard)
        beside = f" but {mine} that {'are' if mine > 1 else 'is'} remembered already" if mine and not wish else ""
        raise SessionError(f"{what}{beside}: {NOT_HEARD_ADVICE}")
    return sorted(fitting, key=lambda found: -found.rssi_dbm)[:MOST_AT_ONCE]


def _name(wish: str, role: Role, pairings: Sequence[Pairing], address: str) -> str:
    others = {pairing.name.casefold() for pairing in pairings if pairing.address.casefold() != address.casefold()}
    name = " ".join(wish.split())
    if not name:
        place = role.clip_site if role.placement in (Placement.WRIST, Placement.UNKNOWN) else role.placement.value
        stem = f"my {(place or role.placement.value).replace('_', ' ')} sensor".replace("my unknown", "my")
        numbers = (stem if number == 1 else f"{stem} {number}" for number in range(1, len(others) + 2))
        return next(name for name in numbers if name.casefold() not in others)
    if len(name) > MAX_LABEL_LENGTH or not name.isprintable():
        raise SessionError(f"{name[:30]!r} is no name for a sensor: type 1 to {MAX_LABEL_LENGTH} letters")
    if name.casefold() in others:
        raise SessionError(f"another sensor is called {name!r} already: choose another name, or forget that one")
    return name


def find_pairing(text: str, pairings: Sequence[Pairing]) -> Pairing:
    """Return the remembered sensor of that name or address. Raises :class:`SessionError` that names those there are."""
    wish = " ".join(text.split()).casefold()
    for pairing in pairings:
        if wish in (pairing.name.casefold(), pairing.address.casefold()):
            return pairing
    there = ", ".join(pairing.name for pairing in pairings) or "none"
    raise SessionError(f"no sensor called {text[:60]!r} is remembered; there are: {there}")


def remembered() -> list[Pairing]:
    """Return the sensors that the person's logbook remembers; no logbook is made for the asking."""
    if not logbook_exists():
        return []
    with closing(Logbook()) as logbook:
        return logbook.pairings()

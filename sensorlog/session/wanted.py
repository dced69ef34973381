"""What is asked for and what is taken: the words in which session, sources and screens speak of sensors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sensorlog.ble import Found
from sensorlog.imu import Role
from sensorlog.logbook import Pairing
from sensorlog.profiles import Number, Profile

__all__ = ["NOT_HEARD", "NOT_HEARD_ADVICE", "Clip", "Wanted", "called", "no_profile", "pairing_role"]

NOT_HEARD_ADVICE = (
    "close the vendor's app (one connection at a time), switch it on or move it, charge it, bring it near; "
    "`sensorlog scan` shows what is heard"
)
NOT_HEARD = "not heard yet: close the vendor's app, switch it on or move it, charge it, bring it near"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sensor that somebody asks for."""

    role: Role | None = None
    """``None``: as it is remembered, else not known."""
    who: str | None = None
    """What the person calls it, its address, or the name that it advertises; ``None``: whichever is clear."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A sensor that a session takes, and what it will be in it."""

    sensor: str
    """Id in the session: its placement where no other has it, else its site, its name, or its address."""
    role: Role
    found: Found | None
    """``None``: not heard yet."""
    profile: Profile | None
    """``None``: not known before it is heard."""
    who: str = ""
    """Address, or the name that it advertises, of one that was not heard yet."""
    options: Mapping[str, Number] = field(default_factory=dict)

    def fits(self, found: Found) -> bool:
        """Say whether ``found`` is the sensor that this is about."""
        if self.found is not None:
            return found.address == self.found.address
        return self.who.casefold() in (found.address.casefold(), (found.name or "").casefold())


def pairing_role(pairing: Pairing) -> Role:
    """Return where a remembered sensor usually sits."""
    return Role(pairing.placement, pairing.clip_site)


def called(found: Found) -> str:
    """Return how to call a device that was heard: its name and address, nothing that could steer a terminal."""
    name = "".join(char for char in found.name or "" if char.isprintable()).strip()
    return f"{name} ({found.address})" if name else found.address


def no_profile(found: Found) -> str:
    """Say that there is no way to speak to ``found``."""
    return f"no firmware profile fits {called(found)}: `sensorlog profiles` lists them"

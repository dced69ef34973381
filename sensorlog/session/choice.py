"""Which sensors a session takes: the person's own, those that were asked for, and never a stranger's unasked.

Pure: what was heard goes in, what to take comes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sensorlog.ble import Found
from sensorlog.imu import Placement, Role
from sensorlog.logbook import Pairing
from sensorlog.profiles import ProfileError, Registry
from sensorlog.session.errors import SessionError
from sensorlog.session.roles import role_words
from sensorlog.session.wanted import NOT_HEARD_ADVICE, Clip, Wanted, called, no_profile, pairing_role

__all__ = ["Search"]


@dataclass(frozen=True, slots=True)
class _One:
    """One sensor that is wanted, and what was heard that it may be."""

    wanted: Wanted
    pairings: Sequence[Pairing]
    """Remembered sensors that it may be."""
    heard: Sequence[Found]


class Search:
    """What is wanted, and what was heard of it so far.

    Raises :class:`SessionError` where it is not clear which sensors are wanted, whatever will be heard.
    """

    def __init__(self, wanted: Sequence[Wanted], pairings: Sequence[Pairing], registry: Registry) -> None:
        """``wanted`` is empty for whichever is clear; ``pairings`` are the sensors of this person."""
        self._pairings = {pairing.address.casefold(): pairing for pairing in pairings}
        own = [Wanted(pairing_role(pairing), pairing.address) for pairing in pairings]
        self._wanted = list(wanted) or own or [Wanted()]
        self._is_plain = not wanted
        self._registry = registry
        self.heard: dict[str, Found] = {}
        if not pairings and sum(one.who is None for one in self._wanted) > 1:
            raise SessionError(
                "with several sensors say which is where, such as --sensor trunk=ADDRESS: `sensorlog scan` lists "
                "addresses, and `sensorlog sensors pair` remembers a sensor and its place"
            )

    @property
    def is_open(self) -> bool:
        """Whether a device that was not heard yet could still change the choice."""
        return any(one.wanted.who is None or len(one.heard) != 1 for one in self._each())

    @property
    def is_lucky(self) -> bool:
        """Whether something was heard for each sensor that is wanted."""
        return all(one.heard for one in self._each())

    @property
    def has_begun(self) -> bool:
        """Whether something was heard for one of them."""
        return any(one.heard for one in self._each())

    def clips(self, seconds: float) -> list[Clip]:
        """Return what to take, in the order in which it was wanted, after ``seconds`` of listening.

        One that was not heard is among them, as long as another was. Raises :class:`SessionError` with what to do where
        none was heard, or it is not clear which is meant.
        """
        each = self._each()
        clips = [self._clip(one, seconds) for one in each]
        if not any(clip.found for clip in clips):
            raise SessionError(self._nothing(None if self._is_plain else each[0], seconds))
        return _with_ids(clips)

    # ---- what may be what ------------------------------------------------------------------------------------------

    def _each(self) -> list[_One]:
        """Work out what each may be: first by name, then by role, then whatever of the person's own is left."""
        known = {at: self._asked(one) for at, one in enumerate(self._wanted) if one.who is not None}
        for must_fit in (True, False):
            for at, one in enumerate(self._wanted):
                if at not in known and (found := self._unnamed(one, _taken(known.values()), must_fit)) is not None:
                    known[at] = found
        return [known[at] for at in range(len(self._wanted))]

    def _unnamed(self, one: Wanted, taken: set[str], must_fit: bool) -> _One | None:
        if not self._pairings:
            return _One(
                one,
                (),
                [found for found in self.heard.values() if found.profile and found.address.casefold() not in taken],
            )
        free = [pairing for address, pairing in self._pairings.items() if address not in taken]
        role = one.role or Role()
        fitting = [pairing for pairing in free if role.placement in (Placement.UNKNOWN, pairing.placement)]
        if must_fit and not fitting:
            return None
        exact = [pairing for pairing in fitting if role.clip_site and pairing.clip_site == role.clip_site]
        mine = exact or fitting or free
        return _One(one, mine, self._heard_of(mine))

    def _asked(self, one: Wanted) -> _One:
        who = (one.who or "").casefold()
        mine = [
            pairing
            for pairing in self._pairings.values()
            if who in (pairing.name.casefold(), pairing.address.casefold())
        ]
        if mine:
            return _One(one, mine, self._heard_of(mine))
        heard = [found for found in self.heard.values() if found.address.casefold() == who]
        heard = heard or [found for found in self.heard.values() if (found.name or "").casefold() == who]
        own = [found for found in heard if found.address.casefold() in self._pairings]
        return _One(one, (), own if len(own) == 1 else heard)

    def _heard_of(self, pairings: Sequence[Pairing]) -> list[Found]:
        addresses = {pairing.address.casefold() for pairing in pairings}
        return [found for found in self.heard.values() if found.address.casefold() in addresses]

    # ---- what to take ----------------------------------------------------------------------------------------------

    def _clip(self, one: _One, seconds: float) -> Clip:
        if len(one.heard) > 1:
            raise SessionError(_which(one))
        found = one.heard[0] if one.heard else None
        if found is None and one.wanted.who is None and len(one.pairings) != 1:
            # Without a name there is nothing to wait for, unless it can only be one.
            raise SessionError(self._nothing(one, seconds))
        address = found.address if found is not None else one.pairings[0].address if one.pairings else one.wanted.who
        pairing = self._pairings.get((address or "").casefold())
        remembered = Role() if pairing is None else pairing_role(pairing)
        role = remembered if one.wanted.role is None else one.wanted.role
        if role.clip_site is None and role.placement is remembered.placement:
            role = remembered
        profile = found.profile if found is not None else None
        if pairing is not None:
            with suppress(ProfileError):  # a file of the person's that is not there any more
                profile = self._registry.get(pairing.profile_id)
        if found is not None and profile is None:
            raise SessionError(no_profile(found))
        return Clip("", role, found, profile, address or "")

    def _nothing(self, one: _One | None, seconds: float) -> str:
        """Say that there is nothing for ``one``, or for anybody."""
        within = f" within {seconds:g} s"
        mine = list(self._pairings.values()) if one is None else one.pairings
        if one is not None and one.wanted.who is not None:
            what = f"sensor {one.wanted.who!r} was not heard"
        elif mine:
            what = f"none of your sensors was heard ({', '.join(pairing.name for pairing in mine)})"
        elif self._pairings and one is not None:
            what, within = f"none of your sensors is left for {role_words(one.wanted.role or Role())}", ""
        else:
            what = "no sensor that a profile fits was heard"
        others = sum(found.address.casefold() not in self._pairings for found in self.heard.values())
        beside = f"; {others} other device{'s were' if others > 1 else ' was'}" if others else ""
        return f"{what}{within}{beside}: {NOT_HEARD_ADVICE}"


def _taken(known: Iterable[_One]) -> set[str]:
    """Return the addresses that are somebody's already."""
    taken: set[str] = set()
    for one in known:
        for addresses in ([pairing.address for pairing in one.pairings], [found.address for found in one.heard]):
            if len(addresses) == 1:
                taken.add(addresses[0].casefold())
    return taken


def _which(one: _One) -> str:
    near = ", ".join(f"{called(found)} {found.rssi_dbm} dBm" for found in one.heard)
    if one.wanted.who is not None:
        what = f"{len(one.heard)} sensors are called {one.wanted.who!r}"
    elif one.pairings:
        what = f"{len(one.heard)} of your sensors could be meant"
    else:
        what = f"{len(one.heard)} sensors are near, and none is remembered as yours"
    return (
        f"{what}: {near}. Name one with --sensor ADDRESS, or let `sensorlog sensors pair` find yours by shaking it and "
        "remember it"
    )


def _with_ids(clips: Sequence[Clip]) -> list[Clip]:
    """Name each by its placement, or by what else tells it from the others. Raises where one is meant twice."""
    addresses = Counter(clip.who.casefold() for clip in clips)
    twice = next((clip for clip in clips if addresses[clip.who.casefold()] > 1), None)
    if twice is not None:
        raise SessionError(f"sensor {twice.who} is asked for twice: name another one, or leave one out")
    names = [_names(clip) for clip in clips]
    uses = Counter(name for each in names for name in each)
    return [
        replace(clip, sensor=next((name for name in each if uses[name] == 1), clip.who))
        for clip, each in zip(clips, names, strict=True)
    ]


def _names(clip: Clip) -> list[str]:
    placement = "" if clip.role.placement is Placement.UNKNOWN else clip.role.placement.value
    return [name for name in dict.fromkeys((placement, clip.role.clip_site or "")) if name]

"""A person's own usual: what the trunk does in this person's reps, and what of a rep has left it.

Nothing here knows what is good. Three things are told apart, because they are not one: ``hitch`` (jerkier than usual at
its tempo), ``fast`` (angular speed above the usual), ``range`` (a larger or smaller turn than usual).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from math import isfinite, radians
from statistics import median
from typing import Any

from sensorlog.events import DeviationKind, TrunkMeasures, TrunkPhase

__all__ = ["Deviation", "Usual", "UsualRep", "judge"]

_FEWEST = 5
"""Reps that make a usual: fewer do not show how much they vary."""
_MOST = 200
"""Reps that are kept: several weeks of one exercise."""
_SPREADS = 3.5
"""A rep is unusual beyond this many robust standard deviations (1.4826 × median absolute deviation): one usual rep in
2000 on one side, if they were normal. Iglewicz and Hoaglin 1993 recommend 3.5 for such scores …"""
_FEW_REPS = 3.0
"""… widened by 1 + this ÷ number of reps: the spread of a few reps is mostly underestimated."""
_MAD_TO_SD = 1.4826
_FAST_RATIO = 0.25
"""Faster by less than a quarter is what people vary by from day to day."""
_TEMPO_RATIO = 0.5
"""Pauses vary more than speeds: only who is half as fast again from the turn on has another tempo."""
_RANGE_RATIO = 0.2
_RANGE_RAD = radians(4.0)
"""Less than this is how a clip moves on clothes and skin."""
_HITCH = 0.6
"""Jerkiness rises by up to 0.5 in a set under load, as the sticking point shows; a hitch adds 1 and more."""
_SMOOTH = 1.0
"""Jerkiness of a usual in which a hitch stands out: people who bend slowly have 2, and vary by as much as a hitch."""
_BEYOND = 2.5
"""Spreads above all usual reps but one: one of those may have had a hitch itself."""
_LIKE_LOAD = 1.25
"""Loads within this factor are one band."""
_LIKE_TEMPO = 1.5
"""Phases within this factor in duration are one tempo."""


@dataclass(frozen=True, slots=True)
class UsualRep:
    """What is remembered of one rep: its phases, and the load (``None``: not said). ``key`` names it, if it has one."""

    phases: tuple[TrunkPhase, ...]
    load_kg: float | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual reps of one person, exercise and clip site, oldest first. Judged by :func:`judge`."""

    reps: tuple[UsualRep, ...] = ()

    def with_rep(self, rep: UsualRep) -> Usual:
        """Learn one more; of very many the oldest is forgotten."""
        return replace(self, reps=(*self.reps, rep)[-_MOST:])

    def without(self, key: str) -> Usual:
        """Leave a rep out, to judge it by the others."""
        return replace(self, reps=tuple(rep for rep in self.reps if rep.key != key))

    def as_json(self) -> dict[str, Any]:
        """Give what :meth:`from_json` reads: plain lists, numbers and text."""
        return {"version": 1, "reps": [asdict(rep) for rep in self.reps]}

    @classmethod
    def from_json(cls, said: Any) -> Usual:
        """Read what :meth:`as_json` wrote. Raises ``ValueError`` for what is none."""
        try:
            if said["version"] != 1 or len(said["reps"]) > _MOST:
                raise ValueError("this is no usual of a version that is known")
            return cls(tuple(_rep(each) for each in said["reps"]))
        except (KeyError, TypeError) as error:
            raise ValueError(f"this is no usual: {error!r}") from error


@dataclass(frozen=True, slots=True)
class Deviation:
    """One number of one phase that has left the usual."""

    kind: DeviationKind
    phase: int
    """1: the way out, 2: the way back."""
    end_s: float
    value: float
    """Jerkiness, rad/s, or rad."""
    usual: float
    limit: float
    """Beyond this it is told."""


def judge(trunk: TrunkMeasures, usual: Usual, load_kg: float | None = None) -> tuple[Deviation, ...] | None:
    """Tell what of ``trunk`` has left the usual at like loads; ``None`` where too few reps make no usual yet."""
    like = [rep for rep in usual.reps if _is_like_load(rep.load_kg, load_kg)]
    found: list[Deviation] = []
    is_judged = False
    for number, phase in enumerate(trunk.phases):
        others = [rep.phases[number] for rep in like if number < len(rep.phases)]
        if len(others) < _FEWEST:
            continue
        is_judged = True
        found += _judge_phase(number + 1, phase, others)
    if is_judged and not any(one.kind is DeviationKind.FAST for one in found):
        found += _judge_tempo(trunk, like)
    return tuple(found) if is_judged else None


def _judge_phase(number: int, phase: TrunkPhase, others: Sequence[TrunkPhase]) -> list[Deviation]:
    found: list[Deviation] = []
    like = [other for other in others if 1 / _LIKE_TEMPO < other.duration_s / phase.duration_s < _LIKE_TEMPO]
    known = [each.jerkiness for each in (like if len(like) >= _FEWEST else others) if each.jerkiness is not None]
    if phase.jerkiness is not None and len(known) >= _FEWEST:
        usual, limit = median(known), _hitch_limit(known)
        if phase.jerkiness > limit:
            found.append(Deviation(DeviationKind.HITCH, number, phase.end_s, phase.jerkiness, usual, limit))
    usual, spread = _centre(other.angular_speed_peak_rad_s for other in others)
    limit = usual + max(spread, _FAST_RATIO * usual)
    value = phase.angular_speed_peak_rad_s
    # After a stall the way is caught up: that peak is of the hitch, unless the whole phase was quicker.
    is_catching_up = bool(found) and _mean_speed(phase) < (1.0 + _FAST_RATIO) * median(map(_mean_speed, others))
    if value > limit and phase.range_rad > _RANGE_RAD and not is_catching_up:
        found.append(Deviation(DeviationKind.FAST, number, phase.end_s, value, usual, limit))
    return [*found, *_judge_range(number, phase, others)]


def _hitch_limit(known: Sequence[float]) -> float:
    """Jerkiness beyond which a phase has a hitch.

    It rises within a set as the sticking point shows, and so few reps spread it wide. Where the usual is smooth, what
    lies spreads and a whole hitch above all reps but one has one as well.
    """
    usual, limit = _centre(known)
    widened = usual + max(limit, _HITCH)
    if usual > _SMOOTH:
        return widened
    spread = limit / (_SPREADS * (1.0 + _FEW_REPS / len(known)))
    return min(widened, sorted(known)[-2] + max(_BEYOND * spread, _HITCH))


def _judge_tempo(trunk: TrunkMeasures, others: Sequence[UsualRep]) -> list[Deviation]:
    """Tell whether the person came back much sooner than usual: the pause before the way back is part of its tempo."""
    known = [value for rep in others if (value := _speed_from_turn(rep.phases)) is not None]
    value = _speed_from_turn(trunk.phases)
    if value is None or len(known) < _FEWEST or trunk.phases[1].range_rad <= _RANGE_RAD:
        return []
    usual, spread = _centre(known)
    limit = usual + max(spread, _TEMPO_RATIO * usual)
    return [Deviation(DeviationKind.FAST, 2, trunk.phases[1].end_s, value, usual, limit)] if value > limit else []


def _speed_from_turn(phases: Sequence[TrunkPhase]) -> float | None:
    """Mean angular speed of the way back, and of the pause before it, rad/s."""
    if len(phases) < 2 or phases[1].end_s <= phases[0].end_s:
        return None
    return phases[1].range_rad / (phases[1].end_s - phases[0].end_s)


def _judge_range(number: int, phase: TrunkPhase, others: Sequence[TrunkPhase]) -> list[Deviation]:
    usual, spread = _centre(other.range_rad for other in others)
    most = max(spread, _RANGE_RATIO * usual, _RANGE_RAD)
    if abs(phase.range_rad - usual) <= most:
        return []
    limit = usual + most if phase.range_rad > usual else usual - most
    return [Deviation(DeviationKind.RANGE, number, phase.end_s, phase.range_rad, usual, limit)]


def _mean_speed(phase: TrunkPhase) -> float:
    return phase.range_rad / phase.duration_s


def _centre(values: Iterable[float]) -> tuple[float, float]:
    """Median, and how far a usual value may be from it."""
    known = list(values)
    middle = median(known)
    spread = _MAD_TO_SD * median(abs(value - middle) for value in known)
    return middle, _SPREADS * (1.0 + _FEW_REPS / len(known)) * spread


def _is_like_load(one: float | None, other: float | None) -> bool:
    if not one or not other:
        return (one or None) == (other or None)
    return 1 / _LIKE_LOAD <= one / other <= _LIKE_LOAD


def _rep(said: Any) -> UsualRep:
    load_kg, key = said["load_kg"], said["key"]
    if not (load_kg is None or _is_number(load_kg)) or not (key is None or isinstance(key, str)):
        raise ValueError("a rep of this usual has a load or a name that is none")
    if len(said["phases"]) > 2:
        raise ValueError("a rep of this usual has more than two phases")
    return UsualRep(tuple(_phase(phase) for phase in said["phases"]), load_kg, key)


def _phase(said: Any) -> TrunkPhase:
    known = {name: said[name] for name in TrunkPhase.__slots__}
    for name, value in known.items():
        may_be_unknown = name.startswith("smoothness") or name == "jerkiness"
        if not (_is_number(value) or (value is None and may_be_unknown)):
            raise ValueError(f"a phase of this usual has {name} = {value!r}")
    if known["duration_s"] <= 0.0:
        raise ValueError("a phase of this usual lasted no time")
    return TrunkPhase(**known)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)

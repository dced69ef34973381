"""The one-repetition maximum, estimated from how bar velocity falls as the load grows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from statistics import fmean, median

from sensorlog.training.lifting.sets import DoneSet

__all__ = ["MIN_POINTS", "WINDOW_DAYS", "Rejected", "VelocityProfile", "velocity_profile"]

MIN_POINTS = 4
"""Two parameters are fitted; with three points the interval is wider than any use of it (t = 12.7). Our choice."""
WINDOW_DAYS = 28
"""Older sets belong to another strength. Our choice."""
_MIN_SPREAD = 1.25
"""Heaviest ÷ lightest load: closer loads say nothing of the slope. Our choice."""
_OUTLIER_Z = 3.5
"""Modified z-score beyond which a point is an outlier: Iglewicz & Hoaglin 1993, How to detect and handle outliers."""
_MIN_SCATTER = 0.01
"""Scatter below 1 % of the load is that of plates and rounding; nothing is an outlier because others fit too well."""
_MIN_POINTS_TO_REJECT = 5
_MAX_POINTS = 200

# Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom; beyond, 1.96 + 2.4 / df is within 0.002.
_T95 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A set that was left out of a profile."""

    done: DoneSet
    reason: str


@dataclass(frozen=True, slots=True)
class VelocityProfile:
    """Load against mean concentric velocity, of one exercise and person.

    ``maximum_kg`` is the load at ``minimal_velocity_m_s`` on the line, ``low_kg`` and ``high_kg`` the limits between
    which a single attempt is expected with 95 % (prediction interval). All three are ``None`` where ``why_not`` says
    what is missing.
    """

    points: tuple[DoneSet, ...]
    rejected: tuple[Rejected, ...]
    minimal_velocity_m_s: float
    maximum_kg: float | None = None
    low_kg: float | None = None
    high_kg: float | None = None
    slope_kg_per_m_s: float | None = None
    intercept_kg: float | None = None
    why_not: str = ""


def velocity_profile(sets: Sequence[DoneSet], minimal_velocity_m_s: float) -> VelocityProfile:
    """Fit load = intercept + slope × velocity through sets of one exercise, and read it off at the minimal velocity.

    The line and its use: Jidovtseff et al. 2011, J Strength Cond Res 25(1):267-270. Of each session and load the
    fastest set counts; warm-up sets are welcome, they are the light end of the line. Only sets with the sensor on the
    bar (or dumbbell) count: elsewhere it moves at another speed. The velocity has to be meant to be as fast as
    possible, which no sensor knows.
    """
    points, rejected = _usable(sets)
    points, outliers = _without_outliers(points)
    rejected += outliers
    profile = VelocityProfile(tuple(points), tuple(rejected), minimal_velocity_m_s)
    loads = sorted(_load(done) for done in points)
    if len(points) < MIN_POINTS:
        return _unknown(profile, f"{len(points)} usable sets, at least {MIN_POINTS} are needed")
    if loads[0] <= 0 or loads[-1] / loads[0] < _MIN_SPREAD:
        return _unknown(profile, "the loads are too close together: the heaviest has to be 25 % above the lightest")
    slope, intercept = _line(points)
    if slope >= 0:
        return _unknown(profile, "velocity does not fall as the load grows: were the sets meant to be fast?")
    velocities = [_velocity(done) for done in points]
    if min(velocities) < minimal_velocity_m_s:
        return _unknown(profile, "a set was slower than the slowest that the estimate supposes possible")
    mean, spread = fmean(velocities), sum((each - fmean(velocities)) ** 2 for each in velocities)
    residuals = [_load(done) - intercept - slope * _velocity(done) for done in points]
    freedom = len(points) - 2
    scatter_kg = math.sqrt(sum(each**2 for each in residuals) / freedom)
    maximum = intercept + slope * minimal_velocity_m_s
    half = _t95(freedom) * scatter_kg * math.sqrt(1 + 1 / len(points) + (minimal_velocity_m_s - mean) ** 2 / spread)
    return VelocityProfile(
        profile.points,
        profile.rejected,
        minimal_velocity_m_s,
        maximum_kg=maximum,
        low_kg=max(0.0, maximum - half),
        high_kg=maximum + half,
        slope_kg_per_m_s=slope,
        intercept_kg=intercept,
    )


def _unknown(profile: VelocityProfile, why_not: str) -> VelocityProfile:
    return VelocityProfile(profile.points, profile.rejected, profile.minimal_velocity_m_s, why_not=why_not)


def _usable(sets: Sequence[DoneSet]) -> tuple[list[DoneSet], list[Rejected]]:
    latest = max((done.day for done in sets), default=None)
    fastest: dict[tuple[object, ...], DoneSet] = {}
    rejected = []
    for done in sets:
        reason = _why_unusable(done)
        if latest and done.day < latest - timedelta(days=WINDOW_DAYS):
            reason = f"more than {WINDOW_DAYS} days before the latest set"
        if reason:
            rejected.append(Rejected(done, reason))
            continue
        key = (done.day, done.session, done.load_kg)
        slower = fastest.get(key)
        if slower is None or _velocity(done) > _velocity(slower):
            fastest[key] = done
        else:
            slower = done
        if slower is not None:
            rejected.append(Rejected(slower, "a faster set with this load in the same session"))
    newest = sorted(fastest.values(), key=lambda done: done.day)[-_MAX_POINTS:]
    return newest, rejected


def _why_unusable(done: DoneSet) -> str:
    if done.placement not in ("bar", "dumbbell"):
        return "the sensor was not on the bar"
    if not done.load_kg:
        return "no load"
    if not done.mean_velocity_m_s or done.mean_velocity_m_s <= 0:
        return "no velocity"
    return ""


def _without_outliers(points: list[DoneSet]) -> tuple[list[DoneSet], list[Rejected]]:
    """Leave out what lies far off a robust line (Theil-Sen), so that one bad set does not bend the fit."""
    if len(points) < _MIN_POINTS_TO_REJECT:
        return points, []
    slopes = [
        (_load(other) - _load(one)) / (_velocity(other) - _velocity(one))
        for one, other in combinations(points, 2)
        if _velocity(one) != _velocity(other)
    ]
    if not slopes:
        return points, []
    slope = median(slopes)
    offsets = [_load(done) - slope * _velocity(done) for done in points]
    centre = median(offsets)
    typical = median(abs(each - centre) for each in offsets) / 0.6745
    scale = max(typical, _MIN_SCATTER * median(_load(done) for done in points))
    kept, rejected = [], []
    for done, offset in zip(points, offsets, strict=True):
        off_kg = offset - centre
        if abs(off_kg) > _OUTLIER_Z * scale:
            rejected.append(Rejected(done, f"{abs(off_kg):.1f} kg {'above' if off_kg > 0 else 'below'} the line"))
        else:
            kept.append(done)
    return kept, rejected


def _line(points: Sequence[DoneSet]) -> tuple[float, float]:
    velocities = [_velocity(done) for done in points]
    mean_v, mean_load = fmean(velocities), fmean(_load(done) for done in points)
    spread = sum((each - mean_v) ** 2 for each in velocities)
    if spread == 0:
        return 0.0, mean_load
    slope = sum((_velocity(done) - mean_v) * (_load(done) - mean_load) for done in points) / spread
    return slope, mean_load - slope * mean_v


def _t95(freedom: int) -> float:
    return _T95[freedom - 1] if freedom <= len(_T95) else 1.96 + 2.4 / freedom


def _load(done: DoneSet) -> float:
    assert done.load_kg is not None
    return done.load_kg


def _velocity(done: DoneSet) -> float:
    assert done.mean_velocity_m_s is not None
    return done.mean_velocity_m_s

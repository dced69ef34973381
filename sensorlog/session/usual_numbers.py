"""A person's usual trunk motion in numbers: what it is now, what it was when it was frozen, and what differs since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sensorlog.logbook import Logbook, TrunkRep
from sensorlog.motion import Usual, judge
from sensorlog.pipeline import ANALYSIS_VERSION
from sensorlog.session.usuals import frozen_mark, restarted_mark, usual_of

__all__ = ["UsualLine", "UsualNumbers", "usual_lines"]


@dataclass(frozen=True, slots=True)
class UsualNumbers:
    """Medians of the usual reps: of the larger, quicker, jerkier of their two phases."""

    reps: int
    range_rad: float
    angular_speed_peak_rad_s: float
    phase_s: float
    jerkiness: float | None


@dataclass(frozen=True, slots=True)
class UsualLine:
    """The usual of one exercise and clip site."""

    exercise: str
    clip_site: str | None
    since_utc: datetime | None
    """When it was begun anew; ``None``: never."""
    now: UsualNumbers | None
    """``None``: no reps since."""
    frozen_utc: datetime | None
    then: UsualNumbers | None
    """When it was frozen; ``None``: it never was, or there were no reps."""
    latest_reps: int
    """Of the latest session, that could be compared with what was frozen …"""
    unlike_then: Mapping[str, int]
    """… and how many of them left it, by what (``hitch``, ``fast``, ``range``)."""


def usual_lines(logbook: Logbook, person_id: str | None) -> list[UsualLine]:
    """Return the usual of a person by exercise and clip site."""
    marks = logbook.usual_marks(person_id)
    lines = []
    for exercise in logbook.trunk_exercises(person_id, version=ANALYSIS_VERSION):
        reps = logbook.trunk_reps(person_id, exercise, version=ANALYSIS_VERSION)
        restarted, frozen = restarted_mark(marks, exercise), frozen_mark(marks, exercise)
        since_utc = None if restarted is None else restarted.at_utc
        frozen_utc = None if frozen is None else frozen.at_utc
        before = None if frozen is None else restarted_mark([m for m in marks if m.at_utc <= frozen.at_utc], exercise)
        for clip_site in dict.fromkeys(rep.trunk.clip_site for rep in reps):
            own = [rep for rep in reps if rep.trunk.clip_site == clip_site]
            now = usual_of(_between(own, since_utc, None), clip_site)
            then = Usual()
            if frozen_utc is not None:
                then = usual_of(_between(own, None if before is None else before.at_utc, frozen_utc), clip_site)
            compared, unlike = _unlike([rep for rep in own if rep.session_id == own[-1].session_id], then)
            lines.append(
                UsualLine(exercise, clip_site, since_utc, _numbers(now), frozen_utc, _numbers(then), compared, unlike)
            )
    return lines


def _between(reps: Iterable[TrunkRep], since: datetime | None, before: datetime | None) -> list[TrunkRep]:
    return [
        rep
        for rep in reps
        if (since is None or rep.set_start_utc >= since) and (before is None or rep.set_start_utc < before)
    ]


def _unlike(reps: Iterable[TrunkRep], usual: Usual) -> tuple[int, dict[str, int]]:
    found = [judge(rep.trunk, usual, rep.load_kg) for rep in reps]
    judged = [each for each in found if each is not None]
    kinds = Counter(kind for each in judged for kind in {one.kind.value for one in each})
    return len(judged), dict(sorted(kinds.items()))


def _numbers(usual: Usual) -> UsualNumbers | None:
    if not usual.reps:
        return None
    phases = [rep.phases for rep in usual.reps]
    jerky = [max(known) for each in phases if (known := [one.jerkiness for one in each if one.jerkiness is not None])]
    return UsualNumbers(
        reps=len(usual.reps),
        range_rad=median(max(one.range_rad for one in each) for each in phases),
        angular_speed_peak_rad_s=median(max(one.angular_speed_peak_rad_s for one in each) for each in phases),
        phase_s=median(max(one.duration_s for one in each) for each in phases),
        jerkiness=median(jerky) if jerky else None,
    )

"""Sets and holds: repetition after repetition, with tempo, fatigue, and what goes wrong on demand."""

from __future__ import annotations

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.simulate.lifter.body import Joint
from sensorlog.simulate.lifter.exercises import Exercise, Phase, Weight, exercise, postures
from sensorlog.simulate.lifter.performance import HoldTruth
from sensorlog.simulate.lifter.script import Hitch, Hold, ScriptError, Set
from sensorlog.simulate.lifter.strokes import TURN_ACCELERATION, bump, stroke
from sensorlog.simulate.lifter.timeline import GRID_HZ, RepDraft, SetDraft, Timeline

__all__ = ["do_hold", "do_set"]

_HALF_RANGE = 0.6
_RANGE_SPREAD = 0.025
_TIME_SPREAD = 0.05
_PAUSE_SPREAD = 0.2
_STICK_FRESH = 0.25
_STICK_TIRED = 0.7
_STICKING_POINT = 0.45
"""Share of the concentric range at which it stands still when it does."""
_HITCH_AT = 0.3
"""Share of the concentric phase after which a hitch begins."""


def do_set(timeline: Timeline, segment: Set) -> None:
    """Get into position, do the reps, stay there."""
    what = exercise(segment.exercise)
    _check(segment)
    start = postures(what, timeline.body, np.zeros(1), timeline.now)[0]
    timeline.supported = what.hip_m is not None
    timeline.get_into(start)
    if what.touches_floor:
        _grip(timeline)
    timeline.carrying = what.weight is not Weight.NONE and not what.touches_floor
    timeline.wait(timeline.vary(1.0, _PAUSE_SPREAD))
    reps = tuple(_do_rep(timeline, what, segment, number) for number in range(1, segment.reps + 1))
    timeline.sets.append(SetDraft(what.name, segment.load_kg, reps))
    timeline.wait(timeline.vary(1.0, _PAUSE_SPREAD))


def do_hold(timeline: Timeline, segment: Hold) -> None:
    """Get into position, hold it, and stay there."""
    what = exercise(segment.exercise)
    timeline.supported = what.hip_m is not None
    timeline.get_into(postures(what, timeline.body, np.zeros(1), timeline.now)[0])
    start_s = timeline.t_s
    timeline.wait(segment.duration_s)
    timeline.holds.append(HoldTruth(what.name, start_s, timeline.t_s))


def _grip(timeline: Timeline) -> None:
    """Find the grip on a bar on the floor and take the slack out: the hip rises and sinks a little."""
    timeline.wait(timeline.vary(1.2, _PAUSE_SPREAD))
    loose = timeline.now.copy()
    loose[Joint.TRUNK] += 0.12
    loose[Joint.HIP_Z] += 0.05
    tight = timeline.now.copy()
    timeline.move(loose, timeline.vary(0.6, _PAUSE_SPREAD))
    timeline.wait(timeline.vary(0.5, _PAUSE_SPREAD))
    timeline.move(tight, timeline.vary(0.8, _PAUSE_SPREAD))


def _check(segment: Set) -> None:
    if segment.reps < 1:
        raise ScriptError(f"a set of {segment.exercise} needs at least one rep, not {segment.reps}")
    for number in (*segment.half_reps, *segment.pauses_s, *segment.hitches):
        if not 1 <= number <= segment.reps:
            raise ScriptError(f"rep {number} of a set of {segment.reps} {segment.exercise}: there is no such rep")


def _do_rep(timeline: Timeline, what: Exercise, segment: Set, number: int) -> RepDraft:
    tempo = segment.tempo or what.tempo
    tired = (number - 1) / max(segment.reps - 1, 1)
    half = number in segment.half_reps
    # A shorter way takes less time, but not in proportion: the same forces accelerate it.
    way = segment.range_scale * (_HALF_RANGE if half else 1.0)
    hurry = float(np.sqrt(way))
    concentric_s = timeline.vary(tempo.concentric_s * hurry, _TIME_SPREAD) * (1.0 + segment.fatigue * tired**1.5)
    eccentric_s = timeline.vary(tempo.eccentric_s * hurry, _TIME_SPREAD)
    pause_s = segment.pauses_s.get(number, 0.0)
    out_first = what.first is Phase.CONCENTRIC
    turn_pause_s = tempo.shortened_pause_s if out_first else tempo.stretched_pause_s
    end_pause_s = tempo.stretched_pause_s if out_first else tempo.shortened_pause_s
    through = TURN_ACCELERATION if turn_pause_s == 0 and not pause_s else 0.0
    longer_s = max(concentric_s, eccentric_s)
    stick = 0.0
    if what.weight is not Weight.NONE:
        stick = _STICK_FRESH + (_STICK_TIRED - _STICK_FRESH) * min(tired * segment.fatigue / 0.5, 1.0)

    lifted = _concentric(timeline, concentric_s, stick, pause_s, through * (concentric_s / longer_s) ** 2, out_first)
    lifted, lean = _with_hitch(timeline, lifted, segment.hitches.get(number))
    lowered = stroke(
        timeline.tau(eccentric_s), to_turn=0.0 if out_first else through * (eccentric_s / longer_s) ** 2,
        from_turn=through * (eccentric_s / longer_s) ** 2 if out_first else 0.0,
    )  # fmt: skip
    none = np.zeros(len(lowered))
    first, second = ((lifted, lean), (lowered, none)) if out_first else ((lowered, none), (lifted, lean))
    reach = min(timeline.vary(way, _RANGE_SPREAD), 1.06)

    timeline.carrying = what.weight is not Weight.NONE
    start = timeline.length
    _follow(timeline, what, reach * first[0], first[1])
    turn = timeline.length
    timeline.wait(timeline.vary(turn_pause_s, _PAUSE_SPREAD))
    back = timeline.length
    _follow(timeline, what, reach * (1.0 - second[0]), second[1])
    end = timeline.length
    if what.touches_floor:
        timeline.carrying = False
        timeline.impact(Joint.BAR_Z, 12.0, 22.0)
        timeline.impact(Joint.HIP_Z, 0.8, 12.0)
    if number < segment.reps:
        timeline.wait(timeline.vary(end_pause_s * (1.0 + tired * segment.fatigue), _PAUSE_SPREAD))
    return RepDraft(start, turn, back, end, half, pause_s > 0, number in segment.hitches)


def _concentric(
    timeline: Timeline, duration_s: float, stick: float, pause_s: float, through: float, out_first: bool
) -> FloatArray:
    if pause_s > 0:
        low = stroke(timeline.tau(duration_s * 0.6))
        still = np.full(round(pause_s * GRID_HZ), _STICKING_POINT)
        high = stroke(timeline.tau(duration_s * 0.6))
        return np.concatenate((_STICKING_POINT * low, still, _STICKING_POINT + (1 - _STICKING_POINT) * high))
    if out_first:
        return stroke(timeline.tau(duration_s), stick, to_turn=through)
    return stroke(timeline.tau(duration_s), stick, from_turn=through)


def _with_hitch(timeline: Timeline, lifted: FloatArray, hitch: Hitch | None) -> tuple[FloatArray, FloatArray]:
    """Put the hitch into a concentric phase; with it comes how far the trunk leans aside, both of shape (n,)."""
    if hitch is None:
        return lifted, np.zeros(len(lifted))
    duration_s = len(lifted) / GRID_HZ
    t_s = timeline.tau(duration_s) * duration_s
    jerk = bump((t_s - _HITCH_AT * duration_s) / hitch.duration_s)
    return lifted - hitch.depth * jerk, hitch.side_rad * jerk


def _follow(timeline: Timeline, what: Exercise, progress: FloatArray, lean: FloatArray) -> None:
    joints = postures(what, timeline.body, progress, timeline.now)
    joints[:, Joint.TRUNK_SIDE] += lean
    timeline.append(joints)

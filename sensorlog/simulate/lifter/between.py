"""What people do between sets: stand, rest, walk, clip sensors on, move weights to and from where they wait."""

from __future__ import annotations

import numpy as np

from sensorlog.simulate.lifter.body import BAR, Joint
from sensorlog.simulate.lifter.exercises import Exercise, Weight, at_ease, exercise, gripped, postures
from sensorlog.simulate.lifter.script import ClipOn, PickUp, PutDown, Rack, Rest, ScriptError, Stand, Unrack, Walk
from sensorlog.simulate.lifter.strokes import bump, minimum_jerk
from sensorlog.simulate.lifter.timeline import GRID_HZ, Handling, Impact, Timeline

__all__ = ["clip_on", "pick_up", "put_down", "rack", "rest", "stand", "unrack", "walk"]

_FULL_TURN_S = 2.2
_WALK_M_S = 1.1
_SHORTEST_WALK_THERE_AND_BACK_S = 6.0


def stand(timeline: Timeline, segment: Stand) -> None:
    """Stand at ease for the whole duration; getting up comes on top."""
    _stand_up(timeline)
    timeline.wait(segment.duration_s)


def rest(timeline: Timeline, segment: Rest) -> None:
    """Sit down where there is time for it, fidget, stand up."""
    end = timeline.length + round(segment.duration_s * GRID_HZ)
    sitting = segment.duration_s >= 12.0
    timeline.carrying = False
    timeline.get_into(at_ease(timeline.body, timeline.now, sitting))
    timeline.supported = sitting
    stop = end - round((3.5 if sitting else 0.0) * GRID_HZ)
    while (left := stop - timeline.length) > 6 * GRID_HZ:
        timeline.wait(min(float(timeline.rng.uniform(2.0, 10.0)), left / GRID_HZ - 5.5))
        _fidget(timeline)
    timeline.wait((stop - timeline.length) / GRID_HZ)
    _stand_up(timeline)
    timeline.wait((end - timeline.length) / GRID_HZ)


def walk(timeline: Timeline, segment: Walk) -> None:
    """Walk away and come back; a short walk is a few steps on the spot.

    Amplitudes at the trunk are those of walking at 1.1 m/s: about 4 cm up and down at the step rate, 3 cm sideways
    at the stride rate, and a knock at each heel strike.
    """
    _stand_up(timeline)
    duration_s = segment.duration_s
    tau = timeline.tau(duration_s)
    t_s = tau * duration_s
    drift = timeline.vary(1.0, 0.03)
    steps = segment.step_rate_hz * drift * t_s
    at_work = minimum_jerk(t_s / 0.8) * minimum_jerk((duration_s - t_s) / 0.8)
    joints = np.repeat(timeline.now[None], len(tau), axis=0)
    if duration_s >= _SHORTEST_WALK_THERE_AND_BACK_S:
        half_s = duration_s / 2
        out = minimum_jerk(t_s / _FULL_TURN_S)
        home = minimum_jerk((t_s - half_s + _FULL_TURN_S / 2) / _FULL_TURN_S)
        joints[:, Joint.HEADING] += np.pi * (out + home)
        far_m = _WALK_M_S * max(half_s - 2.5, 0.5)
        away = minimum_jerk((t_s - 1.0) / (half_s - 1.0)) - minimum_jerk((t_s - half_s) / (half_s - 1.0))
        joints[:, Joint.HIP_X] -= far_m * away
    stride = np.pi * steps
    joints[:, Joint.HIP_Z] -= at_work * 0.02 * (1.0 + np.cos(2 * stride))
    joints[:, Joint.HIP_Y] += at_work * 0.015 * np.sin(stride)
    for joint, mean, swing, phase in (
        (Joint.TRUNK, 0.05, 0.0, 0.0),
        (Joint.TRUNK_SIDE, 0.0, 0.03, 0.3),
        (Joint.TRUNK_TWIST, 0.0, 0.06, 0.0),
        (Joint.THIGH, 0.05, -0.4, 0.0),
        (Joint.SHANK, 0.25, -0.5, -0.9),
        (Joint.ARM, 0.0, 0.35, 0.0),
        (Joint.FOREARM, 0.15, 0.45, -0.3),
    ):
        joints[:, joint] += at_work * (mean + swing * np.sin(stride + phase))
    joints[:, Joint.TRUNK] += at_work * 0.02 * np.sin(2 * stride)
    first = timeline.length
    for number in range(1, int(steps[-1])):
        at = first + round(number / (segment.step_rate_hz * drift) * GRID_HZ)
        hard = timeline.vary(3.0, 0.2)
        timeline.impacts.append(Impact(at, Joint.HIP_Z, hard, 11.0))
        if number % 2:
            timeline.impacts.append(Impact(at, Joint.SHANK, 8 * hard, 14.0))
    timeline.append(joints)


def clip_on(timeline: Timeline, segment: ClipOn) -> None:
    """Hold the sensor in the hands, turn it over, clip it on where the weight of its exercise waits."""
    _stand_up(timeline)
    start = timeline.length
    target = timeline.now.copy()
    target[Joint.ARM], target[Joint.FOREARM], target[Joint.TRUNK] = 0.3, 1.4, 0.15
    if segment.exercise is not None:
        what = exercise(segment.exercise)
        if what.weight is not Weight.NONE:
            target[BAR] = gripped(what, timeline.body, timeline.now)[BAR]
    share_s = segment.duration_s / 3
    timeline.move(target, share_s)
    timeline.wait(share_s)
    home = at_ease(timeline.body, timeline.now, sitting=False)
    timeline.move(home, share_s)
    timeline.handlings.append(Handling(start, timeline.length, segment.sensors))


def unrack(timeline: Timeline, segment: Unrack) -> None:
    """Take the bar from the rack and be ready with it; who stands takes two steps back."""
    what = _waiting_in(segment.exercise, Weight.RACK, Weight.RACK_BACK)
    timeline.carrying = False
    timeline.supported = what.hip_m is not None
    timeline.get_into(gripped(what, timeline.body, timeline.now))
    timeline.wait(timeline.vary(1.0, 0.3))
    timeline.carrying = True
    ready = postures(what, timeline.body, np.zeros(1), timeline.now)[0]
    at_rack = ready.copy()
    at_rack[[Joint.HIP_X, Joint.BAR_X]] += what.rack_ahead_m
    timeline.impact(Joint.BAR_Z, 2.0, 20.0)
    timeline.move(at_rack, timeline.vary(0.9, 0.15))
    timeline.wait(timeline.vary(0.5, 0.3))
    _two_steps(timeline, -what.rack_ahead_m)


def rack(timeline: Timeline, segment: Rack) -> None:
    """Put the bar back, let go, stand up."""
    what = _waiting_in(segment.exercise, Weight.RACK, Weight.RACK_BACK)
    timeline.carrying = True
    _two_steps(timeline, what.rack_ahead_m)
    timeline.move(gripped(what, timeline.body, timeline.now), timeline.vary(0.8, 0.15))
    timeline.impact(Joint.BAR_Z, 9.0, 24.0)
    timeline.impact(Joint.BAR_X, 5.0, 17.0)
    timeline.carrying = False
    timeline.wait(timeline.vary(0.8, 0.3))
    _stand_up(timeline)


def pick_up(timeline: Timeline, segment: PickUp) -> None:
    """Bend down, grip, come up into the start of the exercise."""
    what = _waiting_in(segment.exercise, Weight.FLOOR)
    timeline.carrying = False
    timeline.supported = False
    timeline.get_into(gripped(what, timeline.body, timeline.now))
    timeline.wait(timeline.vary(0.8, 0.3))
    timeline.carrying = True
    timeline.get_into(postures(what, timeline.body, np.zeros(1), timeline.now)[0])


def put_down(timeline: Timeline, segment: PutDown) -> None:
    """Bend down, let go, stand up."""
    what = _waiting_in(segment.exercise, Weight.FLOOR)
    timeline.carrying = True
    timeline.get_into(gripped(what, timeline.body, timeline.now))
    timeline.impact(Joint.BAR_Z, 6.0, 22.0)
    timeline.carrying = False
    timeline.wait(timeline.vary(0.6, 0.3))
    _stand_up(timeline)


def _waiting_in(name: str, *places: Weight) -> Exercise:
    what = exercise(name)
    if what.weight not in places:
        raise ScriptError(
            f"{name}: its weight is not taken from there (it waits: {what.weight}); "
            "use Unrack and Rack with a rack, PickUp and PutDown with the floor"
        )
    return what


def _stand_up(timeline: Timeline) -> None:
    timeline.carrying = False
    timeline.supported = False
    timeline.get_into(at_ease(timeline.body, timeline.now, sitting=False))


def _fidget(timeline: Timeline) -> None:
    """Something people do while they rest: drink, lean, look round, shake an arm. It takes at most 5 s."""
    home = timeline.now.copy()
    there = home.copy()
    rng = timeline.rng
    match int(rng.integers(4)):
        case 0:
            there[Joint.ARM] += rng.uniform(0.3, 0.6)
            there[Joint.FOREARM] = 2.3
            there[Joint.TRUNK] -= 0.1
        case 1:
            there[Joint.TRUNK] += rng.uniform(0.15, 0.6)
        case 2:
            there[Joint.TRUNK_TWIST] += rng.uniform(-0.6, 0.6)
            there[Joint.TRUNK_SIDE] += rng.uniform(-0.1, 0.1)
        case _:
            there[Joint.FOREARM] += rng.uniform(0.3, 0.9)
            there[Joint.FOREARM_OUT] += rng.uniform(-0.4, 0.6)
    timeline.move(there, float(rng.uniform(0.7, 1.5)))
    timeline.wait(float(rng.uniform(0.3, 2.0)))
    timeline.move(home, float(rng.uniform(0.7, 1.5)))


def _two_steps(timeline: Timeline, forward_m: float) -> None:
    """Shuffle with the weight: both hip and bar rise and fall with each step."""
    if forward_m == 0.0:
        return
    for _ in range(2):
        tau = timeline.tau(timeline.vary(0.75, 0.1))
        joints = np.repeat(timeline.now[None], len(tau), axis=0)
        for x, z in ((Joint.HIP_X, Joint.HIP_Z), (Joint.BAR_X, Joint.BAR_Z)):
            joints[:, x] += forward_m / 2 * minimum_jerk(tau)
            joints[:, z] += 0.012 * bump(tau)
        joints[:, Joint.TRUNK_SIDE] += 0.02 * bump(tau)
        joints[:, Joint.BAR_TILT] += 0.02 * bump(tau)
        timeline.append(joints)
        timeline.impact(Joint.HIP_Z, 1.5, 11.0)
        timeline.impact(Joint.BAR_Z, 1.0, 9.0)
    timeline.wait(timeline.vary(0.5, 0.3))

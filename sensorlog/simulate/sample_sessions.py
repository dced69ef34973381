"""The sample sessions in ``recordings/``: what the virtual lifter does in each, and what is done with the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sensorlog.imu import Placement
from sensorlog.profiles import Number
from sensorlog.simulate.lifter import (
    ClipOn,
    Hitch,
    Hold,
    Rest,
    Segment,
    SensorSpec,
    Set,
    Stand,
    Walk,
    any_mounting,
    set_with_weight,
)

__all__ = ["SAMPLES", "Outage", "Sample"]


@dataclass(frozen=True, slots=True)
class Outage:
    """The link is lost in the pause after one rep of a set and back in the pause before another."""

    set_number: int
    after_rep: int
    before_rep: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample session. Set numbers count from 1."""

    about: str
    start_utc: str
    profile: str
    options: Mapping[str, Number]
    sensors: tuple[SensorSpec, ...]
    script: tuple[Segment, ...]
    seed: int
    bounded_sets: frozenset[int] = frozenset()
    """Sets that the person starts and ends by key."""
    paused_sets: frozenset[int] = frozenset()
    """Counting is paused for these: they are shown to somebody, not trained."""
    outage: Outage | None = None


def _settle(weight_of: str | None = None) -> tuple[Segment, ...]:
    return (ClipOn(5.0, weight_of), Walk(7.0), Stand(4.0))


_IMU_100 = {"rate_hz": 100, "acc_range_g": 8, "gyr_range_dps": 1000}

SAMPLES: Mapping[str, Sample] = {
    "squat-day": Sample(
        about="Three sets of squats seen from bar and trunk; unracking, walking out, racking, rests",
        start_utc="2026-01-05T17:30:00+00:00",
        profile="sensorlog-imu",
        options=_IMU_100,
        sensors=(
            SensorSpec("bar", Placement.BAR, mounting=any_mounting(11), clock_ppm=40.0),
            SensorSpec("trunk", Placement.TRUNK, mounting=any_mounting(12), clock_ppm=-25.0, acc_scale=1.01),
        ),
        script=(
            *_settle("squat"),
            *set_with_weight(Set("squat", 8, 60.0)),
            Rest(35.0),
            *set_with_weight(Set("squat", 8, 70.0, fatigue=0.4)),
            Walk(10.0),
            Rest(30.0),
            *set_with_weight(Set("squat", 6, 80.0, fatigue=0.6)),
            Walk(6.0),
        ),
        seed=101,
    ),
    "bench-press": Sample(
        about="Three sets of bench press, the sensor clipped crooked on the bar; the last set is slow",
        start_utc="2026-01-07T17:30:00+00:00",
        profile="metamotion",
        options={"rate_hz": 50},
        sensors=(SensorSpec("bar", Placement.BAR, rate_hz=50.0, mounting=any_mounting(21), clock_ppm=300.0),),
        script=(
            *_settle("bench press"),
            *set_with_weight(Set("bench press", 10, 40.0)),
            Rest(40.0),
            *set_with_weight(Set("bench press", 8, 50.0, fatigue=0.5)),
            Rest(40.0),
            *set_with_weight(Set("bench press", 5, 57.5, fatigue=0.9)),
            Stand(3.0),
        ),
        seed=102,
    ),
    "deadlift-hitch": Sample(
        about="Three sets of deadlifts seen from bar and trunk; two reps stall and are torn on. The second set is "
        "started and ended by key",
        start_utc="2026-01-09T17:30:00+00:00",
        profile="sensorlog-imu",
        options={**_IMU_100, "rate_hz": 104},
        sensors=(
            SensorSpec("bar", Placement.BAR, rate_hz=104.0, mounting=any_mounting(32), clock_ppm=30.0),
            SensorSpec("trunk", Placement.TRUNK, rate_hz=104.0, mounting=any_mounting(31), clock_ppm=-60.0),
        ),
        script=(
            *_settle("deadlift"),
            Set("deadlift", 6, 70.0),
            Rest(40.0),
            Set("deadlift", 5, 90.0, hitches={4: Hitch()}),
            Walk(12.0),
            Rest(35.0),
            Set("deadlift", 5, 90.0, fatigue=0.5, hitches={3: Hitch(depth=0.13, side_rad=0.05)}),
            Stand(3.0),
        ),
        seed=103,
        bounded_sets=frozenset({2}),
    ),
    "rehabilitation": Sample(
        about="Seated and standing trunk flexion, leg raises, a plank: slow, without weights; trunk and thigh",
        start_utc="2026-01-10T09:00:00+00:00",
        profile="sensorlog-imu",
        options={**_IMU_100, "rate_hz": 50},
        sensors=(
            SensorSpec("trunk", Placement.TRUNK, rate_hz=50.0, mounting=any_mounting(41), clock_ppm=15.0),
            SensorSpec("thigh", Placement.THIGH, rate_hz=50.0, mounting=any_mounting(42), clock_ppm=-80.0),
        ),
        script=(
            *_settle(),
            Set("seated trunk flexion", 8),
            Rest(25.0),
            Set("standing trunk flexion", 8),
            Rest(25.0),
            Set("leg raise", 10),
            Stand(8.0),
            Hold("plank", 30.0),
            Stand(6.0),
        ),
        seed=104,
    ),
    "curls-and-rows": Sample(
        about="Curls and bent-over rows seen from the wrist, with half reps at the end of sets. Counting is paused "
        "while three curls are shown to a friend",
        start_utc="2026-01-12T17:30:00+00:00",
        profile="metamotion",
        options={"rate_hz": 50},
        sensors=(SensorSpec("wrist", Placement.WRIST, rate_hz=50.0, mounting=any_mounting(51), clock_ppm=-200.0),),
        script=(
            *_settle("curl"),
            *set_with_weight(Set("curl", 10, 20.0, half_reps=(9, 10))),
            Rest(25.0),
            *set_with_weight(Set("curl", 3, 20.0)),
            Rest(25.0),
            *set_with_weight(Set("curl", 8, 20.0, fatigue=0.5)),
            Rest(30.0),
            *set_with_weight(Set("bent-over row", 10, 40.0)),
            Rest(30.0),
            *set_with_weight(Set("bent-over row", 8, 45.0, half_reps=(8,))),
            Stand(3.0),
        ),
        seed=105,
        paused_sets=frozenset({2}),
    ),
    "link-loss": Sample(
        about="Overhead press seen from the wrist; the link drops in the second set, and the rep that was lost with "
        "it is added by key",
        start_utc="2026-01-14T17:30:00+00:00",
        profile="sensorlog-imu",
        options=_IMU_100,
        sensors=(SensorSpec("wrist", Placement.WRIST, mounting=any_mounting(61), clock_ppm=20.0),),
        script=(
            *_settle("overhead press"),
            *set_with_weight(Set("overhead press", 8, 30.0)),
            Rest(35.0),
            *set_with_weight(Set("overhead press", 10, 30.0)),
            Rest(20.0),
        ),
        seed=106,
        outage=Outage(set_number=2, after_rep=5, before_rep=7),
    ),
}
"""By name of the file, without its suffix."""

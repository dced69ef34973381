"""Standing still because the person asked for it: what inclination is measured against from there on."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from sensorlog.events import Calibration, CalibrationState, Event, Rep
from sensorlog.imu import ImuBlock, Placement, StreamInfo
from sensorlog.motion import Motion
from sensorlog.simulate.lifter import SensorSamples, SensorSpec, Set, Stand, any_mounting, perform, set_with_weight
from tests.motion.movements import same, standing

SLIPPED_S = 10.0
"""The clip turns by 25° …"""
ASKED_S = 14.0
"""… and here the person says so, while standing."""


@pytest.fixture(scope="module")
def samples() -> SensorSamples:
    """Standing, then squats, with a clip that slips while the person stands."""
    spec = SensorSpec("trunk", Placement.TRUNK, mounting=any_mounting(3))
    return perform((Stand(20.0), *set_with_weight(Set("squat", 4)), Stand(8.0)), (spec,), 1).sensor("trunk")


def slipped(samples: SensorSamples) -> tuple[np.ndarray, np.ndarray]:
    turn = np.radians(25.0)
    about_x = np.array(((1, 0, 0), (0, np.cos(turn), -np.sin(turn)), (0, np.sin(turn), np.cos(turn))))
    later = (samples.t_s >= SLIPPED_S)[:, None]
    acc, gyr = samples.acc_m_s2, samples.gyr_rad_s
    return np.where(later, acc @ about_x.T, acc), np.where(later, gyr @ about_x.T, gyr)


def events_of(samples: SensorSamples, asked_s: float | None, length: int = 5000, *, slips: bool = True) -> list[Event]:
    acc, gyr = slipped(samples) if slips else (samples.acc_m_s2, samples.gyr_rad_s)
    n = len(samples.t_s)
    asked = n if asked_s is None else int(np.searchsorted(samples.t_s, asked_s))
    motion = Motion(samples.info())
    events: list[Event] = []
    for begin, end in pairwise(sorted({*range(0, n, length), asked, n})):
        if begin == asked:
            events += motion.calibrate(float(samples.t_s[begin]))
        events += motion.push(ImuBlock("trunk", samples.t_s[begin:end], acc[begin:end], gyr[begin:end]))
    return events + motion.finish(float(samples.t_s[-1]))


def states(events: list[Event]) -> list[CalibrationState]:
    return [event.state for event in events if isinstance(event, Calibration)]


def peaks_rad(events: list[Event]) -> list[float]:
    reps: list[Rep] = list(standing(events).values())
    return [rep.trunk.inclination_peak_rad for rep in reps if rep.trunk and rep.trunk.inclination_peak_rad is not None]


def test_inclination_is_measured_against_the_standing_that_was_asked_for(samples) -> None:
    true = peaks_rad(events_of(samples, None, slips=False))
    asked = events_of(samples, ASKED_S)
    assert states(asked) == [CalibrationState.WAITING, CalibrationState.STANDING]
    waiting, learnt = (event for event in asked if isinstance(event, Calibration))
    assert 2.6 < learnt.t_s - waiting.t_s < 5.0
    assert len(true) == 4
    assert peaks_rad(asked) == pytest.approx(true, abs=np.radians(4))
    unasked = np.subtract(peaks_rad(events_of(samples, None)), true)
    assert abs(np.mean(unasked)) > np.radians(5), "else nothing is shown"


def test_who_does_not_stand_still_keeps_what_was_known(samples) -> None:
    before = events_of(samples, None, slips=False)
    first = min(event.start_s for event in standing(before).values())
    moved = events_of(samples, first + 0.5, slips=False)
    assert states(moved) == [CalibrationState.WAITING, CalibrationState.MOVED]
    assert peaks_rad(moved) == peaks_rad(before)


def test_a_sensor_on_a_table_learns_nothing() -> None:
    motion = Motion(StreamInfo("trunk", Placement.TRUNK, 100.0, 100.0))
    t_s = np.arange(1500) / 100.0
    table = ImuBlock("trunk", t_s, np.tile((0.0, 0.0, 9.81), (1500, 1)), np.zeros((1500, 3)))
    events = motion.calibrate(0.0) + motion.push(table)
    assert states(events) == [CalibrationState.WAITING, CalibrationState.NOT_WORN]


def test_a_sensor_elsewhere_has_nothing_to_learn(samples) -> None:
    motion = Motion(StreamInfo("bar", Placement.BAR, 100.0, 100.0))
    assert motion.calibrate(1.0) == []


@pytest.mark.parametrize("length", [1, 7, 333])
def test_a_cut_of_the_stream_changes_nothing(samples, length) -> None:
    assert same(events_of(samples, ASKED_S), events_of(samples, ASKED_S, length))

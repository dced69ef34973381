"""What is changed in a recording of people is what it says, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.changes import CHANGES, Samples
from sensorlog.events import Channel, SetEnded
from sensorlog.imu import ImuBlock
from sensorlog.motion import Motion
from tests.motion.movements import G, counts, info, lift


def _lifts() -> Samples:
    return Samples(*lift(6, rate_hz=100.0))


@pytest.mark.parametrize("title", list(CHANGES))
def test_six_lifts_stay_six_lifts(title: str) -> None:
    one = CHANGES[title](_lifts())
    assert len(one.t_s) == len(one.acc_m_s2)
    assert np.all(np.diff(one.t_s) > 0)
    gyr_rate_hz = None if one.gyr_rad_s is None else one.rate_hz
    motion = Motion(info(one.rate_hz, gyr_rate_hz))
    events = motion.push(ImuBlock("bar", one.t_s, one.acc_m_s2, one.gyr_rad_s)) + motion.finish(float(one.t_s[-1]))
    assert counts(events) == [6]
    assert [event.channel for event in events if isinstance(event, SetEnded)] == [Channel.VERTICAL]


def test_slower_travels_as_far() -> None:
    """Twice integrated, what is not gravity comes to the same height: force ÷ 1.6², times 1.6²."""
    before, after = _lifts(), CHANGES["time × 1.6"](_lifts())
    np.testing.assert_allclose((after.acc_m_s2[:, 2] - G) * 1.6**2, before.acc_m_s2[:, 2] - G, atol=0.1)
    assert after.t_s[-1] == pytest.approx(1.6 * before.t_s[-1])


def test_backwards_twice_is_as_before() -> None:
    again = CHANGES["backwards"](CHANGES["backwards"](_lifts()))
    np.testing.assert_array_equal(again.acc_m_s2, _lifts().acc_m_s2)

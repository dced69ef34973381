"""Sample times of every kind of sensor over a bad radio: the motion itself says when it was measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

from sensorlog.events import SessionEvent, SessionEventKind
from sensorlog.imu import FloatArray, ImuBlock, Packet, Placement
from sensorlog.profiles import Number, Profile
from sensorlog.simulate import Air, packets
from sensorlog.streams import SensorStream
from tests.streams.sensors import REGISTRY

_SECONDS = 40.0
_RAMP_M_S3 = 1.0
"""The acceleration along x grows by so much a second: a sensor's least step of some mm/s² is as many milliseconds."""


@dataclass(frozen=True)
class Ramp:
    """A motion that tells the time. ``drift``: how much faster than true time the sensor's clock runs."""

    drift: float = 0.0
    name: str = "bar"
    placement: Placement = Placement.BAR
    rate_hz: float = 100.0

    @property
    def _clock_s(self) -> FloatArray:
        return np.arange(_SECONDS * self.rate_hz) / self.rate_hz

    @property
    def t_s(self) -> FloatArray:
        return self._clock_s / (1.0 + self.drift)

    @property
    def acc_m_s2(self) -> FloatArray:
        return np.outer(self.t_s - _SECONDS / 2, [_RAMP_M_S3, 0.0, 0.0])

    @property
    def gyr_rad_s(self) -> FloatArray:
        return np.zeros((len(self.t_s), 3))


@dataclass(frozen=True)
class Timed:
    """What ``streams`` says of the samples behind the first ten seconds."""

    found_s: FloatArray
    true_s: FloatArray
    packet_s: float
    """What the samples of one packet cover."""

    @property
    def error_s(self) -> FloatArray:
        return self.found_s - self.true_s

    @property
    def rms_s(self) -> float:
        """Root mean square of the error without what is constant, the delay of the link."""
        return float(np.std(self.error_s))


@cache
def timed(profile_id: str, drift: float, air: Air, rate_hz: float | None = None) -> Timed:
    profile = REGISTRY.get(profile_id)
    options = {} if rate_hz is None else {"rate_hz": rate_hz}
    items = list(packets([Ramp(drift)], profile, options=options, air=air))
    told = next(item for item in items if isinstance(item, SessionEvent) and item.kind is SessionEventKind.SENSOR)
    variables = told.data["variables"]
    assert isinstance(variables, dict)
    numbers: dict[str, Number] = {name: value for name, value in variables.items() if isinstance(value, int | float)}
    stream = SensorStream("bar", profile, options, numbers, told.t_ns)
    out = [piece for item in items[items.index(told) :] if isinstance(item, Packet) for piece in stream.push([item])]
    out += stream.finish()
    blocks = [item for item in out if isinstance(item, ImuBlock) and item.acc_m_s2 is not None]
    found_s = np.concatenate([block.t_s for block in blocks])
    true_s = np.concatenate([block.acc_m_s2[:, 0] for block in blocks if block.acc_m_s2 is not None])
    true_s = true_s / _RAMP_M_S3 + _SECONDS / 2
    assert (np.diff(found_s) > 0).all(), "a step back"
    counted = (true_s > 10.0) & (true_s < _SECONDS - 1.0)
    info = stream.info(Placement.BAR)
    samples = float(np.median([len(block) for block in blocks]))
    return Timed(found_s[counted], true_s[counted], samples / info.acc_rate_hz)


def bad(interval_s: float = 0.03, seed: int = 0) -> Air:
    return Air(loss=0.02, interval_s=interval_s, jitter_s=0.005, seed=seed)


def sensors(source: str) -> list[Profile]:
    return [profile for profile in REGISTRY.all() if profile.time.source == source]


@pytest.mark.parametrize("profile", sensors("wire"), ids=lambda profile: profile.id)
def test_a_sensor_with_a_clock_is_timed_to_5_ms(profile: Profile) -> None:
    assert timed(profile.id, 1e-4, bad()).rms_s <= 0.005


@pytest.mark.parametrize("profile", sensors("count"), ids=lambda profile: profile.id)
def test_a_sensor_without_is_timed_to_half_a_packet_and_10_ms(profile: Profile) -> None:
    one = timed(profile.id, 1e-4, bad())
    assert one.rms_s <= one.packet_s / 2 + 0.01


@pytest.mark.parametrize("interval_s", [0.0075, 0.015, 0.05])
def test_other_connection_intervals_and_a_slow_clock(interval_s: float) -> None:
    assert timed("sensorlog-imu", -1e-4, bad(interval_s)).rms_s <= 0.005
    counted = timed("metamotion", -1e-4, bad(interval_s))
    assert counted.rms_s <= counted.packet_s / 2 + 0.01


def test_sensors_with_clocks_lie_on_one_time_line() -> None:
    """The same moment, seen by sensors that drift apart, is at most 20 ms apart.

    Packets that cover whole connection intervals (60 ms, twice 30) all wait equally long, unknown how long: no arrival
    tells. So these are sensors whose packets do not.
    """
    seen = [timed("sensorlog-imu", drift, bad(seed=1), rate_hz=104) for drift in (1e-4, -1e-4)]
    seen += [timed(name, 1e-4, bad()) for name in ("movesense", "puck-js", "xsens-dot", "polar-verity-sense")]
    moments_s = np.arange(11.0, _SECONDS - 2.0, 0.5)
    errors_s = np.array([np.interp(moments_s, one.true_s, one.error_s) for one in seen])
    assert np.ptp(errors_s, axis=0).max() <= 0.02

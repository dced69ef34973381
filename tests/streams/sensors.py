"""Sensors for tests: what they measure is a known function of true time; the air delays, stalls and loses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sensorlog.imu import FloatArray, Gap, ImuBlock, Packet
from sensorlog.profiles import Number, Profile, Registry, encode, rehearse
from sensorlog.resources import firmware_profiles_dir
from sensorlog.streams import SensorStream

REGISTRY = Registry(folders=[firmware_profiles_dir()])
COUNTED = REGISTRY.get("metamotion")
WIRED = REGISTRY.get("sensorlog-imu")
SAMPLES = {"metamotion": 3, "sensorlog-imu": 4}
"""Samples in a packet."""


@dataclass(frozen=True)
class Air:
    """How packets travel. Times in seconds."""

    seconds: float = 60.0
    speed: float = 1.0
    """The sensor's clock and rate, as a factor of what they should be."""
    first_delay_s: float = 0.0
    interval_s: float = 0.03
    """Connection events."""
    is_lost: Callable[[float], bool] = lambda t: False
    stall: tuple[float, float] = (0.0, 0.0)
    """Nothing arrives in this time; everything arrives after it."""
    spacing_s: float = 1e-5
    """Two packets never arrive closer together: how fast a queue empties."""
    clock_start: int = 0
    """First value of the wire clock, µs."""
    seed: int = 0


def set_up(profile: Profile, rate_hz: Number = 100, own: dict[str, Number] | None = None) -> dict[str, Number]:
    return rehearse(profile, {"rate_hz": rate_hz}, own or {})[1]


def fly(profile: Profile, air: Air, rate_hz: Number = 100) -> tuple[list[Packet], FloatArray]:
    """Return what arrives, and the true time of every sample in it. The x axis carries the sample's number."""
    variables = set_up(profile, rate_hz)
    rng = np.random.default_rng(air.seed)
    size = SAMPLES[profile.id]
    packets: list[Packet] = []
    truth: list[FloatArray] = []
    last_s = 0.0
    for i in range(int(air.seconds * rate_hz * air.speed) // size):
        numbers = np.arange(i * size, (i + 1) * size)
        true_s = numbers / (rate_hz * air.speed)
        arrival_s = float(np.ceil(true_s[-1] / air.interval_s) * air.interval_s + rng.exponential(0.003)) + 0.002
        if i == 0:
            arrival_s += air.first_delay_s
        if air.stall[0] <= arrival_s < air.stall[1]:
            arrival_s = air.stall[1]
        arrival_s = max(arrival_s, last_s + air.spacing_s)
        if air.is_lost(float(true_s[0])):
            continue
        last_s = arrival_s
        truth.append(true_s)
        acc = np.zeros((size, 3))
        acc[:, 0] = (numbers % 1000) * 0.01
        if profile is COUNTED:
            data = encode(profile, "acc_packed", {"acc": acc}, variables)
        else:
            t_us = air.clock_start + round(true_s[0] * air.speed * 1e6)
            fields = {"acc": acc, "gyr": np.zeros((size, 3)), "seq": i, "t_us": t_us}
            data = encode(profile, "acc_gyr", fields, variables)
        uuid = profile.uuid("notify" if profile is COUNTED else "data")
        packets.append(Packet(round(arrival_s * 1e9), "s", uuid, data))
    return packets, np.concatenate(truth)


def stream(profile: Profile, rate_hz: Number = 100, t0_ns: int = 0) -> SensorStream:
    return SensorStream("s", profile, {"rate_hz": rate_hz}, set_up(profile, rate_hz), t0_ns)


def run(profile: Profile, packets: list[Packet], rate_hz: Number = 100) -> tuple[SensorStream, list[object]]:
    sensor = stream(profile, rate_hz)
    return sensor, [*sensor.push(packets), *sensor.finish()]


def times(out: list[object], channel: str = "acc_m_s2") -> FloatArray:
    blocks = [item for item in out if isinstance(item, ImuBlock) and getattr(item, channel) is not None]
    return np.concatenate([block.t_s for block in blocks]) if blocks else np.empty(0)


def gaps(out: list[object]) -> list[Gap]:
    return [item for item in out if isinstance(item, Gap)]

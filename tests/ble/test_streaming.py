"""A virtual sensor, real GATT, the ``ble`` room: what was moved is what arrives."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sensorlog.simulate import VirtualSensor, run_virtual
from tests.ble.rig import REGISTRY, Heard, find, linked, on_air
from tests.simulate.motions import G, swing

PROFILES = ["sensorlog-imu", "metamotion"]
HALF_ACC = 0.5 * G / 4096
HALF_GYR = 0.5 * math.radians(1 / 32.8)


@pytest.mark.parametrize("profile_id", PROFILES)
def test_the_motion_arrives_within_quantisation(profile_id):
    motion = swing(20.0)
    profile = REGISTRY.get(profile_id)
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(profile, motion)
        async with on_air(sensor), linked(await find(), heard):
            await sensor.finished.wait()

    run_virtual(main())
    acc, gyr = heard.samples(profile, "acc"), heard.samples(profile, "gyr")
    n = min(len(acc), len(gyr), len(motion.t_s))
    assert n >= len(motion.t_s) - 10
    assert np.abs(acc[:n] - motion.acc_m_s2[:n]).max() <= HALF_ACC * 1.01
    assert np.abs(gyr[:n] - motion.gyr_rad_s[:n]).max() <= HALF_GYR * 1.01

"""The same over the air: a GATT server on a virtual radio, and the unchanged ``ble`` room."""

from __future__ import annotations

import pytest

from sensorlog.imu import Placement
from sensorlog.simulate import Air, VirtualSensor, run_virtual
from sensorlog.simulate.lifter import SensorSpec, any_mounting, random_workout
from tests.ble.rig import REGISTRY, Heard, find, linked, on_air
from tests.simulate.compare import count, differences, done_in
from tests.simulate.test_workouts import SHORT_RESTS_S, began_s


@pytest.mark.parametrize(
    ("seed", "placement", "profile_id"),
    [
        (4, Placement.BAR, "metamotion"),
        (3, Placement.WRIST, "sensorlog-imu"),
    ],
)
def test_ten_sets_arrive_and_are_counted(seed: int, placement: Placement, profile_id: str) -> None:
    spec = SensorSpec("worn", placement, rate_hz=50.0, mounting=any_mounting(seed))
    performance = random_workout(seed, 10, [spec], SHORT_RESTS_S)
    profile = REGISTRY.get(profile_id)
    assert profile is not None
    sensor = VirtualSensor(profile, performance.samples[0], air=Air(interval_s=0.03, jitter_s=0.005, seed=seed))
    heard = Heard()

    async def main() -> None:
        async with on_air(sensor), linked(await find(), heard, options={"rate_hz": 50}, sensor="worn"):
            await sensor.finished.wait()

    run_virtual(main())
    done = done_in(performance, began_s(heard.items))
    assert differences(done, count(heard.items, REGISTRY)) == []

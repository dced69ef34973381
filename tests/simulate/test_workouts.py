"""Ten sets with rests, racking and walking: every set is found, counts are exact, no rep is outside of a set."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sensorlog.events import LinkState, SessionEvent, SessionEventKind
from sensorlog.imu import Packet, Placement
from sensorlog.pipeline import Item
from sensorlog.profiles import Registry
from sensorlog.resources import firmware_profiles_dir
from sensorlog.simulate import packets
from sensorlog.simulate.lifter import SensorSpec, any_mounting, random_workout
from tests.simulate.compare import count, differences, done_in

SHORT_RESTS_S = (12.0, 25.0)
REGISTRY = Registry(folders=[firmware_profiles_dir()])


def began_s(items: Sequence[Item]) -> float:
    """When the motion began, after the first packet."""
    first = next(item.t_ns for item in items if isinstance(item, Packet))
    streaming = next(
        item.t_ns
        for item in items
        if isinstance(item, SessionEvent)
        and item.kind is SessionEventKind.LINK
        and item.data["state"] == LinkState.STREAMING.value
    )
    return (streaming - first) / 1e9


@pytest.mark.parametrize(
    ("seed", "placement", "profile_id", "rate_hz"),
    [
        (1, Placement.BAR, "sensorlog-imu", 100),
        (4, Placement.BAR, "metamotion", 50),
        (1, Placement.TRUNK, "metamotion", 50),
        (3, Placement.TRUNK, "sensorlog-imu", 50),
        (6, Placement.TRUNK, "metamotion", 50),
        (1, Placement.WRIST, "metamotion", 50),
        (3, Placement.WRIST, "sensorlog-imu", 50),
        (5, Placement.WRIST, "metamotion", 50),
    ],
)
def test_every_set_is_found_and_counted(seed: int, placement: Placement, profile_id: str, rate_hz: int) -> None:
    spec = SensorSpec("s", placement, rate_hz=rate_hz, mounting=any_mounting(seed), clock_ppm=50.0)
    performance = random_workout(seed, 10, [spec], SHORT_RESTS_S)
    items: list[Item] = [*packets(performance.samples, REGISTRY.get(profile_id), options={"rate_hz": rate_hz})]
    assert differences(done_in(performance, began_s(items)), count(items, REGISTRY)) == []

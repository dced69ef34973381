"""Packets that fit nothing in the profile change no result, and are counted where the link is told of."""

from __future__ import annotations

from itertools import chain

from sensorlog.events import SensorState
from sensorlog.imu import Packet
from sensorlog.pipeline import Pipeline
from sensorlog.profiles import Registry
from tests.session.scene import items


def test_a_flood_of_garbage_is_counted_and_changes_no_result() -> None:
    given = items()
    at = next(n for n, item in enumerate(given) if n > len(given) // 2 and isinstance(item, Packet))
    spot = given[at]
    assert isinstance(spot, Packet)
    flood = [Packet(spot.t_ns, spot.sensor, spot.characteristic, bytes([n % 256]) * 3) for n in range(2000)]

    def events(extra: list[Packet]) -> list[object]:
        pipeline = Pipeline(Registry())
        return [*pipeline.push(list(chain(given[:at], extra, given[at:]))), *pipeline.finish()]

    clean, foul = events([]), events(flood)
    states = [event for event in foul if isinstance(event, SensorState)]
    assert states[-1].unknown_packets == len(flood)
    assert [e for e in foul if not isinstance(e, SensorState)] == [e for e in clean if not isinstance(e, SensorState)]

"""A virtual lifter → GATT → ``ble`` → ``streams`` and ``pipeline``: what was done is what is found."""

from __future__ import annotations

import asyncio
import math

import numpy as np
import pytest

from sensorlog.events import LinkState, Rep, RepState, SensorState, SessionEventKind
from sensorlog.imu import FloatArray, Gap, ImuBlock, Packet, Placement, Reading
from sensorlog.pipeline import Pipeline
from sensorlog.profiles import Number
from sensorlog.simulate import Air, VirtualSensor, run_virtual
from sensorlog.simulate.lifter import Performance, Rack, Segment, SensorSpec, Set, Stand, Unrack, any_mounting, perform
from sensorlog.streams import SensorStream
from tests.ble.rig import REGISTRY, Heard, find, linked, on_air
from tests.simulate.motions import G

REAL_AIR = Air(loss=0.01, jitter_s=0.02, interval_s=0.015, seed=11)


def workout(*names: str, reps: int = 4) -> Performance:
    specs = [
        SensorSpec(name, Placement(name), mounting=any_mounting(number), clock_ppm=40.0)
        for number, name in enumerate(names)
    ]
    script: list[Segment] = [Stand(3.0), Unrack("squat"), Set("squat", reps), Rack("squat"), Stand(5.0)]
    return perform(script, specs, seed=3)


def record(
    performance: Performance, profile_id: str, *, air: Air = REAL_AIR, away_s: tuple[float, float] | None = None
) -> Heard:
    """What a link to the only sensor hands on; it is out of range between the two times of ``away_s``."""
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(REGISTRY.get(profile_id), performance.samples[0], air=air)
        async with on_air(sensor) as radio, linked(await find(), heard, sensor=performance.samples[0].name):
            if away_s is not None:
                await asyncio.sleep(away_s[0])
                radio.take_away(sensor.address)
                await asyncio.sleep(away_s[1] - away_s[0])
                radio.bring_back(sensor.address)
            await sensor.finished.wait()

    run_virtual(main())
    return heard


def streamed(heard: Heard, profile_id: str) -> tuple[FloatArray, FloatArray, list[Gap], list[Reading]]:
    """Times, acceleration, gaps and readings, links anew where the sensor did."""
    first, *again = heard.events(SessionEventKind.SENSOR)
    variables = [_numbers(event.data["variables"]) for event in (first, *again)]
    stream = SensorStream("bar", REGISTRY.get(profile_id), _numbers(first.data["options"]), variables[0], first.t_ns)
    out = []
    is_streaming = False
    for item in heard.items:
        if isinstance(item, Packet):
            out += stream.push([item]) if is_streaming else []
        elif item.kind is SessionEventKind.LINK:
            is_streaming = item.data["state"] == LinkState.STREAMING
        elif item in again:
            out += stream.relink(variables[1])
    out += stream.finish()
    blocks = [block for block in out if isinstance(block, ImuBlock) and block.acc_m_s2 is not None]
    acc = np.concatenate([block.acc_m_s2 for block in blocks if block.acc_m_s2 is not None])
    readings = [item for item in out if isinstance(item, Reading)]
    return np.concatenate([b.t_s for b in blocks]), acc, [g for g in out if isinstance(g, Gap)], readings


def _numbers(table: object) -> dict[str, Number]:
    assert isinstance(table, dict)
    return {name: value for name, value in table.items() if isinstance(value, int | float)}


@pytest.mark.parametrize("profile_id", ["sensorlog-imu", "metamotion"])
def test_samples_come_with_their_values_and_nearly_their_times(profile_id):
    performance = workout("bar")
    truth = performance.samples[0]
    t_s, acc, gaps, readings = streamed(record(performance, profile_id, air=Air(jitter_s=0.02, seed=1)), profile_id)
    n = min(len(acc), len(truth.t_s))
    assert n >= len(truth.t_s) - 10
    assert gaps == []
    clipped = np.clip(truth.acc_m_s2[:n], -8 * G, 8 * G)
    assert np.abs(acc[:n] - clipped).max() <= 0.51 * G / 4096
    # A constant lag is the radio's; what counts is that time neither wanders nor jumps.
    lag = t_s[:n] - truth.t_s[:n]
    assert np.ptp(lag[200:]) < 0.03
    assert [reading.value for reading in readings if reading.kind == "battery_percent"] == [87.0]


@pytest.mark.parametrize("profile_id", ["sensorlog-imu", "metamotion"])
def test_five_seconds_away_are_one_gap_and_time_goes_on_rightly(profile_id):
    performance = workout("bar")
    truth = performance.samples[0]
    t_s, acc, gaps, _ = streamed(record(performance, profile_id, air=Air(), away_s=(8.0, 13.0)), profile_id)
    assert [gap for gap in gaps if 4.5 <= gap.end_s - gap.start_s <= 6.5]
    assert sum(gap.end_s - gap.start_s for gap in gaps) == pytest.approx(5.5, abs=1.0)
    after = t_s > 15.0
    moved = np.stack([np.interp(t_s[after], truth.t_s, truth.acc_m_s2[:, axis]) for axis in range(3)], axis=1)
    # 60 ms beside the truth a squat differs by far more than this from itself.
    assert math.sqrt(np.mean((moved - acc[after]) ** 2)) < 0.5


@pytest.mark.parametrize("profile_id", ["sensorlog-imu", "metamotion"])
def test_a_set_of_squats_is_counted_over_the_air(profile_id):
    performance = workout("bar", reps=6)
    events = _events(record(performance, profile_id))
    assert _confirmed(events) == 6
    states = [event for event in events if isinstance(event, SensorState)]
    assert [state.link for state in states][-1] is LinkState.STOPPED
    assert states[-1].battery_percent == 87.0
    # Without a counter on the wire losses show in the arrivals.
    assert states[-1].lost_packets > 0


def _events(heard: Heard) -> list[object]:
    pipeline = Pipeline(REGISTRY)
    return [*pipeline.push(heard.items), *pipeline.finish()]


def _confirmed(events: list[object]) -> int:
    latest = {event.rep_id: event for event in events if isinstance(event, Rep)}
    return sum(rep.state is RepState.CONFIRMED for rep in latest.values())

"""Every profile from end to end: a lifter moves a virtual sensor, and the same motion comes out of ``streams``."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

import numpy as np
import pytest

from sensorlog.events import LinkState, SessionEventKind
from sensorlog.imu import FloatArray, Gap, ImuBlock, Packet, Placement, Reading
from sensorlog.profiles import Number, Profile, ProfileError, active_layouts, evaluate, resolve
from sensorlog.simulate import VirtualSensor, run_virtual
from sensorlog.simulate.lifter import SensorSamples, SensorSpec, Set, Stand, perform
from sensorlog.streams import SensorStream
from tests.ble.rig import REGISTRY, Heard, find, linked, on_air

OPTIONS: dict[str, list[dict[str, Number]]] = {
    "xsens-dot": [{"payload_mode": 20}, {"payload_mode": 26, "rate_hz": 30}],
    "movesense": [{"rate_hz": 52}, {"rate_hz": 52, "magnetometer": 1}],
    "polar-h10": [{"rate_hz": 200, "acc_range_g": 4}],
    "polar-verity-sense": [{"rate_hz": 104}],
    "puck-js": [{"rate_hz": 26}],
    "thingy52": [{"rate_hz": 100}],
    "witmotion": [{"rate_hz": 100}],
}
"""What is tried beside the defaults."""
CASES = [(profile, options) for profile in REGISTRY.all() for options in [{}, *OPTIONS.get(profile.id, [])]]


@dataclass
class Got:
    """What ``streams`` made of it."""

    heard: Heard
    sensor: VirtualSensor
    variables: dict[str, Number]
    acc: FloatArray
    gyr: FloatArray
    t_s: FloatArray
    gaps: list[Gap] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    stream: SensorStream | None = None


@cache
def squats(rate_hz: float) -> SensorSamples:
    """Two squats with the sensor on the bar."""
    return perform([Stand(0.5), Set("squat", 2)], [SensorSpec("bar", Placement.BAR, rate_hz=rate_hz)], 7).samples[0]


def rates(profile: Profile, variables: dict[str, Number]) -> dict[str, float]:
    """Samples a second of each kind of motion that is sent."""
    layouts = [layout for layout in active_layouts(profile, variables) if layout.message.rate_hz is not None]
    return {
        name: evaluate(layout.message.rate_hz or 0, variables)
        for layout in reversed(layouts)
        for name in ("acc", "gyr")
        if layout.message.field(name) is not None
    }


def lift(sensor: VirtualSensor, options: dict[str, Number]) -> Got:
    heard = Heard()

    async def main() -> None:
        async with asyncio.timeout(60), on_air(sensor), linked(await find(), heard, options=options):
            await sensor.finished.wait()

    run_virtual(main())
    (event,) = heard.events(SessionEventKind.SENSOR)
    variables = event.data["variables"]
    assert isinstance(variables, dict)
    numbers: dict[str, Number] = {name: value for name, value in variables.items() if isinstance(value, int | float)}
    profile = sensor.firmware.profile
    stream = SensorStream("bar", profile, options, numbers, heard.packets[0].t_ns)
    told = heard.items.index(event)
    out = [*stream.push([item for item in heard.items[told:] if isinstance(item, Packet)]), *stream.finish()]
    blocks = [item for item in out if isinstance(item, ImuBlock)]
    return Got(
        heard,
        sensor,
        numbers,
        np.concatenate([np.empty((0, 3)), *(block.acc_m_s2 for block in blocks if block.acc_m_s2 is not None)]),
        np.concatenate([np.empty((0, 3)), *(block.gyr_rad_s for block in blocks if block.gyr_rad_s is not None)]),
        np.concatenate([block.t_s for block in blocks if block.acc_m_s2 is not None]),
        [item for item in out if isinstance(item, Gap)],
        [item for item in out if isinstance(item, Reading)],
        stream,
    )


def half_steps(profile: Profile, variables: dict[str, Number]) -> dict[str, float]:
    """Half of what one count on the wire means, with room for the rounding of floats."""
    return {
        column.field.name: 0.5001 * abs(column.factor) if np.dtype(column.field.dtype).kind != "f" else 1e-4
        for layout in reversed(active_layouts(profile, variables))
        if layout.message.rate_hz is not None
        for column in layout.sample_columns
    }


def assert_same_motion(got: Got, motion: SensorSamples) -> None:
    profile = got.sensor.firmware.profile
    steps = half_steps(profile, got.variables)
    for name, found, moved in (("acc", got.acc, motion.acc_m_s2), ("gyr", got.gyr, motion.gyr_rad_s)):
        rate_hz = rates(profile, got.variables).get(name)
        if rate_hz is None:
            assert not len(found)
            continue
        assert rate_hz == motion.rate_hz
        n = min(len(found), len(moved))
        assert n >= len(moved) - 12
        assert np.abs(found[:n] - moved[:n]).max() <= steps[name]
    assert got.stream is not None
    assert (got.stream.lost_packets, got.gaps) == (0, [])
    apart_s = np.diff(got.t_s)
    assert (apart_s >= 0).all()
    assert np.median(apart_s) == pytest.approx(1 / rates(profile, got.variables)["acc"], rel=0.02)


def sensor_for(profile: Profile, options: dict[str, Number], **changes: object) -> tuple[VirtualSensor, SensorSamples]:
    motion = squats(rates(profile, resolve(profile, options))["acc"])
    return VirtualSensor(profile, motion, **changes), motion  # type: ignore[arg-type]


@pytest.mark.parametrize(("profile", "options"), CASES, ids=lambda item: getattr(item, "id", str(item)))
def test_the_motion_of_a_lifter_arrives_within_half_a_step(profile: Profile, options: dict[str, Number]) -> None:
    sensor, motion = sensor_for(profile, options)
    got = lift(sensor, options)
    assert_same_motion(got, motion)
    assert got.stream is not None
    assert got.stream.unknown_packets == 0
    assert not sensor.firmware.side.is_streaming  # leaving has stopped it
    assert "battery_percent" in {reading.kind for reading in got.readings}


@pytest.mark.parametrize(
    ("profile_id", "wrap_s"),
    [("xsens-dot", 2**32 / 1e6), ("movesense", 2**32 / 1e3), ("polar-h10", 2**64 / 1e9), ("puck-js", 2**31 / 1e3)],
)
def test_a_clock_that_wraps_around_changes_nothing(profile_id: str, wrap_s: float) -> None:
    profile = REGISTRY.get(profile_id)
    sensor, motion = sensor_for(profile, {})
    sensor.firmware.clock_start_s = wrap_s - 4.0
    assert_same_motion(lift(sensor, {}), motion)


@pytest.mark.parametrize("profile_id", ["polar-verity-sense", "polar-h10", "thingy52", "witmotion"])
def test_the_smallest_mtu_is_enough(profile_id: str) -> None:
    sensor, motion = sensor_for(REGISTRY.get(profile_id), {}, mtu=23)
    got = lift(sensor, {})
    assert max(len(item.data) for item in got.heard.packets if item.characteristic == data_uuid(sensor)) <= 20
    assert_same_motion(got, motion)


def data_uuid(sensor: VirtualSensor) -> str:
    profile = sensor.firmware.profile
    return next(profile.uuid(m.characteristic) for m in profile.message if m.kind in ("acc", "imu"))


def test_frames_that_share_notifications_or_are_cut_by_them_are_the_same() -> None:
    sensor, _ = sensor_for(REGISTRY.get("witmotion"), {})
    got = lift(sensor, {})
    packets = [item for item in got.heard.packets if item.characteristic == data_uuid(sensor)]
    wire = b"".join(item.data for item in packets)
    sizes = np.random.default_rng(3).integers(1, 60, 2 * len(wire))
    profile = sensor.firmware.profile
    stream = SensorStream("bar", profile, {}, got.variables, 0)
    out, at = [], 0
    for size in sizes:
        piece = wire[at : at + int(size)]
        at += int(size)
        out += stream.push([Packet(int(at / len(wire) * 1.2e10), "bar", data_uuid(sensor), piece)])
    acc = np.concatenate([item.acc_m_s2 for item in out if isinstance(item, ImuBlock) and item.acc_m_s2 is not None])
    assert np.array_equal(acc, got.acc)
    assert stream.unknown_packets == 0


@pytest.mark.parametrize(
    ("profile_id", "own", "says"),
    [
        ("polar-h10", {"acc_status": 8}, "start of the acceleration.*acc_status = 8"),
        ("polar-verity-sense", {"gyr_status": 13}, "rotation.*gyr_status = 13"),
        ("movesense", {"status": 507}, "subscribe to /Meas/IMU6/104.*status = 507"),
        ("xsens-dot", {"payload_mode": 5}, "which mode it really sends.*payload_mode = 5"),
    ],
)
def test_a_sensor_that_refuses_is_quoted(profile_id: str, own: dict[str, Number], says: str) -> None:
    sensor, _ = sensor_for(REGISTRY.get(profile_id), {}, own=own)
    with pytest.raises(ProfileError, match=says):
        lift(sensor, {})


def test_a_lost_part_loses_its_message_and_no_other() -> None:
    sensor, _ = sensor_for(REGISTRY.get("movesense"), {})
    got = lift(sensor, {})
    data = data_uuid(sensor)
    packets = [item for item in got.heard.packets if item.characteristic == data and item.data[0] in (2, 3)]
    lost = [item for i, item in enumerate(packets) if i not in (21, 60)]  # a second part, and a first one
    stream = SensorStream("bar", sensor.firmware.profile, {}, got.variables, packets[0].t_ns)
    out = [*stream.push(lost), *stream.finish()]
    acc = np.concatenate([item.acc_m_s2 for item in out if isinstance(item, ImuBlock) and item.acc_m_s2 is not None])
    kept = np.delete(got.acc, np.r_[80:88, 240:248], axis=0)
    assert np.array_equal(acc, kept)
    assert stream.lost_packets == 2
    assert stream.unknown_packets == 2


@pytest.mark.parametrize("profile_id", ["polar-h10", "witmotion"])
def test_standard_services_beside_any_sensor_are_used(profile_id: str) -> None:
    sensor, _ = sensor_for(
        REGISTRY.get(profile_id),
        {},
        device_information={"manufacturer": "Polar\0", "serial": "12\x1b345", "firmware": "5.0.0"},
        heart_rate=bytes.fromhex("16 48 0004 8003"),
    )
    got = lift(sensor, {})
    (event,) = got.heard.events(SessionEventKind.SENSOR)
    assert event.data["device_information"] == {"serial": "12?345", "firmware": "5.0.0", "manufacturer": "Polar"}
    values = {reading.kind: reading.value for reading in got.readings if "battery" not in reading.kind}
    assert values == {"heart_rate_bpm": 72, "skin_contact": 1, "rr_interval_s": 0.875}
    beats = [reading.t_s for reading in got.readings if reading.kind == "heart_rate_bpm"]
    assert np.diff(beats) == pytest.approx(1.0, abs=0.01)
    assert len(beats) >= 10
    assert any(reading.kind == "battery_percent" and reading.value == 87 for reading in got.readings)
    assert got.stream is not None
    assert got.stream.unknown_packets == 0


def test_a_heart_that_beats_is_no_sign_of_motion() -> None:
    sensor, _ = sensor_for(REGISTRY.get("witmotion"), {}, heart_rate=bytes.fromhex("0048"))
    sensor.is_silent = True
    heard = Heard()

    async def main() -> None:
        async with on_air(sensor), linked(await find(), heard):
            await asyncio.sleep(6.0)

    run_virtual(main())
    assert LinkState.SILENT in heard.states


@pytest.mark.parametrize("profile_id", ["movesense", "polar-verity-sense", "puck-js", "witmotion", "xsens-dot"])
def test_codecs_keep_their_state_between_calls(profile_id: str) -> None:
    sensor, _ = sensor_for(REGISTRY.get(profile_id), {})
    got = lift(sensor, {})
    packets = got.heard.packets
    stream = SensorStream("bar", sensor.firmware.profile, {}, got.variables, packets[0].t_ns)
    blocks: list[ImuBlock] = []
    rest = iter(packets)
    for size in np.random.default_rng(5).integers(1, 6, len(packets)):
        blocks += [item for item in stream.push([*islice(rest, int(size))]) if isinstance(item, ImuBlock)]
    acc = [block for block in blocks if block.acc_m_s2 is not None]
    assert np.array_equal(np.concatenate([block.acc_m_s2 for block in acc if block.acc_m_s2 is not None]), got.acc)
    assert np.array_equal(np.concatenate([block.t_s for block in acc]), got.t_s)

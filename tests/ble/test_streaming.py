"""A virtual sensor, real GATT, the ``ble`` room: what was moved is what arrives."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sensorlog.events import LinkState, SessionEventKind
from sensorlog.imu import Packet
from sensorlog.profiles import ProfileError, load_profile
from sensorlog.simulate import Air, VirtualSensor, run_virtual
from tests.ble.rig import REGISTRY, Heard, find, linked, on_air
from tests.simulate.motions import G, Swing, swing

HALF_ACC = 0.5 * G / 4096
HALF_GYR = 0.5 * math.radians(1 / 32.8)


def listen(sensor: VirtualSensor, options: dict[str, float] | None = None) -> Heard:
    """Everything from the first connection to the last sample and the stop."""
    heard = Heard()

    async def main() -> None:
        async with on_air(sensor), linked(await find(), heard, options=options):
            await sensor.finished.wait()

    run_virtual(main())
    return heard


def assert_equal_motion(heard: Heard, sensor: VirtualSensor, motion: Swing) -> None:
    profile = sensor.firmware.profile
    acc, gyr = heard.samples(profile, "acc"), heard.samples(profile, "gyr")
    n = min(len(acc), len(gyr), len(motion.t_s))
    assert n >= len(motion.t_s) - 10
    assert np.abs(acc[:n] - motion.acc_m_s2[:n]).max() <= HALF_ACC * 1.01
    assert np.abs(gyr[:n] - motion.gyr_rad_s[:n]).max() <= HALF_GYR * 1.01


@pytest.mark.parametrize(
    ("profile_id", "own"),
    [
        ("sensorlog-imu", {}),
        ("metamotion", {}),
        ("metamotion", {"acc_chip": 4, "gyr_chip": 1}),
    ],
    ids=["sensorlog-imu", "metamotion R", "metamotion S"],
)
def test_the_motion_arrives_within_quantisation(profile_id, own):
    motion = swing(10.0)
    sensor = VirtualSensor(REGISTRY.get(profile_id), motion, own=own)
    heard = listen(sensor)
    assert_equal_motion(heard, sensor, motion)
    assert heard.states == [
        LinkState.CONNECTING,
        LinkState.SETTING_UP,
        LinkState.STREAMING,
        LinkState.STOPPED,
    ]


def test_a_small_mtu_makes_more_and_smaller_packets():
    motion = swing(5.0)
    sensor = VirtualSensor(REGISTRY.get("sensorlog-imu"), motion, mtu=23)
    heard = listen(sensor)
    assert max(len(packet.data) for packet in heard.packets) == 20
    assert_equal_motion(heard, sensor, motion)


def test_a_sensor_without_gyroscope_sends_acceleration_alone():
    sensor = VirtualSensor(REGISTRY.get("metamotion"), swing(3.0), own={"gyr_chip": -1})
    heard = listen(sensor)
    assert len(heard.samples(sensor.firmware.profile, "acc")) >= 295
    assert not any(packet.data.startswith(b"\x13\x07") for packet in heard.packets)


def test_the_sensor_event_tells_what_the_packets_need():
    sensor = VirtualSensor(REGISTRY.get("metamotion"), swing(1.0), name="MetaWear", own={"acc_chip": 4, "gyr_chip": 1})
    heard = listen(sensor, {"acc_range_g": 16})
    (event,) = heard.events(SessionEventKind.SENSOR)
    assert event.sensor == "bar"
    assert event.data["profile"] == "metamotion"
    assert event.data["address"] == sensor.address
    assert event.data["name"] == "MetaWear"
    assert event.data["placement"] == "bar"
    assert event.data["options"] == {"rate_hz": 100, "acc_range_g": 16, "gyr_range_dps": 1000}
    variables = event.data["variables"]
    assert isinstance(variables, dict)
    assert variables["acc_chip"] == 4
    assert variables["acc_lsb_per_g"] == 2048


@pytest.mark.parametrize("profile_id", ["sensorlog-imu", "metamotion"])
def test_no_sample_comes_before_its_sensor_event(profile_id):
    sensor = VirtualSensor(REGISTRY.get(profile_id), swing(2.0))
    heard = listen(sensor)
    told = next(i for i, item in enumerate(heard.items) if not isinstance(item, Packet) and item.kind == "sensor")
    early = [item.data[:2] for item in heard.items[:told] if isinstance(item, Packet)]
    answers = {"sensorlog-imu": [b"\x01\x00"], "metamotion": [b"\x03\x80", b"\x13\x80"]}
    assert early == answers[profile_id]


def test_what_is_written_is_told_in_order_and_was_written():
    sensor = VirtualSensor(REGISTRY.get("sensorlog-imu"), swing(1.0))
    heard = listen(sensor, {"rate_hz": 50})
    assert heard.written == ["033200", "0408", "05e803", "01", "02"]
    assert [data.hex() for data in sensor.writes] == heard.written


@pytest.mark.parametrize(("profile_id", "last"), [("sensorlog-imu", ["02"]), ("metamotion", ["031c00", "130700"])])
def test_leaving_stops_the_sensor_as_its_profile_says(profile_id, last):
    sensor = VirtualSensor(REGISTRY.get(profile_id), swing(1.0))
    heard = listen(sensor)
    assert [data.hex() for data in sensor.writes][-len(last) :] == last
    assert heard.states[-1] is LinkState.STOPPED
    assert not sensor.firmware.side.is_streaming


def test_the_battery_is_asked_for():
    by_command = listen(VirtualSensor(REGISTRY.get("metamotion"), swing(1.0), battery_percent=42))
    assert any(packet.data[:3] == b"\x11\x8c\x2a" for packet in by_command.packets)
    by_reading = listen(VirtualSensor(REGISTRY.get("sensorlog-imu"), swing(1.0), battery_percent=42))
    level = "00002a19-0000-1000-8000-00805f9b34fb"
    assert [packet.data for packet in by_reading.packets if packet.characteristic == level] == [b"\x2a"]
    assert not [packet for packet in by_command.packets if packet.characteristic == level]


def test_a_profile_that_does_not_ask_for_the_battery_gets_the_standard_one():
    profile = REGISTRY.get("sensorlog-imu")
    poll = '[[poll]]\nevery_s = 60\nread = "battery"\nanswer = "battery"\n'
    assert poll in profile.text
    heard = listen(VirtualSensor(load_profile(profile.text.replace(poll, "")), swing(1.0), battery_percent=42))
    assert [packet.data for packet in heard.packets if packet.characteristic == profile.uuid("battery")] == [b"\x2a"]


def test_loss_and_jitter_lose_packets_but_neither_order_nor_content():
    profile = REGISTRY.get("sensorlog-imu")
    motion = swing(15.0)
    clear = listen(VirtualSensor(profile, motion))
    foul = listen(VirtualSensor(profile, motion, air=Air(loss=0.2, jitter_s=0.08, interval_s=0.03, seed=5)))
    data = profile.uuid("data")
    sent = [packet.data for packet in clear.packets if packet.characteristic == data]
    arrived = [packet.data for packet in foul.packets if packet.characteristic == data]
    numbers = [int.from_bytes(value[:2], "little") for value in arrived]
    assert 0.7 * len(sent) < len(arrived) < 0.9 * len(sent)
    assert numbers == sorted(set(numbers))
    assert set(arrived[:-1]) <= set(sent)
    times = [packet.t_ns for packet in foul.packets]
    assert times == sorted(times)


def test_arrival_is_stamped_on_the_clock_of_the_loop():
    sensor = VirtualSensor(REGISTRY.get("sensorlog-imu"), swing(20.0, clock_ppm=50.0))
    heard = listen(sensor)
    data = [p.t_ns for p in heard.packets if p.characteristic == sensor.firmware.profile.uuid("data")]
    # 6 samples a packet; the sensor's clock runs 50 ppm fast.
    assert np.allclose(np.diff(data[:-2]), 60e6 * (1 - 50e-6), atol=2)


def test_an_option_that_the_profile_does_not_offer_is_refused_before_anything_is_written():
    sensor = VirtualSensor(REGISTRY.get("metamotion"), swing(1.0))
    with pytest.raises(ProfileError, match="rate_hz = 33 is not offered"):
        listen(sensor, {"rate_hz": 33})
    assert sensor.writes == []

"""What is missing is counted and marked where it is missing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sensorlog.imu import Gap, ImuBlock, Packet, Placement, Reading, StreamInfo
from sensorlog.profiles import Profile, ProfileError, encode, load_profile
from sensorlog.streams import SensorStream
from tests.profiles.profiles_for_tests import SMALL
from tests.streams.sensors import COUNTED, WIRED, Air, fly, gaps, run, set_up, stream, times

BOTH = pytest.mark.parametrize("profile", [COUNTED, WIRED], ids=lambda profile: profile.id)


@BOTH
@pytest.mark.parametrize("missing_s", [0.3, 2.0, 30.0])
def test_lost_packets_leave_a_gap_of_their_length(profile: Profile, missing_s: float) -> None:
    packets, truth = fly(profile, Air(seconds=80, is_lost=lambda t: 30 < t < 30 + missing_s))
    sensor, out = run(profile, packets)
    (gap,) = gaps(out)
    jump = int(np.argmax(np.diff(truth)))
    assert gap.start_s == pytest.approx(truth[jump], abs=0.03)
    assert gap.end_s == pytest.approx(truth[jump + 1], abs=0.03)
    found = times(out)
    assert (np.diff(found) > 0).all()
    assert np.abs(found - truth)[truth > 20].max() < 0.03
    true_losses = round(missing_s * 100 / (3 if profile is COUNTED else 4))
    assert sensor.lost_packets == pytest.approx(true_losses, abs=2)
    assert gap.lost_packets == (None if profile is COUNTED else sensor.lost_packets)
    # The gap stands between the blocks before and behind it.
    at = out.index(gap)
    before = [item for item in out[:at] if isinstance(item, ImuBlock)]
    behind = [item for item in out[at:] if isinstance(item, ImuBlock)]
    assert before[-1].t_s[-1] == pytest.approx(gap.start_s)
    assert behind[0].t_s[0] == pytest.approx(gap.end_s)


def test_single_losses_are_counted_and_show_in_the_times() -> None:
    rng = np.random.default_rng(3)
    packets, truth = fly(WIRED, Air(is_lost=lambda t: t > 5 and rng.random() < 0.05))
    sensor, out = run(WIRED, packets)
    assert sensor.lost_packets == 1500 - len(packets)
    found = times(out)
    np.testing.assert_allclose(np.diff(found)[2000:], np.diff(truth)[2000:], atol=0.003)


@pytest.mark.parametrize("bunch", [1, 5])
def test_losses_without_a_counter_are_told_by_later_arrivals(bunch: int) -> None:
    rng = np.random.default_rng(4)
    lost = np.zeros(4000, bool)
    for start in np.flatnonzero(rng.random(4000) < 0.02 / bunch):
        lost[max(start, 100) : start + bunch] = True
    packets, truth = fly(COUNTED, Air(seconds=60, speed=1.0001, is_lost=lambda t: bool(lost[round(t / 0.03)])))
    sensor, out = run(COUNTED, packets)
    missing = 2000 - len(packets)
    assert missing > 20
    assert sensor.lost_packets == pytest.approx(missing, abs=0.1 * missing)
    error = times(out) - truth
    assert np.std(error[truth > 10]) < 0.025
    assert (np.diff(times(out)) > 0).all()


def test_one_outage_of_two_sensors_is_one_gap() -> None:
    variables = set_up(COUNTED)
    acc = encode(COUNTED, "acc_packed", {"acc": np.zeros((3, 3))}, variables)
    gyr = encode(COUNTED, "gyr_packed", {"gyr": np.zeros((3, 3))}, variables)
    arrivals = [i * 0.03 for i in range(1000) if not 300 <= i < 400]
    packets = [
        Packet(round((t_s + late_s) * 1e9), "s", COUNTED.uuid("notify"), data)
        for t_s in arrivals
        for late_s, data in ((0.0, acc), (0.004, gyr))
    ]
    sensor, out = run(COUNTED, packets)
    (gap,) = gaps(out)
    assert gap.end_s - gap.start_s == pytest.approx(3.0, abs=0.05)
    assert len(times(out)) == len(times(out, "gyr_rad_s")) == 2700
    assert sensor.lost_packets == pytest.approx(200, abs=4)


@BOTH
def test_a_new_link_is_a_gap_and_a_new_clock(profile: Profile) -> None:
    first, _ = fly(profile, Air(seconds=10, clock_start=5_000_000))
    second, _ = fly(profile, Air(seconds=10, seed=1))
    later = [Packet(packet.t_ns + 15 * 10**9, "s", packet.characteristic, packet.data) for packet in second]
    sensor = stream(profile)
    out: list[object] = [*sensor.push(first), *sensor.relink(set_up(profile)), *sensor.push(later), *sensor.finish()]
    (gap,) = gaps(out)
    assert gap.start_s == pytest.approx(10, abs=0.05)
    assert gap.end_s == pytest.approx(15, abs=0.05)
    assert gap.lost_packets is None
    found = times(out)
    assert (np.diff(found) > 0).all()
    assert len(found) == len(times(run(profile, first)[1])) + len(times(run(profile, second)[1]))


def test_a_sensor_that_restarts_without_a_new_link_begins_anew() -> None:
    first, _ = fly(WIRED, Air(seconds=10, clock_start=2_000_000_000))
    second, _ = fly(WIRED, Air(seconds=10))
    later = [Packet(packet.t_ns + 11 * 10**9, "s", packet.characteristic, packet.data) for packet in second]
    _, out = run(WIRED, [*first, *later])
    (gap,) = gaps(out)
    assert gap.start_s == pytest.approx(10, abs=0.05)
    assert gap.end_s == pytest.approx(11, abs=0.05)
    assert (np.diff(times(out)) > 0).all()


def test_a_packet_twice_is_taken_once() -> None:
    packets, truth = fly(WIRED, Air(seconds=5))
    doubled = [packet for packet in packets for _ in range(2)]
    sensor, out = run(WIRED, doubled)
    np.testing.assert_array_equal(times(out), times(run(WIRED, packets)[1]))
    assert len(times(out)) == len(truth)
    assert sensor.lost_packets == 0


def test_battery_of_both_kinds() -> None:
    variables = set_up(COUNTED)
    own = encode(COUNTED, "battery", {"battery_percent": 99, "battery_v": 4.148}, variables)
    service = "00002a19-0000-1000-8000-00805f9b34fb"
    packets = [
        Packet(10**9, "s", COUNTED.uuid("notify"), own),
        Packet(2 * 10**9, "s", service, b"\x57"),
        Packet(3 * 10**9, "s", service, b"\xff"),
        Packet(3 * 10**9, "s", service, b""),
    ]
    sensor = stream(COUNTED)
    readings = sorted(sensor.push(packets), key=str)
    assert all(isinstance(reading, Reading) for reading in readings)
    found = {(r.t_s, r.kind): r.value for r in readings if isinstance(r, Reading)}
    assert found == {
        (1.0, "battery_percent"): 99,
        (1.0, "battery_v"): pytest.approx(4.148),
        (2.0, "battery_percent"): 87,
    }
    (wired,) = stream(WIRED).push([Packet(0, "s", service, b"\x57")])
    assert wired == Reading("s", 0.0, "battery_percent", 87.0)


def test_info_says_what_was_set_up() -> None:
    assert stream(WIRED, 104).info(Placement.BAR) == StreamInfo("s", Placement.BAR, 104, 104)
    slow = SensorStream("s", COUNTED, {"rate_hz": 12.5}, set_up(COUNTED, 12.5), 0)
    assert slow.info(Placement.WRIST) == StreamInfo("s", Placement.WRIST, 12.5, 25)
    without = SensorStream("s", COUNTED, {}, set_up(COUNTED, own={"gyr_chip": -1}), 0)
    assert without.info(Placement.TRUNK).gyr_rate_hz is None
    board = SensorStream("s", WIRED, {}, set_up(WIRED, own={"gyr_lsb_per_dps_x10": 0}), 0)
    assert board.info(Placement.TRUNK).gyr_rate_hz is None


@pytest.mark.parametrize(
    ("profile", "variables", "says"),
    [
        (WIRED, {"board_rate_hz": 0}, "cannot have 0 samples"),
        (WIRED, {"clock_hz": 0}, "a clock of 0 ticks"),
        (WIRED, {"acc_lsb_per_g": 0, "gyr_lsb_per_dps_x10": 0}, "send no acceleration"),
    ],
)
def test_answers_that_cannot_be_are_refused(profile: Profile, variables: dict[str, float], says: str) -> None:
    with pytest.raises(ProfileError, match=says):
        SensorStream("s", profile, {}, variables, 0).info(Placement.UNKNOWN)


def test_loss_without_a_counter_is_told_by_the_wire_clock() -> None:
    text = SMALL.replace('source = "count"', 'source = "wire"\nfield = "t"\nbits = 16\ntick_s = 0.001\nstamps = "last"')
    text = text.replace('prefix = "aa"', 'prefix = "aa"\nheader = [["t", "<u2"]]')
    profile = load_profile(text)
    values: dict[str, Any] = {"acc": [0, 0, 9.8], "gyr": [0, 0, 0]}
    packets = [
        Packet(
            round(i * 0.02e9) + 10**7,
            "s",
            profile.uuid("data"),
            encode(profile, "imu", values | {"t": 65000 + i * 20}, {}),
        )
        for i in range(500)
        if not 200 <= i < 250
    ]
    sensor = SensorStream("s", profile, {}, {}, 0)
    out = [*sensor.push(packets), *sensor.finish()]
    (gap,) = [item for item in out if isinstance(item, Gap)]
    assert gap.end_s - gap.start_s == pytest.approx(51 * 0.02, abs=1e-3)
    assert gap.lost_packets is None
    assert sensor.lost_packets == 50

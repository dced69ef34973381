"""The same packets give the same samples, however they come in; and no packet can do harm."""

from __future__ import annotations

import gc
import tracemalloc
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.imu import Gap, ImuBlock, Packet
from sensorlog.profiles import Profile, encode, load_profile
from sensorlog.streams import SensorStream
from tests.streams.sensors import COUNTED, REGISTRY, WIRED, Air, fly, set_up, stream

BOTH = pytest.mark.parametrize("profile", [COUNTED, WIRED], ids=lambda profile: profile.id)


def samples(out: list[object]) -> dict[str, np.ndarray]:
    """Everything that a stream said, without the cuts between its blocks."""
    columns: dict[str, list[np.ndarray]] = {"acc": [], "gyr": [], "gap": []}
    for item in out:
        if isinstance(item, ImuBlock):
            for name, values in (("acc", item.acc_m_s2), ("gyr", item.gyr_rad_s)):
                if values is not None:
                    columns[name].append(np.column_stack((item.t_s, values)))
        elif isinstance(item, Gap):
            columns["gap"].append(np.array([[item.start_s, item.end_s, item.lost_packets or -1]]))
    return {name: np.concatenate(parts) if parts else np.empty(0) for name, parts in columns.items()}


@lru_cache(maxsize=32)
def rough_flight(profile_id: str, seed: int) -> list[Packet]:
    profile = REGISTRY.get(profile_id)
    rng = np.random.default_rng(seed)
    start = rng.uniform(2, 4)
    air = Air(
        seconds=8,
        speed=rng.uniform(0.97, 1.03),
        stall=(start + 2, start + 2 + rng.uniform(0, 0.6)),
        is_lost=lambda t: start < t < start + 0.7 or rng.random() < 0.02,
        seed=seed,
        clock_start=2**32 - 5_000_000,
    )
    packets, _ = fly(profile, air)
    if profile is COUNTED:
        gyr = encode(profile, "gyr_packed", {"gyr": rng.normal(0, 3, (3, 3))}, set_up(profile))
        packets += [Packet(packet.t_ns + 10, "s", packet.characteristic, gyr) for packet in packets]
        packets.sort(key=lambda packet: packet.t_ns)
    return packets


@BOTH
@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 1000), data=st.data())
def test_cuts_change_no_bit(profile: Profile, seed: int, data: st.DataObject) -> None:
    packets = rough_flight(profile.id, seed)
    whole = stream(profile)
    expected = samples([*whole.push(packets), *whole.finish()])
    marks = data.draw(st.lists(st.integers(0, len(packets)), max_size=12))
    cut = stream(profile)
    out: list[object] = []
    for start, end in pairwise(sorted([0, *marks, len(packets)])):
        out += cut.push(packets[start:end])
    found = samples([*out, *cut.finish()])
    assert len(expected["acc"]) > 100
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name], values)
    assert (cut.lost_packets, cut.unknown_packets) == (whole.lost_packets, whole.unknown_packets)


@BOTH
def test_one_by_one_is_the_same(profile: Profile) -> None:
    packets = rough_flight(profile.id, 7)
    whole, single = stream(profile), stream(profile)
    expected = samples([*whole.push(packets), *whole.finish()])
    found = samples([*(item for packet in packets for item in single.push([packet])), *single.finish()])
    for name, values in expected.items():
        np.testing.assert_array_equal(found[name], values)


@BOTH
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_garbage_harms_nothing(profile: Profile, data: st.DataObject) -> None:
    good = rough_flight(profile.id, data.draw(st.integers(0, 5)))[:60]
    uuids = [*profile.characteristics.values(), "0000ffff-0000-1000-8000-00805f9b34fb"]
    heads = [b"", b"\x03\x1c", b"\x13\x07", b"\x19\x04", b"\x11\x8c", b"\x00\x00\x01\x01"]
    junk = st.builds(
        lambda t_ns, uuid, head, body: Packet(t_ns, "s", uuid, head + body),
        st.integers(-(2**63), 2**63),
        st.sampled_from(uuids),
        st.sampled_from(heads),
        st.binary(max_size=40) | st.binary(min_size=16, max_size=18),
    )
    packets = data.draw(st.lists(st.sampled_from(good) | junk, max_size=40))
    sensor = stream(profile)
    out = [*sensor.push(packets), *sensor.relink(set_up(profile)), *sensor.push(packets), *sensor.finish()]
    last = {"acc": -np.inf, "gyr": -np.inf}
    for item in out:
        if isinstance(item, ImuBlock):
            for name, values in (("acc", item.acc_m_s2), ("gyr", item.gyr_rad_s)):
                if values is not None:
                    assert values.shape == (len(item), 3)
                    assert np.isfinite(values).all()
                    assert item.t_s[0] >= last[name]
                    last[name] = float(item.t_s[-1])
            assert (np.diff(item.t_s) >= 0).all()
        elif isinstance(item, Gap):
            assert item.end_s > item.start_s


def test_memory_stays_bounded_over_a_long_session() -> None:
    packets, _ = fly(COUNTED, Air(seconds=30))
    span_ns = packets[-1].t_ns + 30_000_000
    sensor = stream(COUNTED)
    held: list[int] = []
    ours = tracemalloc.Filter(True, "*/sensorlog/*")  # a thread of another test may hold what it likes
    tracemalloc.start()
    try:
        for lap in range(20):
            out = sensor.push([Packet(p.t_ns + lap * span_ns, "s", p.characteristic, p.data) for p in packets])
            assert sum(len(item) for item in out if isinstance(item, ImuBlock)) >= 2900
            del out
            gc.collect()
            traced = tracemalloc.take_snapshot().filter_traces([ours])
            held.append(sum(trace.size for trace in traced.traces))
    finally:
        tracemalloc.stop()
    assert 0 < held[-1] < held[5] + 20_000


def test_values_that_are_no_numbers_are_left_out() -> None:
    packed = 'when = { acc_chip = [1, 3] }\nrepeat = 3\nfields = [["acc", "<i2", 3]]'
    assert packed in COUNTED.text
    text = COUNTED.text.replace(packed, 'fields = [["acc", "<f4", 3]]')
    profile = load_profile(text)
    variables = set_up(COUNTED)
    rows = [(1.0, 2.0, 3.0), (np.nan, 0.0, 0.0), (np.inf, 0.0, 0.0), (3e38, 0.0, 0.0), (4.0, 5.0, 6.0)]
    packets = [
        Packet(i * 10_000_000, "s", profile.uuid("notify"), b"\x03\x1c" + np.array(row, "<f4").tobytes())
        for i, row in enumerate(rows)
    ]
    sensor = SensorStream("s", profile, {}, variables, 0)
    blocks = [item for item in sensor.push(packets) if isinstance(item, ImuBlock)]
    assert sum(len(block) for block in blocks) == 3

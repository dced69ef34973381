"""A board that announces a gyroscope and sends none is counted by its accelerometer."""

from __future__ import annotations

import struct
from dataclasses import replace
from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.events import Event
from sensorlog.imu import Packet
from sensorlog.profiles import Registry
from tests.pipeline.sessions import PROFILE_ID, RATE_HZ, Session, counts, pipeline, squats

_HEADER = struct.Struct("<HBBI")  # number, flags, samples, clock


@cache
def without_gyroscope(from_s: float = 0.0) -> Session:
    """The squats, with what is said in the set-up, but only acceleration in the packets until ``from_s``."""
    data = Registry().get(PROFILE_ID).uuid("data")
    first_ns = next(item.t_ns for item in squats() if isinstance(item, Packet) and item.characteristic == data)
    until_ns = first_ns + round((from_s or 1e6) * 1e9)
    return [
        replace(item, data=_acceleration(item.data))
        if isinstance(item, Packet) and item.characteristic == data and item.t_ns < until_ns
        else item
        for item in squats()
    ]


def _acceleration(packet: bytes) -> bytes:
    number, flags, samples, clock = _HEADER.unpack_from(packet)
    acc = [packet[_HEADER.size + 12 * i : _HEADER.size + 12 * i + 6] for i in range(samples)]
    return _HEADER.pack(number, flags & ~1, samples, clock) + b"".join(acc)


def analysed(session: Session, cuts: list[int]) -> tuple[list[Event], float | None]:
    analysis = pipeline()
    events: list[Event] = []
    marks = [0, *sorted(cut % len(session) for cut in cuts), len(session)]
    for start, end in pairwise(marks):
        events += analysis.push(session[start:end])
    events += analysis.finish()
    (facts,) = analysis.sensors
    return events, facts.gyr_rate_hz


def test_its_sets_are_counted_from_the_first_sample_on() -> None:
    events, gyr_rate_hz = analysed(without_gyroscope(), [])
    assert gyr_rate_hz is None
    assert [count for _, count in counts(events)] == [5, 4]


def test_a_gyroscope_that_begins_a_little_later_is_used() -> None:
    _, gyr_rate_hz = analysed(without_gyroscope(from_s=1.0), [])
    assert gyr_rate_hz == RATE_HZ


@settings(max_examples=8, deadline=None)
@given(cuts=st.lists(st.integers(0, 120) | st.integers(0, 10_000), max_size=30))
def test_the_cut_into_calls_changes_nothing(cuts: list[int]) -> None:
    whole, _ = analysed(without_gyroscope(), [])
    found, _ = analysed(without_gyroscope(), cuts)
    assert counts(found) == counts(whole)
    assert {type(event) for event in found} == {type(event) for event in whole}
    one_by_one, _ = analysed(without_gyroscope(), list(range(200)))
    assert counts(one_by_one) == counts(whole)

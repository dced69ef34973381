"""A recording that was cut off anywhere goes on as if it had never been."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sensorlog.events import SessionEvent, SessionEventKind
from sensorlog.imu import Packet
from sensorlog.recordings import RecordingError, RecordingWriter, continue_recording

ITEMS: list[Packet | SessionEvent] = [
    SessionEvent(5, SessionEventKind.SESSION, None, {"start_utc": "2026-03-01T18:30:00+00:00", "demo": False}),
    SessionEvent(
        6, SessionEventKind.SENSOR, "bar", {"profile": "one", "placement": "bar", "variables": {"scale": 0.1}}
    ),
    *(Packet(10 + n, "bar", "c0ffee", bytes([n, 255 - n])) for n in range(5)),
    SessionEvent(16, SessionEventKind.NOTE, None, {"text": "größer – ▲"}),
    SessionEvent(17, SessionEventKind.SENSOR, "trunk", {"profile": "two", "placement": "trunk"}),
    *(Packet(20 + n, "trunk", "beef", bytes(n)) for n in range(3)),
]
PROFILES = {1: ("one", 'id = "one"\n'), 8: ("two", 'id = "two"\n')}
"""Attached before the item of that number."""


def write(writer: RecordingWriter, first: int) -> None:
    for number, item in enumerate(ITEMS[first:], first):
        if number in PROFILES:
            writer.attach_profile(*PROFILES[number])
        writer.write(item)
    writer.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "whole.mcap"
    write(RecordingWriter(path), 0)
    return path.read_bytes()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(share=st.floats(0.1, 1.0))
def test_wherever_it_was_cut_it_becomes_the_file_that_it_would_have_been(
    share: float, whole: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "cut.mcap"
    path.write_bytes(whole[: round(share * len(whole))])
    with continue_recording(path) as known:
        there = list(known)
        assert there == ITEMS[: len(there)]
        writer = known.writer()
    write(writer, len(there))
    assert path.read_bytes() == whole


def test_what_is_damaged_is_not_written_on_and_stays_as_it_is(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "damaged.mcap"
    middle = whole.index(b"gr\xc3\xb6")
    damaged = whole[:middle] + b"\xff\xff" + whole[middle + 2 :]
    path.write_bytes(damaged)
    with continue_recording(path) as known:
        list(known)
        with pytest.raises(RecordingError, match="finish the session instead"):
            known.writer()
    assert path.read_bytes() == damaged


def test_what_another_version_wrote_otherwise_is_left_to_be_finished(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.mcap"
    other = whole.replace(b'"demo":false', b'"demo":4.000')
    path.write_bytes(other)
    with continue_recording(path) as known, pytest.raises(RecordingError, match="otherwise"):
        list(known)
    assert path.read_bytes() == other

"""Codecs take whatever comes, in whatever pieces, and give back what was packed."""

from __future__ import annotations

import struct
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.profiles.codecs import CODECS
from sensorlog.profiles.codecs.movesense import TwoParts
from sensorlog.profiles.codecs.polar_control import PolarControl
from sensorlog.profiles.codecs.polar_pmd import PolarPmd
from sensorlog.profiles.codecs.text_lines import TextLines
from sensorlog.profiles.codecs.witmotion import WitFrames

MANY_BYTES = 64 * 1024


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    borders = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[start:end] for start, end in pairwise(borders)]


def heads() -> st.SearchStrategy[bytes]:
    """Beginnings that lead deep into each codec."""
    known = ["5561", "5571", "0207", "0307", "f00102 0000", "f00202000005", "0202", "0201020304050607080981", "492c31"]
    known += [f"{kind:02x}0000000000000000{frame:02x}" for kind in (0, 2, 5, 6) for frame in (0, 1, 2, 0x80, 0x81)]
    return st.sampled_from([b"", *map(bytes.fromhex, known)])


@pytest.mark.parametrize("name", CODECS)
@settings(max_examples=150, deadline=None)
@given(junk=st.lists(st.tuples(heads(), st.binary(max_size=200)), max_size=12))
def test_garbage_neither_raises_nor_grows(name: str, junk: list[tuple[bytes, bytes]]) -> None:
    codec = CODECS[name]()
    for head, tail in junk:
        messages = codec.push(head + tail)
        assert sum(map(len, messages)) <= MANY_BYTES
    assert codec.refused >= 0


def frame(values: list[int]) -> bytes:
    return b"\x55\x61" + bytes(values)


# Values that hold no header, so that only one reading of the bytes is right.
FRAMES = st.lists(st.lists(st.integers(0x62, 0xFF), min_size=18, max_size=18).map(frame), min_size=3, max_size=8)
TIME = bytes([24, 5, 6, 7, 8, 9, 10, 0])


@settings(max_examples=100, deadline=None)
@given(frames=FRAMES, cuts=st.lists(st.integers(0, 300), max_size=12), junk=st.binary(max_size=30), long=st.booleans())
def test_frames_are_found_however_the_bytes_are_cut(
    frames: list[bytes], cuts: list[int], junk: bytes, long: bool
) -> None:
    stream = b"".join(one + TIME * long for one in frames)
    codec = WitFrames()
    found = [message for piece in pieces(stream, cuts) for message in codec.push(piece)]
    assert found == frames
    assert codec.refused == 0
    # Behind bytes that are none, at most the first frame is missed, and nothing is made up.
    late = WitFrames()
    behind = [message for piece in pieces(junk.replace(b"\x55", b"") + stream, cuts) for message in late.push(piece)]
    assert behind == frames


def test_a_header_inside_a_value_is_no_frame() -> None:
    inner = b"\x55\x61" + bytes(6) + b"\x55\x61" + bytes(10)
    plain = b"\x55\x61" + bytes(18)
    codec = WitFrames()
    assert codec.push(inner[8:] + plain + inner + plain) == [plain, inner, plain]
    assert codec.push(b"\x01" * 11 + plain + inner) == [plain, inner]
    assert codec.refused == 1


@settings(max_examples=60, deadline=None)
@given(sizes=st.lists(st.integers(0, 300), max_size=8), lose=st.integers(0, 20))
def test_a_message_in_two_parts_comes_whole_or_not_at_all(sizes: list[int], lose: int) -> None:
    sizes = [size for size in sizes if size != 150]
    sent = [bytes([2, i]) + bytes([i]) * size for i, size in enumerate(sizes)]
    parts = [part for message in sent for part in TwoParts.pack(message, 512)]
    assert all(len(part) <= 152 for part in parts)
    codec = TwoParts()
    assert [message for part in parts for message in codec.push(part)] == sent
    codec = TwoParts()
    kept = parts[:lose] + parts[lose + 1 :]
    arrived = [message for part in kept for message in codec.push(part)]
    assert len(arrived) >= len(sent) - 1
    assert all(message in sent for message in arrived)


def test_a_lost_part_is_noted() -> None:
    codec = TwoParts()
    first, second = TwoParts.pack(bytes([2, 9]) + bytes(200), 512)
    assert codec.push(second) == []
    assert codec.push(first) == []
    assert codec.push(first) == []
    assert codec.refused == 2
    assert codec.push(second) == [bytes([2, 9]) + bytes(200)]


INT32 = st.integers(-(2**31), 2**31 - 1)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(INT32, min_size=1, max_size=24), max_size=6), cuts=st.lists(st.integers(0, 900), max_size=9)
)
def test_lines_come_whole_however_the_port_cuts_them(rows: list[list[int]], cuts: list[int]) -> None:
    messages = [b"I" + bytes([len(row)]) + struct.pack(f"<{len(row)}i", *row) for row in rows]
    text = b"\r\n>".join([b"", *(b"".join(TextLines.pack(message, 20)) for message in messages)])
    codec = TextLines()
    assert [message for piece in pieces(text, cuts) for message in codec.push(piece)] == messages
    assert codec.refused == 0


@pytest.mark.parametrize(
    "line", ["I", "i,1", "I,1.5", "I,", "I,99999999999", "I,4294967296", "=undefined", "A" * 1000, "I,1 ,2", "I,١"]
)
def test_what_is_no_line_of_numbers_is_passed_over(line: str) -> None:
    codec = TextLines()
    assert codec.push(line.encode() + b"\r\nA,-3,12,-99\r\n") == [b"A\x03" + struct.pack("<3i", -3, 12, -99)]
    assert codec.refused == 1


def test_lines_take_no_more_room_than_a_notification() -> None:
    assert max(map(len, TextLines.pack(b"I\x07" + bytes(28), 20))) <= 20


KINDS = [(0, 0x00, 1, 24), (2, 0x00, 3, 8), (2, 0x01, 3, 16), (2, 0x02, 3, 24), (2, 0x80, 3, 16), (2, 0x81, 3, 16)]
KINDS += [(5, 0x80, 3, 16), (5, 0x81, 3, 32), (6, 0x80, 3, 16), (6, 0x81, 4, 16)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind[0]}-{kind[1]:02x}")
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_samples_survive_packing(kind: tuple[int, int, int, int], data: st.DataObject) -> None:
    measurement, frame_type, channels, bits = kind
    count = data.draw(st.integers(1, 300))
    spread = data.draw(st.integers(0, bits - 1))
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    walk = np.cumsum(rng.integers(-(1 << spread), 1 << spread, (count, channels)), axis=0)
    samples = np.clip(walk, -(1 << (bits - 1)), (1 << (bits - 1)) - 1).astype("<i4")
    head = bytes([measurement]) + bytes(range(8)) + bytes([frame_type])
    (wire,) = PolarPmd.pack(head + samples.tobytes(), 229)
    codec = PolarPmd()
    assert codec.push(wire) == [head + samples.tobytes()]
    if frame_type & 0x80 and spread < bits - 2 and count > 20:
        assert len(wire) < 10 + samples.size * bits // 8  # it is a compression
    for length in range(len(wire) - 1, 10, -max(1, len(wire) // 20)):
        for message in codec.push(wire[:length]):
            assert (head + samples.tobytes()).startswith(message)  # never another value


def test_too_many_samples_are_not_believed() -> None:
    codec = PolarPmd()
    assert codec.push(bytes.fromhex("02") + bytes(8) + b"\x80" + bytes(6) + b"\x00\xff" * 200) == []
    assert codec.refused == 1


@given(settings_=st.lists(st.tuples(st.sampled_from([0, 1, 2, 4]), st.integers(0, 255)), min_size=1, max_size=6))
def test_settings_survive_packing(settings_: list[tuple[int, int]]) -> None:
    message = b"\xff\x02\x02" + b"".join(struct.pack("<Bd", *setting) for setting in settings_)
    (wire,) = PolarControl.pack(message, 512)
    assert PolarControl().push(wire) == [message]

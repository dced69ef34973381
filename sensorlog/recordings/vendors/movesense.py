"""Movesense logs: JSON in which each packet has arrays of samples and one time, that of its first sample.

Apps wrap the packets in different ways (``Meas``/``IMU9``, ``Samples``/``MeasIMU9``, one packet a line); the packets
are the same everywhere, and are all that is looked for. The file is read in pieces, never as a whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sensorlog.imu import FloatArray, ImuBlock
from sensorlog.recordings.checks import ACC_LIMIT_M_S2, GYR_LIMIT_RAD_S, checked_rate, gravity_note
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import DataFile, read_bytes
from sensorlog.recordings.sample_recording import SampleRecording
from sensorlog.recordings.samples import merge_equal_times

__all__ = ["is_log", "read_log"]

MAX_PACKET_CHARACTERS = 2**18
"""A packet of 16 samples of three sensors has 4,000."""
MAX_PACKETS = 1_000_000
MAX_SAMPLES_PER_PACKET = 1000

_CHUNK_BYTES = 2**20
_PACKET = re.compile(r'\{\s*"(?:ArrayAcc|ArrayGyro|ArrayMagn|[Tt]imestamp)"')
_INSIDE = re.compile(r'"(?:Array|[xyz]")')
"""What stands in a packet and nowhere else: seen between packets, it tells of a packet that is damaged."""
_LOG = re.compile(rb'\{\s*"(?:ArrayAcc|ArrayGyro)"')
_DEG = float(np.pi) / 180
_MS = 1e-3
_GAP_PERIODS = 1.5
"""A packet that comes later than this many of its own lengths has lost others before it."""


@dataclass(slots=True)
class _Vectors:
    """Samples of one kind, packet by packet."""

    name: str
    scale: float
    limit: float
    times_ms: list[float] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    values: list[FloatArray] = field(default_factory=list)

    def add(self, packet: dict[str, Any], time_ms: float) -> None:
        """Take the samples of a packet. Raises ``ValueError`` with words for what they are not."""
        samples = packet.get(self.name)
        if samples is None or samples == []:
            return
        if not isinstance(samples, list) or len(samples) > MAX_SAMPLES_PER_PACKET:
            raise ValueError(f"{self.name} is no list of samples")
        try:
            values = np.array([[sample["x"], sample["y"], sample["z"]] for sample in samples], dtype=float)
        except (KeyError, TypeError, ValueError, OverflowError):
            raise ValueError(f"{self.name} holds something else than x, y and z, each a number") from None
        values *= self.scale
        if not (np.abs(values) <= self.limit).all():
            raise ValueError(f"no sensor measures as much as {self.name} holds")
        if self.times_ms and time_ms < self.times_ms[-1]:
            raise ValueError("time runs backwards; sort or cut the file")
        self.times_ms.append(time_ms)
        self.counts.append(len(samples))
        self.values.append(values)

    def spread(self, zero_s: float) -> tuple[FloatArray, FloatArray]:
        """Spread the samples of each packet over the time up to the next one: times in s from ``zero_s``, values."""
        times_s = np.array(self.times_ms) * _MS - zero_s
        counts = np.array(self.counts)
        steps_s = np.diff(times_s) / counts[:-1]
        usual_s = float(np.median(steps_s)) if len(steps_s) else 0.0
        steps_s = np.append(steps_s, usual_s)
        steps_s[steps_s > _GAP_PERIODS * usual_s] = usual_s
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(times_s, counts) + within * np.repeat(steps_s, counts), np.concatenate(self.values)


def is_log(head: bytes) -> bool:
    """Tell a Movesense log by the beginning of a file."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and _LOG.search(head) is not None


def read_log(file: DataFile) -> SampleRecording:
    """Read a log; times count from the first sample of the accelerometer. Raises :class:`RecordingError`."""
    acc = _Vectors("ArrayAcc", 1.0, ACC_LIMIT_M_S2)
    gyr = _Vectors("ArrayGyro", _DEG, GYR_LIMIT_RAD_S)
    notes: list[str] = []
    for number, packet in enumerate(_packets(file, notes), 1):
        where = f"{file}, packet {number}"
        if number > MAX_PACKETS:
            raise RecordingError(where, f"holds more than {MAX_PACKETS:,} packets; cut it into single sessions")
        time_ms = packet.get("Timestamp", packet.get("timestamp"))
        if isinstance(time_ms, bool) or not isinstance(time_ms, int | float) or not abs(time_ms) < 2**53:
            raise RecordingError(where, "has no number as its Timestamp; export the file again")
        try:
            acc.add(packet, float(time_ms))
            gyr.add(packet, float(time_ms))
        except ValueError as error:
            raise RecordingError(where, f"{error}; export the file again") from None
    if len(acc.counts) < 2:
        raise RecordingError(str(file), f"holds {len(acc.counts)} packets of the accelerometer; record it, and longer")
    zero_s = acc.times_ms[0] * _MS
    acc_series = merge_equal_times(*acc.spread(zero_s))
    acc_rate_hz = checked_rate(f"{file}, Timestamp of ArrayAcc", acc_series.t_s)
    notes += gravity_note(file, acc_series.values)
    streams, gyr_rate_hz = [ImuBlock("sensor", acc_series.t_s, acc_series.values, None)], None
    if len(gyr.counts) > 1:
        gyr_series = merge_equal_times(*gyr.spread(zero_s))
        gyr_rate_hz = checked_rate(f"{file}, Timestamp of ArrayGyro", gyr_series.t_s)
        if np.array_equal(acc_series.t_s, gyr_series.t_s):
            streams = [ImuBlock("sensor", acc_series.t_s, acc_series.values, gyr_series.values)]
        else:
            streams.append(ImuBlock("sensor", gyr_series.t_s, None, gyr_series.values))
    return SampleRecording(
        file.path, (file.path,), "movesense", "sensor", tuple(streams), acc_rate_hz, gyr_rate_hz, tuple(notes)
    )


def _packets(file: DataFile, notes: list[str]) -> Iterator[dict[str, Any]]:
    """Packets in their order; a last one that was cut off is left out and noted."""
    decoder = json.JSONDecoder()
    text, byte, number = "", 0, 0
    with file.open() as stream:
        while True:
            data = read_bytes(file, stream, _CHUNK_BYTES)
            byte += len(data)
            if b"\0" in data:
                raise RecordingError(f"{file}, byte {byte}", "is not text; export the file again")
            text += data.decode("utf-8", errors="replace")
            position = 0
            while (start := _PACKET.search(text, position)) is not None:
                where = f"{file}, behind packet {number}"
                if _INSIDE.search(text, position, start.start()):
                    raise RecordingError(where, "is damaged: no JSON; export the file again")
                try:
                    packet, end = decoder.raw_decode(text, start.start())
                except (ValueError, RecursionError):
                    if data and len(text) - start.start() < MAX_PACKET_CHARACTERS:
                        break  # its end may be in the next piece
                    if data or _PACKET.search(text, start.end()) is not None:
                        raise RecordingError(where, "is damaged: no JSON; export the file again") from None
                    notes.append(f"{file}: the last packet was cut off and is left out")
                    return
                number += 1
                position = end
                yield packet
            text = text[start.start() if start is not None else max(position, len(text) - MAX_PACKET_CHARACTERS) :]
            if not data:
                return

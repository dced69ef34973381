"""Binary logs that WitMotion's sensors write to a memory card: packets of 11 bytes, each with a check sum."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from sensorlog.imu import FloatArray, ImuBlock
from sensorlog.recordings.checks import checked_rate, gravity_note
from sensorlog.recordings.columns import STANDARD_GRAVITY_M_S2
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.files import DataFile, read_bytes
from sensorlog.recordings.sample_recording import SampleRecording
from sensorlog.recordings.samples import merge_equal_times

__all__ = ["is_log", "read_log"]

PACKET_BYTES = 11
HEADER = 0x55
TIME, ACC, GYR = 0x50, 0x51, 0x52
KINDS = range(0x50, 0x5C)
ACC_SCALE = 16 * STANDARD_GRAVITY_M_S2 / 32768
"""Range 16 g, WitMotion's protocol for WT901."""
GYR_SCALE = 2000 * float(np.pi) / 180 / 32768
MAX_BYTES = 96 * 2**20
"""Two hours at 200 Hz with all that a sensor can write are 95 MB."""
_SURE_PACKETS = 3
"""Packets that must follow each other for a file to be such a log."""

_Bytes = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


def is_log(head: bytes) -> bool:
    """Tell a log by the beginning of a file: whole packets, one behind the other."""
    packets = [head[at : at + PACKET_BYTES] for at in range(0, _SURE_PACKETS * PACKET_BYTES, PACKET_BYTES)]
    return all(
        len(packet) == PACKET_BYTES
        and packet[0] == HEADER
        and packet[1] in KINDS
        and sum(packet[:-1]) % 256 == packet[-1]
        for packet in packets
    )


def read_log(file: DataFile, rate_hz: float | None = None) -> SampleRecording:
    """Read a log. One without times needs the rate at which the sensor wrote it.

    Raises :class:`RecordingError` for damage, with the byte, and for a log without times and without ``rate_hz``.
    """
    with file.open() as stream:
        data = read_bytes(file, stream, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RecordingError(str(file), f"holds more than {MAX_BYTES // 2**20} MiB; cut it into single sessions")
    notes: list[str] = []
    if len(data) % PACKET_BYTES:
        notes.append(f"{file}: the last packet was cut off and is left out")
    packets = np.frombuffer(data, np.uint8, len(data) // PACKET_BYTES * PACKET_BYTES).reshape(-1, PACKET_BYTES)
    _refuse_damage(file, packets)
    kinds = packets[:, 1]
    acc_at, gyr_at = np.flatnonzero(kinds == ACC), np.flatnonzero(kinds == GYR)
    if len(acc_at) < 2:
        raise RecordingError(str(file), f"holds {len(acc_at)} packets of the accelerometer; set the sensor to write it")
    acc_t_s = _times(file, packets, acc_at, rate_hz)
    acc = merge_equal_times(acc_t_s, _vectors(packets[acc_at]) * ACC_SCALE)
    acc_rate_hz = checked_rate(f"{file}, time of the packets", acc.t_s)
    notes += gravity_note(file, acc.values)
    # A sample is a packet of the accelerometer and, behind it, one of the gyroscope.
    whole = len(gyr_at) == len(acc_at) and bool((gyr_at > acc_at).all())
    if not whole and len(gyr_at):
        notes.append(f"{file}: packets of the gyroscope are missing; it is left out")
    gyr = merge_equal_times(acc_t_s, _vectors(packets[gyr_at]) * GYR_SCALE).values if whole else None
    block = ImuBlock("sensor", acc.t_s, acc.values, gyr)
    rate = acc_rate_hz if whole else None
    return SampleRecording(file.path, (file.path,), "witmotion", "sensor", (block,), acc_rate_hz, rate, tuple(notes))


def _refuse_damage(file: DataFile, packets: _Bytes) -> None:
    sums = packets[:, :-1].sum(axis=1, dtype=np.uint16) % 256
    wrong = (packets[:, 0] != HEADER) | (sums != packets[:, -1])
    if wrong.any():
        byte = int(np.argmax(wrong)) * PACKET_BYTES
        raise RecordingError(f"{file}, byte {byte}", "is damaged: the check sum does not fit; copy the file again")


def _vectors(packets: _Bytes) -> FloatArray:
    return np.asarray(np.ascontiguousarray(packets[:, 2:8]).view("<i2"), dtype=np.float64)


def _times(file: DataFile, packets: _Bytes, acc_at: np.ndarray, rate_hz: float | None) -> FloatArray:
    """Time the accelerometer's packets, from the first: by what was written before them, or by the rate."""
    time_at = np.flatnonzero(packets[:, 1] == TIME)
    if not len(time_at) or time_at[0] > acc_at[0]:
        if rate_hz is None:
            raise RecordingError(
                str(file),
                "holds no times; say at which rate the sensor wrote it, such as `--rate 100`",
            )
        return np.arange(len(acc_at)) / rate_hz
    seconds = np.array([_seconds(file, packets[at], int(at)) for at in time_at])
    t_s = seconds[np.searchsorted(time_at, acc_at) - 1]
    backwards = np.diff(t_s) < 0
    if backwards.any():
        byte = int(acc_at[int(np.argmax(backwards)) + 1]) * PACKET_BYTES
        raise RecordingError(f"{file}, byte {byte}", "time runs backwards; cut the file")
    return np.asarray(t_s - t_s[0])


def _seconds(file: DataFile, packet: np.ndarray, at: int) -> float:
    year, month, day, hour, minute, second = (int(value) for value in packet[2:8])
    try:
        whole = datetime(2000 + year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        raise RecordingError(f"{file}, byte {at * PACKET_BYTES}", "is no time; set the sensor's clock") from None
    return whole.timestamp() + int.from_bytes(packet[8:10].tobytes(), "little") / 1000

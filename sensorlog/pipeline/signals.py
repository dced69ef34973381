"""The samples of a file in SI, as they are counted: what an export of signals writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sensorlog.imu import FloatArray, Gap, ImuBlock
from sensorlog.pipeline.examine import Examined, Options, examine

__all__ = ["SensorSignals", "signals_of"]


@dataclass(frozen=True, slots=True, eq=False)
class SensorSignals:
    """All samples of one sensor: one block with accelerometer and gyroscope, or one of each if they are timed apart."""

    sensor: str
    streams: tuple[ImuBlock, ...]


def signals_of(path: str | Path, options: Options) -> tuple[Examined, tuple[SensorSignals, ...]]:
    """Decode a file; sensors in the order in which they joined, without those that gave no acceleration.

    Raises a :class:`sensorlog.errors.SensorlogError` if the file cannot be read.
    """
    pieces: dict[str, list[ImuBlock]] = {}

    def tap(piece: ImuBlock | Gap) -> None:
        if isinstance(piece, ImuBlock) and len(piece):
            pieces.setdefault(piece.sensor, []).append(piece)

    examined = examine(path, options, tap=tap)
    signals = (SensorSignals(sensor, _streams(sensor, blocks)) for sensor, blocks in pieces.items())
    return examined, tuple(one for one in signals if one.streams and one.streams[0].acc_m_s2 is not None)


def _streams(sensor: str, blocks: list[ImuBlock]) -> tuple[ImuBlock, ...]:
    has_both = [block.acc_m_s2 is not None and block.gyr_rad_s is not None for block in blocks]
    if all(has_both):
        acc, gyr = (_joined([vectors(block) for block in blocks]) for vectors in (_acc, _gyr))
        return (ImuBlock(sensor, np.concatenate([block.t_s for block in blocks]), acc, gyr),)
    streams: list[ImuBlock] = []
    for vectors, name in ((_acc, "acc_m_s2"), (_gyr, "gyr_rad_s")):
        having = [block for block in blocks if vectors(block) is not None]
        if sum(len(block) for block in having) > 1:
            values = {"acc_m_s2": None, "gyr_rad_s": None, name: _joined([vectors(block) for block in having])}
            streams.append(ImuBlock(sensor, np.concatenate([block.t_s for block in having]), **values))
    return tuple(streams)


def _acc(block: ImuBlock) -> FloatArray | None:
    return block.acc_m_s2


def _gyr(block: ImuBlock) -> FloatArray | None:
    return block.gyr_rad_s


def _joined(parts: list[FloatArray | None]) -> FloatArray:
    return np.concatenate([part for part in parts if part is not None])

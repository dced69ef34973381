"""Columns of numbers with times → blocks, rates and gaps. The whole file is known here, so rates are measured on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sensorlog.imu import FloatArray, Gap, ImuBlock

__all__ = ["Series", "gaps_of", "interleaved", "merge_equal_times", "rate_of"]

GAP_S = 0.5
"""Silence that counts as a gap. Half of the shortest repetition that people do (about 1 s): interpolating across more
would invent movement. Below it, single lost samples are normal in exports (up to 0.43 s seen at 24 Hz)."""
GAP_PERIODS = 5.0
"""… but never less than this many sample periods, for slow sensors."""

_PIECE_S = 10.0
"""Accelerometer and gyroscope that are timed separately take turns in pieces of this length."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Samples of one file: ``t_s`` (n,) strictly rising, ``values`` (n, 3) or (n, 6) in SI."""

    t_s: FloatArray
    values: FloatArray


def merge_equal_times(t_s: FloatArray, values: FloatArray) -> Series:
    """Make one sample, their mean, of samples that carry the same time: a coarse clock cannot tell them apart."""
    first = np.concatenate(([True], np.diff(t_s) > 0))
    if first.all():
        return Series(t_s, values)
    starts = np.flatnonzero(first)
    counts = np.diff(np.append(starts, len(t_s)))
    return Series(t_s[starts], np.add.reduceat(values, starts, axis=0) / counts[:, None])


def _gap_mask(dt_s: FloatArray) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return dt_s > max(GAP_S, GAP_PERIODS * float(np.median(dt_s)))


def rate_of(t_s: FloatArray) -> float:
    """Count samples per second outside of gaps; ``t_s`` has at least two rising times."""
    dt_s = np.diff(t_s)
    inside = dt_s[~_gap_mask(dt_s)]
    return float(len(inside) / inside.sum())


def gaps_of(t_s: FloatArray) -> list[tuple[float, float]]:
    """Find the times between which samples are missing."""
    at = np.flatnonzero(_gap_mask(np.diff(t_s)))
    return [(float(t_s[i]), float(t_s[i + 1])) for i in at]


def interleaved(sensor: str, streams: list[ImuBlock]) -> Iterator[ImuBlock | Gap]:
    """Blocks of one sensor in time order, cut at gaps, with the gaps at their places.

    ``streams`` holds one block with accelerometer and gyroscope, or one of each. A gap in either is a gap; what the
    other still has inside of it is left out.
    """
    gaps = _union([gap for stream in streams for gap in gaps_of(stream.t_s)])
    start = min(float(stream.t_s[0]) for stream in streams)
    for gap_start, gap_end in gaps:
        yield from _pieces(streams, start, gap_start)
        yield Gap(sensor, gap_start, gap_end, None)
        start = gap_end
    yield from _pieces(streams, start, max(float(stream.t_s[-1]) for stream in streams))


def _union(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(streams: list[ImuBlock], start_s: float, end_s: float) -> Iterator[ImuBlock]:
    """Cut out what lies in ``start_s`` … ``end_s``, both included."""
    edges = [start_s, end_s] if len(streams) == 1 else [*np.arange(start_s, end_s, _PIECE_S).tolist(), end_s]
    for i, (low, high) in enumerate(pairwise(edges)):
        last = i == len(edges) - 2
        for stream in streams:
            a = int(np.searchsorted(stream.t_s, low, side="left"))
            b = int(np.searchsorted(stream.t_s, high, side="right" if last else "left"))
            if a < b:
                yield ImuBlock(
                    stream.sensor,
                    stream.t_s[a:b],
                    None if stream.acc_m_s2 is None else stream.acc_m_s2[a:b],
                    None if stream.gyr_rad_s is None else stream.gyr_rad_s[a:b],
                )

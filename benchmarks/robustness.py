"""How much counts depend on the numbers of the counter, on tempo and on mounting.

A counter that was tuned to its recordings falls apart when a number changes by a tenth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np

from benchmarks.evaluation_data import Row, group, rows
from sensorlog.events import SetEnded
from sensorlog.imu import Gap, ImuBlock, Placement
from sensorlog.motion import Motion, Params
from sensorlog.recordings import SampleRecording, open_any

__all__ = ["run"]

_FIXED = ("count_rate_hz", "min_reps")
"""Not numbers that can be a tenth larger."""
_GROUPS = ("barbell_metamotion: sets", "barbell_metamotion: rests", "pte_uci: other than chest", "pte_uci: chest in e2")

Change = Callable[[ImuBlock], ImuBlock]


def run() -> None:
    """Print how many recordings are counted exactly under each change."""
    chosen = [row for row in rows() if group(row) in _GROUPS]
    if not chosen:
        print("no evaluation data")
        return
    files = [(row, _open(row)) for row in chosen]
    names = ("barbell_metamotion", "pte_uci")
    print(f"{'exact of':40s} " + " ".join(f"{sum(row.dataset == name for row in chosen):>20d}" for name in names))

    def show(title: str, params: Params, change: Change | None = None) -> None:
        exact = dict.fromkeys(names, 0)
        for row, recording in files:
            exact[row.dataset] += _count(recording, params, change) == row.reps
        print(f"{title:40s} " + " ".join(f"{exact[name]:>20d}" for name in names))

    usual = Params()
    show("as it is", usual)
    for name in (item.name for item in fields(Params) if item.name not in _FIXED):
        for factor in (0.9, 1.1):
            show(f"{name} × {factor}", replace(usual, **{name: factor * getattr(usual, name)}))
    for factor in (0.8, 1.25):
        show(f"time × {factor}", usual, lambda block, factor=factor: _stretched(block, factor))  # type: ignore[misc]
    for seed in range(3):
        show(f"random mounting {seed}", usual, lambda block, seed=seed: _rotated(block, seed))  # type: ignore[misc]


def _open(row: Row) -> SampleRecording:
    recording = open_any(row.path)
    assert isinstance(recording, SampleRecording)
    return recording


def _count(recording: SampleRecording, params: Params, change: Change | None) -> int:
    motion = Motion(recording.info(Placement.UNKNOWN), params)
    events = []
    end_s = 0.0
    for piece in recording.blocks():
        if isinstance(piece, Gap):
            events += motion.gap(piece)
        else:
            block = piece if change is None else change(piece)
            events += motion.push(block)
            end_s = max(end_s, float(block.t_s[-1]))
    events += motion.finish(end_s)
    return sum(event.rep_count for event in events if isinstance(event, SetEnded))


def _stretched(block: ImuBlock, factor: float) -> ImuBlock:
    """Make the same movement slower: angular velocity ÷ factor, acceleration ÷ factor² (about gravity).

    The mean specific force stands for gravity, which is what a slow movement is near to.
    """
    acc, gyr = block.acc_m_s2, block.gyr_rad_s
    if acc is not None:
        norm = np.linalg.norm(acc, axis=1, keepdims=True)
        gravity = acc / np.maximum(norm, 1e-9) * float(np.median(norm))
        acc = gravity + (acc - gravity) / factor**2
    return ImuBlock(block.sensor, block.t_s * factor, acc, None if gyr is None else gyr / factor)


def _rotated(block: ImuBlock, seed: int) -> ImuBlock:
    """Clip the sensor on another way round: a random rotation (QR of a normal matrix)."""
    rotation, upper = np.linalg.qr(np.random.default_rng(seed).standard_normal((3, 3)))
    rotation = rotation * np.sign(np.diag(upper))
    rotation[:, 0] *= np.sign(np.linalg.det(rotation))
    acc = None if block.acc_m_s2 is None else block.acc_m_s2 @ rotation.T
    gyr = None if block.gyr_rad_s is None else block.gyr_rad_s @ rotation.T
    return ImuBlock(block.sensor, block.t_s, acc, gyr)

"""How much counts depend on the numbers of the counter, and on tempo, size and sensor.

A counter that was tuned to its recordings falls apart when a number changes by a tenth, or a person by a fifth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial

from benchmarks.changes import CHANGES, joined
from benchmarks.cores import on_all_cores
from benchmarks.evaluation_data import Row, group, rows
from sensorlog.events import Event, SetEnded
from sensorlog.imu import Gap, ImuBlock, Placement, StreamInfo
from sensorlog.motion import Motion, Params
from sensorlog.recordings import SampleRecording, open_any

__all__ = ["run"]

_FIXED = ("count_rate_hz", "min_reps")
"""Not numbers that can be a tenth larger."""
_GROUPS = ("barbell_metamotion: sets", "barbell_metamotion: rests", "pte_uci: other than chest", "pte_uci: chest in e2")
_NAMES = ("barbell_metamotion", "pte_uci")


def run(*, changes_only: bool) -> None:
    """Print how many recordings are counted exactly, and within one, under each change."""
    chosen = [row for row in rows() if group(row) in _GROUPS]
    if not chosen:
        print("no evaluation data")
        return
    numbers = [f"{name} {sum(row.dataset == name for row in chosen)}" for name in _NAMES]
    print(f"{'exact (within one) of':40s} " + " ".join(f"{number:>24s}" for number in numbers))

    def show(title: str, count: Callable[[Row], int]) -> None:
        counted = on_all_cores(count, chosen)
        cells = []
        for name in _NAMES:
            off = [abs(found - row.reps) for row, found in zip(chosen, counted, strict=True) if row.dataset == name]
            cells.append(f"{off.count(0)} ({sum(each <= 1 for each in off)})")
        print(f"{title:40s} " + " ".join(f"{cell:>24s}" for cell in cells), flush=True)

    usual = Params()
    show("as it is", partial(_count, params=usual))
    for title in CHANGES:
        show(title, partial(_count_changed, title=title))
    for name in () if changes_only else (item.name for item in fields(Params) if item.name not in _FIXED):
        for factor in (0.9, 1.1):
            other = replace(usual, **{name: factor * getattr(usual, name)})
            show(f"{name} × {factor}", partial(_count, params=other))


def _open(row: Row) -> SampleRecording:
    recording = open_any(row.path)
    assert isinstance(recording, SampleRecording)
    return recording


def _count(row: Row, params: Params) -> int:
    recording = _open(row)
    motion = Motion(recording.info(Placement.UNKNOWN), params)
    events: list[Event] = []
    end_s = 0.0
    for piece in recording.blocks():
        if isinstance(piece, Gap):
            events += motion.gap(piece)
        else:
            events += motion.push(piece)
            end_s = max(end_s, float(piece.t_s[-1]))
    return _reps(events + motion.finish(end_s))


def _count_changed(row: Row, title: str) -> int:
    recording = _open(row)
    one = CHANGES[title](joined(recording))
    sensor = recording.info().sensor
    gyr_rate_hz = None if one.gyr_rad_s is None else one.rate_hz
    motion = Motion(StreamInfo(sensor, Placement.UNKNOWN, one.rate_hz, gyr_rate_hz))
    events = motion.push(ImuBlock(sensor, one.t_s, one.acc_m_s2, one.gyr_rad_s))
    return _reps(events + motion.finish(float(one.t_s[-1])))


def _reps(events: list[Event]) -> int:
    return sum(event.rep_count for event in events if isinstance(event, SetEnded))

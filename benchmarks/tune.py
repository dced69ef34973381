"""Chooses the counter's numbers without one folder of recordings, and shows what that folder then comes to.

If the shipped numbers were fitted to a folder, choosing them without it would cost it a lot. Each number is tried at
both ends of the range that its reason allows, by itself; those that help most are taken together, one after the other,
as long as what they were chosen on gains. What was counted once is kept in the system's folder for temporary files.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import sensorlog.motion
from benchmarks.accuracy import SequenceScore, score_sequence
from benchmarks.cores import on_all_cores
from benchmarks.evaluation_data import group, rows
from benchmarks.outcomes import LOOKED_AT, outcomes
from benchmarks.workouts import Workout, workout
from sensorlog.events import Event, Rep, RepState, SetEnded
from sensorlog.imu import Gap, ImuBlock, StreamInfo
from sensorlog.motion import Motion, Params
from sensorlog.recordings import SampleRecording, open_any

__all__ = ["run"]

SIMULATED = "simulated"
_ALLOWED: Mapping[str, tuple[Any, Any]] = {
    "travel_floor_m": (0.06, 0.10),
    "angle_floor_rad": (0.08, 0.14),
    "lever_m": (0.35, 0.65),
    "force_error_m_s2": (0.10, 0.20),
    "reversal_ratio": (0.3, 0.4),
    "shortest_ratio": (0.4, 0.52),
    "longest_ratio": (1.7, 2.5),
    "irregularity": (0.15, 0.25),
    "irregularity_per_m": (1.6, 2.5),
    "astray": (0.38, 0.52),
    "doubt": (0.9, 1.1),
    "little_doubt": (0.6, 0.8),
    "strange": (2.5, 3.5),
    "elsewhere": (1.7, 2.5),
    "elsewhere_pose": (4.0, 6.0),
    "unlike": (2.0, 3.0),
    "long_wait_s": (1.0, 2.0),
    "min_stroke_s": (0.16, 0.28),
    "max_stroke_s": (8.0, 12.0),
    "end_s": (5.0, 8.0),
    "end_periods": (1.6, 2.5),
    "pose_rad": (0.28, 0.45),
    "pose_ratio": (0.15, 0.3),
    "step_share": (0.8, 0.9),
    "step_force_m_s2": (0.45, 0.75),
    "spin_rad_s": (0.35, 0.8),
    "whole_ratio": (0.5, 0.6),
    "recurs": (0.55, 0.7),
    "recurs_least": (0.1, 0.3),
    "swing_rad": (0.2, 0.35),
    "parts_s": (2.2, 3.0),
    "parts_pose_ratio": (0.45, 0.75),
    "detour": (1.15, 1.3),
    "several": (1.3, 1.5),
    "rests_ratio": (0.35, 0.65),
    "risen": (0.15, 0.28),
    "pause_s": (4.0, 6.0),
    "returned_ratio": (0.6, 0.8),
    "tilt_spread_s": (0.3, 0.4),
    "still_force_m_s2": (0.12, 0.2),
    "thrown_m_s2": (2.7, 3.7),
    "other_course": (1.3, 2.5),
}
"""Numbers about repetitions, with the ends of the range that the reason of each allows. What follows from sensors,
filters and memory stays."""
_GROUPS = (
    "barbell_metamotion: sets",
    "barbell_metamotion: rests",
    "pte_uci: other than chest",
    "pte_uci: chest in e2",
    "wle_belt: forearm",
    "exermote",
)
_ENOUGH = 0.05
"""Points of the mean over all that is chosen on: less is chance."""
_AT_ONCE = 2000
"""Counts after which what is known is kept: it may be ended on the way, and goes on from there."""
_TOGETHER = 6
"""So many numbers are tried together at most."""

Task = tuple[Params, str]
Score = tuple[float, ...]
"""Of one recording: exact (0 or 1); of a workout: sets, exact ones, false ones; of a sequence: true, found, matched."""


def run(*, without: str, workouts: int) -> None:
    """Print what the folder ``without`` (or each in turn: ``all``) comes to with numbers chosen on the others."""
    known = _Known()
    items = [str(number) for number, row in enumerate(rows()) if group(row) in _GROUPS]
    items += [f"{SIMULATED} {LOOKED_AT + number}" for number in range(workouts)]
    shipped = Params()
    variants = [replace(shipped, **{name: end}) for name, ends in _ALLOWED.items() for end in ends]
    print(f"{len(variants)} variants on {len(items)} recordings and workouts", flush=True)
    known.count([shipped, *variants], items)
    folders = sorted(known.points(shipped, items))
    left_out = folders if without == "all" else [without]
    print(f"{'left out':22s} {'shipped':>8s} {'chosen':>8s}   numbers chosen on the others")
    for folder in left_out:
        if folder not in folders:
            print(f"{folder:22s} is not here; there are {', '.join(folders)}")
            continue
        chosen = _choose(known, shipped, variants, items, folder)
        before, after = known.points(shipped, items)[folder], known.points(chosen, items)[folder]
        print(f"{folder:22s} {before:8.1f} {after:8.1f}   {_differences(shipped, chosen)}", flush=True)


def _choose(known: _Known, shipped: Params, variants: Sequence[Params], items: Sequence[str], folder: str) -> Params:
    def mean(params: Params) -> float:
        points = known.points(params, items)
        return sum(value for name, value in points.items() if name != folder) / (len(points) - 1)

    gains = sorted(((mean(one) - mean(shipped), n) for n, one in enumerate(variants)), reverse=True)
    chosen, best = shipped, mean(shipped)
    for gain, number in gains[:_TOGETHER]:
        if gain < _ENOUGH:
            break
        changed = {k: v for k, v in asdict(variants[number]).items() if v != getattr(shipped, k)}
        together = replace(chosen, **changed)
        known.count([together], items)
        if mean(together) > best:
            chosen, best = together, mean(together)
    return chosen


def _differences(shipped: Params, chosen: Params) -> str:
    changed = [k for k, v in asdict(chosen).items() if v != getattr(shipped, k)]
    return ", ".join(f"{k} {getattr(shipped, k):g} → {getattr(chosen, k):g}" for k in changed) or "none"


class _Known:
    """What was counted, with which numbers; kept from run to run as long as the counter is the same."""

    def __init__(self) -> None:
        source = b"".join(
            path.read_bytes()
            for folder in (Path(sensorlog.motion.__file__).parent, Path(__file__).parent)
            for path in sorted(folder.glob("*.py"))
        )
        self._path = Path(tempfile.gettempdir()) / f"sensorlog-tune-{hashlib.sha256(source).hexdigest()[:16]}.json"
        said = json.loads(self._path.read_text(encoding="utf-8")) if self._path.is_file() else {}
        self._scores: dict[str, Score] = {key: tuple(value) for key, value in said.items()}

    def count(self, params: Iterable[Params], items: Sequence[str]) -> None:
        """Count what is not known yet. The tasks of one item follow each other, so that it is read once."""
        every = list(params)
        tasks = [(one, item) for item in items for one in every if _key(one, item) not in self._scores]
        for begin in range(0, len(tasks), _AT_ONCE):
            part = tasks[begin : begin + _AT_ONCE]
            for task, score in zip(part, on_all_cores(_score, part), strict=True):
                self._scores[_key(*task)] = score
            self._path.write_text(json.dumps(self._scores), encoding="utf-8")

    def points(self, params: Params, items: Sequence[str]) -> dict[str, float]:
        """Points out of 100 for each folder: exact counts in per cent; of mixed sequences the F1; less false sets."""
        scores: dict[str, list[Score]] = defaultdict(list)
        for item in items:
            scores[_folder(item)].append(self._scores[_key(params, item)])
        return {folder: _points(folder, known) for folder, known in scores.items()}


def _points(folder: str, scores: Sequence[Score]) -> float:
    sums = [float(sum(column)) for column in zip(*scores, strict=True)]
    if folder == SIMULATED:
        return 100.0 * (sums[1] - sums[2]) / max(sums[0], 1.0)
    if folder == "exermote":
        return 200.0 * sums[2] / max(sums[0] + sums[1], 1.0)
    return 100.0 * sums[0] / len(scores)


def _key(params: Params, item: str) -> str:
    return f"{item} {sorted(asdict(params).items())}"


def _folder(item: str) -> str:
    return SIMULATED if item.startswith(SIMULATED) else rows()[int(item)].dataset


@lru_cache(maxsize=8)
def _workout(item: str) -> Workout:
    return workout(int(item.removeprefix(SIMULATED)))


@lru_cache(maxsize=8)
def _pieces(item: str) -> tuple[StreamInfo, list[ImuBlock | Gap], float]:
    if item.startswith(SIMULATED):
        one = _workout(item)
        return one.info, list(one.pieces()), one.end_s
    recording = open_any(rows()[int(item)].path)
    assert isinstance(recording, SampleRecording)
    return recording.info(), list(recording.blocks()), max(float(stream.t_s[-1]) for stream in recording.streams)


def _score(task: Task) -> Score:
    params, item = task
    info, pieces, end_s = _pieces(item)
    motion = Motion(info, params)
    events: list[Event] = []
    for piece in pieces:
        events += motion.gap(piece) if isinstance(piece, Gap) else motion.push(piece)
    events += motion.finish(end_s)
    if item.startswith(SIMULATED):
        found = outcomes(_workout(item), events)
        countable = [one for one in found if one.true is not None and one.true.is_countable]
        return len(countable), sum(one.is_exact for one in countable), sum(one.true is None for one in found)
    row = rows()[int(item)]
    if row.dataset == "exermote":
        return _sequence(row.path, events, end_s)
    return (float(sum(event.rep_count for event in events if isinstance(event, SetEnded)) == row.reps),)


def _sequence(path: Path, events: Iterable[Event], end_s: float) -> Score:
    last = {event.rep_id: event for event in events if isinstance(event, Rep)}
    reps = [rep for rep in last.values() if rep.state is RepState.CONFIRMED]
    truth = json.loads(path.with_name(path.name.replace(".csv.gz", ".reps.json")).read_text(encoding="utf-8"))
    score = SequenceScore()
    score_sequence(score, truth, [rep.end_s or rep.turn_s or rep.start_s for rep in reps], end_s)
    return score.true, score.found, score.matched

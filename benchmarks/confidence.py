"""Fits the confidence in a count, and shows what it is worth: of the sets at 0.9, 90 % should be exact.

Fitted on random simulated workouts and on recordings of people together. What is printed of a folder of recordings
comes from a fit without that folder; the held out workouts have other seeds than those of the fit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import pairwise
from math import inf

import numpy as np
from scipy.optimize import minimize

from benchmarks.cores import on_all_cores
from benchmarks.evaluation_data import Row, rows
from benchmarks.outcomes import HELD_OUT
from benchmarks.workouts import workout
from sensorlog.events import Event, SetEnded
from sensorlog.imu import FloatArray, Gap, ImuBlock
from sensorlog.motion import Motion
from sensorlog.motion.confidence import MODEL, Model, sureness
from sensorlog.motion.evidence import Evidence
from sensorlog.recordings import SampleRecording, open_any

__all__ = ["Judged", "calibration", "fit", "judge", "run"]

_SEED = 3000
_MORE = 3
"""So many times as many workouts are fitted as are held out: few of their sets are wrong, and those tell."""
_SIMULATED = "simulated"
_PIECE_S = 1.0
"""No two sets end within one piece, so that each one's evidence is seen."""
_NAMES = tuple(item.name for item in fields(Evidence))
_RIDGE = 0.5
"""A whole doubt of each kind adds a little rather than a lot, unless many sets say so."""
_BOUT_S = 5.0
"""Reps of a mixed sequence that follow within this time are one set."""
_EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)

TrueSet = tuple[float, float, int]
"""A set as it was done: start, end, reps."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A set that was counted: in which folder, the doubts in it, and by how much the count is off."""

    folder: str
    reps: int
    doubts: tuple[float, ...]
    off: int
    """Counted minus true; of a set that was cut in two or taken together with another one, never 0."""


def judge(folder: str, found: Sequence[tuple[SetEnded, Evidence]], true: Sequence[TrueSet]) -> list[Judged]:
    """Say of each counted set by how much it is off."""
    judged = []
    for ended, evidence in found:
        of_it = [one for one in true if one[0] < ended.end_s and ended.start_s < one[1]]
        others = [
            other
            for other, _ in found
            if other is not ended and any(one[0] < other.end_s and other.start_s < one[1] for one in of_it)
        ]
        off = ended.rep_count - sum(reps for *_, reps in of_it)
        if off == 0 and (len(of_it) > 1 or others):
            off = -1
        judged.append(Judged(folder, ended.rep_count, astuple(evidence), off))
    return judged


def fit(judged: Sequence[Judged]) -> Model:
    """Choose the coefficients, none of them negative, that make what was seen the likeliest."""
    doubts = np.array([one.doubts for one in judged])
    many = np.array([one.off > 0 for one in judged])
    few = np.array([one.off < 0 for one in judged])
    n = len(_NAMES)

    def loss(x: FloatArray) -> tuple[float, FloatArray]:
        odds = np.column_stack((x[0] + doubts @ x[2 : 2 + n], x[1] + doubts @ x[2 + n :]))
        weight = np.exp(np.minimum(odds, 50.0))
        total = 1.0 + weight.sum(axis=1)
        value = np.log(total).sum() - odds[many, 0].sum() - odds[few, 1].sum()
        slope = weight / total[:, None] - np.column_stack((many, few))
        gradient = np.concatenate((slope.sum(axis=0), doubts.T @ slope[:, 0], doubts.T @ slope[:, 1]))
        gradient[2:] += _RIDGE * x[2:]
        return float(value + 0.5 * _RIDGE * (x[2:] ** 2).sum()), gradient

    bounds = [(-12.0, 12.0)] * 2 + [(0.0, 12.0)] * (2 * n)
    x = minimize(loss, np.concatenate(((-3.0, -3.0), np.zeros(2 * n))), jac=True, bounds=bounds, method="L-BFGS-B").x
    pairs = {name: (round(float(x[2 + k]), 2), round(float(x[2 + n + k]), 2)) for k, name in enumerate(_NAMES)}
    return Model((round(float(x[0]), 2), round(float(x[1]), 2)), {k: v for k, v in pairs.items() if max(v) > 0.0})


def run(*, workouts: int) -> None:
    """Print coefficients and calibration."""
    people = [one for found in on_all_cores(_recorded, rows()) for one in found]
    fitted = range(_SEED, _SEED + _MORE * workouts)
    seen = [one for found in on_all_cores(_simulated, fitted) for one in found]
    held_out = [one for found in on_all_cores(_simulated, range(HELD_OUT, HELD_OUT + workouts)) for one in found]
    model = fit([*seen, *people])
    print("log odds at no doubt, and for a whole doubt of each kind (too many counted, too few)")
    print(f"{model.at_rest},\n{{")
    print(*(f'    "{name}": {added},' for name, added in model.added.items()), "}", sep="\n")
    print("as shipped" if model == MODEL else "NOT as shipped: copy it to sensorlog/motion/confidence.py")
    print(f"\n{'sets: mean confidence %, exact %':40s}" + "".join(f"{_range(n):>18s}" for n in range(len(_EDGES) - 1)))
    _print("simulated, of the fit", _sure(seen, model))
    others = _sure(held_out, model)
    _print("simulated, held out", others)
    for folder in sorted({one.folder for one in people}):
        rest = [one for one in people if one.folder != folder]
        sure = _sure([one for one in people if one.folder == folder], fit([*seen, *rest]))
        _print(f"{folder}, left out of the fit", sure)
        others += sure
    _print("all that was held or left out", others)


def _sure(judged: Sequence[Judged], model: Model) -> list[tuple[float, bool]]:
    """Give the confidence in each set, and whether it was exact."""
    return [(sureness(Evidence(*one.doubts), one.reps, model).confidence, one.off == 0) for one in judged]


def calibration(sure: Sequence[tuple[float, bool]]) -> list[tuple[int, float, float]]:
    """Of each range of confidence: how many sets, their mean confidence, and the share that was exact."""
    table = []
    for low, high in pairwise(_EDGES):
        of_it = [one for one in sure if low <= one[0] < high]
        known = np.array(of_it) if of_it else np.full((1, 2), np.nan)
        table.append((len(of_it), float(known[:, 0].mean()), float(known[:, 1].mean())))
    return table


def _range(number: int) -> str:
    return f"{_EDGES[number]:g}–{min(_EDGES[number + 1], 1.0):g}"


def _print(name: str, sure: Sequence[tuple[float, bool]]) -> None:
    cells = [
        f"{count:5d}: {100 * mean:4.0f}, {100 * exact:4.0f}" if count else f"{0:5d}" + " " * 12
        for count, mean, exact in calibration(sure)
    ]
    print(f"{name:40s}" + "".join(f"{cell:>18s}" for cell in cells))


def _simulated(seed: int) -> list[Judged]:
    one = workout(seed)
    found = _counted(Motion(one.info), one.pieces(), one.end_s)
    return judge(_SIMULATED, found, [(s.truth.start_s, s.truth.end_s, len(s.truth.reps)) for s in one.sets])


def _recorded(row: Row) -> list[Judged]:
    recording = open_any(row.path)
    assert isinstance(recording, SampleRecording)
    end_s = max(float(stream.t_s[-1]) for stream in recording.streams)
    found = _counted(Motion(recording.info()), recording.blocks(), end_s)
    return judge(row.dataset, found, _true_sets(row))


def _true_sets(row: Row) -> list[TrueSet]:
    """One set over the whole file, or the bouts of a mixed sequence."""
    truth = row.path.with_name(row.path.name.replace(".csv.gz", ".reps.json"))
    if row.dataset != "exermote" or not truth.is_file():
        return [(-inf, inf, row.reps)] if row.reps else []
    sets: list[TrueSet] = []
    for rep in json.loads(truth.read_text(encoding="utf-8")):
        if sets and rep["start_s"] - sets[-1][1] < _BOUT_S:
            sets[-1] = (sets[-1][0], rep["end_s"], sets[-1][2] + 1)
        else:
            sets.append((rep["start_s"], rep["end_s"], 1))
    return sets


def _counted(motion: Motion, pieces: Iterable[ImuBlock | Gap], end_s: float) -> list[tuple[SetEnded, Evidence]]:
    """Count; return the sets that ended, with what their confidence is made of."""
    found: list[tuple[SetEnded, Evidence]] = []

    def take(events: list[Event]) -> None:
        ended = [event for event in events if isinstance(event, SetEnded) and event.confidence is not None]
        if len(ended) == 1 and motion.evidence is not None:
            found.append((ended[0], motion.evidence))

    for piece in pieces:
        if isinstance(piece, Gap):
            take(motion.gap(piece))
        else:
            for part in _short(piece):
                take(motion.push(part))
    take(motion.finish(end_s))
    return found


def _short(block: ImuBlock) -> Iterator[ImuBlock]:
    """Cut a block to pieces in which no two sets end."""
    cuts = np.searchsorted(block.t_s, np.arange(block.t_s[0] + _PIECE_S, block.t_s[-1], _PIECE_S))
    for start, end in pairwise((0, *cuts.tolist(), len(block))):
        acc, gyr = (None if values is None else values[start:end] for values in (block.acc_m_s2, block.gyr_rad_s))
        yield ImuBlock(block.sensor, block.t_s[start:end], acc, gyr)

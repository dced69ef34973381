"""Counts against truth: files through ``pipeline.analyze``, and simulated workouts through ``Motion``."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.cores import on_all_cores
from benchmarks.evaluation_data import group, rows
from benchmarks.outcomes import HELD_OUT, LOOKED_AT, count_workouts, print_table
from sensorlog.pipeline import analyze

__all__ = ["Tally", "count_file", "match_rep_ends", "run"]

_RANGES = (("looked at", LOOKED_AT), ("held out", HELD_OUT))
_MATCH_S = 0.7
"""A rep of a mixed sequence is found if its end lies this near to a true end."""


@dataclass(slots=True)
class Tally:
    """Sets of one group: by how many reps each count was off."""

    errors: list[int] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, true: int, counted: int) -> None:
        """Take one set."""
        self.errors.append(counted - true)
        if counted != true:
            self.misses.append(f"{name}: {counted} instead of {true}")

    def line(self) -> str:
        """Give the figures of the group."""
        total = len(self.errors)
        exact = sum(error == 0 for error in self.errors)
        near = sum(abs(error) <= 1 for error in self.errors)
        mean = sum(abs(error) for error in self.errors) / total
        return f"{total:5d} {exact:6d} {100 * exact / total:7.1f} {near:6d} {100 * near / total:7.1f} {mean:7.2f}"


def count_file(path: Path) -> tuple[int, dict[str, Any]]:
    """Count all reps in a file: the sum over its sets, and the report."""
    report = analyze(path)
    return sum(one["rep_count"] for one in report["sets"]), report


def match_rep_ends(true_s: list[float], found_s: list[float]) -> int:
    """How many true ends have a found one of their own within ``_MATCH_S``; both in time order."""
    matched = 0
    waiting = sorted(found_s)
    for end_s in sorted(true_s):
        near = next((found for found in waiting if abs(found - end_s) <= _MATCH_S), None)
        if near is not None:
            matched += 1
            waiting.remove(near)
    return matched


def run(*, show_misses: bool, workouts: int, only_simulated: bool) -> None:
    """Print the tables."""
    if not only_simulated:
        _run_recordings(show_misses=show_misses)
    print(
        f"\nsimulated, random: {workouts} workouts from seed {LOOKED_AT} on, {workouts} from {HELD_OUT} on (held out)"
    )
    groups = [(name, count_workouts(range(seed, seed + workouts))) for name, seed in _RANGES]
    print_table(groups, show_misses=show_misses)


def _run_recordings(*, show_misses: bool) -> None:
    tallies: dict[str, Tally] = defaultdict(Tally)
    sequences = {"true": 0, "found": 0, "matched": 0}
    for row, (counted, report) in zip(rows(), on_all_cores(count_file, [row.path for row in rows()]), strict=True):
        truth = row.path.with_name(row.path.name.replace(".csv.gz", ".reps.json"))
        if row.dataset == "exermote" and truth.is_file():
            true_s = [rep["end_s"] for rep in json.loads(truth.read_text(encoding="utf-8"))]
            reps = [rep for one in report["sets"] for rep in one["reps"]]
            found_s = [rep["end_s"] or rep["turn_s"] or rep["start_s"] for rep in reps]
            sequences["true"] += len(true_s)
            sequences["found"] += len(found_s)
            sequences["matched"] += match_rep_ends(true_s, found_s)
        else:
            tallies[group(row)].add(row.path.name, row.reps, counted)
    print(f"{'recordings':46s} {'sets':>5s} {'exact':>6s} {'%':>7s} {'±1':>6s} {'%':>7s} {'mean':>7s}")
    for name, tally in sorted(tallies.items()):
        print(f"{name:46s} {tally.line()}")
        if show_misses:
            print(*(f"    {miss}" for miss in tally.misses), sep="\n")
    if sequences["true"]:
        precision = sequences["matched"] / max(sequences["found"], 1)
        recall = sequences["matched"] / sequences["true"]
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"exermote, rep ends within {_MATCH_S} s: precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.2f}")
    if not rows():
        print("no evaluation data: simulated workouts only")

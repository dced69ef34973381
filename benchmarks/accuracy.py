"""Counts against truth: files through ``pipeline.analyze``, random simulated workouts, and simple methods on both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.cores import on_all_cores
from benchmarks.evaluation_data import group, rows
from benchmarks.outcomes import HELD_OUT, LOOKED_AT, Outcome, count_workouts, print_table
from benchmarks.pictures import draw_misses, true_reps
from benchmarks.simple import METHODS, stretch_of
from sensorlog.imu import ImuBlock
from sensorlog.pipeline import analyze
from sensorlog.recordings import SampleRecording, open_any

__all__ = ["SequenceScore", "Tally", "count_file", "match_rep_ends", "run", "score_sequence"]

_RANGES = (("looked at", LOOKED_AT), ("held out", HELD_OUT))
_MATCH_S = 0.7
"""A rep of a mixed sequence is found if its end lies this near to a true end."""
_BREAK_S = 5.0
"""A longer time without a rep in a mixed sequence is a break."""
_COMPARED = ("barbell_metamotion: sets", "pte_uci: other than chest", "wle_belt: forearm")
"""Groups of recordings that hold one set each, which the simple methods can be given."""
_HEADINGS = f"{'sets':>5s} {'exact':>6s} {'%':>7s} {'±1':>6s} {'%':>7s} {'mean':>7s}"


@dataclass(slots=True)
class Tally:
    """Sets of one group: what was counted, and by how many reps it was off."""

    errors: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, true: int, counted: int) -> None:
        """Take one set."""
        self.errors.append(counted - true)
        self.counts.append(counted)
        if counted != true:
            self.misses.append(f"{name}: {counted} instead of {true}")

    def line(self) -> str:
        """Give the figures of the group."""
        total = len(self.errors)
        exact = sum(error == 0 for error in self.errors)
        near = sum(abs(error) <= 1 for error in self.errors)
        mean = sum(abs(error) for error in self.errors) / total
        return f"{total:5d} {exact:6d} {100 * exact / total:7.1f} {near:6d} {100 * near / total:7.1f} {mean:7.2f}"


@dataclass(slots=True)
class SequenceScore:
    """Reps of mixed sequences, found and not, and what was found in the breaks between them."""

    true: int = 0
    found: int = 0
    matched: int = 0
    break_s: float = 0.0
    in_breaks: int = 0

    def line(self) -> str:
        """Give the figures."""
        precision, recall = self.matched / max(self.found, 1), self.matched / max(self.true, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        false = 60 * self.in_breaks / max(self.break_s, 1e-9)
        return f"precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.2f}, {false:.2f} false reps a minute of break"


def count_file(path: Path) -> tuple[int, dict[str, Any]]:
    """Count all reps in a file: the sum over its sets, and the report."""
    report = analyze(path)
    return sum(one["rep_count"] for one in report["sets"]), report


def match_rep_ends(true_s: Sequence[float], found_s: Sequence[float]) -> int:
    """How many true ends have a found one of their own within ``_MATCH_S``."""
    matched = 0
    waiting = sorted(found_s)
    for end_s in sorted(true_s):
        near = next((found for found in waiting if abs(found - end_s) <= _MATCH_S), None)
        if near is not None:
            matched += 1
            waiting.remove(near)
    return matched


def score_sequence(
    score: SequenceScore, reps: Sequence[Mapping[str, float]], found_s: Sequence[float], duration_s: float
) -> None:
    """Add one sequence: ``reps`` have ``start_s`` and ``end_s``; a rep found in a break lies far from any true one."""
    score.true += len(reps)
    score.found += len(found_s)
    score.matched += match_rep_ends([rep["end_s"] for rep in reps], found_s)
    edges = [(0.0, 0.0), *sorted((rep["start_s"], rep["end_s"]) for rep in reps), (duration_s, duration_s)]
    for (_, over_s), (next_s, _) in pairwise(edges):
        if next_s - over_s > _BREAK_S:
            score.break_s += next_s - over_s
            score.in_breaks += sum(over_s + _MATCH_S < end_s < next_s - _MATCH_S for end_s in found_s)


def run(*, show_misses: bool, workouts: int, only_simulated: bool, plot_misses: Path | None) -> None:
    """Print the tables; ``plot_misses``: a folder for pictures of the recordings that were not counted exactly."""
    simple: dict[str, dict[str, Tally]] = {}
    if not only_simulated:
        simple |= _run_recordings(show_misses=show_misses, plot_misses=plot_misses)
    title = f"simulated, random: {workouts} workouts from seed {LOOKED_AT} on, {workouts} held out from {HELD_OUT} on"
    print(f"\n{title}")
    groups = [(name, count_workouts(range(seed, seed + workouts))) for name, seed in _RANGES]
    print_table(groups, show_misses=show_misses)
    simple["simulated workouts"] = _simulated([outcome for _, found in groups for outcome in found])
    print(f"\n{'simple methods, which are told where the set is':46s} {_HEADINGS}")
    for name, methods in simple.items():
        print(name)
        for method, tally in methods.items():
            print(f"  {method:44s} {tally.line()}")


def _simulated(outcomes: Sequence[Outcome]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for outcome in outcomes:
        if outcome.true is None or not outcome.true.is_countable:
            continue
        true = len(outcome.true.truth.reps)
        # Of a set that was taken for several, the longest one.
        tallies["sensorlog, which finds it"].add("", true, max((one.rep_count for one in outcome.counted), default=0))
        for method, counted in zip(METHODS, outcome.simple, strict=True):
            tallies[method].add("", true, counted)
    return tallies


def _run_recordings(*, show_misses: bool, plot_misses: Path | None) -> dict[str, dict[str, Tally]]:
    """Print the recordings of real people; return the simple methods beside the counter for some of them."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    simple: dict[str, dict[str, Tally]] = {name: defaultdict(Tally) for name in _COMPARED}
    sequences = SequenceScore()
    missed: list[tuple[Path, str]] = []
    paths = [row.path for row in rows()]
    for row, (counted, report), others in zip(
        rows(), on_all_cores(count_file, paths), on_all_cores(_simple_counts, paths), strict=True
    ):
        truth = true_reps(row.path)
        if row.dataset == "exermote" and truth is not None:
            reps = [rep for one in report["sets"] for rep in one["reps"]]
            found_s = [rep["end_s"] or rep["turn_s"] or rep["start_s"] for rep in reps]
            score_sequence(sequences, truth, found_s, report["duration_s"])
            matched = match_rep_ends([rep["end_s"] for rep in truth], found_s)
            if matched < max(len(truth), len(found_s)):
                missed.append((row.path, f"{matched} of {len(truth)} ends found, {len(found_s)} counted"))
            continue
        if counted != row.reps and "not carried" not in group(row):
            missed.append((row.path, f"{counted} counted, {row.reps} true"))
        tallies[group(row)].add(row.path.name, row.reps, counted)
        if group(row) in simple:
            simple[group(row)]["sensorlog, which finds it"].add(row.path.name, row.reps, counted)
            for method, reps_of_it in zip(METHODS, others, strict=True):
                simple[group(row)][method].add(row.path.name, row.reps, reps_of_it)
    if not paths:
        print("no evaluation data: simulated workouts only")
        return {}
    print(f"{'recordings':46s} {_HEADINGS}")
    for name, tally in sorted(tallies.items()):
        if "not carried" in name:
            silent = sum(count == 0 for count in tally.counts)
            exact = sum(error == 0 for error in tally.errors)
            print(f"{name:46s} {len(tally.counts):5d}: left alone {silent}, counted all the same {exact}")
            continue
        print(f"{name:46s} {tally.line()}")
        for miss in tally.misses if show_misses else ():
            print(f"    {miss}")
    if sequences.true:
        print(f"exermote, rep ends within {_MATCH_S} s: {sequences.line()}")
    if plot_misses is not None:
        draw_misses(missed, plot_misses)
    return {name: methods for name, methods in simple.items() if methods}


def _simple_counts(path: Path) -> tuple[int, ...]:
    recording = open_any(path)
    assert isinstance(recording, SampleRecording)
    blocks = [piece for piece in recording.blocks() if isinstance(piece, ImuBlock)]
    stretch = stretch_of(blocks, 0.0, recording.duration_s or 0.0)
    return tuple(0 if stretch is None else method(stretch) for method in METHODS.values())

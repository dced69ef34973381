"""The fit and the calibration of confidence, on sets whose truth is known by construction."""

from __future__ import annotations

from dataclasses import fields
from math import inf

import numpy as np
import pytest

from benchmarks.confidence import Judged, calibration, fit, judge
from sensorlog.events import Channel, SetEnded
from sensorlog.motion.confidence import sureness
from sensorlog.motion.evidence import Evidence

NAMES = [item.name for item in fields(Evidence)]
NONE = Evidence(**dict.fromkeys(NAMES, 0.0))


def counted(number: int, start_s: float, end_s: float, reps: int) -> tuple[SetEnded, Evidence]:
    return SetEnded("s", f"s/{number}", end_s, start_s, end_s, reps, 0.9, Channel.VERTICAL, None), NONE


def test_a_set_is_exact_only_if_nothing_else_was_taken_for_it():
    true = [(0.0, 20.0, 8), (40.0, 60.0, 10)]
    assert [one.off for one in judge("f", [counted(1, 1, 19, 8), counted(2, 41, 59, 11)], true)] == [0, 1]
    assert [one.off for one in judge("f", [counted(1, 1, 9, 8), counted(2, 11, 19, 4)], true)] == [-1, -4]
    assert [one.off for one in judge("f", [counted(1, 1, 59, 18)], true)] == [-1]
    assert [one.off for one in judge("f", [counted(1, 25, 35, 3)], true)] == [3]
    assert [one.off for one in judge("f", [counted(1, 3, 9, 8)], [(-inf, inf, 8)])] == [0]


def test_the_fit_finds_the_probabilities_that_made_the_sets():
    rng = np.random.default_rng(3)
    judged = []
    for _ in range(3000):
        doubts = np.zeros(len(NAMES))
        doubts[[2, 5]] = rng.uniform(size=2)
        many, few = np.exp(-4.0 + 5.0 * doubts[2]), np.exp(-3.0 + 2.0 * doubts[5])
        off = rng.choice([0, 1, -1], p=np.array([1.0, many, few]) / (1.0 + many + few))
        judged.append(Judged("f", 8, tuple(doubts), int(off)))
    model = fit(judged)
    assert min(min(pair) for pair in model.added.values()) >= 0.0
    sure = [(sureness(Evidence(*one.doubts), 8, model).confidence, one.off == 0) for one in judged]
    for count, mean, exact in calibration(sure):
        if count > 100:
            assert mean == pytest.approx(exact, abs=0.08)
    of_second = Evidence(*(1.0 if name == NAMES[2] else 0.0 for name in NAMES))
    assert sureness(of_second, 8, model).other_count == 7, "this doubt was seen with one too many"


def test_calibration_puts_each_set_into_one_range():
    table = calibration([(0.92, True), (0.94, False), (1.0, True), (0.0, False)])
    assert sum(count for count, *_ in table) == 4
    (between,) = [row for row in table if row[0] == 2]
    assert between[1] == pytest.approx(0.93)
    assert between[2] == 0.5

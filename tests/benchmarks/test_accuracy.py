"""The figures of the accuracy tables, on small cases that can be checked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.accuracy import SequenceScore, Tally, match_rep_ends, score_sequence
from benchmarks.simple import METHODS, Stretch


def test_each_found_rep_matches_one_true_rep_at_most():
    assert match_rep_ends([10.0, 10.5, 20.0], [10.2]) == 1
    assert match_rep_ends([10.0, 10.5], [10.6, 9.9]) == 2
    assert match_rep_ends([10.0], [10.8]) == 0


def test_a_sequence_is_scored_by_its_reps_and_its_breaks():
    score = SequenceScore()
    reps = [{"start_s": 20.0, "end_s": 22.0}, {"start_s": 23.0, "end_s": 25.0}, {"start_s": 45.0, "end_s": 47.0}]
    score_sequence(score, reps, found_s=[22.3, 25.1, 26.2, 35.0], duration_s=50.0)
    assert (score.true, score.found, score.matched) == (3, 4, 2)
    assert score.break_s == pytest.approx(40.0), "20 s before and 20 s between; 3 s at the end are no break"
    assert score.in_breaks == 2, "26.2 s and 35 s"


def test_a_tally_tells_exact_from_near():
    tally = Tally()
    for true, counted in ((10, 10), (10, 9), (10, 12)):
        tally.add("one", true, counted)
    assert tally.line().split() == ["3", "1", "33.3", "2", "66.7", "1.00"]


@pytest.mark.parametrize("name", METHODS)
def test_the_simple_methods_count_a_plain_movement(name):
    """Otherwise the comparison would be with straw men."""
    t_s = np.arange(0.0, 24.0, 0.04)
    swing = np.sin(2 * np.pi * t_s / 3.0)
    acc = np.column_stack((np.zeros_like(t_s), np.zeros_like(t_s), 9.81 + 2.0 * swing))
    gyr = np.column_stack((1.5 * swing, np.zeros_like(t_s), np.zeros_like(t_s)))
    assert abs(METHODS[name](Stretch(acc, gyr)) - 8) <= 1

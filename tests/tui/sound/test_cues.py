"""What is heard agrees with what is shown: each rep once, and the moments of a clock once."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sensorlog.tui.sound import Beat, Cue, cues_between


def heard(beats: list[Beat]) -> list[Cue]:
    return [cue for before, after in pairwise(beats) for cue in cues_between(before, after)]


@given(st.lists(st.integers(0, 2), max_size=30))
def test_as_many_reps_are_heard_as_the_number_grows(steps: list[int]) -> None:
    counts = [sum(steps[:n]) for n in range(len(steps) + 1)]
    beats = [Beat(), *(Beat("bar/1", count) for count in counts)]
    assert heard(beats).count(Cue.REP) == counts[-1]


def test_a_rep_that_is_taken_back_is_not_heard_and_neither_is_a_jump_in_a_recording() -> None:
    assert heard([Beat("bar/1", 5), Beat("bar/1", 4)]) == []
    assert heard([Beat("bar/1", 1), Beat("bar/1", 9)]) == []
    assert heard([Beat("bar/1", 5), Beat()]) == []


@given(st.lists(st.floats(0.05, 1.5), min_size=60, max_size=80), st.floats(4.0, 40.0), st.booleans())
def test_start_half_and_end_are_heard_once_each_however_often_one_looks(
    steps_s: list[float], target_s: float, gets_ready: bool
) -> None:
    begin_s = -3.0 if gets_ready else 0.0
    times_s = [begin_s + sum(steps_s[:n]) for n in range(len(steps_s) + 1)]
    beats = [Beat(), *(Beat(timed="hold 1", elapsed_s=t_s, target_s=target_s) for t_s in times_s)]
    expected = [
        cue for cue, at_s in ((Cue.START, 0.0), (Cue.HALF, target_s / 2), (Cue.END, target_s)) if at_s <= times_s[-1]
    ]
    assert heard(beats) == expected


def test_after_a_time_in_which_nobody_looked_no_sign_says_what_is_not_so() -> None:
    before = Beat(timed="rest 1", elapsed_s=10.0, target_s=90.0)
    assert cues_between(before, replace(before, elapsed_s=95.0)) == []
    assert cues_between(Beat(), replace(before, elapsed_s=60.0)) == []


def test_without_a_target_only_the_beginning_is_heard() -> None:
    assert heard([Beat(), Beat(timed="hold 1", elapsed_s=0.1), Beat(timed="hold 1", elapsed_s=1.1)]) == [Cue.START]

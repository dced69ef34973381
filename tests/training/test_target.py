"""What a set is to be: typed, or from the program."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.training import (
    RULES,
    Direction,
    PlannedSession,
    PlannedWork,
    Progress,
    Proposal,
    Target,
    Tempo,
    Today,
    TrainingError,
    next_set,
    parse_target,
)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("", Target()),
        ("10", Target(reps=10)),
        ("8 3-1 20% rest 90", Target(reps=8, lower_s=3.0, lift_s=1.0, velocity_loss=0.2, rest_s=90.0)),
        ("rest 90s  20 %  8", Target(reps=8, velocity_loss=0.2, rest_s=90.0)),
        ("30 s", Target(seconds=30.0)),
        ("45S 2.5/1,5", Target(seconds=45.0, lower_s=2.5, lift_s=1.5)),
    ],
)
def test_a_target_is_read_in_any_order(text: str, target: Target) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize("text", ["ten", "0", "8 9", "8 30s", "2.5", "200%", "rest", "rest 1", "-3", "8 \x1b[2J", "١٠"])
def test_what_is_no_target_is_said(text: str) -> None:
    with pytest.raises(TrainingError) as told:
        parse_target(text)
    assert "\x1b" not in str(told.value)


@given(st.text(max_size=40))
def test_any_text_is_a_target_or_refused(text: str) -> None:
    try:
        target = parse_target(text)
    except TrainingError:
        return
    assert target.reps is None or 1 <= target.reps <= 100


def test_the_stop_rule_asks_only_where_there_is_one_and_a_velocity() -> None:
    assert Target().stops(0.5) is None
    assert Target(velocity_loss=0.2).stops(None) is None
    assert Target(velocity_loss=0.2).stops(0.19) is False
    assert Target(velocity_loss=0.2).stops(0.2) is True


def work(exercise: str, sets: int, reps: int) -> tuple[PlannedWork, Proposal]:
    planned = PlannedWork(
        exercise,
        sets=(sets, sets),
        reps=(reps, reps),
        seconds=None,
        reserve=None,
        percent=None,
        percent_of=None,
        tempo=Tempo(lower_s=3, lift_s=1),
        rest_s=90,
        progress=Progress.HOLD,
        sets_first=False,
    )
    return planned, Proposal(exercise, Direction.SAME, RULES["hold"], "", sets, reps, None, 60.0)


DAY = PlannedSession(0, 1, "phase", 0, "day", is_optional=False, work=())
TODAY = Today(DAY, (work("squat", 2, 8), work("bench-press", 3, 10)))


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], ("squat", 1, 2)),
        (["squat"], ("squat", 2, 2)),
        (["squat", None], ("squat", 2, 2)),
        (["squat", "squat"], ("bench-press", 1, 3)),
        (["squat", "bench-press"], ("bench-press", 2, 3)),
        (["squat", "curl", "squat", "squat"], ("bench-press", 1, 3)),
    ],
)
def test_what_was_begun_is_finished_first(done: list[str | None], expected: tuple[str, int, int]) -> None:
    following = next_set(TODAY, done)
    assert following is not None
    assert (following.proposal.exercise, following.number, following.of) == expected
    assert (following.target.lower_s, following.target.rest_s) == (3.0, 90)


def test_after_all_of_it_nothing_is_next() -> None:
    assert next_set(TODAY, ["squat"] * 2 + ["bench-press"] * 3) is None

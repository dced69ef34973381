"""The one pain rule, the advice, and outcome measures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.training import (
    MEASURES,
    NEW_OR_WORSE_PAIN,
    MeasureId,
    Moment,
    PainBands,
    PainEntry,
    PainLevel,
    PainSite,
    Score,
    TrainingError,
    WhatFollows,
    change,
    check_score,
    judge_pain,
    parse_pain,
    psfs_score,
    questions_due,
)

DAY = date(2026, 1, 5)


def felt(score: int, moment: Moment = Moment.AFTER, site: PainSite = PainSite.BACK, **more: object) -> PainEntry:
    return PainEntry(DAY, moment, score, site, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("score", "level", "follows"),
    # Silbernagel 2007: 0 to 3 fine, 4 and 5 acceptable, above 5 too much.
    [
        (0, PainLevel.FINE, WhatFollows.GO_ON),
        (3, PainLevel.FINE, WhatFollows.GO_ON),
        (4, PainLevel.ACCEPTABLE, WhatFollows.HOLD),
        (5, PainLevel.ACCEPTABLE, WhatFollows.HOLD),
        (6, PainLevel.TOO_MUCH, WhatFollows.LOWER),
        (10, PainLevel.TOO_MUCH, WhatFollows.LOWER),
    ],
)
def test_pain_falls_into_the_published_bands(score: int, level: PainLevel, follows: WhatFollows) -> None:
    verdict = judge_pain([felt(score)])
    assert (verdict.level, verdict.follows) == (level, follows)
    assert "not tested in back pain" in verdict.source


def test_a_therapist_can_set_the_bands() -> None:
    bands = PainBands(fine_up_to=1, acceptable_up_to=2, source="Dr. A")
    assert judge_pain([felt(3)], bands).level is PainLevel.TOO_MUCH
    assert judge_pain([felt(3)], bands).source == "Dr. A"
    for fine, acceptable in ((3, 2), (-1, 5), (3, 11)):
        with pytest.raises(TrainingError, match="pain bands"):
            PainBands(fine, acceptable)


def test_more_pain_on_the_next_day_than_before_lowers() -> None:
    verdict = judge_pain([felt(1, Moment.BEFORE), felt(2), felt(2, Moment.NEXT_DAY)])
    assert (verdict.level, verdict.follows, verdict.higher_next_day) == (PainLevel.FINE, WhatFollows.LOWER, True)
    verdict = judge_pain([felt(2, Moment.BEFORE), felt(2, Moment.NEXT_DAY)])
    assert (verdict.follows, verdict.higher_next_day) == (WhatFollows.GO_ON, False)
    # Another site says nothing of this one.
    other = felt(3, Moment.NEXT_DAY, PainSite.OTHER)
    assert judge_pain([felt(1, Moment.BEFORE), other]).higher_next_day is None


def test_new_or_worse_pain_lowers_whatever_its_score_and_exercise() -> None:
    verdict = judge_pain([felt(1, Moment.DURING, exercise="squat", new_or_worse=True)], exercise="bench-press")
    assert (verdict.level, verdict.follows, verdict.rule) == (PainLevel.FINE, WhatFollows.LOWER, "pain_new_or_worse")


def test_pain_in_a_set_of_another_exercise_does_not_count() -> None:
    entries = [felt(8, Moment.DURING, exercise="squat"), felt(2)]
    assert judge_pain(entries, exercise="bench-press").level is PainLevel.FINE
    assert judge_pain(entries, exercise="squat").level is PainLevel.TOO_MUCH
    assert judge_pain(entries).level is PainLevel.TOO_MUCH


def test_without_an_entry_nothing_is_known() -> None:
    verdict = judge_pain([])
    assert (verdict.level, verdict.follows, verdict.worst) == (PainLevel.UNKNOWN, WhatFollows.GO_ON, None)


ENTRIES = st.lists(
    st.builds(felt, st.integers(0, 10), st.sampled_from(Moment), st.sampled_from(PainSite), new_or_worse=st.booleans()),
    max_size=6,
)
ORDER = [WhatFollows.GO_ON, WhatFollows.HOLD, WhatFollows.LOWER]


@given(entries=ENTRIES, more=st.builds(felt, st.integers(0, 10), st.just(Moment.AFTER), st.sampled_from(PainSite)))
def test_a_further_entry_never_makes_it_milder(entries: list[PainEntry], more: PainEntry) -> None:
    before, after = judge_pain(entries), judge_pain([*entries, more])
    assert ORDER.index(after.follows) >= ORDER.index(before.follows)


@pytest.mark.parametrize(("typed", "score"), [("0", 0), (" 7 ", 7), ("10/10", 10)])
def test_a_score_is_read(typed: str, score: int) -> None:
    assert parse_pain(typed) == score


@pytest.mark.parametrize("typed", ["", "11", "-1", "3.5", "much", "٣", "9" * 5000])
def test_what_is_no_score_is_refused(typed: str) -> None:
    with pytest.raises(TrainingError, match="0 \\(none\\) to 10"):
        parse_pain(typed)
    with pytest.raises(TrainingError, match="whole number"):
        felt(11)


def test_the_advice_says_stop_rest_ask_and_names_red_flags_with_their_source() -> None:
    words = " ".join((NEW_OR_WORSE_PAIN.title, *NEW_OR_WORSE_PAIN.steps)).lower()
    assert all(word in words for word in ("stop", "rest", "doctor", "therapist"))
    flags = " ".join(NEW_OR_WORSE_PAIN.red_flags)
    assert all(word in flags for word in ("numbness", "water or stool", "weakness"))
    assert any("Finucane" in source for source in NEW_OR_WORSE_PAIN.sources)


# --- outcome measures


@pytest.mark.parametrize(
    ("measure", "important"),
    [("nprs", 2), ("rmdq", 5), ("psfs", 2), ("odi", 10), ("pseq", 5.5)],
)
def test_important_changes_are_the_published_ones(measure: str, important: float) -> None:
    assert MEASURES[MeasureId(measure)].important_change == important
    assert MEASURES[MeasureId(measure)].source


@pytest.mark.parametrize(
    ("measure", "value"),
    [("nprs", 11), ("nprs", 2.5), ("rmdq", 25), ("rmdq", -1), ("odi", 101), ("pseq", 61), ("nprs", float("nan"))],
)
def test_a_score_that_the_measure_cannot_have_is_refused(measure: str, value: float) -> None:
    with pytest.raises(TrainingError, match=MEASURES[MeasureId(measure)].name[:6]):
        check_score(MeasureId(measure), value)


def scores(measure: str, *values: float) -> list[Score]:
    return [Score(MeasureId(measure), DAY + timedelta(weeks=week), value) for week, value in enumerate(values)]


@pytest.mark.parametrize(
    ("measure", "values", "difference", "is_better", "reaches"),
    [
        ("nprs", (6, 5, 4), -2, True, True),
        ("nprs", (6, 5), -1, True, False),
        ("rmdq", (14, 9), -5, True, True),
        ("rmdq", (14, 10), -4, True, False),
        ("odi", (40, 30), -10, True, True),
        ("odi", (40, 31), -9, True, False),
        ("odi", (30, 41), 11, False, True),
        ("pseq", (30, 36), 6, True, True),
        ("pseq", (30, 35), 5, True, False),
        ("rmdq", (10, 10), 0, None, False),
    ],
)
def test_change_is_from_the_first_score_to_the_latest(
    measure: str, values: tuple[float, ...], difference: float, is_better: bool | None, reaches: bool
) -> None:
    found = change(list(reversed(scores(measure, *values))))
    assert found is not None
    assert (found.difference, found.is_better, found.reaches_important) == (difference, is_better, reaches)


def test_one_day_is_no_change() -> None:
    assert change([]) is None
    assert change(scores("nprs", 5)) is None


def test_the_psfs_is_the_mean_of_own_activities_and_compares_shared_ones() -> None:
    first = psfs_score(DAY, [("Tying shoes", 2), ("sitting", 4), ("carrying  water", 3)])
    assert first.value == 3.0
    latest = psfs_score(
        DAY + timedelta(weeks=4), [("tying shoes", 5), ("sitting", 6), ("carrying water", 6), ("gardening", 0)]
    )
    found = change([first, latest])
    assert found is not None
    assert found.difference == pytest.approx((3 + 2 + 3) / 3)
    assert found.reaches_important
    apart = psfs_score(DAY + timedelta(weeks=4), [("a", 5), ("b", 6), ("c", 6)])
    assert change([first, apart]) is None


@pytest.mark.parametrize(
    "activities",
    [[("a", 1), ("b", 2)], [("a", 1)] * 3, [("a", 1), ("b", 2), ("", 3)], [("a", 1), ("b", 2), ("c", 11)]],
)
def test_activities_of_the_psfs_are_checked(activities: list[tuple[str, int]]) -> None:
    with pytest.raises(TrainingError):
        psfs_score(DAY, activities)


# --- when to ask


def test_pain_is_asked_before_after_and_on_the_next_day_once_each() -> None:
    tomorrow = DAY + timedelta(days=1)
    assert questions_due([], DAY, DAY, is_begun=False, is_over=False) == (Moment.BEFORE,)
    assert questions_due([], DAY, DAY, is_begun=True, is_over=False) == ()
    assert questions_due([], DAY, DAY, is_begun=True, is_over=True) == (Moment.AFTER,)
    answered = [felt(2, Moment.BEFORE), felt(2, Moment.AFTER)]
    assert questions_due(answered, DAY, DAY, is_begun=True, is_over=True) == ()
    assert questions_due(answered, DAY, tomorrow, is_begun=True, is_over=True) == (Moment.NEXT_DAY,)
    assert questions_due(answered, DAY, tomorrow + timedelta(days=1), is_begun=True, is_over=True) == ()


def test_after_each_set_only_where_it_is_switched_on() -> None:
    asked = questions_due([felt(1, Moment.DURING)], DAY, DAY, is_begun=True, is_over=False, ask_each_set=True)
    assert asked == (Moment.DURING,)

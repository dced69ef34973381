"""Pain over weeks, like with like."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sensorlog.training import Moment, PainEntry, PainSite, pain_trend, worst_by_day

START = date(2026, 3, 2)


def entry(after: int, score: int, moment: Moment = Moment.BEFORE) -> PainEntry:
    return PainEntry(START + timedelta(days=after), moment, score, PainSite.BACK)


def test_a_day_counts_with_its_worst() -> None:
    assert worst_by_day([entry(1, 3), entry(1, 6, Moment.AFTER), entry(0, 2)]) == {
        START: 2,
        START + timedelta(days=1): 6,
    }


def test_the_first_week_is_compared_with_the_latest() -> None:
    trend = pain_trend([entry(0, 6), entry(3, 5), entry(10, 9), entry(60, 3), entry(62, 4)])
    assert trend is not None
    assert (trend.first, trend.latest, trend.difference, trend.reaches_important) == (5.5, 3.5, -2.0, True)
    assert trend.latest_days == (START + timedelta(days=60), START + timedelta(days=62))


def test_weeks_that_touch_are_no_change_over_time() -> None:
    assert pain_trend([]) is None
    assert pain_trend([entry(0, 6), entry(6, 2)]) is None
    assert pain_trend([entry(0, 6), entry(5, 4), entry(9, 2)]) is None


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 10))))
def test_a_trend_stays_within_what_was_entered(said: list[tuple[int, int]]) -> None:
    trend = pain_trend(entry(after, score) for after, score in said)
    if trend is not None:
        scores = [score for _, score in said]
        assert min(scores) <= trend.first <= max(scores)
        assert min(scores) <= trend.latest <= max(scores)
        assert trend.first_days[-1] < trend.latest_days[0]

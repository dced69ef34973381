"""Proposals: each rule, the bounds that hold for any log, and what never changes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.training import (
    RULES,
    Direction,
    DoneSet,
    Log,
    Moment,
    PainEntry,
    PainSite,
    PlannedWork,
    Progress,
    Proposal,
    even_steps,
    judge_pain,
    propose,
)
from sensorlog.training.progression.answers import MAX_REPS_ABOVE_RANGE
from sensorlog.training.progression.rules import BREAK_DAYS

MONDAY = date(2026, 1, 5)
BARBELL = even_steps(2.5)
SQUAT = PlannedWork(
    "squat",
    sets=(2, 3),
    reps=(8, 10),
    seconds=None,
    reserve=None,
    percent=None,
    percent_of=None,
    tempo=None,
    rest_s=None,
    progress=Progress.DOUBLE,
    sets_first=False,
)
PLANK = replace(SQUAT, exercise="plank", reps=None, seconds=(20, 40))


def outing(day: int, load_kg: float | None, *reps: int, reserve: float | None = None) -> list[DoneSet]:
    return [
        DoneSet("squat", MONDAY + timedelta(days=day), reps=each, load_kg=load_kg, reps_in_reserve=reserve)
        for each in reps
    ]


def proposed(
    work: PlannedWork, *sessions: list[DoneSet], loads: Sequence[float] = BARBELL, days_later: int = 3, **more: object
) -> Proposal:
    sets = [done for session in sessions for done in session]
    today = (sets[-1].day if sets else MONDAY) + timedelta(days=days_later)
    return propose(work, Log(sets, **more), loads, today)  # type: ignore[arg-type]


def told(proposal: Proposal) -> tuple[str, str, float | None, int | None, int]:
    return proposal.rule.id, proposal.direction.value, proposal.load_kg, proposal.reps, proposal.sets


# --- the rules, one by one


def test_without_a_log_no_load_is_invented() -> None:
    assert told(proposed(SQUAT)) == ("start", "start", None, 8, 2)
    assert told(proposed(SQUAT, chosen_load_kg=30.0)) == ("chosen", "start", 30.0, 8, 2)


def test_double_progression_fills_the_range_then_adds_load() -> None:
    assert told(proposed(SQUAT, outing(0, 60.0, 8, 8))) == ("in_range", "more_reps", 60.0, 9, 2)
    assert told(proposed(SQUAT, outing(0, 60.0, 10, 9))) == ("in_range", "more_reps", 60.0, 10, 2)
    assert told(proposed(SQUAT, outing(0, 60.0, 10, 10))) == ("double", "more_load", 62.5, 8, 2)
    # One set alone is not the work that was asked for.
    assert proposed(SQUAT, outing(0, 60.0, 10)).direction is not Direction.MORE_LOAD


def test_two_for_two_needs_two_sessions_running() -> None:
    work = replace(SQUAT, progress=Progress.TWO_FOR_TWO)
    assert told(proposed(work, outing(0, 60.0, 10, 12)))[0] == "in_range"
    assert told(proposed(work, outing(0, 60.0, 10, 12), outing(3, 60.0, 10, 11)))[0] == "in_range"
    assert told(proposed(work, outing(0, 60.0, 10, 12), outing(3, 60.0, 10, 12))) == (
        "two_for_two",
        "more_load",
        62.5,
        8,
        2,
    )
    # Two sessions with different loads are not running.
    assert told(proposed(work, outing(0, 57.5, 10, 12), outing(3, 60.0, 10, 12)))[0] == "in_range"


def test_top_twice_adds_sets_first_where_the_protocol_says_so() -> None:
    work = replace(SQUAT, progress=Progress.TOP_TWICE, sets_first=True)
    two, three = (10, 10), (10, 10, 10)
    assert told(proposed(work, outing(0, 60.0, *two)))[0] == "in_range"
    assert told(proposed(work, outing(0, 60.0, *two), outing(3, 60.0, *two))) == ("top_twice", "more_sets", 60.0, 8, 3)
    assert told(proposed(work, outing(0, 60.0, *three), outing(3, 60.0, *three))) == (
        "top_twice",
        "more_load",
        62.5,
        8,
        2,
    )
    load_first = replace(work, sets_first=False)
    assert told(proposed(load_first, outing(0, 60.0, *two), outing(3, 60.0, *two)))[1] == "more_load"


def test_where_the_next_load_is_too_far_more_reps_are_proposed() -> None:
    dumbbells = even_steps(2.0)
    assert told(proposed(SQUAT, outing(0, 8.0, 10, 10), loads=dumbbells)) == (
        "no_small_step",
        "more_reps",
        8.0,
        11,
        2,
    )
    most = 10 + MAX_REPS_ABOVE_RANGE
    assert told(proposed(SQUAT, outing(0, 8.0, most, most), loads=dumbbells))[1:4] == ("same", 8.0, most)


def test_too_little_in_reserve_or_below_the_range_does_not_go_up() -> None:
    work = replace(SQUAT, reserve=2)
    assert told(proposed(work, outing(0, 60.0, 10, 10, reserve=1)))[:3] == ("reserve", "same", 60.0)
    assert told(proposed(work, outing(0, 60.0, 10, 10, reserve=2)))[0] == "double"
    assert told(proposed(SQUAT, outing(0, 60.0, 6, 5)))[:4] == ("in_range", "more_reps", 60.0, 6)
    assert told(proposed(SQUAT, outing(0, 60.0, 6, 5), outing(3, 60.0, 7, 6)))[:3] == ("below_range", "less", 52.5)


def test_a_long_break_comes_back_lighter() -> None:
    assert told(proposed(SQUAT, outing(0, 60.0, 10, 10), days_later=BREAK_DAYS))[:3] == ("break", "less", 52.5)
    assert told(proposed(SQUAT, outing(0, 60.0, 10, 10), days_later=BREAK_DAYS - 1))[0] == "double"


def test_the_plan_can_hold_or_take_a_share() -> None:
    assert told(proposed(replace(SQUAT, progress=Progress.HOLD), outing(0, 60.0, 10, 10)))[:3] == (
        "hold",
        "same",
        60.0,
    )
    share = replace(SQUAT, percent=80.0, percent_of="load_before", reps=(10, 10))
    assert told(proposed(share, outing(0, 60.0, 10, 10), load_before_kg=70.0)) == ("percent", "less", 55.0, 10, 2)
    of_maximum = replace(SQUAT, percent=70.0, percent_of="estimated_maximum")
    # 10 × 60 kg is a maximum of 80 kg; 70 % of it is 56 kg, and 55 kg can be loaded.
    assert told(proposed(of_maximum, outing(0, 60.0, 10, 10)))[:3] == ("percent", "less", 55.0)


def test_a_share_of_the_maximum_is_no_leap() -> None:
    work = replace(SQUAT, percent=90.0, percent_of="estimated_maximum")
    # 90 % of 80 kg would be 72 kg; from 60 kg the largest step leads to 66, and 65 kg can be loaded.
    assert told(proposed(work, outing(0, 60.0, 10, 10)))[:3] == ("percent", "more_load", 65.0)


def test_a_phase_of_more_repetitions_begins_with_a_smaller_weight() -> None:
    work = replace(SQUAT, reps=(20, 25))
    found = proposed(work, outing(0, 60.0, 10, 10), is_new_phase=True)
    # 10 × 60 kg and 20 × 48 kg have the same maximum; 47.5 kg can be loaded.
    assert told(found) == ("new_range", "less", 47.5, 20, 2)
    assert told(proposed(work, outing(0, 60.0, 22, 22), is_new_phase=True))[0] == "in_range"
    assert told(proposed(SQUAT, outing(0, 60.0, 15, 15), is_new_phase=True))[0] == "double"


@pytest.mark.parametrize(
    ("score", "rule", "load_kg"),
    [(2, "double", 62.5), (4, "pain_acceptable", 60.0), (6, "pain_too_much", 52.5)],
)
def test_pain_comes_before_progress(score: int, rule: str, load_kg: float) -> None:
    pain = judge_pain([PainEntry(MONDAY, Moment.AFTER, score, PainSite.BACK)])
    assert told(proposed(SQUAT, outing(0, 60.0, 10, 10), pain=pain))[::2][:2] == (rule, load_kg)


def test_excessive_soreness_holds() -> None:
    assert told(proposed(SQUAT, outing(0, 60.0, 10, 10), sore=True))[:3] == ("soreness", "same", 60.0)


def test_what_the_person_decided_on_stands_until_it_is_lifted() -> None:
    assert told(proposed(SQUAT, outing(0, 60.0, 8, 8), chosen_load_kg=65.0)) == ("chosen", "more_load", 65.0, 8, 2)
    assert told(proposed(SQUAT, outing(0, 60.0, 9, 9), chosen_load_kg=60.0)) == ("chosen", "same", 60.0, 9, 2)
    # Pain that was felt since then still comes first.
    pain = judge_pain([PainEntry(MONDAY, Moment.NEXT_DAY, 8, PainSite.BACK)])
    assert told(proposed(SQUAT, outing(0, 60.0, 8, 8), chosen_load_kg=65.0, pain=pain))[1] == "less"


def test_holds_grow_by_seconds_then_sets_then_stay() -> None:
    def held(*seconds: float) -> list[DoneSet]:
        return [DoneSet("plank", MONDAY, duration_s=each) for each in seconds]

    grown = [proposed(PLANK, held(*seconds)) for seconds in ((20.0, 22.0), (38.0, 40.0), (40.0, 40.0), (40.0,) * 3)]
    assert [(each.direction.value, each.seconds, each.sets, each.load_kg) for each in grown] == [
        ("more_reps", 25, 2, None),
        ("more_reps", 40, 2, None),
        ("more_sets", 20, 3, None),
        ("same", 40, 3, None),
    ]
    pain = judge_pain([PainEntry(MONDAY, Moment.AFTER, 7, PainSite.BACK)])
    less = proposed(PLANK, held(40.0, 40.0), pain=pain)
    assert (less.direction, less.seconds) == (Direction.LESS, 32)


def test_a_smaller_weight_with_more_reps_stands_beside_as_a_valid_way() -> None:
    proposal = proposed(SQUAT, outing(0, 60.0, 10, 10))
    others = {other.rule.id: other for other in proposal.alternatives}
    assert told(others["lighter_more_reps"])[2:4] == (52.5, 14)
    assert told(others["hold"])[1:4] == ("same", 60.0, 10)


def test_warm_up_sets_and_lighter_ones_do_not_count() -> None:
    session = [
        *[done._replace(warm_up=True) for done in outing(0, 100.0, 10, 10)],
        *outing(0, 60.0, 10, 10),
        *outing(0, 40.0, 20),
    ]
    assert told(proposed(SQUAT, session))[:3] == ("double", "more_load", 62.5)


def test_every_rule_names_its_source() -> None:
    for rule in RULES.values():
        assert rule.text
        assert rule.source


# --- what holds for any log

WORK = st.builds(
    lambda bottom, width, sets, progress, first, share: replace(
        SQUAT,
        reps=(bottom, bottom + width),
        sets=(sets, sets + 1),
        progress=progress,
        sets_first=first,
        percent=share,
        percent_of=None if share is None else "estimated_maximum",
    ),
    st.integers(1, 20),
    st.integers(0, 6),
    st.integers(1, 4),
    st.sampled_from(Progress),
    st.booleans(),
    st.sampled_from([None, None, None, 30.0, 80.0, 120.0]),
)
SESSIONS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.sampled_from(BARBELL[:80])), st.lists(st.integers(1, 30), min_size=1, max_size=5)
    ),
    max_size=5,
)
PAIN = st.one_of(
    st.none(),
    st.lists(
        st.builds(PainEntry, st.just(MONDAY), st.sampled_from(Moment), st.integers(0, 10), st.sampled_from(PainSite)),
        min_size=1,
        max_size=3,
    ).map(judge_pain),
)
LOADS = st.sampled_from([BARBELL, even_steps(1.0), even_steps(4.0), even_steps(2.0)])


@given(work=WORK, sessions=SESSIONS, pain=PAIN, loads=LOADS, sore=st.booleans())
def test_proposals_are_bounded_and_say_why(work, sessions, pain, loads, sore) -> None:
    logged = [outing(3 * number, load, *reps) for number, (load, reps) in enumerate(sessions)]
    proposal = proposed(work, *logged, loads=loads, pain=pain, sore=sore)
    assert proposal.rule.id in RULES
    assert proposal.because
    assert proposal.reps is not None
    assert proposal.reps >= 1
    assert 1 <= proposal.sets <= work.sets[1]
    for each in (proposal, *proposal.alternatives):
        last = logged[-1] if logged else []
        at = {done.load_kg for done in last} if work.percent is None else {done.load_kg for s in logged for done in s}
        if each.direction is Direction.MORE_LOAD:
            assert each.load_kg is not None
            assert each.load_kg in loads
            least = 1.0 if each.rule.id == "percent" else 1.02
            assert any(load and load * least - 0.011 <= each.load_kg <= load * 1.1 + 0.011 for load in at)
        elif each.load_kg is not None:
            assert any(load and each.load_kg <= load for load in at)
    if pain is not None and logged and (sore or pain.follows.value != "go_on"):
        assert proposal.direction in (Direction.SAME, Direction.LESS)


@given(
    work=WORK,
    sessions=SESSIONS,
    pain=PAIN,
    deviations=st.lists(st.sampled_from(["hitch", "fast", "range"]), min_size=1, max_size=3),
)
def test_trunk_deviations_stand_beside_and_change_nothing(work, sessions, pain, deviations) -> None:
    logged = [outing(3 * number, load, *reps) for number, (load, reps) in enumerate(sessions)]
    without = proposed(work, *logged, pain=pain)
    beside = proposed(work, *logged, pain=pain, trunk_deviations=deviations)
    assert beside.beside == tuple(deviations)
    assert replace(beside, beside=()) == without


@given(work=WORK, sessions=SESSIONS, low=st.integers(0, 10), more=st.integers(0, 10))
def test_more_pain_never_means_more_load(work, sessions, low, more) -> None:
    logged = [outing(3 * number, load, *reps) for number, (load, reps) in enumerate(sessions)]
    mild, strong = (
        proposed(work, *logged, pain=judge_pain([PainEntry(MONDAY, Moment.AFTER, score, PainSite.BACK)]))
        for score in (min(low, more), max(low, more))
    )
    if mild.load_kg is not None and strong.load_kg is not None:
        assert strong.load_kg <= mild.load_kg

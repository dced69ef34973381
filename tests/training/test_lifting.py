"""Loads: formulas against their sources, and what must hold for any numbers."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from sensorlog.training import (
    KG_PER_LB,
    BestKind,
    Catalogue,
    DoneSet,
    LoadUnit,
    Muscle,
    Plates,
    TrainingError,
    by_session,
    epley_kg,
    estimated_maximum_kg,
    even_steps,
    format_load,
    nearest_at_most,
    next_above,
    next_below,
    parse_load,
    personal_bests,
    progress_by_session,
    velocity_profile,
    volume_load_kg,
    warm_up_sets,
    week_of,
    weekly_by_muscle,
)
from sensorlog.training.lifting.velocity_profile import _t95

MONDAY = date(2026, 1, 5)
SQUAT = DoneSet("squat", MONDAY, reps=10, load_kg=100.0)
LOADS = st.floats(1, 500)


# --- repetition maximum


@pytest.mark.parametrize(
    ("load", "reps", "maximum"),
    # load × (1 + reps / 30), Epley 1985. 100 × 5 → 116.7 is the example that calculators of it publish.
    [(100.0, 5, 116.67), (100.0, 10, 133.33), (100.0, 3, 110.0), (225.0, 5, 262.5), (60.0, 6, 72.0), (100.0, 1, 100.0)],
)
def test_the_repetition_maximum_is_epleys(load: float, reps: int, maximum: float) -> None:
    assert epley_kg(load, reps) == pytest.approx(maximum, abs=0.005)


@pytest.mark.parametrize(
    ("reps", "percent"),
    # M. Jovanović's table of Epley's equation (rpubs 708250): a load of so much of the maximum goes so many times.
    [(2, 94), (3, 91), (4, 88), (5, 86), (6, 83), (7, 81), (8, 79), (9, 77), (10, 75)],
)
def test_shares_of_the_maximum_are_those_of_the_published_table(reps: int, percent: int) -> None:
    assert round(100 * 100.0 / epley_kg(100.0, reps)) == percent


@given(load=LOADS, more=st.floats(0.01, 100), reps=st.integers(1, 30))
def test_more_load_or_more_reps_is_a_higher_maximum(load: float, more: float, reps: int) -> None:
    assert epley_kg(load + more, reps) > epley_kg(load, reps)
    assert epley_kg(load, reps + 1) > epley_kg(load, reps) >= load


def test_reps_in_reserve_count_and_too_many_reps_estimate_nothing() -> None:
    assert estimated_maximum_kg(SQUAT._replace(reps=6, reps_in_reserve=4)) == epley_kg(100.0, 10)
    assert estimated_maximum_kg(SQUAT._replace(reps=9, reps_in_reserve=2)) is None
    assert estimated_maximum_kg(SQUAT._replace(reps=11)) is None
    assert estimated_maximum_kg(SQUAT._replace(reps=None)) is None
    assert estimated_maximum_kg(SQUAT._replace(load_kg=None)) is None
    with pytest.raises(ValueError, match="0 reps"):
        epley_kg(100.0, 0)


@given(st.floats(0, 400))
def test_a_load_goes_to_pounds_and_back_within_a_hundredth_of_a_kilogram(load_kg: float) -> None:
    shown = format_load(load_kg, LoadUnit.LB)
    again = parse_load(shown)
    assert again == pytest.approx(load_kg, abs=0.01)


# --- load and velocity


def bar_set(load_kg: float, velocity_m_s: float, **more: object) -> DoneSet:
    done = DoneSet("squat", MONDAY, reps=3, load_kg=load_kg, mean_velocity_m_s=velocity_m_s, placement="bar")
    return done._replace(**more)  # type: ignore[arg-type]


LINE = [bar_set(40, 1.0), bar_set(60, 0.81), bar_set(80, 0.6), bar_set(100, 0.41), bar_set(110, 0.29)]


def test_the_profile_is_the_regression_of_load_on_velocity_with_its_prediction_interval() -> None:
    profile = velocity_profile(LINE, 0.23)
    velocity = np.array([done.mean_velocity_m_s for done in LINE])
    load = np.array([done.load_kg for done in LINE])
    fit = stats.linregress(velocity, load)
    assert profile.maximum_kg == pytest.approx(fit.intercept + fit.slope * 0.23)
    residual = load - fit.intercept - fit.slope * velocity
    scatter = np.sqrt((residual**2).sum() / 3)
    half = (
        stats.t.ppf(0.975, 3)
        * scatter
        * np.sqrt(1 + 1 / 5 + (0.23 - velocity.mean()) ** 2 / ((velocity - velocity.mean()) ** 2).sum())
    )
    assert profile.maximum_kg is not None
    assert profile.low_kg == pytest.approx(profile.maximum_kg - half, rel=1e-3)
    assert profile.high_kg == pytest.approx(profile.maximum_kg + half, rel=1e-3)
    assert profile.rejected == ()


@pytest.mark.parametrize("freedom", [1, 2, 7, 30, 31, 60, 198])
def test_the_table_of_t_is_students(freedom: int) -> None:
    assert _t95(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), abs=0.003)


def test_what_does_not_fit_is_left_out_and_shown_with_its_reason() -> None:
    strange = [
        bar_set(90, 0.95),
        bar_set(90, 0.4, placement="trunk"),
        bar_set(60, 0.7),
        bar_set(70, 0.7, mean_velocity_m_s=None),
        bar_set(70, 0.7)._replace(load_kg=None),
        bar_set(70, 0.2, day=MONDAY - timedelta(days=29)),
    ]
    profile = velocity_profile(LINE + strange, 0.23)
    assert profile.points == tuple(LINE)
    reasons = {rejected.done: rejected.reason for rejected in profile.rejected}
    assert set(reasons) == set(strange)
    assert "above the line" in reasons[strange[0]]
    assert "not on the bar" in reasons[strange[1]]
    assert "faster set" in reasons[strange[2]]
    assert reasons[strange[3]] == "no velocity"
    assert reasons[strange[4]] == "no load"
    assert "28 days" in reasons[strange[5]]


@pytest.mark.parametrize(
    ("sets", "why"),
    [
        ([], "0 usable sets"),
        (LINE[:3], "3 usable sets"),
        ([bar_set(100 + n, 0.5 - n / 100) for n in range(4)], "too close"),
        ([bar_set(40 + 20 * n, 0.5 + n / 10) for n in range(4)], "does not fall"),
        ([bar_set(40 + 20 * n, 0.5) for n in range(4)], "does not fall"),
        ([bar_set(40 + 20 * n, 0.8 - 0.2 * n) for n in range(4)], "slower than the slowest"),
    ],
)
def test_where_nothing_can_be_said_it_says_why(sets: list[DoneSet], why: str) -> None:
    profile = velocity_profile(sets, 0.23)
    assert profile.maximum_kg is profile.low_kg is profile.high_kg is None
    assert why in profile.why_not


@given(
    maximum=st.floats(60, 300),
    steep=st.floats(0.5, 1.5),
    shares=st.lists(st.integers(30, 90), min_size=4, max_size=12, unique=True),
)
def test_on_a_true_line_the_maximum_is_found_exactly(maximum: float, steep: float, shares: list[int]) -> None:
    assume(max(shares) / min(shares) >= 1.3)
    sets = [bar_set(maximum * share / 100, 0.23 + steep * (1 - share / 100)) for share in shares]
    profile = velocity_profile(sets, 0.23)
    assert profile.maximum_kg == pytest.approx(maximum, rel=1e-6)
    assert profile.high_kg == pytest.approx(maximum, rel=1e-4)


@given(faster=st.floats(0.001, 0.2))
def test_the_same_loads_moved_faster_are_a_higher_maximum(faster: float) -> None:
    before = velocity_profile(LINE, 0.23).maximum_kg
    quick = [bar_set(done.load_kg or 0, (done.mean_velocity_m_s or 0) + faster) for done in LINE]
    after = velocity_profile(quick, 0.23).maximum_kg
    assert before is not None
    assert after is not None
    assert after > before


# --- volume


def test_volume_load_is_sets_times_reps_times_load() -> None:
    assert volume_load_kg([SQUAT] * 3) == 3000.0
    assert volume_load_kg([SQUAT, SQUAT._replace(load_kg=None), SQUAT._replace(reps=None)]) == 1000.0
    assert volume_load_kg([SQUAT._replace(load_kg=None)]) is None
    assert volume_load_kg([]) is None


def test_sets_are_added_up_by_week_and_muscle_group() -> None:
    sunday = MONDAY + timedelta(days=6)
    sets = [
        SQUAT._replace(warm_up=True),
        SQUAT,
        SQUAT._replace(exercise="Back Squats", day=sunday, reps=8),
        SQUAT._replace(exercise="leg extension", day=sunday + timedelta(days=1), load_kg=None),
        DoneSet("plank", MONDAY, duration_s=30.0),
        SQUAT._replace(exercise="something of my own"),
        DoneSet("hamstring stretch", MONDAY, duration_s=30.0),
    ]
    weeks = {(row.week, row.muscle): row for row in weekly_by_muscle(sets, Catalogue())}
    first = weeks[MONDAY, Muscle.QUADRICEPS]
    assert (first.sets, first.reps, first.volume_load_kg) == (2, 18, 1800.0)
    second = weeks[MONDAY + timedelta(days=7), Muscle.QUADRICEPS]
    assert (second.sets, second.reps, second.volume_load_kg) == (1, 10, None)
    abdominals = weeks[MONDAY, Muscle.ABDOMINALS]
    assert (abdominals.sets, abdominals.assisting_sets, abdominals.reps) == (1, 2, 0)
    # The stretch trains nothing: of the hamstrings only the help in two squats is there.
    assert (weeks[MONDAY, Muscle.HAMSTRINGS].sets, weeks[MONDAY, Muscle.HAMSTRINGS].assisting_sets) == (0, 2)
    assert [row.week for row in weekly_by_muscle(sets, Catalogue())] == sorted(row.week for row in weeks.values())


def test_a_week_begins_on_monday_and_sessions_of_a_day_stay_apart() -> None:
    assert week_of(MONDAY + timedelta(days=6)) == MONDAY
    assert week_of(MONDAY) == MONDAY
    later = SQUAT._replace(day=MONDAY + timedelta(days=1))
    sets = [later, SQUAT._replace(session="b"), SQUAT, SQUAT._replace(session="b")]
    assert [len(group) for group in by_session(sets, lambda done: True)] == [2, 1, 1]


# --- plates

MY_PLATES = Plates(20.0, {20.0: 2, 10.0: 1, 5.0: 1, 2.5: 1, 1.25: 1})


@pytest.mark.parametrize(
    ("load_kg", "per_side", "made_kg"),
    [
        (20.0, (), 20.0),
        (60.0, (20.0,), 60.0),
        (102.5, (20.0, 20.0, 1.25), 102.5),
        (97.5, (20.0, 10.0, 5.0, 2.5, 1.25), 97.5),
        (99.0, (20.0, 10.0, 5.0, 2.5, 1.25), 97.5),
        (1000.0, (20.0, 20.0, 10.0, 5.0, 2.5, 1.25), 137.5),
    ],
)
def test_plates_make_the_load_or_the_next_below(load_kg: float, per_side: tuple[float, ...], made_kg: float) -> None:
    loading = MY_PLATES.loading(load_kg)
    assert loading.per_side == per_side
    assert loading.load_kg == pytest.approx(made_kg)


def test_pound_plates_are_exact() -> None:
    plates = Plates(45 * KG_PER_LB, {45 * KG_PER_LB: 2, 2.5 * KG_PER_LB: 1})
    assert plates.loading(140 * KG_PER_LB).load_kg == pytest.approx(140 * KG_PER_LB)


@given(
    bar=st.sampled_from([10.0, 15.0, 20.0, 45 * KG_PER_LB]),
    pairs=st.dictionaries(st.sampled_from([0.5, 1.25, 2.5, 5.0, 10.0, 15.0, 20.0, 45 * KG_PER_LB]), st.integers(0, 4)),
    load_kg=st.floats(20.5, 400),
)
def test_a_loading_uses_what_is_there_and_never_more_than_asked(
    bar: float, pairs: dict[float, int], load_kg: float
) -> None:
    plates = Plates(bar, pairs)
    loading = plates.loading(load_kg)
    assert loading.load_kg <= load_kg + 0.005
    assert loading.load_kg == pytest.approx(bar + 2 * sum(loading.per_side))
    assert all(loading.per_side.count(plate) <= pairs[plate] for plate in loading.per_side)
    heavier = next_above([each.load_kg for each in plates.loadings()], loading.load_kg)
    assert heavier is None or heavier > load_kg - 0.005


@pytest.mark.parametrize(
    ("bar_kg", "pairs", "says"),
    [
        (-1.0, {}, "a bar of"),
        (20.0, {0.0: 1}, "pairs of 0 kg"),
        (20.0, {5.0: 99}, "99 pairs"),
        (20.0, dict.fromkeys(range(1, 20), 1), "kinds"),
    ],
)
def test_plates_that_cannot_be_are_refused(bar_kg: float, pairs: dict[float, int], says: str) -> None:
    with pytest.raises(TrainingError, match=says):
        Plates(bar_kg, pairs)


def test_less_than_the_bar_cannot_be_loaded() -> None:
    with pytest.raises(TrainingError, match="lighter bar"):
        MY_PLATES.loading(19.0)


def test_neighbours_among_loads() -> None:
    dumbbells = even_steps(2.0, 10.0)
    assert dumbbells == (2.0, 4.0, 6.0, 8.0, 10.0)
    assert (next_above(dumbbells, 4.0), next_below(dumbbells, 4.0), nearest_at_most(dumbbells, 5.9)) == (6.0, 2.0, 4.0)
    assert next_above(dumbbells, 10.0) is next_below(dumbbells, 2.0) is nearest_at_most(dumbbells, 1.0) is None


# --- warm-up sets


def test_warm_up_sets_lead_up_to_the_working_load() -> None:
    loads = [each.load_kg for each in MY_PLATES.loadings()]
    assert [(each.load_kg, each.reps) for each in warm_up_sets(100.0, loads)] == [(40.0, 8), (60.0, 5), (80.0, 3)]
    assert warm_up_sets(20.0, loads) == ()
    assert [each.load_kg for each in warm_up_sets(25.0, loads)] == [20.0]


@given(load_kg=LOADS, step=st.sampled_from([0.5, 1.0, 2.5, 5.0]))
def test_warm_up_sets_are_lighter_and_get_heavier(load_kg: float, step: float) -> None:
    proposed = warm_up_sets(load_kg, even_steps(step))
    loads = [each.load_kg for each in proposed]
    assert loads == sorted(set(loads))
    assert all(each < load_kg for each in loads)
    assert [each.reps for each in proposed] == sorted((each.reps for each in proposed), reverse=True)


# --- bests


def test_bests_name_the_first_set_that_reached_them() -> None:
    sets = [
        SQUAT._replace(warm_up=True, load_kg=300.0),
        SQUAT,
        SQUAT._replace(day=MONDAY + timedelta(days=2)),
        SQUAT._replace(load_kg=120.0, reps=3, day=MONDAY + timedelta(days=4)),
        SQUAT._replace(load_kg=None, reps=20),
    ]
    bests = personal_bests(sets)
    assert bests[BestKind.HEAVIEST].value == 120.0
    assert bests[BestKind.MOST_REPS].value == 20
    assert bests[BestKind.SET_VOLUME].done is sets[1]
    assert bests[BestKind.ESTIMATED_MAXIMUM].value == pytest.approx(133.33, abs=0.01)
    assert BestKind.LONGEST_HOLD not in bests
    held = personal_bests([DoneSet("plank", MONDAY, duration_s=40.0), DoneSet("plank", MONDAY, duration_s=55.0)])
    assert held[BestKind.LONGEST_HOLD].value == 55.0
    assert set(held) == {BestKind.LONGEST_HOLD}


def test_progress_sums_up_the_working_sets_of_each_session() -> None:
    first = [SQUAT._replace(warm_up=True, load_kg=500.0), SQUAT, SQUAT._replace(reps=8, load_kg=110.0)]
    later = [SQUAT._replace(day=MONDAY + timedelta(days=3), load_kg=None)]
    one, two = progress_by_session(later + first)
    assert (one.sets, one.reps, one.heaviest_kg, one.volume_load_kg) == (2, 18, 110.0, 1880.0)
    assert one.estimated_maximum_kg == pytest.approx(epley_kg(110.0, 8))
    assert (two.day, two.reps, two.heaviest_kg, two.volume_load_kg, two.estimated_maximum_kg) == (
        MONDAY + timedelta(days=3),
        10,
        None,
        None,
        None,
    )
    (held,) = progress_by_session(
        [DoneSet("plank", MONDAY, duration_s=30.0), DoneSet("plank", MONDAY, duration_s=40.0)]
    )
    assert (held.sets, held.reps, held.longest_hold_s) == (2, 0, 40.0)

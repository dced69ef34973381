"""What people do right before and right after the reps of a set is none of them."""

from __future__ import annotations

import numpy as np
import pytest

from sensorlog.events import Channel, Rep
from sensorlog.imu import FloatArray
from sensorlog.motion import Params
from sensorlog.motion.hindsight import rise_ratio
from sensorlog.motion.history import History
from sensorlog.motion.reps import RepList, Way
from sensorlog.motion.zigzag import Turn
from tests.motion import contract
from tests.motion.movements import G, analyse, counts, info, min_jerk, moved, standing, tilted

Ways = list[tuple[float, float]]
SQUATS: Ways = [(1.4, -0.5), (1.1, 0.0), (0.6, 0.0)] * 5
PULLS: Ways = [(1.2, 0.5), (1.2, 0.0), (0.5, 0.0)] * 5
BACK_AND_FORTH: Ways = [(1.2, 1.0), (0.3, 1.0), (1.3, 0.0), (0.5, 0.0)]
BENDS: Ways = [(1.2, 0.0), (0.6, 0.0), (1.4, 1.0), (0.5, 1.0)] * 5


def test_getting_up_and_waiting_before_the_first_squat() -> None:
    events = analyse(moved([(3.0, -0.45), (3.0, -0.45), (2.0, 0.0), (3.0, 0.0), *SQUATS, (12.0, 0.0)]))
    assert counts(events) == [5]
    assert min(rep.start_s for rep in standing(events).values()) > 10.5
    contract.check(events)


def test_bending_to_the_weight_and_straightening_up_again() -> None:
    events = analyse(tilted([(3.0, 0.0), (2.0, 1.0), (4.0, 1.0), *BENDS, (0.6, 1.0), (2.3, 0.0), (12.0, 0.0)]))
    assert counts(events) == [5]
    assert min(rep.start_s for rep in standing(events).values()) > 8.5
    contract.check(events)


def test_a_fidget_a_while_before_the_set() -> None:
    fidget: Ways = [(3.0, 0.0), (1.0, 0.7), (3.0, 0.0), (5.0, 0.0)]
    events = analyse(tilted([*fidget, *[(1.2, 1.0), (0.3, 1.0), (1.3, 0.0), (0.4, 0.0)] * 6, (12.0, 0.0)]))
    assert counts(events) == [6]
    contract.check(events)


def test_three_movements_that_last_ever_so_differently_are_no_set() -> None:
    slow_quick_slower: Ways = [
        (3.2, 1.2),
        (1.4, 0.0),
        (0.6, 1.2),
        (0.7, 1.2),
        (0.5, 0.0),
        (0.7, 0.0),
        (1.8, 1.2),
        (1.6, 0.1),
    ]
    assert counts(analyse(tilted([(3.0, 0.0), *slow_quick_slower, (12.0, 0.1)]))) == []


def test_an_arm_that_is_raised_three_times_for_now_so_long_now_so_long_is_no_set() -> None:
    looks: Ways = [(1.2, 1.1), (2.8, 1.1), (1.4, 0.0), (1.3, 0.0), (1.0, 1.1), (2.4, 1.1), (0.8, 0.0), (1.1, 0.0)]
    looks += [(0.7, 1.1), (8.0, 1.1), (1.0, 0.0)]
    assert counts(analyse(tilted([(3.0, 0.0), *looks, (12.0, 0.0)]))) == []


def test_turning_away_after_the_last_rep_and_back_after_a_while() -> None:
    away: Ways = [(1.0, 0.0), (2.5, 1.25), (4.0, 1.25), (0.8, 0.4), (12.0, 0.4)]
    events = analyse(tilted([(3.0, 0.0), *BACK_AND_FORTH * 5, *away]))
    assert counts(events) == [5]
    contract.check(events)


def test_turning_to_the_seat_behind_the_last_rep_and_twice_part_of_the_way_back() -> None:
    away: Ways = [(1.3, 1.1), (2.0, 1.1), (0.6, 0.3), (1.0, 0.3), (0.6, 1.1), (2.0, 1.1), (0.5, 0.4), (1.0, 0.4)]
    events = analyse(tilted([(3.0, 0.0), *BACK_AND_FORTH * 6, *away, (0.6, 1.1), (12.0, 1.1)]))
    assert counts(events) == [6]
    contract.check(events)


def shorter_from_the_sixth_on(number: int) -> Ways:
    shorter: Ways = [(1.2, 1.0), (0.3, 1.0), (1.2, 0.3), (0.5, 0.3)] * number
    return [(3.0, 0.0), *BACK_AND_FORTH * 5, *shorter, (12.0, 0.3)]


@pytest.mark.parametrize("number", [2, 3, 6])
def test_last_reps_that_do_not_go_all_the_way_back_count(number: int) -> None:
    events = analyse(tilted(shorter_from_the_sixth_on(number)))
    assert counts(events) == [5 + number]
    contract.check(events)


def test_reps_that_end_elsewhere_from_one_on_are_told_as_soon_as_another_one_has_begun() -> None:
    events = analyse(tilted(shorter_from_the_sixth_on(4)))
    *_, seventh, eighth, _ = sorted(standing(events).values(), key=lambda rep: rep.start_s)
    assert eighth.end_s is not None
    first_told_s = min(event.t_s for event in events if isinstance(event, Rep) and event.rep_id == seventh.rep_id)
    assert first_told_s < eighth.end_s


@pytest.mark.parametrize("held_s", [0.3, 4.0])
def test_a_last_rep_that_is_held_counts(held_s: float) -> None:
    held: Ways = [(1.3, 1.0), (held_s, 1.0), (1.3, 0.0)]
    assert counts(analyse(tilted([(3.0, 0.0), *BACK_AND_FORTH * 5, *held, (12.0, 0.0)]))) == [6]


def test_standing_up_from_the_weight_is_no_pull() -> None:
    to_the_bar: Ways = [(3.0, 0.5), (3.0, 0.5), (1.8, 0.0), (3.0, 0.0)]
    events = analyse(moved([*to_the_bar, *PULLS, (0.5, 0.0), (2.3, 0.5), (12.0, 0.5)]))
    assert counts(events) == [5]
    contract.check(events)


def test_a_last_pull_that_is_not_lowered_counts() -> None:
    assert counts(analyse(moved([(3.0, 0.0), *PULLS, (1.2, 0.5), (12.0, 0.5)]))) == [6]


def test_a_last_way_up_unlike_the_others_that_is_not_lowered_is_no_pull() -> None:
    assert counts(analyse(moved([(3.0, 0.0), *PULLS, (0.5, 0.0), (1.6, 0.4), (12.0, 0.4)]))) == [5]


@pytest.mark.parametrize("lowered_s", [2.0, 3.0])
def test_getting_up_right_before_quick_squats(lowered_s: float) -> None:
    squats: Ways = [(0.7, -0.5), (0.1, -0.5), (0.6, 0.0), (0.1, 0.0)] * 6
    events = analyse(moved([(3.0, -0.45), (lowered_s, -0.45), (2.4, 0.0), (0.2, 0.0), *squats, (12.0, 0.0)]))
    assert counts(events) == [6]
    contract.check(events)


def test_lifting_the_weight_to_where_the_presses_start() -> None:
    presses: Ways = [(1.0, 1.8), (0.4, 1.8), (1.1, 1.4), (0.4, 1.4)] * 5
    events = analyse(moved([(3.0, 0.0), (1.6, 1.4), (0.6, 1.4), *presses, (12.0, 1.4)]))
    assert counts(events) == [5]
    contract.check(events)


def test_a_last_way_down_that_runs_on_to_where_the_weight_is_put() -> None:
    presses: Ways = [(1.0, 1.4), (0.4, 1.4), (1.1, 1.0), (0.4, 1.0)] * 5
    events = analyse(moved([(3.0, 1.0), *presses, (1.0, 1.4), (0.4, 1.4), (1.1, 1.0), (1.3, 0.3), (12.0, 0.3)]))
    assert counts(events) == [6]
    contract.check(events)


CURLS: Ways = [(1.2, 1.1), (0.3, 1.1), (1.3, 0.0), (0.5, 0.0)] * 5


def test_half_a_rep_at_the_end_counts() -> None:
    half: Ways = [(0.9, 0.65), (0.3, 0.65), (1.0, 0.0)]
    events = analyse(tilted([(3.0, 0.0), *CURLS, *half, (12.0, 0.0)]))
    assert counts(events) == [6]
    contract.check(events)


def test_shaking_the_arm_after_the_last_rep() -> None:
    shakes: Ways = [(0.5, 1.0), (0.5, 0.0)] * 5
    slow: Ways = [(2.0, 1.1), (0.3, 1.1), (2.0, 0.0), (0.5, 0.0)] * 5
    assert counts(analyse(tilted([(3.0, 0.0), *slow, (1.0, 0.0), *shakes, (12.0, 0.0)]))) == [5]


def test_a_last_way_back_that_ends_right_before_samples_are_missing() -> None:
    t_s, acc, gyr = tilted([(3.0, 0.0), *CURLS, (14.0, 0.0)])
    there = (t_s < 19.1) | (t_s > 22.0)
    assert counts(analyse((t_s[there], acc[there], gyr[there]))) == [5]


def test_a_last_movement_that_is_slow_both_ways_is_no_rep() -> None:
    up_and_down_to_the_chair: Ways = [(2.6, 1.1), (0.5, 1.1), (2.6, 0.0)]
    assert counts(analyse(tilted([(3.0, 0.0), *CURLS, *up_and_down_to_the_chair, (12.0, 0.0)]))) == [5]


def test_a_longer_pause_and_a_slower_way_up_in_the_last_squat() -> None:
    squats: Ways = [(1.4, 0.6), (3.0, 0.6), (1.2, 0.0), (0.5, 0.0)] * 5
    last: Ways = [(1.4, 0.6), (5.2, 0.6), (1.65, 0.0)]
    assert counts(analyse(tilted([(3.0, 0.0), *squats, *last, (12.0, 0.0)]))) == [6]


CURL: Ways = [(1.2, 2.2), (0.3, 2.2), (1.4, 0.0), (0.4, 0.0)]
HALF_CURL: Ways = [(0.9, 1.3), (0.3, 1.3), (1.0, 0.0), (0.4, 0.0)]


@pytest.mark.parametrize("place", [3, 4, 6])
def test_half_a_curl_is_a_rep_within_the_set_and_at_its_end(place: int) -> None:
    before, behind = CURL * place, CURL * (6 - place)
    events = analyse(tilted([(3.0, 0.0), *before, *HALF_CURL, *behind, (12.0, 0.0)]))
    assert counts(events) == [7]
    contract.check(events)


@pytest.mark.parametrize("has_gyroscope", [True, False])
@pytest.mark.parametrize("place", [1, 2])
@pytest.mark.parametrize(("share", "expected"), [(0.4, {3, 4}), (0.5, {4})])
def test_four_bends_of_which_one_is_half(share: float, expected: set[int], place: int, has_gyroscope: bool) -> None:
    """Three whole ones are a set; below half the way the other one may be none."""
    bend: Ways = [(1.7, 1.2), (0.3, 1.2), (1.9, 0.0), (0.4, 0.0)]
    half: Ways = [(1.4, 1.2 * share), (0.1, 1.2 * share), (1.5, 0.0), (0.5, 0.0)]
    t_s, acc, gyr = tilted([(3.0, 0.0), *bend * place, *half, *bend * (3 - place), (12.0, 0.0)])
    one = (t_s, acc, gyr if has_gyroscope else None)
    events = analyse(one, info(50.0, 50.0 if has_gyroscope else None))
    assert [count in expected for count in counts(events)] == [True]
    contract.check(events)


@pytest.mark.parametrize("share", [0.33, 0.36, 0.4])
def test_half_a_row_is_no_wait_behind_which_the_set_begins(share: float) -> None:
    row: Ways = [(1.0, 0.45), (0.1, 0.45), (1.6, 0.0), (0.2, 0.0)]
    half: Ways = [(0.9, 0.45 * share), (0.1, 0.45 * share), (1.2, 0.0), (0.2, 0.0)]
    events = analyse(moved([(3.0, 0.0), *row, *half, *row * 3, (12.0, 0.0)]))
    assert counts(events) == [5]
    contract.check(events)


def test_two_half_curls_at_the_end() -> None:
    assert counts(analyse(tilted([(3.0, 0.0), *CURL * 5, *HALF_CURL * 2, (12.0, 0.0)]))) == [7]


def test_half_a_movement_a_while_after_the_set_is_none_of_it() -> None:
    events = analyse(tilted([(3.0, 0.0), *CURL * 5, (3.0, 0.0), *HALF_CURL, (12.0, 0.0)]))
    assert counts(events) == [5]


def test_taking_up_the_posture_and_leaving_it_are_no_halves_of_a_rep() -> None:
    bends: Ways = [(1.8, -0.2), (0.4, -0.2), (1.7, 1.0), (0.6, 1.0)]
    events = analyse(tilted([(3.0, 0.3), (3.0, 0.3), (1.6, 1.0), (0.6, 1.0), *bends * 5, (3.0, 0.3), (12.0, 0.3)]))
    assert counts(events) == [5]
    assert min(rep.start_s for rep in standing(events).values()) > 8.0
    contract.check(events)


def test_standing_up_from_the_seat_and_bending_to_the_weight() -> None:
    pulls: Ways = [(1.8, 1.55), (0.5, 1.55), (1.7, 0.4), (2.5, 0.4)]
    events = analyse(tilted([(4.0, 0.0), (1.9, 1.55), (1.0, 1.55), (1.8, 0.4), (3.6, 0.4), *pulls * 5, (12.0, 0.4)]))
    assert counts(events) == [5]
    contract.check(events)


def test_a_weight_that_is_picked_up_goes_straight_into_the_first_rep() -> None:
    curls: Ways = [(1.8, 1.55), (0.5, 1.55), (1.7, 0.4), (0.8, 0.4)]
    events = analyse(tilted([(4.0, 0.0), (1.9, 1.55), (0.5, 1.55), (1.7, 0.4), (0.8, 0.4), *curls * 5, (12.0, 0.4)]))
    assert counts(events) == [6]
    contract.check(events)


def test_a_squat_after_a_longer_pause_than_any_is_of_the_set() -> None:
    reps: Ways = [(1.4, -0.5), (1.2, 0.0), (0.8, 0.0)] * 5
    assert counts(analyse(moved([(3.0, 0.0), *reps, (3.0, 0.0), (1.6, -0.5), (1.4, 0.0), (12.0, 0.0)]))) == [6]


def test_what_comes_after_a_pause_of_many_seconds_is_another_set() -> None:
    slow: Ways = [(2.2, -0.5), (2.2, 0.0), (0.6, 0.0)] * 5
    events = analyse(moved([(3.0, 0.0), *slow, (7.5, 0.0), *slow, (14.0, 0.0)]))
    assert counts(events) == [5, 5]
    contract.check(events)


@pytest.mark.parametrize(("back_to", "expected"), [(0.0, 6), (0.4, 5)])
def test_a_bend_that_does_not_come_back_is_none(back_to: float, expected: int) -> None:
    assert counts(
        analyse(tilted([(3.0, 0.0), *BACK_AND_FORTH * 5, (1.3, 1.0), (0.3, 1.0), (1.3, back_to), (12.0, back_to)]))
    ) == [expected]


@pytest.mark.parametrize(("is_driven", "is_way_up"), [(True, True), (False, False)])
def test_a_way_up_is_told_from_a_creep_by_what_comes_behind_it(is_driven: bool, is_way_up: bool) -> None:
    """The last rep goes up in the travel that was followed; whether the sensor did is seen in the force."""
    rep_s, reps, end_s = 4.0, 5, 40.0
    t_s = np.arange(0.0, end_s, 0.04)

    def pulls(number: int) -> FloatArray:
        begins = (6.0 + rep_s * np.arange(number))[:, None]
        return np.asarray(np.sum(0.5 * (min_jerk((t_s - begins) / 1.2) - min_jerk((t_s - begins - 2.0) / 1.2)), axis=0))

    followed, true = pulls(reps), pulls(reps if is_driven else reps - 1)
    force = G + np.gradient(np.gradient(true, t_s), t_s)
    still = np.abs(np.gradient(true, t_s)) < 1e-3
    history = History(keep=2000)
    for at_s, value, vertical, rests in zip(*(row.tolist() for row in (t_s, followed, force, still)), strict=True):
        history.append(at_s, value, vertical, still=rests, turn=(0.0, 0.0, 0.0), up=(0.0, 0.0, 1.0))
    found = RepList(Channel.VERTICAL)
    at = [round((6.0 + rep_s * number + more) / 0.04) for number in range(reps) for more in (0.0, 1.2, 2.0, 3.2)]
    for number, (start, end) in enumerate(zip(at[::2], at[1::2], strict=True)):
        turns = Turn(start, followed[start]), Turn(end, followed[end])
        found.stroke(*turns, Way.between(*turns, history.travel, 0), follows=number > 0)
    params = Params()
    assert (rise_ratio(found.drafts, found.first_direction, history, params) > params.risen) is is_way_up

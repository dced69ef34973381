"""Where people pause at the farthest point of a rep, half a cycle is easily gained or lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.outcomes import events_of, outcomes
from benchmarks.workouts import workout
from tests.motion import contract
from tests.motion.movements import Samples, analyse, counts, info, moved, standing, tilted

Ways = list[tuple[float, float]]
PAUSES_S = (3.6, 4.4, 3.9, 4.2, 3.5)


def out_and_held(pause_s: float, level: float) -> Ways:
    return [(1.0, level), (pause_s, level), (1.1, 0.0), (0.4, 0.0)]


def bar_lifted(floor_s: float, level: float = 1.0) -> Ways:
    """From the floor: up, a moment of standing, down, and a while on the floor."""
    return [(1.0, 0.0), (0.6, 0.0), (1.1, level), (floor_s, level)]


@pytest.mark.parametrize(("move", "level"), [(tilted, 1.0), (moved, -0.45), (moved, 0.45)])
def test_the_first_pause_is_the_longest(move: Callable[[Ways], Samples], level: float) -> None:
    later = [way for pause_s in PAUSES_S for way in out_and_held(pause_s, level)]
    events = analyse(move([(3.0, 0.0), *out_and_held(6.5, level), *later, (12.0, 0.0)]))
    assert counts(events) == [6]
    contract.check(events)


def test_the_person_pauses_at_both_turns_and_rather_at_the_farthest_point() -> None:
    later = [way for pause_s in PAUSES_S for way in [(1.0, 1.0), (pause_s, 1.0), (1.1, 0.0), (2.0, 0.0)]]
    first: Ways = [(1.0, 1.0), (6.5, 1.0), (1.1, 0.0), (2.0, 0.0)]
    events = analyse(tilted([(3.0, 0.0), *first, *later, (12.0, 0.0)]))
    assert counts(events) == [6]
    contract.check(events)


@pytest.mark.parametrize(("sits_s", "level"), [(2.5, 0.7), (3.0, 0.8), (2.0, 0.5)])
def test_sitting_down_behind_the_last_rep_does_not_hide_it(sits_s: float, level: float) -> None:
    later = [way for pause_s in PAUSES_S for way in out_and_held(pause_s, 1.0)]
    events = analyse(tilted([(3.0, 0.0), *out_and_held(6.5, 1.0), *later, (1.0, 0.0), (sits_s, level), (12.0, level)]))
    assert counts(events) == [6]
    contract.check(events)


def test_the_second_pause_is_the_longest() -> None:
    later = out_and_held(3.0, 1.0) * 5
    events = analyse(tilted([(3.0, 0.0), *out_and_held(0.8, 1.0), *out_and_held(7.0, 1.0), *later, (12.0, 0.0)]))
    assert counts(events) == [7]
    assert min(rep.start_s for rep in standing(events).values()) < 3.5
    contract.check(events)


def test_bending_to_the_bar_like_a_rep_is_none() -> None:
    """Nothing tells the bend and the way up at the end from those of reps, but for the short rests on the floor."""
    events = analyse(tilted([(3.0, 0.0), (1.1, 1.0), (5.0, 1.0), *bar_lifted(0.9) * 5, (1.0, 0.0), (12.0, 0.0)]))
    assert counts(events) == [5]
    assert min(rep.start_s for rep in standing(events).values()) > 8.5
    contract.check(events)


def test_bending_to_a_bar_that_rests_on_the_floor_for_long_between_the_reps() -> None:
    """The bend is larger and slower, and the way up at the end does not lead where the reps turn."""
    pulls = [way for pause_s in PAUSES_S for way in bar_lifted(pause_s, 0.95)]
    events = analyse(tilted([(3.0, -0.15), (2.2, 1.0), (4.0, 1.0), *pulls, (1.5, 0.12), (12.0, 0.12)]))
    assert counts(events) == [5]
    contract.check(events)


@pytest.mark.parametrize(("from_rad", "bends_s"), [(-0.15, 1.6), (-0.2, 1.4)])
def test_bending_to_a_bar_on_which_the_person_waits_hardly_longer_than_they_stand(
    from_rad: float, bends_s: float
) -> None:
    floors_s = (2.4, 2.9, 2.6, 2.7, 2.5)
    pulls = [way for floor_s in floors_s for way in [(1.0, 0.0), (2.0, 0.0), (1.1, 0.95), (floor_s, 0.95)]]
    begins = [(3.0, from_rad), (bends_s, 0.95), (2.0, 0.95)]
    events = analyse(tilted([*begins, *pulls, (1.4, 0.15), (12.0, 0.15)]))
    assert counts(events) == [5]
    contract.check(events)


def test_sitting_up_slowly_before_the_reps_and_leaving_the_seat_behind_them_make_no_rep() -> None:
    one = workout(14570)
    found = next(each for each in outcomes(one, events_of(one)) if each.true and each.true.truth.start_s > 100)
    assert found.true is not None
    assert [ended.rep_count for ended in found.counted] == [len(found.true.truth.reps)]


def test_leaving_the_seat_by_a_quick_bend() -> None:
    reps: Ways = [(2.0, 1.2), (0.5, 1.2), (2.4, 0.0), (0.6, 0.0)] * 6
    events = analyse(tilted([(3.0, 0.0), *reps, (1.8, 1.3), (0.4, 1.3), (1.2, 0.14), (12.0, 0.14)]))
    assert counts(events) == [6]


def test_half_as_far_and_twice_as_slow_behind_the_last_rep() -> None:
    reps: Ways = [(1.1, 1.0), (0.3, 1.0), (1.2, 0.0), (0.5, 0.0)] * 6
    events = analyse(tilted([(3.0, 0.0), *reps, (0.8, 0.0), (2.2, 0.55), (0.3, 0.55), (1.4, 0.0), (12.0, 0.0)]))
    assert counts(events) == [6]


def test_half_a_quick_curl_without_a_gyroscope() -> None:
    curl: Ways = [(0.6, 2.0), (0.1, 2.0), (0.8, 0.0), (0.2, 0.0)]
    half: Ways = [(0.5, 1.1), (0.1, 1.1), (0.6, 0.0), (0.2, 0.0)]
    t_s, acc, _ = tilted([(3.0, 0.0), *curl * 4, *half, *curl * 4, (12.0, 0.0)])
    assert counts(analyse((t_s, acc, None), info(50.0, None))) == [9]


@pytest.mark.parametrize(("behind_s", "expected"), [(3.0, 6), (9.0, 5)])
def test_a_recording_that_ends_before_the_set_does(behind_s: float, expected: int) -> None:
    """A way out whose way back may have been cut off is a rep; whoever has stayed there for long has done none."""
    lifts: Ways = [(1.0, 0.0), (0.4, 0.0), (1.1, 1.0), (2.6, 1.0)] * 5
    events = analyse(tilted([(3.0, 0.5), (2.0, 1.0), (5.0, 1.0), *lifts, (1.0, 0.0), (behind_s, 0.0)]))
    assert counts(events) == [expected]


@pytest.mark.parametrize(("first_s", "expected"), [(2.5, 6), (1.0, 7)])
def test_straightening_up_when_the_recording_begins_and_standing_when_it_ends(first_s: float, expected: int) -> None:
    """Squats begin and end at the top, as if found from the bottom on; a first press is as quick as the others."""
    ups_and_downs: Ways = [(1.1, 0.0), (0.9, 0.45), (0.3, 0.45)] * 6
    events = analyse(moved([(first_s, 0.45), (0.3, 0.45), *ups_and_downs, (1.0, 0.45)]))
    assert counts(events) == [expected]
    contract.check(events)

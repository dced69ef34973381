"""Missing samples: what was done in them is not known; what was seen on both sides of them is counted once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from sensorlog.events import SetEnded
from sensorlog.imu import ImuBlock, Placement
from sensorlog.motion import Motion
from sensorlog.motion.evidence import Evidence
from tests.motion import contract
from tests.motion.movements import Samples, analyse, counts, info, moved, standing, tilted

Ways = list[tuple[float, float]]
BEGINS_S = 6.0


def reps(level: float, stay_s: float, out_s: float, back_s: float, wait_s: float) -> Ways:
    return [(out_s, level), (stay_s, level), (back_s, 0.0), (wait_s, 0.0)]


def around(ways: Ways) -> Ways:
    return [(BEGINS_S, 0.0), *ways, (20.0, 0.0)]


def without(samples: Samples, start_s: float, lasts_s: float) -> Samples:
    kept = (samples[0] < start_s) | (samples[0] > start_s + lasts_s)
    t_s, acc, gyr = (values[kept] for values in samples)
    return t_s, acc, gyr


PRESS = reps(-0.38, 3.0, 1.6, 1.3, 0.9)
"""Down to the chest, a stay there, up."""
PRESS_S = 6.8
ROW = reps(0.45, 0.2, 0.8, 0.9, 0.5)
BEND = reps(1.2, 1.5, 1.6, 1.6, 1.0)
BEND_S = 5.7
MOVEMENTS = [(moved, PRESS, PRESS_S), (tilted, BEND, BEND_S), (moved, ROW, 2.4)]
SLOW = MOVEMENTS[:2]
REPS = 8


@pytest.mark.parametrize("amid", [0.12, 0.35, 0.5, 0.72, 0.95])
@pytest.mark.parametrize(("move", "rep", "rep_s"), SLOW)
def test_a_hole_that_is_shorter_than_a_way_hides_no_rep(
    move: Callable[[Ways], Samples], rep: Ways, rep_s: float, amid: float
) -> None:
    hole_s = BEGINS_S + (4 + amid) * rep_s
    events = analyse(without(move(around(rep * REPS)), hole_s, 0.8))
    assert counts(events) == [REPS]
    contract.check(events)


@pytest.mark.parametrize("lasts_s", [0.8, 1.5, 2.5, 4.0])
@pytest.mark.parametrize("begins", np.arange(3.1, 7.0, 0.55).round(2))
@pytest.mark.parametrize(("move", "rep", "rep_s"), MOVEMENTS)
def test_no_rep_is_made_of_a_hole(
    move: Callable[[Ways], Samples], rep: Ways, rep_s: float, begins: float, lasts_s: float
) -> None:
    events = analyse(without(move(around(rep * REPS)), BEGINS_S + begins * rep_s, lasts_s))
    (counted,) = counts(events)
    hidden = int(lasts_s / rep_s) + 2
    assert REPS - hidden <= counted <= REPS
    contract.check(events)


def test_a_stay_that_a_hole_cuts_in_two_is_of_one_rep() -> None:
    long = [reps(-0.38, stay_s, 1.6, 1.3, 0.9) for stay_s in (3, 3, 3, 7.5, 3.4, 3.4, 8.0, 3.0)]
    events = analyse(without(moved(around([way for rep in long for way in rep])), 30.0, 2.5))
    assert counts(events) == [len(long)]


def test_who_stays_is_waited_for_behind_a_hole_too() -> None:
    long = [reps(-0.38, stay_s, 1.6, 1.3, 0.9) for stay_s in (3, 3, 3, 7.5, 3.4, 3.4, 8.0, 3.0)]
    events = analyse(without(moved(around([way for rep in long for way in rep])), 46.8, 0.8))
    assert counts(events) == [len(long)]


def test_what_was_hidden_is_not_guessed() -> None:
    """Two rows and more are done in five seconds; how many is unknown, and that the count may be low is told."""
    events = analyse(without(moved(around(ROW * 10)), BEGINS_S + 5 * 2.4, 5.0))
    (ended,) = (event for event in events if isinstance(event, SetEnded))
    assert 7 <= ended.rep_count <= 8
    assert ended.confidence is not None
    assert ended.confidence < 0.8
    assert ended.other_count == ended.rep_count + 1


@pytest.mark.parametrize("seen", [1, 2])
@pytest.mark.parametrize(("move", "rep", "rep_s"), SLOW)
def test_reps_before_a_hole_are_kept_though_the_set_was_not_yet_found(
    move: Callable[[Ways], Samples], rep: Ways, rep_s: float, seen: int
) -> None:
    """Behind it the set might as well begin at the other turn of its reps."""
    events = analyse(without(move(around(rep * REPS)), BEGINS_S + (seen + 0.3) * rep_s, 0.8))
    assert counts(events) == [REPS]
    first = next(iter(standing(events).values()))
    assert first.start_s == pytest.approx(BEGINS_S, abs=0.6)
    contract.check(events)


def test_what_goes_before_a_hole_and_is_something_else_is_not_of_the_set() -> None:
    """The sensor is clipped on, and swings with steps; then samples are missing; then the set."""
    swings = [(0.5, 0.5), (0.5, 0.0)] * 6
    ways = [(2.0, 0.0), *swings, (4.0, 0.0), *BEND * 5, (20.0, 0.0)]
    events = analyse(without(tilted(ways), 9.0, 1.5))
    ended = [event for event in events if isinstance(event, SetEnded)]
    assert ended[-1].rep_count == 5
    assert ended[-1].start_s == pytest.approx(12.0, abs=0.6)


def test_only_the_way_back_was_seen_of_the_last_rep() -> None:
    events = analyse(without(tilted(around(BEND * 5)), BEGINS_S + 4 * BEND_S - 0.5, 1.8))
    assert counts(events) == [5]
    *_, last = standing(events).values()
    assert last.turn_s is None


def test_what_comes_back_long_after_a_hole_is_no_rep() -> None:
    """Sitting down again, behind the set and behind a hole: slower than the ways back, and not as far."""
    ways = [(BEGINS_S, 0.0), *BEND * 5, (1.0, 0.0), (0.8, 0.75), (1.5, 0.75), (3.6, 0.0), (12.0, 0.0)]
    events = analyse(without(tilted(ways), BEGINS_S + 5 * BEND_S + 0.3, 1.7))
    assert counts(events)[0] == 5


@pytest.mark.parametrize("begins_s", [-0.9, -0.4, -0.1])
@pytest.mark.parametrize(("move", "rep", "rep_s"), MOVEMENTS)
def test_who_comes_back_behind_a_hole_had_gone_out_in_it_though_the_set_begins_there(
    move: Callable[[Ways], Samples], rep: Ways, rep_s: float, begins_s: float
) -> None:
    """Found half a cycle off, such a set ends with a way out from which nobody comes back."""
    lasts_s = rep[0][0] - begins_s
    events = analyse(without(move(around(rep * REPS)), BEGINS_S + begins_s, lasts_s))
    assert counts(events) == [REPS]
    contract.check(events)


@pytest.mark.parametrize("seen", [0.0, 0.35, 0.7])
@pytest.mark.parametrize(("move", "rep", "rep_s"), MOVEMENTS)
def test_the_last_way_back_is_hidden(move: Callable[[Ways], Samples], rep: Ways, rep_s: float, seen: float) -> None:
    out_s, stay_s, back_s, wait_s = (lasts_s for lasts_s, _ in rep)
    begins_s = BEGINS_S + (REPS - 1) * (out_s + stay_s + back_s + wait_s) + out_s + stay_s + seen * back_s
    events = analyse(without(move(around(rep * REPS)), begins_s, (1.0 - seen) * back_s + 0.4))
    assert counts(events) == [REPS]
    contract.check(events)


def test_the_first_way_back_is_hidden() -> None:
    out_s, stay_s, back_s, _ = (lasts_s for lasts_s, _ in BEND)
    events = analyse(without(tilted(around(BEND * REPS)), BEGINS_S + out_s + stay_s - 0.1, back_s + 0.2))
    assert counts(events) == [REPS]
    contract.check(events)


STAYS_BENT: Ways = [(BEGINS_S, 0.0), *BEND * 5, (1.6, 1.2), (20.0, 1.2)]
"""Five bends, and then bending down for something else."""


@pytest.mark.parametrize("begins_s", [-3.0, -1.6])
def test_a_hole_before_a_set_hides_no_way_out_if_nobody_came_from_there(begins_s: float) -> None:
    assert counts(analyse(without(tilted(STAYS_BENT), BEGINS_S + begins_s, 1.5))) == [5]


def test_who_is_still_bent_behind_a_hole_has_not_come_back_in_it() -> None:
    behind_s = BEGINS_S + 5 * BEND_S + 2.0
    assert counts(analyse(without(tilted(STAYS_BENT), behind_s, 1.5))) == [5]


def doubts(samples: Samples) -> Evidence:
    t_s, acc, gyr = samples
    motion = Motion(info(50.0, 50.0))
    motion.push(ImuBlock("bar", t_s, acc, gyr))
    motion.finish(float(t_s[-1]))
    assert motion.evidence is not None
    return motion.evidence


@pytest.mark.parametrize("before", [False, True])
def test_a_hole_beside_a_set_is_held_against_it_by_how_much_of_a_rep_it_may_hide(before: bool) -> None:
    over_s = BEGINS_S + REPS * BEND_S

    def doubt(lasts_s: float, away_s: float) -> float:
        begins_s = BEGINS_S - away_s - lasts_s if before else over_s + away_s
        evidence = doubts(without(tilted(around(BEND * REPS)), begins_s, lasts_s))
        return evidence.hole_before if before else evidence.hole_after

    assert 0.0 < doubt(0.8, 0.3) < doubt(3.5, 0.3)
    assert doubt(1.5, 3.0) < doubt(1.5, 0.3)


@pytest.mark.parametrize("begins_s", [1.62, 3.0, 4.9])
def test_a_rep_that_is_wholly_hidden_is_told_to_be_missing(begins_s: float) -> None:
    """The hole begins at the turn of the rep before, or later in it."""
    lasts_s = 2 * BEND_S - 0.3 - begins_s
    events = analyse(without(tilted(around(BEND * REPS)), BEGINS_S + 3 * BEND_S + begins_s, lasts_s))
    (ended,) = (event for event in events if isinstance(event, SetEnded))
    assert ended.rep_count == REPS - 1
    assert ended.confidence is not None
    assert ended.confidence < 0.8
    assert ended.other_count == REPS


def test_nothing_is_measured_across_a_hole() -> None:
    t_s, acc, gyr = samples = without(moved(around(PRESS * REPS)), BEGINS_S + 4 * PRESS_S + 2.5, 1.0)
    across = list(standing(analyse(samples, info(50.0, 50.0))).values())[4]
    motion = Motion(info(50.0, 50.0))
    motion.push(ImuBlock("bar", t_s, acc, gyr))
    assert motion.travel(across.rep_id) is None
    assert motion.travel(f"{across.set_id}/6") is not None
    assert across.rom_m is None
    assert across.mean_velocity_m_s is None
    assert across.end_s is not None
    others = [rep for rep in standing(analyse(samples, info(50.0, 50.0))).values() if rep != across]
    assert all(rep.mean_velocity_m_s is not None for rep in others)


def test_the_trunk_is_not_judged_across_a_hole() -> None:
    samples = without(tilted(around(BEND * REPS)), BEGINS_S + 4 * BEND_S + 1.9, 1.0)
    reps_seen = list(standing(analyse(samples, info(50.0, 50.0, Placement.TRUNK))).values())
    assert len(reps_seen) == REPS
    assert reps_seen[4].trunk is None
    assert reps_seen[5].trunk is not None

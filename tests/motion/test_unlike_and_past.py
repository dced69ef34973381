"""How unlike the others a rep is, part by part; and travel over the past, known from both sides."""

from __future__ import annotations

from dataclasses import replace
from math import cos, sin

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.motion import Params
from sensorlog.motion.history import History
from sensorlog.motion.past import look_back
from sensorlog.motion.reps import RepDraft, Way
from sensorlog.motion.unlike import Unlike, unlike
from tests.motion.movements import analyse, counts, standing, tilted

RATE_HZ = 25
UP = (0.0, 0.0, 1.0)


def _history(angles_rad: list[float]) -> History:
    history = History(keep=10_000)
    for index, angle in enumerate(angles_rad):
        history.append(index / RATE_HZ, 0.0, 9.81, False, (0.0, 0.0, 0.0), (0.0, sin(angle), cos(angle)))
    return history


def _rep(start: int, out: float = 1.0, back: float = 1.0, lasted: int = 20) -> RepDraft:
    way_out = Way(out, start + 2, start + 12, start + 2 + lasted)
    way_back = Way(back, start + 30, start + 40, start + 30 + lasted)
    return RepDraft(start, start + 25, start + 28, start + 55, start + 60, way_out, way_back, counted=True)


REPS = [_rep(60 * number) for number in range(5)]


def test_a_rep_like_the_others_is_not_unlike_them() -> None:
    assert unlike(REPS[-1], REPS[:-1], _history([0.0] * 400)) == Unlike()


@pytest.mark.parametrize(("size", "spreads"), [(1.1, 0.95), (2.0, 6.9), (0.5, -6.9)])
def test_sizes_are_told_in_spreads_of_a_tenth_at_least(size: float, spreads: float) -> None:
    found = unlike(_rep(240, out=size), REPS[:-1], _history([0.0] * 400))
    assert found.out_size == pytest.approx(spreads, rel=0.02)
    assert found.back_size == 0.0


def test_a_slower_way_has_a_positive_time() -> None:
    assert unlike(_rep(240, lasted=40), REPS[:-1], _history([0.0] * 400)).out_time > 4.0
    assert unlike(_rep(240, lasted=10), REPS[:-1], _history([0.0] * 400)).out_time < -4.0


def test_only_the_pose_that_differs_is_told() -> None:
    angles_rad = [0.0] * 400
    angles_rad[240 + 25] = 0.5
    found = unlike(REPS[-1], REPS[:-1], _history(angles_rad))
    assert found.turn_pose == pytest.approx(2 * sin(0.25) / 0.05)
    assert (found.start_pose, found.end_pose) == (0.0, 0.0)


def test_a_way_back_that_passes_the_usual_end_has_come_back() -> None:
    angles_rad = [0.0] * 400
    angles_rad[240 + 50 :] = [0.8] * len(angles_rad[240 + 50 :])
    assert unlike(REPS[-1], REPS[:-1], _history(angles_rad)).end_pose == 0.0


def test_what_was_not_seen_is_not_unlike() -> None:
    assert unlike(replace(REPS[-1], way_out=None, turn=None), REPS[:-1], _history([0.0] * 400)) == Unlike()
    assert unlike(REPS[1], REPS[:1], _history([0.0] * 400)) == Unlike()


def _lifted(height_m: float, times: int) -> np.ndarray:
    one = np.concatenate((np.zeros(25), height_m * 0.5 * (1 - np.cos(np.linspace(0, 2 * np.pi, 50)))))
    return np.concatenate((np.tile(one, times), np.zeros(100)))


@given(st.floats(0.1, 1.0), st.integers(2, 6), st.floats(9.6, 10.0))
def test_travel_is_found_again_whatever_gravity_reads(height_m: float, times: int, gravity: float) -> None:
    z = _lifted(height_m, times)
    force = gravity + np.gradient(np.gradient(z)) * RATE_HZ**2
    still = (np.abs(np.gradient(z)) < 1e-9).tolist()
    past = look_back(force, np.array([UP] * len(z)), still, Params())
    assert past.gravity == pytest.approx(gravity, abs=0.02)
    travel = np.array(past.travel[: -round(Params().edge_s * RATE_HZ)])
    ranges = [np.ptp(travel[75 * number + 20 : 75 * number + 75]) for number in range(times)]
    assert ranges == pytest.approx([height_m] * times, rel=0.15), "the first as long as the others"


def test_a_short_past_is_integrated_as_the_samples_to_come_will_be() -> None:
    past = look_back(np.array([9.81, 9.81]), np.array([UP, UP]), [True, True], Params())
    assert past.travel == pytest.approx([0.0, 0.0])


@pytest.mark.parametrize("away_rad", [0.6, 0.8])
def test_a_set_begins_where_the_person_stood_on_the_way_into_its_first_rep(away_rad: float) -> None:
    to_the_bar = [(2.0, away_rad), (12.0, away_rad), (1.5, 0.0), (4.0, 0.0)]
    reps = [(0.8, -1.0), (0.2, -1.0), (0.9, 0.0), (0.3, 0.0)] * 6
    events = analyse(tilted([*to_the_bar, *reps, (12.0, 0.0)]))
    assert counts(events) == [6]
    assert min(rep.start_s for rep in standing(events).values()) == pytest.approx(19.5, abs=0.3)

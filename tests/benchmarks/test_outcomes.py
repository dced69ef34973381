"""The judge must not lie: what counts as exact, as near, as false, and what a counter is not asked for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.outcomes import outcomes, print_table
from benchmarks.workouts import Workout, workout
from sensorlog.events import Channel, SetEnded
from sensorlog.imu import Gap, ImuBlock


@pytest.fixture(scope="module")
def done() -> Workout:
    return workout(1002)


def _ended(number: int, start_s: float, end_s: float, reps: int) -> SetEnded:
    return SetEnded("sensor", f"sensor/{number}", end_s, start_s, end_s, reps, None, Channel.VERTICAL, None)


def test_a_set_is_exact_only_as_one_set_with_its_reps(done):
    sets = [one.truth for one in done.sets]
    whole = [_ended(n, one.start_s, one.end_s, len(one.reps)) for n, one in enumerate(sets)]
    assert all(found.is_exact for found in outcomes(done, whole))
    middle_s = (sets[0].start_s + sets[0].end_s) / 2
    split = [_ended(90, sets[0].start_s, middle_s, 1), _ended(91, middle_s, sets[0].end_s, len(sets[0].reps) - 1)]
    first, *others = outcomes(done, split)
    assert (first.is_exact, first.is_near) == (False, True)
    assert not any(found.is_near for found in others), "a set that nobody counted is not near, however short it is"


def test_what_was_counted_where_nothing_was_done_is_false(done):
    before_s = done.sets[0].truth.start_s
    *_, last = outcomes(done, [_ended(1, before_s - 4.0, before_s - 1.0, 3)])
    assert last.true is None
    assert not last.is_exact


def test_a_set_is_asked_for_only_where_no_gap_can_hide_a_rep():
    one = workout(1001)
    gaps = [piece for piece in one.pieces() if isinstance(piece, Gap) and piece.end_s - piece.start_s > 0.65]
    hidden = [any(s.truth.start_s < gap.end_s and gap.start_s < s.truth.end_s for gap in gaps) for s in one.sets]
    assert set(hidden) == {True, False}, "a workout that shows both is needed here"
    assert [not s.is_whole for s in one.sets] == hidden


def test_sets_with_silences_in_them_are_told_apart(capsys):
    one = workout(1001)
    asked = [s for s in one.sets if s.is_carried and s.is_one and not s.is_whole]
    assert len(asked) >= 2, "a workout that has two is needed here"
    reps = {id(s): s.counts[0] for s in one.sets}
    reps[id(asked[0])] += len(asked[0].counts)
    reps[id(asked[1])] -= 1
    ended = [_ended(n, s.truth.start_s, s.truth.end_s, reps[id(s)]) for n, s in enumerate(one.sets)]
    print_table([("seen", outcomes(one, ended))], show_misses=False)
    told = f"sets with silences in them: {len(asked)}; exact {len(asked) - 2}, too few 1, too many 1"
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("length", [7, 1 << 30])
def test_pieces_hold_what_arrived_and_nothing_else(done, length):
    kept = np.delete(done.kept, np.arange(500, 900))
    pieces = list(replace(done, kept=kept).pieces(length))
    blocks = [piece for piece in pieces if isinstance(piece, ImuBlock)]
    assert np.array_equal(np.concatenate([block.t_s for block in blocks]), done.samples.t_s[kept])
    assert max(len(block) for block in blocks) <= length
    assert sum(isinstance(piece, Gap) for piece in pieces) >= 1

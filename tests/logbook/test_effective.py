"""Edits over sensed sets: the rules, and what no edit may break."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sensorlog.events import JsonValue, RepSource
from sensorlog.logbook import Edit, EditOp, effective_sets
from tests.logbook.sample import START_UTC, VERSION, make_set

TWO_SETS = (make_set(10.0, 5, 1), make_set(100.0, 4, 2))


def edit(op: EditOp, start_s: float, end_s: float | None, value: JsonValue = None, number: int = 0) -> Edit:
    return Edit(f"e{number}", op, start_s, end_s, value, None, START_UTC)


def counts(*edits: Edit) -> list[int]:
    return [each.rep_count for each in effective_sets(TWO_SETS, edits, VERSION)]


def test_a_removed_rep_is_found_again_when_its_times_have_shifted_a_little() -> None:
    (first, _) = effective_sets(TWO_SETS, [edit(EditOp.REP_REMOVE, 13.7, 15.8)], VERSION)
    assert [rep.rep_id for rep in first.reps] == ["bar/1/1", "bar/1/2", "bar/1/4", "bar/1/5"]


def test_a_rep_that_the_sensor_no_longer_sees_is_not_removed_from_its_neighbours() -> None:
    assert counts(edit(EditOp.REP_REMOVE, 8.0, 10.0)) == [5, 4]
    assert counts(edit(EditOp.REP_REMOVE, 20.0, 22.0)) == [5, 4]


def test_an_added_rep_can_be_taken_back_without_touching_a_sensed_one() -> None:
    added = edit(EditOp.REP_ADD, 10.0, 20.0, 13.0, number=1)
    undone = edit(EditOp.REP_REMOVE, 13.0, 13.0, number=2)
    (first, second) = effective_sets(TWO_SETS, [added, undone], VERSION)
    assert first.reps == TWO_SETS[0].reps
    assert second.reps == TWO_SETS[1].reps


def test_a_rep_added_where_there_was_no_set_counts_nowhere() -> None:
    assert counts(edit(EditOp.REP_ADD, 50.0, 55.0)) == [5, 4]


def test_a_correction_holds_for_its_stretch_of_time_and_the_later_one_wins() -> None:
    first, second = effective_sets(
        TWO_SETS,
        [
            edit(EditOp.EXERCISE, 0.0, 200.0, "deadlift"),
            edit(EditOp.EXERCISE, 100.0, 101.0, None),
            edit(EditOp.LOAD, 10.0, 20.0, 80),
            edit(EditOp.LOAD, 0.0, None, 999.0),  # a key: already in the sensed row
        ],
        VERSION,
    )
    assert (first.exercise, first.load_kg) == ("deadlift", 80.0)
    assert (second.exercise, second.load_kg) == (None, 62.5)


def test_in_its_own_analysis_an_edit_finds_its_rep_by_id_and_in_another_by_time() -> None:
    removed = replace(edit(EditOp.REP_REMOVE, 12.0, 14.0), about="bar/9/1", analysis_version=VERSION)
    added = replace(edit(EditOp.REP_ADD, 10.0, 20.0, 21.0), about="bar/2/+1", analysis_version=VERSION)
    gone = replace(edit(EditOp.REP_REMOVE, 21.0, 21.0), about="bar/2/+1", analysis_version=VERSION)
    assert [each.rep_count for each in effective_sets(TWO_SETS, [removed, added], VERSION)] == [5, 5]
    assert [each.rep_count for each in effective_sets(TWO_SETS, [added, gone], VERSION)] == [5, 4]
    assert [each.rep_count for each in effective_sets(TWO_SETS, [removed], "another")] == [4, 4]
    assert [each.rep_count for each in effective_sets(TWO_SETS, [added], "another")] == [6, 4]


TIMES = st.floats(0, 130, allow_nan=False)
REGROUPING = (EditOp.SPLIT_SET, EditOp.MERGE_SETS)


def edits_of(ops: Iterable[EditOp]) -> st.SearchStrategy[list[Edit]]:
    said = st.builds(
        lambda op, start_s, length_s, value: edit(op, start_s, None if length_s is None else start_s + length_s, value),
        st.sampled_from(list(ops)),
        TIMES,
        st.none() | st.floats(0, 20),
        st.none() | st.floats(0, 300) | st.text(max_size=5),
    )
    return st.lists(said, max_size=12)


@given(edits_of((*REGROUPING, EditOp.REP_ADD)))
def test_sets_that_are_cut_and_joined_lose_no_rep(edits: list[Edit]) -> None:
    sets = effective_sets(TWO_SETS, edits, VERSION)
    kept = [rep.rep_id for each in sets for rep in each.reps if rep.source is RepSource.SENSOR]
    assert sorted(kept) == sorted(rep.rep_id for each in TWO_SETS for rep in each.reps)
    assert all(each.reps for each in sets)
    assert len({each.set_id for each in sets}) == len(sets)


@given(edits_of(op for op in EditOp if op not in REGROUPING))
def test_no_edit_changes_what_was_sensed_or_invents_a_measure(edits: list[Edit]) -> None:
    for logged, sensed in zip(effective_sets(TWO_SETS, edits, VERSION), TWO_SETS, strict=True):
        assert (logged.start_s, logged.end_s) == (sensed.start_s, sensed.end_s)
        assert logged.sensed_rep_count == len(sensed.reps)
        from_sensor = [rep for rep in logged.reps if rep.source is RepSource.SENSOR]
        assert set(from_sensor) <= set(sensed.reps)
        assert [rep.start_s for rep in logged.reps] == sorted(rep.start_s for rep in logged.reps)
        assert all(rep.rom_m is None and rep.phase1_s is None for rep in logged.reps if rep not in from_sensor)

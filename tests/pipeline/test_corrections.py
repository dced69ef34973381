"""Whatever the sensor says: what a person took back stays away, what a person added stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.events import (
    Channel,
    Event,
    Rep,
    RepSource,
    RepState,
    SetConfirmed,
    SetEnded,
    SetStarted,
    SetWithdrawn,
)
from sensorlog.pipeline.corrections import Corrections
from sensorlog.pipeline.fold import SessionFold
from sensorlog.pipeline.overlaps import Overlaps


def rep(number: int, revision: int = 1, state: RepState = RepState.PROVISIONAL, set_id: str = "s/1") -> Rep:
    start_s = 2.0 * number
    return Rep(
        set_id.partition("/")[0],
        set_id,
        f"{set_id}/{number}",
        revision,
        state,
        t_s=start_s + 1.8,
        start_s=start_s,
        turn_s=start_s + 1.0,
        end_s=start_s + 1.8,
    )


def started(set_id: str = "s/1", start_s: float = 2.0) -> SetStarted:
    return SetStarted(set_id.partition("/")[0], set_id, start_s + 3.0, start_s)


def confirmed(set_id: str = "s/1", t_s: float = 8.0) -> SetConfirmed:
    return SetConfirmed(set_id.partition("/")[0], set_id, t_s, Channel.VERTICAL)


def ended(count: int, set_id: str = "s/1", start_s: float = 2.0, end_s: float = 12.0) -> SetEnded:
    sensor = set_id.partition("/")[0]
    return SetEnded(sensor, set_id, end_s + 4.0, start_s, end_s, count, 0.9, Channel.VERTICAL, None)


def heard(corrections: Corrections, *said: Event) -> list[Event]:
    return [event for one in said for event in corrections.pass_on(one)]


def fold(events: list[Event]) -> SessionFold:
    session = SessionFold()
    session.apply([], events)
    return session


def test_a_rep_taken_back_does_not_return() -> None:
    corrections = Corrections()
    events = heard(corrections, started(), rep(1), rep(2))
    events += corrections.remove_rep(t_s=6.0)
    events += heard(corrections, rep(2, 2, RepState.CONFIRMED), confirmed(), rep(3, 1, RepState.CONFIRMED), ended(3))
    (one,) = fold(events).sets
    assert [standing.rep_id for standing in one.reps] == ["s/1/1", "s/1/3"]
    assert one.sensed_rep_count == 3


def test_nor_under_another_id() -> None:
    corrections = Corrections()
    events = heard(corrections, started(), rep(1), rep(2))
    events += corrections.remove_rep(t_s=6.0)
    renamed = replace(rep(2), rep_id="s/1/9", turn_s=4.9)
    events += heard(corrections, renamed, replace(renamed, revision=2, state=RepState.CONFIRMED), rep(3))
    (one,) = fold(events).sets
    assert [standing.rep_id for standing in one.reps] == ["s/1/1", "s/1/3"]


def test_the_last_rep_is_the_one_taken_back_whoever_counted_it() -> None:
    corrections = Corrections()
    events = [*corrections.pass_on(started()), *corrections.pass_on(rep(1)), *corrections.add_rep(t_s=5.0)]
    first, second = corrections.remove_rep(t_s=6.0), corrections.remove_rep(t_s=6.1)
    assert [event.rep_id for event in first + second if isinstance(event, Rep)] == ["s/1/+1", "s/1/1"]
    assert corrections.remove_rep(t_s=6.2) == []
    assert fold(events + first + second).sets[0].reps == ()
    assert corrections.add_rep(t_s=7.0)[0].rep_id == "s/1/+2"  # type: ignore[union-attr]


def test_keys_without_any_set_do_nothing() -> None:
    corrections = Corrections()
    assert corrections.add_rep(1.0) == []
    assert corrections.remove_rep(1.0) == []


def test_a_set_with_an_added_rep_stays_though_the_sensor_withdraws_it() -> None:
    corrections = Corrections()
    events = heard(corrections, started(), rep(1))
    events += corrections.add_rep(t_s=5.0)
    events += heard(corrections, rep(1, 2, RepState.WITHDRAWN), SetWithdrawn("s", "s/1", 9.0))
    (one,) = fold(events).confirmed_sets
    assert (one.rep_count, one.sensed_rep_count, one.channel, one.confidence) == (1, 0, Channel.PERSON, None)


def test_a_withdrawn_set_is_not_the_one_that_keys_mean() -> None:
    corrections = Corrections()
    heard(corrections, started(), rep(1), confirmed(), ended(1), started("s/2", 30.0), SetWithdrawn("s", "s/2", 40.0))
    assert [event.set_id for event in corrections.add_rep(50.0) if isinstance(event, Rep)] == ["s/1"]


said = st.one_of(
    st.builds(
        rep,
        st.integers(1, 5),
        st.integers(1, 4),
        st.sampled_from(RepState),
    ),
    st.sampled_from(["add", "remove"]),
)


@given(story=st.lists(said, max_size=30))
def test_a_person_is_never_overridden(story: list[Rep | str]) -> None:
    corrections = Corrections()
    session = fold(corrections.pass_on(started()))
    removed: set[str] = set()
    added: set[str] = set()
    for t, what in enumerate(story):
        if isinstance(what, Rep):
            session.apply([], corrections.pass_on(what))
        else:
            press = corrections.add_rep if what == "add" else corrections.remove_rep
            pressed = press(100.0 + t)
            for event in pressed:
                assert isinstance(event, Rep)
                (added if what == "add" else removed).add(event.rep_id)
            session.apply([], pressed)
        standing = {one.rep_id for one in session.sets[0].reps}
        assert not standing & removed
        assert added - removed <= standing
    assert session.sets[0].rep_count >= len(added - removed)
    assert all(r.source is RepSource.PERSON for r in session.sets[0].reps if r.rep_id in added)


@pytest.mark.parametrize(("start_s", "listed"), [(2.5, ["a/1"]), (12.5, ["a/1", "b/1"])])
def test_the_first_to_confirm_counts_and_the_set_after_is_its_own(start_s: float, listed: list[str]) -> None:
    overlaps = Overlaps()
    story: list[Event] = [
        started("a/1"),
        rep(1, set_id="a/1"),
        started("b/1", start_s),
        rep(1, set_id="b/1"),
        confirmed("a/1"),
        ended(1, "a/1"),
        confirmed("b/1", start_s + 6.0),
        rep(2, set_id="b/1"),
        ended(2, "b/1", start_s, start_s + 10.0),
    ]
    session = fold([passed for event in story for passed in overlaps.pass_on(event)])
    assert [one.set_id for one in session.sets] == listed


def seen_by_two(first_b_confirms: bool) -> list[Event]:
    """Two sensors, one set: ``a`` confirms at 8.0 s of sample time, ``b`` at 8.1 s, and they arrive in either order."""
    confirms: list[Event] = [confirmed("a/1", 8.0), confirmed("b/1", 8.1)]
    return [
        started("a/1"),
        rep(1, set_id="a/1"),
        started("b/1"),
        rep(1, set_id="b/1"),
        *(reversed(confirms) if first_b_confirms else confirms),
        rep(2, 1, RepState.CONFIRMED, set_id="a/1"),
        rep(2, 1, RepState.CONFIRMED, set_id="b/1"),
        ended(2, "b/1"),
        ended(2, "a/1"),
    ]


@pytest.mark.parametrize("first_b_confirms", [False, True])
def test_first_is_told_by_sample_time_and_not_by_arrival(first_b_confirms: bool) -> None:
    overlaps = Overlaps()
    session = fold([passed for event in seen_by_two(first_b_confirms) for passed in overlaps.pass_on(event)])
    assert [(one.set_id, len(one.reps)) for one in session.sets] == [("a/1", 2)]


@pytest.mark.parametrize("first_b_confirms", [False, True])
@pytest.mark.parametrize("after", range(3, 8))
@pytest.mark.parametrize("press", ["add", "remove"])
def test_what_the_person_said_of_one_sensors_set_holds_for_the_other(
    first_b_confirms: bool, after: int, press: str
) -> None:
    overlaps = Overlaps()
    corrections = Corrections(overlaps.heirs)
    events: list[Event] = []
    for number, event in enumerate(seen_by_two(first_b_confirms)):
        events += [said for passed in overlaps.pass_on(event) for said in corrections.pass_on(passed)]
        if number == after:
            events += corrections.add_rep(9.0) if press == "add" else corrections.remove_rep(3.9)
    (one,) = fold(events).sets
    assert one.set_id == "a/1"
    assert len(one.reps) == (3 if press == "add" else 1)

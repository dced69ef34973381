"""Items → events: the cut does not matter, links come and go, keys act where they were pressed."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.events import (
    Event,
    LinkState,
    Rep,
    RepSource,
    RepState,
    SensorState,
    SessionEvent,
    SessionEventKind,
    SetEnded,
    SetStarted,
)
from sensorlog.imu import Gap, ImuBlock, Packet, Placement, StreamInfo
from sensorlog.pipeline import Pipeline, PipelineError, SessionFold
from sensorlog.profiles import Registry
from sensorlog.streams import SensorStream
from tests.pipeline.sessions import PROFILE_ID, Session, counts, is_kind, key, pipeline, squats, with_lost_link


def run(session: Session, cuts: list[int] | None = None) -> list[Event]:
    analysis = pipeline()
    edges = [0, *sorted(cuts or []), len(session)]
    events = [event for a, b in pairwise(edges) for event in analysis.push(session[a:b])]
    return events + analysis.finish()


def folded(events: list[Event]) -> SessionFold:
    fold = SessionFold()
    fold.apply([], events)
    return fold


def assert_same(one: SessionFold, other: SessionFold) -> None:
    assert one.sets == other.sets
    assert one.holds == other.holds
    assert one.sensors == other.sensors


def busy_session() -> Session:
    """Two sensors, a lost link and keys."""
    session = with_lost_link(squats(Placement.BAR, Placement.TRUNK), 28.0, 33.0)
    session = key(session, 12.0, SessionEventKind.REP_REMOVE)
    session = key(session, 14.0, SessionEventKind.REP_ADD)
    session = key(session, 30.0, SessionEventKind.SET_START)
    return key(session, 50.0, SessionEventKind.SET_END)


@pytest.fixture(scope="module")
def reference() -> tuple[Session, SessionFold]:
    session = busy_session()
    return session, folded(run(session))


def test_sets_are_found_and_counted() -> None:
    assert counts(run(squats())) == [("bar/1", 5), ("bar/2", 4)]


def test_one_item_at_a_time_gives_the_same_sets(reference: tuple[Session, SessionFold]) -> None:
    session, stands = reference
    assert_same(folded(run(session, list(range(len(session))))), stands)


@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_the_same_sets_however_items_are_cut(reference: tuple[Session, SessionFold], data: st.DataObject) -> None:
    session, stands = reference
    assert_same(folded(run(session, data.draw(st.lists(st.integers(0, len(session)), max_size=30)))), stands)


@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_the_same_events_of_one_sensor_however_items_are_cut(data: st.DataObject) -> None:
    session = key(key(squats(), 12.0, SessionEventKind.REP_REMOVE), 14.0, SessionEventKind.REP_ADD)
    assert run(session, data.draw(st.lists(st.integers(0, len(session)), max_size=30))) == run(session)


def test_a_set_that_two_sensors_see_is_listed_once() -> None:
    fold = folded(run(squats(Placement.BAR, Placement.TRUNK)))
    assert [one.rep_count for one in fold.confirmed_sets] == [5, 4]


def test_a_lost_link_is_a_gap_and_counting_goes_on() -> None:
    analysis = pipeline()
    session = with_lost_link(squats(), 33.0, 38.0)
    events = analysis.push(session) + analysis.finish()
    (facts,) = analysis.sensors
    (gap,) = facts.gaps
    assert gap.start_s == pytest.approx(33.0, abs=0.2)
    assert gap.end_s == pytest.approx(38.0, abs=0.2)
    assert counts(events) == [("bar/1", 5), ("bar/2", 4)]
    states = [event.link for event in events if isinstance(event, SensorState)]
    lost_at = states.index(LinkState.LOST)
    assert LinkState.STREAMING in states[lost_at:]
    assert states[-1] is LinkState.STOPPED


def test_a_sensor_that_comes_back_at_another_rate_keeps_ids_unique() -> None:
    session = squats()
    sensor_at = next(i for i, item in enumerate(session) if is_kind(item, SessionEventKind.SENSOR))
    first_set_over = next(
        i for i, item in enumerate(session) if isinstance(item, Packet) and item.t_ns > session[0].t_ns + 25e9
    )
    joined = session[sensor_at]
    assert isinstance(joined, SessionEvent)
    again = SessionEvent(
        session[first_set_over].t_ns,
        SessionEventKind.SENSOR,
        joined.sensor,
        {**joined.data, "placement": "wrist"},
    )
    events = run([*session[:first_set_over], again, *session[first_set_over:]])
    assert counts(events) == [("bar/1", 5), ("bar/2", 4)]
    reps = {event.rep_id for event in events if isinstance(event, Rep)}
    assert {rep_id.rpartition("/")[0] for rep_id in reps} == {"bar/1", "bar/2"}


def test_keys_change_the_count_and_what_was_sensed_is_kept() -> None:
    session = key(squats(), 16.0, SessionEventKind.REP_REMOVE)
    session = key(session, 16.5, SessionEventKind.REP_ADD)
    session = key(session, 16.6, SessionEventKind.REP_ADD)
    events = run(session)
    ended = [event for event in events if isinstance(event, SetEnded)]
    assert (ended[0].rep_count, ended[0].sensed_rep_count) == (6, 5)
    assert (ended[1].rep_count, ended[1].sensed_rep_count) == (4, 4)
    added = [event for event in events if isinstance(event, Rep) and event.source is RepSource.PERSON]
    assert [rep.rep_id for rep in added] == ["bar/1/+1", "bar/1/+2"]
    assert all(rep.state is RepState.CONFIRMED and rep.mean_velocity_m_s is None for rep in added)


def test_a_key_after_the_set_belongs_to_the_set_that_is_over() -> None:
    fold = folded(run(key(squats(), 27.0, SessionEventKind.REP_ADD)))
    assert [(one.rep_count, one.sensed_rep_count) for one in fold.sets] == [(6, 5), (4, 4)]


def test_paused_is_not_counted() -> None:
    session = key(key(squats(), 1.0, SessionEventKind.PAUSE), 27.0, SessionEventKind.RESUME)
    assert [count for _, count in counts(run(session))] == [4]


def test_set_boundaries_of_the_person_reach_the_counter() -> None:
    session = key(key(squats(), 2.0, SessionEventKind.SET_START), 11.0, SessionEventKind.SET_END)
    events = run(session)
    started = next(event for event in events if isinstance(event, SetStarted))
    ended = next(event for event in events if isinstance(event, SetEnded))
    assert started.by_person
    assert ended.t_s == pytest.approx(11.0, abs=0.1)


def test_answers_to_the_set_up_are_no_samples() -> None:
    session = squats()
    joined = next(i for i, item in enumerate(session) if is_kind(item, SessionEventKind.SENSOR))
    without = [item for item in session[joined:] if not isinstance(item, SessionEvent)]
    analysis = pipeline()
    assert analysis.push([item for item in session if isinstance(item, Packet)]) == []
    assert analysis.push(without) == []


def test_the_profile_of_the_recording_goes_first() -> None:
    text = Registry().get(PROFILE_ID).text
    session = squats()
    nobody = Registry(folders=[])
    analysis = Pipeline(nobody, attached={PROFILE_ID: text})
    assert counts(analysis.push(session) + analysis.finish()) == [("bar/1", 5), ("bar/2", 4)]
    with pytest.raises(PipelineError, match=r"sensor 'bar': its profile 'sensorlog-imu' is neither .* --profile FILE"):
        Pipeline(nobody).push(session)
    with pytest.raises(PipelineError, match="neither in the recording nor installed"):
        Pipeline(nobody, attached={PROFILE_ID: text}, preferred=frozenset([PROFILE_ID])).push(session)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "does not say which profile"),
        ({"profile": 5}, "does not say which profile"),
        ({"profile": PROFILE_ID, "variables": [1]}, "options or variables in the recording are not numbers"),
        ({"profile": PROFILE_ID, "options": {"rate_hz": "fast"}}, "are not numbers"),
        ({"profile": PROFILE_ID, "variables": {"rate_hz": 10**400}}, "are not numbers"),
    ],
)
def test_what_a_recording_says_of_a_sensor_is_checked(data: dict[str, object], message: str) -> None:
    event = SessionEvent(0, SessionEventKind.SENSOR, "bar", data)  # type: ignore[arg-type]
    with pytest.raises(PipelineError, match=f"^sensor 'bar': .*{message}"):
        pipeline().push([event])


def test_a_strange_link_state_is_refused() -> None:
    event = SessionEvent(0, SessionEventKind.LINK, "bar", {"state": "levitating"})
    with pytest.raises(PipelineError, match="link state 'levitating'"):
        pipeline().push([event])


def test_placement_may_be_told_afterwards() -> None:
    for placements in (Placement.TRUNK, {"bar": Placement.TRUNK}):
        analysis = Pipeline(Registry(), placements)
        analysis.push(squats())
        assert [facts.role.placement for facts in analysis.sensors] == [Placement.TRUNK]


def test_blocks_and_packets_give_the_same_sets() -> None:
    session = squats()
    joined = next(item for item in session if is_kind(item, SessionEventKind.SENSOR))
    assert isinstance(joined, SessionEvent)
    first = next(item for item in session if isinstance(item, Packet))
    data: Any = joined.data
    stream = SensorStream("bar", Registry().get(PROFILE_ID), data["options"], data["variables"], first.t_ns)
    samples = [item for item in session if isinstance(item, Packet) and item.t_ns > joined.t_ns]
    blocks = [piece for piece in stream.push(samples) + stream.finish() if isinstance(piece, ImuBlock | Gap)]
    analysis = pipeline()
    with pytest.raises(PipelineError, match="before anything was said of their rate"):
        analysis.push(blocks)
    analysis = pipeline()
    events = analysis.push([StreamInfo("bar", Placement.BAR, 50.0, 50.0), *blocks]) + analysis.finish()
    assert counts(events) == [("bar/1", 5), ("bar/2", 4)]

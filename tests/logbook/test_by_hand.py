"""Sets by hand, and what a person says of any set: load as typed, warm-up, side, equipment, effort, reps."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.events import JsonValue
from sensorlog.logbook import (
    Edit,
    EditOp,
    Equipment,
    EquipmentKind,
    HandSet,
    Logbook,
    LogbookError,
    Person,
    SetSource,
    Side,
)
from sensorlog.training import LoadUnit, parse_load
from tests.logbook.sample import START_UTC, VERSION, begin, make_set, url_of

ANA = Person("p1", "Ana")
ROW = HandSet(
    start_s=0.0,
    end_s=40.0,
    exercise="bent-over row",
    reps=8,
    load_kg=parse_load("135", LoadUnit.LB),
    load_entered="135 lb",
    side=Side.BOTH,
    equipment=Equipment(EquipmentKind.BARBELL, weight_kg=20.0),
    rpe=7.5,
    reps_in_reserve=2.0,
)
PLANK = HandSet(start_s=120.0, end_s=165.0, exercise="plank", held_s=45.0)


def by_hand(logbook: Logbook) -> str:
    return logbook.log_by_hand(START_UTC, [ROW, PLANK], person=ANA, software="sensorlog 0")


def test_a_session_by_hand_is_a_session(logbook: Logbook) -> None:
    session = logbook.session(by_hand(logbook))
    assert session.recording is None
    assert session.ended_utc == START_UTC + timedelta(seconds=165)
    assert session.person == ANA
    row, plank = session.sets
    assert row.source is plank.source is SetSource.BY_HAND
    assert (row.rep_count, row.sensed_rep_count, row.reps) == (8, None, ())
    assert (row.load_entered, row.side, row.equipment) == ("135 lb", Side.BOTH, ROW.equipment)
    assert row.load_kg == pytest.approx(61.23, abs=0.01)
    assert (row.rpe, row.reps_in_reserve, row.confidence) == (7.5, 2.0, None)
    assert (plank.held_s, plank.said_reps, plank.load_kg) == (45.0, None, None)
    assert logbook.unfinished() == []


def test_a_set_by_hand_stands_among_sensed_ones(logbook: Logbook) -> None:
    session_id = begin(logbook)
    logbook.save_set(session_id, VERSION, make_set(10.0, 5, 1))
    set_id = logbook.add_hand_set(session_id, PLANK, by="p1")
    logbook.save_set(session_id, VERSION, make_set(200.0, 4, 2))
    assert [each.set_id for each in logbook.session(session_id).sets] == ["bar/1", set_id, "bar/2"]


@pytest.mark.parametrize(
    ("op", "value", "expected"),
    [
        (EditOp.EXERCISE, "pendlay row", {"exercise": "pendlay row"}),
        (EditOp.EXERCISE, None, {"exercise": None}),
        (EditOp.LOAD, {"kg": 45.36, "entered": "100 lb"}, {"load_kg": 45.36, "load_entered": "100 lb"}),
        (EditOp.LOAD, 70, {"load_kg": 70.0, "load_entered": None}),
        (EditOp.WARM_UP, True, {"warm_up": True}),
        (EditOp.SIDE, "left", {"side": Side.LEFT}),
        (
            EditOp.EQUIPMENT,
            {"kind": "band", "resistance": "red"},
            {"equipment": Equipment(EquipmentKind.BAND, resistance="red")},
        ),
        (EditOp.EFFORT, {"reps_in_reserve": 3}, {"reps_in_reserve": 3.0, "rpe": None}),
        (EditOp.REPS, 12, {"rep_count": 12}),
        (EditOp.HELD, 30, {"held_s": 30.0}),
    ],
)
def test_what_is_said_of_a_set_stands_whether_it_was_sensed_or_not(
    logbook: Logbook, op: EditOp, value: JsonValue, expected: dict[str, object]
) -> None:
    session_id = begin(logbook)
    logbook.save_set(session_id, VERSION, make_set())
    logbook.add_hand_set(session_id, ROW)
    for set_id in ("bar/1", "hand/1"):
        logbook.say(session_id, set_id, op, value, by="p1")
    for each in logbook.session(session_id).sets:
        assert {name: getattr(each, name) for name in expected} == expected
    assert {edit.by for edit in logbook.session(session_id).edits} == {"p1"}


def test_a_set_can_be_deleted_and_comes_back(logbook: Logbook) -> None:
    session_id = by_hand(logbook)
    logbook.say(session_id, "hand/1", EditOp.DELETE_SET, True)
    assert [each.set_id for each in logbook.session(session_id).sets] == ["hand/2"]
    logbook.say(session_id, "hand/1", EditOp.DELETE_SET, False)
    assert len(logbook.session(session_id).sets) == 2


@pytest.mark.parametrize(
    ("op", "value"),
    [
        (EditOp.LOAD, -1),
        (EditOp.LOAD, 5000),
        (EditOp.LOAD, float("nan")),
        (EditOp.LOAD, {"kg": 1, "entered": "x" * 50}),
        (EditOp.REPS, 2.5),
        (EditOp.REPS, True),
        (EditOp.SIDE, "up"),
        (EditOp.EFFORT, {"rpe": 11}),
        (EditOp.EFFORT, 7),
        (EditOp.EQUIPMENT, {"kind": "spoon"}),
        (EditOp.EXERCISE, ""),
        (EditOp.WARM_UP, "yes"),
        (EditOp.DELETE_SET, None),
        (EditOp.MOVE_SESSION, "p1"),
    ],
)
def test_what_cannot_be_said_of_a_set_is_refused(logbook: Logbook, op: EditOp, value: JsonValue) -> None:
    session_id = by_hand(logbook)
    before = logbook.session(session_id)
    with pytest.raises(LogbookError) as caught:
        logbook.say(session_id, "hand/1", op, value)
    assert "\n" not in str(caught.value)
    assert logbook.session(session_id) == before


def test_a_set_by_hand_that_cannot_be_is_refused_and_nothing_of_its_session_is_kept(logbook: Logbook) -> None:
    for wrong in (
        HandSet(10.0, 5.0, "squat"),
        HandSet(0.0, 1.0, "squat", reps=-1),
        HandSet(0.0, 1.0, "squat", load_kg=float("inf")),
        HandSet(0.0, 1.0, "s" * 500),
    ):
        with pytest.raises(LogbookError):
            logbook.log_by_hand(START_UTC, [ROW, wrong], person=ANA, software="sensorlog 0")
    assert logbook.sessions() == []
    assert logbook.people() == []


def test_the_day_of_a_session_stays_its_day_wherever_it_is_read(logbook: Logbook) -> None:
    # Half past one at night, twice: Berlin, 25 October 2026, before and after the clock went back.
    summer = datetime(2026, 10, 25, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    winter = datetime(2026, 10, 25, 1, 30, tzinfo=timezone(timedelta(hours=1)))
    auckland = datetime(2026, 10, 25, 7, 0, tzinfo=timezone(timedelta(hours=13)))
    ids = [logbook.log_by_hand(start, [ROW], software="sensorlog 0") for start in (auckland, winter, summer)]
    listed = logbook.summaries()
    assert [each.id for each in listed] == [ids[1], ids[2], ids[0]]  # by what really came later
    assert [each.start_local.isoformat()[:16] for each in listed] == [
        "2026-10-25T01:30",
        "2026-10-25T01:30",
        "2026-10-25T07:00",
    ]
    assert {done.day.isoformat() for done in logbook.done_sets()} == {"2026-10-25"}
    assert logbook.session(ids[0]).start_utc == datetime(2026, 10, 24, 18, 0, tzinfo=UTC)


VALUES = st.none() | st.booleans() | st.integers(-5, 60) | st.text(max_size=5) | st.just({"rpe": 5, "kind": "band"})


@settings(max_examples=10, deadline=None)
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(EditOp), st.floats(0, 220), st.floats(0, 50), VALUES, st.booleans()), max_size=8
    )
)
def test_what_is_kept_ready_for_lists_is_what_reading_the_session_gives(
    tmp_path_factory: pytest.TempPathFactory,
    empty_logbook: Path,
    edits: list[tuple[EditOp, float, float, JsonValue, bool]],
) -> None:
    path = tmp_path_factory.mktemp("book") / "log.db"
    shutil.copy(empty_logbook, path)
    book = Logbook(url_of(path))
    session_id = begin(book)
    book.set_person(session_id, ANA)
    book.save_set(session_id, VERSION, make_set(10.0, 5, 1))
    book.save_set(session_id, VERSION, make_set(100.0, 4, 2))
    book.add_hand_set(session_id, ROW)
    for number, (op, start_s, length_s, value, is_by_hand) in enumerate(edits):
        about = "hand/1" if is_by_hand else None
        try:
            book.add_edit(
                session_id, Edit(f"e{number}", op, start_s, start_s + length_s, value, None, START_UTC, about)
            )
        except LogbookError:
            continue
    session = book.session(session_id)
    done = book.done_sets()
    assert sorted((each.exercise, each.reps or 0, each.load_kg, each.warm_up) for each in done) == sorted(
        (each.exercise or "", each.rep_count, each.load_kg, each.warm_up) for each in session.sets
    )
    (summary,) = book.summaries()
    assert (summary.sets, summary.reps) == (len(session.sets), session.rep_count)
    book.close()

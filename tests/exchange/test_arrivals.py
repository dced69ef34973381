"""The same log again, grown, changed, deleted or purged meanwhile: what is here is never overwritten."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from sensorlog.exchange import person_log
from sensorlog.logbook import Edit, EditOp, HandSet, Logbook, LogbookError, Note, Person, Verdict
from tests.exchange.people_for_tests import CANARY, fill
from tests.exchange.test_round_trip import taken, written
from tests.logbook.sample import VERSION, make_set


@pytest.fixture
def ana(logbook: Logbook, desk: Logbook) -> Person:
    """Ana, whose log has been taken in at the desk once."""
    person, _ = fill(logbook)
    taken(desk, written(logbook, person.id))
    return person


def sensed_session(logbook: Logbook, person: Person) -> str:
    return next(each.id for each in person_log(logbook, person.id).sessions if each.recording)


def verdicts(logbook: Logbook, desk: Logbook, person: Person) -> dict[Verdict, list[str]]:
    found: dict[Verdict, list[str]] = {}
    for each in taken(desk, written(logbook, person.id)).arrivals:
        found.setdefault(each.verdict, []).append(f"{each.what}: {each.why}" if each.why else each.what)
    return found


def test_what_was_said_since_is_added(logbook: Logbook, desk: Logbook, ana: Person) -> None:
    session_id = sensed_session(logbook, ana)
    logbook.say(session_id, "bar/1", EditOp.LOAD, 70.0, by=ana.id)
    logbook.add_note(session_id, Note("later", 21.0, "better now", datetime.now(UTC)))
    logbook.add_hand_set(session_id, HandSet(300.0, 330.0, "plank", held_s=30.0), by=ana.id)
    found = verdicts(logbook, desk, ana)
    assert found.keys() == {Verdict.GREW, Verdict.SAME}
    assert found[Verdict.GREW][0].endswith(": 1 sets, 1 edits, 1 notes")
    assert desk.session(session_id).sets[0].load_kg == 70.0
    assert written(desk, ana.id) == written(logbook, ana.id)
    assert verdicts(logbook, desk, ana).keys() == {Verdict.SAME}


def test_words_of_the_desk_stay_beside_what_comes(logbook: Logbook, desk: Logbook, ana: Person) -> None:
    session_id = sensed_session(logbook, ana)
    desk.say(session_id, "bar/1", EditOp.WARM_UP, True)
    logbook.say(session_id, "bar/1", EditOp.LOAD, 70.0, by=ana.id)
    verdicts(logbook, desk, ana)
    first = desk.session(session_id).sets[0]
    assert (first.warm_up, first.load_kg) == (True, 70.0)


def test_another_count_is_added_beside_the_first(logbook: Logbook, desk: Logbook, ana: Person) -> None:
    session_id = sensed_session(logbook, ana)
    for number in (1, 3):
        logbook.save_set(session_id, "newer", make_set(10.0 if number == 1 else 70.0, reps=4, number=number))
    logbook.count_with(session_id, "newer")
    assert CANARY.encode() not in written(logbook, ana.id), "what was moved is Ben's, whatever this count finds there"
    assert verdicts(logbook, desk, ana)[Verdict.GREW][0].endswith("2 sets counted anew")
    assert desk.session(session_id).analysis_version == "newer"
    desk.count_with(session_id, VERSION)
    assert verdicts(logbook, desk, ana).keys() == {Verdict.SAME}
    assert desk.session(session_id).analysis_version == VERSION, "the desk's own choice stays"


def test_something_else_under_the_same_id_is_a_conflict(logbook: Logbook, desk: Logbook, ana: Person) -> None:
    log = json.loads(written(logbook, ana.id))
    session = next(each for each in log["sessions"] if each["recording"])
    session["sets"][0]["reps"][0]["rom_m"] = 9.0
    log["prescriptions"][0]["text"] = "do as you like"
    outcome = taken(desk, json.dumps(log).encode())
    why = [each.why for each in outcome.of(Verdict.CONFLICT)]
    assert why == ["set bar/1 says something else here", "says something else here"]
    assert written(desk, ana.id) == written(logbook, ana.id)


def test_a_session_of_somebody_else_is_a_conflict(logbook: Logbook, desk: Logbook, ana: Person) -> None:
    log = json.loads(written(logbook, ana.id))
    log["person"]["id"] = "bbbbbbbbbbbb"
    log["diary"] = log["programs"] = log["prescriptions"] = []
    outcome = taken(desk, json.dumps(log).encode())
    assert {each.why for each in outcome.of(Verdict.CONFLICT)} == {"is somebody else's here"}


def test_what_was_deleted_or_purged_here_stays_so(logbook: Logbook, desk: Logbook, ana: Person) -> None:
    session_id = sensed_session(logbook, ana)
    desk.delete_session(session_id)
    assert "sessions undelete" in verdicts(logbook, desk, ana)[Verdict.GONE][0]
    desk.purge_sessions([session_id])
    found = verdicts(logbook, desk, ana)
    assert any("purged here for good" in each for each in found[Verdict.GONE])
    assert all(session_id not in each.id for each in desk.summaries())
    other = next(each.id for each in person_log(desk, ana.id).sessions)
    desk.say(other, "hand/1", EditOp.DELETE_SET, True)
    desk.purge_set(other, "hand/1")
    verdicts(logbook, desk, ana)
    assert [each.set_id for each in desk.session(other).sets] == ["hand/2"]
    desk.delete_person(ana.id)
    with pytest.raises(LogbookError, match="is deleted here"):
        verdicts(logbook, desk, ana)
    desk.purge_person(ana.id)
    with pytest.raises(LogbookError, match="purged here for good"):
        verdicts(logbook, desk, ana)


def test_the_lifter_s_own_log_changes_nothing_at_home(logbook: Logbook, ana: Person) -> None:
    before = written(logbook, ana.id)
    assert {each.verdict for each in taken(logbook, before).arrivals} == {Verdict.SAME}
    assert written(logbook, ana.id) == before


def test_edits_by_others_are_not_named_and_not_missed(logbook: Logbook, desk: Logbook, ana: Person) -> None:
    session_id = sensed_session(logbook, ana)
    helper = logbook.add_person("Helper")
    logbook.add_edit(
        session_id,
        Edit("by-helper", EditOp.WARM_UP, 10.0, 20.0, True, helper.id, datetime.now(UTC), "bar/1", VERSION),
    )
    log = written(logbook, ana.id)
    assert helper.id.encode() not in log
    assert {each.verdict for each in taken(logbook, log).arrivals} == {Verdict.SAME}
    taken(desk, log)
    assert desk.session(session_id).sets[0].warm_up

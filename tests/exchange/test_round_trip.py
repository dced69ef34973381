"""Export → import into an empty logbook → export: the same bytes."""

from __future__ import annotations

import io
import json
from contextlib import closing
from typing import Any

from sensorlog.exchange import EVERYTHING, Choice, LogReader, Taken, log_lines, log_parts, take_in_log
from sensorlog.logbook import Logbook, Verdict
from tests.exchange.people_for_tests import DAY, fill
from tests.logbook.sample import url_of


def written(logbook: Logbook, person_id: str, choice: Choice = EVERYTHING) -> bytes:
    return b"".join(log_lines(log_parts(logbook, person_id, choice), logbook.foreign_fields(person_id)))


def taken(logbook: Logbook, log: bytes, *, dry_run: bool = False) -> Taken:
    return take_in_log(logbook, LogReader(lambda: io.BytesIO(log), "log"), dry_run=dry_run)


def test_a_log_comes_back_byte_for_byte(logbook: Logbook, desk: Logbook) -> None:
    for person in fill(logbook):
        log = written(logbook, person.id)
        assert {each.verdict for each in taken(desk, log).arrivals} == {Verdict.NEW}
        assert written(desk, person.id) == log
        assert json.loads(log)["person"]["id"] == person.id


def test_a_range_comes_back_byte_for_byte(logbook: Logbook, desk: Logbook) -> None:
    ana, _ = fill(logbook)
    log = written(logbook, ana.id, Choice(last=DAY))
    taken(desk, log)
    assert written(desk, ana.id) == log


def test_the_same_log_again_changes_nothing(logbook: Logbook, desk: Logbook) -> None:
    ana, _ = fill(logbook)
    log = written(logbook, ana.id)
    for book in (desk, desk, logbook):
        outcome = taken(book, log)
    assert {each.verdict for each in outcome.arrivals} == {Verdict.SAME}
    assert {each.verdict for each in taken(desk, log).arrivals} == {Verdict.SAME}


def test_a_part_of_another_s_session_is_not_taken_in_twice_where_it_came_from(logbook: Logbook) -> None:
    _, ben = fill(logbook)
    before = written(logbook, ben.id)
    assert {each.verdict for each in taken(logbook, before).arrivals} == {Verdict.SAME}
    assert written(logbook, ben.id) == before


def test_a_dry_run_says_the_same_and_keeps_nothing(logbook: Logbook, desk: Logbook) -> None:
    ana, _ = fill(logbook)
    log = written(logbook, ana.id)
    said = taken(desk, log, dry_run=True)
    assert desk.people() == []
    assert said == taken(desk, log)


def test_what_a_newer_version_says_survives(logbook: Logbook, desk: Logbook) -> None:
    ana, _ = fill(logbook)
    log = json.loads(written(logbook, ana.id))
    session = log["sessions"][0]
    newer: list[dict[str, Any]] = [
        log,
        log["person"],
        session,
        session["sets"][0],
        session["sets"][0]["sensed"],
        session["sets"][0]["reps"][0]["trunk"]["phases"][0],
        session["edits"][0],
        log["diary"][0],
        log["prescriptions"][0],
        log["usual_marks"][0],
        log["programs"][0],
        log["programs"][0]["state"],
        log["programs"][0]["entries"][0]["entry"],
    ]
    for number, part in enumerate(newer):
        part["x_new"] = {"b": [number, None], "a": "ü"}
    sent = json.dumps(log).encode()
    taken(desk, sent)
    back = written(desk, ana.id)
    assert json.loads(back) == log
    with closing(Logbook(url_of(desk.path.with_name("third.db")))) as third:
        taken(third, back)
        assert written(third, ana.id) == back
        session_id = session["id"]
        third.delete_session(session_id)
        third.purge_sessions([session_id])
        assert not any(path.startswith("sessions/") for path in third.foreign_fields(ana.id))


def test_a_log_of_an_older_version_lacks_some_measures_and_is_still_the_same(logbook: Logbook, desk: Logbook) -> None:
    ana, _ = fill(logbook)
    log = written(logbook, ana.id)
    older = json.loads(log)
    for done in older["sessions"][0]["sets"]:
        assert done["sensed"].pop("is_carried") is True
        for rep in done["reps"]:
            del rep["phase1_sparc"], rep["phase2_sparc"]
    taken(desk, json.dumps(older).encode())
    back = json.loads(written(desk, ana.id))["sessions"][0]["sets"][0]
    assert back["sensed"]["is_carried"] is back["reps"][0]["phase2_sparc"] is None
    assert {each.verdict for each in taken(desk, log).arrivals} == {Verdict.SAME}
    assert {each.verdict for each in taken(logbook, json.dumps(older).encode()).arrivals} == {Verdict.SAME}
    older["sessions"][0]["sets"][0]["reps"][0]["phase1_sparc"] = -9.0
    assert Verdict.CONFLICT in {each.verdict for each in taken(logbook, json.dumps(older).encode()).arrivals}


def test_the_order_of_fields_does_not_matter(logbook: Logbook, desk: Logbook) -> None:
    ana, _ = fill(logbook)
    log = written(logbook, ana.id)
    taken(desk, json.dumps(json.loads(log), sort_keys=True, indent=3).encode())
    assert written(desk, ana.id) == log

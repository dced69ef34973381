"""Finishing a session from its recording, whatever that holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sensorlog.events import JsonValue, SessionEvent, SessionEventKind
from sensorlog.logbook import Edit, EditOp, Logbook, LoggedSet, SensedSet
from sensorlog.recordings import RecordingError, RecordingWriter
from sensorlog.session import SessionError, finish_session, reanalyze_session, unfinished_sessions
from tests.session.scene import items, profile, record


@pytest.fixture
def logbook(tmp_path: Path):
    book = Logbook(f"sqlite:///{tmp_path / 'log.db'}")
    yield book
    book.close()


def begin(logbook: Logbook, recording: Path) -> str:
    return logbook.begin_session(
        start_utc=datetime(2026, 3, 1, tzinfo=UTC), recording=recording, analysis_version="1", software="sensorlog 0"
    )


def test_a_session_whose_recording_is_gone_says_so_and_stays(logbook: Logbook, tmp_path: Path) -> None:
    session_id = begin(logbook, record(tmp_path / "given.mcap"))
    (tmp_path / "given.mcap").rename(tmp_path / "elsewhere.mcap")
    with pytest.raises(SessionError, match="put it back"):
        finish_session(logbook, session_id)
    (tmp_path / "elsewhere.mcap").rename(tmp_path / "given.mcap")
    assert finish_session(logbook, session_id).rep_count == 11


def test_a_recording_that_is_none_says_so_and_the_session_stays(logbook: Logbook, tmp_path: Path) -> None:
    (tmp_path / "given.mcap").write_text("Dear diary")
    session_id = begin(logbook, tmp_path / "given.mcap")
    with pytest.raises(RecordingError, match="not a recording"):
        finish_session(logbook, session_id)
    assert [session.id for session in unfinished_sessions(logbook)] == [session_id]


NONSENSE: list[tuple[SessionEventKind, dict[str, JsonValue]]] = [
    (SessionEventKind.LOAD, {"kg": -5}),
    (SessionEventKind.LOAD, {"kg": "heavy"}),
    (SessionEventKind.LOAD, {}),
    (SessionEventKind.EXERCISE, {"name": 5}),
    (SessionEventKind.EXERCISE, {"name": "x" * 10_000}),
    (SessionEventKind.NOTE, {"text": ["a", "list"]}),
    (SessionEventKind.PERSON, {"id": "p", "label": {"first": "Ana"}}),
    (SessionEventKind.PERSON, {"label": "Ana"}),
]


def test_nonsense_in_a_recording_is_left_out_and_the_sets_are_kept(logbook: Logbook, tmp_path: Path) -> None:
    path = tmp_path / "odd.mcap"
    with RecordingWriter(path) as writer:
        writer.attach_profile(profile().id, profile().text)
        for number, item in enumerate(items()):
            writer.write(item)
            if number == 300:
                for kind, data in NONSENSE:
                    writer.write(SessionEvent(item.t_ns, kind, None, data))
    finished = finish_session(logbook, begin(logbook, path))
    assert [each.rep_count for each in finished.sets] == [5, 6]
    assert {(each.exercise, each.load_kg) for each in finished.sets} == {(None, None)}
    assert (finished.edits, finished.notes, finished.person) == ((), (), None)


def as_an_older_counter_had_it(logged: LoggedSet) -> SensedSet:
    """The same set with its first rep missed, other ids, and times that are a little late."""
    late = [
        replace(rep, rep_id=f"bar/9/{number}", set_id="bar/9", start_s=rep.start_s + 0.15)
        for number, rep in enumerate(logged.reps[1:], 1)
    ]
    return SensedSet(
        set_id="bar/9",
        sensor=logged.sensor,
        start_s=late[0].start_s,
        end_s=logged.end_s + 0.15,
        channel=logged.channel,
        confidence=0.5,
        velocity_loss=None,
        exercise=None,
        load_kg=None,
        sensed_rep_count=len(late),
        reps=tuple(late),
    )


def test_corrections_outlive_another_analysis_and_trends_show_one_version(logbook: Logbook, tmp_path: Path) -> None:
    recording = record(tmp_path / "given.mcap")
    model = finish_session(logbook, begin(logbook, recording))
    session_id = logbook.begin_session(
        start_utc=model.start_utc, recording=recording, analysis_version="0", software="sensorlog 0"
    )
    old = as_an_older_counter_had_it(model.sets[1])
    logbook.save_set(session_id, "0", old)
    logbook.end_session(
        session_id, ended_utc=model.start_utc, recording_sha256=model.recording_sha256, analysis_version="0"
    )
    logbook.delete_session(model.id)
    eva = logbook.add_person("Eva")
    removed = old.reps[2]
    logbook.say(session_id, "bar/9", EditOp.EXERCISE, "curl", by=eva.id)
    logbook.say(session_id, "bar/9", EditOp.LOAD, {"kg": 12.47, "entered": "27.5 lb"})
    logbook.move_session(session_id, eva.id)
    logbook.add_edit(session_id, replace(_edit(EditOp.REP_REMOVE), start_s=removed.start_s, end_s=removed.end_s))
    before = logbook.session(session_id)
    assert [each.rep_count for each in before.sets] == [4]

    after = reanalyze_session(logbook, session_id)
    assert after.analysis_version != "0"
    assert [each.rep_count for each in after.sets] == [5, 5]
    assert [each.sensed_rep_count for each in after.sets] == [5, 6]
    assert (after.sets[1].exercise, after.sets[1].load_entered) == ("curl", "27.5 lb")
    assert after.sets[0].exercise is None
    assert after.person == eva
    assert after.edits[: len(before.edits)] == before.edits
    assert after.ended_utc == before.ended_utc
    done = logbook.done_sets()
    assert [each.reps for each in done] == [5, 5]  # once each, whatever stands beside them
    assert logbook.analysis_versions() == {after.analysis_version: 1}
    assert reanalyze_session(logbook, session_id) == after
    logbook.count_with(session_id, "0")
    assert logbook.session(session_id).sets == before.sets  # what an earlier version gave is there as it was


def test_another_recording_is_not_taken_for_the_one_that_was_made(logbook: Logbook, tmp_path: Path) -> None:
    recording = record(tmp_path / "given.mcap")
    session_id = begin(logbook, recording)
    with pytest.raises(SessionError, match="is not finished"):
        reanalyze_session(logbook, session_id)
    logbook.end_session(
        session_id, ended_utc=datetime(2026, 3, 1, tzinfo=UTC), recording_sha256="00", analysis_version="0"
    )
    with pytest.raises(SessionError, match="not the recording"):
        reanalyze_session(logbook, session_id)
    assert logbook.session(session_id).analysis_version == "0"


def _edit(op: EditOp) -> Edit:
    return Edit("e1", op, 0.0, None, None, None, datetime(2026, 3, 2, tzinfo=UTC))

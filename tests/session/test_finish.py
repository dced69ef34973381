"""Finishing a session from its recording, whatever that holds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sensorlog.events import JsonValue, SessionEvent, SessionEventKind
from sensorlog.logbook import Logbook
from sensorlog.recordings import RecordingError, RecordingWriter
from sensorlog.session import SessionError, finish_session, unfinished_sessions
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

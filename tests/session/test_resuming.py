"""A session that was cut off goes on: the same session and recording, a hole as long as it was, nothing false in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sensorlog.events import LinkState, SessionEvent, SessionEventKind
from sensorlog.imu import Packet
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook, LoggedSession
from sensorlog.pipeline import analyze
from sensorlog.profiles import Registry
from sensorlog.recordings import RecordingWriter, read_recording
from sensorlog.session import LiveSession, SessionError, open_resumed, unfinished_sessions
from sensorlog.session.owner import Ownership
from sensorlog.session.record import Record
from sensorlog.simulate import VirtualRadio, VirtualSensor, installed, run_virtual
from tests.session.scene import Given, items, performance, profile

HOLE_S = 600.0


@pytest.fixture
def logbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Logbook]:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    book = Logbook()
    yield book
    book.close()


def seconds(item: Packet | SessionEvent) -> float:
    first_ns = next(each.t_ns for each in items() if isinstance(each, Packet))
    return (item.t_ns - first_ns) / 1e9


def cut_off(logbook: Logbook, at_s: float) -> LoggedSession:
    """Leave a session as ``kill -9`` does, ``HOLE_S`` ago: half a record at the end, and no set in the logbook."""
    logbook.recordings_dir.mkdir(parents=True, exist_ok=True)
    path = logbook.recordings_dir / "cut.mcap"
    writer = RecordingWriter(path)
    writer.attach_profile(profile().id, profile().text)
    length_s = 0.0
    start = SessionEvent(items()[0].t_ns, SessionEventKind.SESSION, None, {"demo": False})
    for item in (start, *items()):
        if seconds(item) > at_s:
            break
        writer.write(item)
        length_s = (item.t_ns - start.t_ns) / 1e9
    whole = path.stat().st_size
    writer.write(items()[-1])
    writer.close()
    with path.open("rb+") as file:
        file.truncate(whole + 7)
    started = datetime.now(UTC) - timedelta(seconds=HOLE_S + length_s)
    session_id = logbook.begin_session(start_utc=started, recording=path, analysis_version="1", software="sensorlog 0")
    return logbook.session(session_id)


def the_rest(from_s: float) -> list[Packet | SessionEvent]:
    """What a new process hears: the sensor is set up anew, on a clock that begins at 0."""
    set_up = [item for item in items() if isinstance(item, SessionEvent) and seconds(item) < 0.1]
    after = [item for item in items() if isinstance(item, Packet) and seconds(item) > from_s]
    return [replace(item, t_ns=0) for item in set_up] + [
        replace(item, t_ns=item.t_ns - after[0].t_ns + 1_000_000) for item in after
    ]


def test_it_goes_on_in_the_same_session_with_a_hole_and_every_set_once(logbook: Logbook) -> None:
    first, second = performance().sets
    cut = cut_off(logbook, first.end_s + 5.0)
    before = cut.evidence.read_bytes()[:-7]
    source = Given(the_rest(second.reps[0].start_s - 3.0))
    session = source.session = LiveSession(source, Record(logbook, cut), Registry())
    run_virtual(session.run())

    after = logbook.session(cut.id)
    assert [each.rep_count for each in after.sets] == [5, 6]
    assert after.ended_utc is not None
    assert unfinished_sessions(logbook) == []
    assert [each.id for each in logbook.sessions()] == [cut.id]
    assert after.evidence.read_bytes().startswith(before)
    found = analyze(after.evidence)
    assert [each["rep_count"] for each in found["sets"]] == [5, 6]
    gap = max(found["sensors"][0]["gaps"], key=lambda each: each["end_s"] - each["start_s"])
    assert gap["end_s"] - gap["start_s"] == pytest.approx(HOLE_S, abs=5.0)
    links = [item for item in read_recording(after.evidence) if getattr(item, "kind", "") == SessionEventKind.LINK]
    states = [link.data["state"] for link in links if isinstance(link, SessionEvent)]
    assert LinkState.LOST in states


@pytest.mark.parametrize("into_set_s", [4.0, 9.0])
def test_cut_off_in_a_set_it_keeps_what_was_done_of_it_and_invents_nothing(logbook: Logbook, into_set_s: float) -> None:
    first, second = performance().sets
    cut = cut_off(logbook, first.start_s + into_set_s)
    done = sum(rep.end_s < first.start_s + into_set_s - 0.5 for rep in first.reps)
    source = Given(the_rest(second.reps[0].start_s - 3.0))
    session = source.session = LiveSession(source, Record(logbook, cut), Registry())
    run_virtual(session.run())
    counts = [each.rep_count for each in logbook.session(cut.id).sets]
    assert counts[-1] == 6
    assert sum(counts[:-1]) in ((done, done + 1) if done > 1 else (0, done, done + 1))


def test_the_same_sensor_is_looked_for_and_taken_under_its_old_name(logbook: Logbook) -> None:
    cut = cut_off(logbook, performance().sets[0].end_s + 5.0)
    recorded = next(item for item in items() if getattr(item, "kind", "") == SessionEventKind.SENSOR)
    assert isinstance(recorded, SessionEvent)
    address = str(recorded.data["address"])

    async def go_on() -> LiveSession:
        async with VirtualRadio() as radio:
            with installed(radio):
                stranger = VirtualSensor(profile(), performance().samples[0], address="C0:FF:EE:00:00:99")
                same = VirtualSensor(profile(), performance().samples[0], address=address)
                for each in (stranger, same):
                    await each.join(radio)
                session = await open_resumed(cut.id)
                running = session.run()
                session.listen(lambda _events: session.stop() if len(session.state.sets) > 1 else None)
                await running
                for each in (stranger, same):
                    await each.leave()
                return session

    session = run_virtual(go_on())
    assert list(session.state.sensors) == [recorded.sensor]
    assert [each.rep_count for each in logbook.session(cut.id).sets][:1] == [5]


def test_what_has_ended_or_runs_elsewhere_is_not_gone_on_with(logbook: Logbook) -> None:
    cut = cut_off(logbook, 20.0)
    with Ownership(cut.evidence), pytest.raises(SessionError, match="another window"):
        run_virtual(open_resumed(cut.id))
    logbook.end_session(cut.id, ended_utc=datetime.now(UTC), recording_sha256="00", analysis_version="1")
    with pytest.raises(SessionError, match="has ended"):
        run_virtual(open_resumed(cut.id))

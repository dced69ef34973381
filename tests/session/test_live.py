"""One result, however it arrives; evidence first, whatever follows."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sensorlog.events import Event, JsonValue, SessionEvent, SessionEventKind, SetEnded
from sensorlog.imu import Packet
from sensorlog.logbook import Logbook, LogbookBusyError, Note, Person
from sensorlog.pipeline import analyze
from sensorlog.profiles import Registry
from sensorlog.recordings import read_recording
from sensorlog.session import (
    LiveSession,
    LogbookWait,
    ReplaySource,
    SessionError,
    Sink,
    finish_session,
    open_session,
    run_until_stopped,
    unfinished_sessions,
)
from sensorlog.session.owner import is_owned
from tests.session.scene import Given, Key, items

NOTHING: Mapping[str, JsonValue] = {}


@contextmanager
def a_logbook(folder: Path, busy_timeout_s: float = 5.0) -> Iterator[Logbook]:
    logbook = Logbook(f"sqlite:///{folder / 'log.db'}", busy_timeout_s=busy_timeout_s)
    try:
        yield logbook
    finally:
        logbook.close()


async def play(source: Given, logbook: Logbook) -> tuple[LiveSession, list[Event]]:
    """Run a whole live session; return it and all events that a listener was told."""
    session = source.session = open_session(source, logbook, Registry())
    events: list[Event] = []
    session.listen(events.extend)
    await session.run()
    return session, events


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


async def until(is_so: Callable[[], bool]) -> None:
    """Let the event loop go on until something is so; ten minutes are no limit that a slow machine reaches."""
    async with asyncio.timeout(600):
        while not is_so():  # noqa: ASYNC110 - what is waited for happens in other rooms, which set no event for it
            await asyncio.sleep(0.005)


async def entered(session: LiveSession) -> None:
    """Wait until the session is in the logbook, and no longer: nothing that it was given has been analysed yet."""
    while session.session_id is None:  # noqa: ASYNC110 - as in until()
        await asyncio.sleep(0)


async def replay(path: Path) -> tuple[LiveSession, list[Event]]:
    session = LiveSession(ReplaySource(path, speed=None), None, Registry())
    events: list[Event] = []
    session.listen(events.extend)
    await session.run()
    return session, events


KEYS: st.SearchStrategy[Key] = st.one_of(
    st.sampled_from(
        [
            (kind, {})
            for kind in (
                SessionEventKind.REP_ADD,
                SessionEventKind.REP_REMOVE,
                SessionEventKind.SET_START,
                SessionEventKind.SET_END,
                SessionEventKind.PAUSE,
                SessionEventKind.RESUME,
            )
        ]
    ),
    st.sampled_from(["squat", "curl", None]).map(lambda name: (SessionEventKind.EXERCISE, {"name": name})),
    st.sampled_from([60.0, 12.5, None]).map(lambda kg: (SessionEventKind.LOAD, {"kg": kg})),
    st.just((SessionEventKind.NOTE, {"text": "light"})),
    st.sampled_from(["left wrist", "right wrist", None]).map(
        lambda site: (SessionEventKind.ROLE, {"placement": "wrist", "clip_site": site})
    ),
)


# A rep is taken back from a set that turns out to be none; another set holds the same movement later.
@example(keys={256: [(SessionEventKind.REP_REMOVE, {}), (SessionEventKind.SET_END, {})]})
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    keys=st.dictionaries(st.integers(0, len(items()) - 1), st.lists(KEYS, min_size=1, max_size=3), max_size=10),
)
def test_live_replay_and_analyze_give_the_same_whatever_keys_are_pressed(keys: dict[int, list[Key]]) -> None:
    with TemporaryDirectory() as folder, a_logbook(Path(folder)) as logbook:
        live, live_events = asyncio.run(play(Given(items(), keys), logbook))
        assert live.session_id is not None
        logged = logbook.session(live.session_id)
        replayed, replay_events = asyncio.run(replay(logged.evidence))
        analyzed = analyze(logged.evidence, Registry())

    assert replay_events == live_events
    assert replayed.state.sets == live.state.sets
    standing = [one for one in live.state.sets if one.is_confirmed]
    assert [
        (one["set_id"], one["start_s"], one["end_s"], one["rep_count"], [rep["rep_id"] for rep in one["reps"]])
        for one in analyzed["sets"]
    ] == [(one.set_id, one.start_s, one.end_s, one.rep_count, [rep.rep_id for rep in one.reps]) for one in standing]
    assert [
        (one.set_id, one.start_s, one.end_s, one.exercise, one.load_kg, one.sensed_rep_count, one.rep_count)
        for one in logged.sets
    ] == [
        (one.set_id, one.start_s, one.end_s, one.exercise, one.load_kg, one.sensed_rep_count, one.rep_count)
        for one in standing
    ]
    for one, kept in zip(standing, logged.sets, strict=True):
        assert [rep.start_s for rep in kept.reps] == [rep.start_s for rep in one.reps]
        assert [rep.rom_m for rep in kept.reps] == [rep.rom_m for rep in one.reps]
    assert len(logged.notes) == sum(kind is SessionEventKind.NOTE for pressed in keys.values() for kind, _ in pressed)


async def test_a_recording_holds_what_came_and_what_was_entered_in_order(tmp_path: Path) -> None:
    keys: dict[int, list[Key]] = {300: [(SessionEventKind.REP_ADD, {})], 301: [(SessionEventKind.NOTE, {"text": "x"})]}
    with a_logbook(tmp_path) as logbook:
        session, _ = await play(Given(items(), keys), logbook)
        assert session.session_id is not None
        logged = logbook.session(session.session_id)
    recording = read_recording(logged.evidence)
    recorded = list(recording)
    assert recording.complete
    first, last = recorded[0], recorded[-1]
    assert isinstance(first, SessionEvent)
    assert first.kind is SessionEventKind.SESSION
    assert isinstance(last, SessionEvent)
    assert last.kind is SessionEventKind.END
    assert recorded[1:302] == list(items()[:301])
    assert [item.kind for item in recorded[302:303] if isinstance(item, SessionEvent)] == [SessionEventKind.REP_ADD]
    assert [item for item in recorded if isinstance(item, Packet)] == [i for i in items() if isinstance(i, Packet)]
    assert logged.recording_sha256 is not None
    assert logged.evidence.stat().st_mode & 0o077 == 0


async def test_a_set_and_an_entry_are_in_the_logbook_before_a_listener_hears_of_them(tmp_path: Path) -> None:
    with a_logbook(tmp_path) as logbook:
        keys: dict[int, list[Key]] = {
            100: [(SessionEventKind.PERSON, {"id": "p1", "label": "Ana"}), (SessionEventKind.LOAD, {"kg": 60})],
            300: [(SessionEventKind.REP_ADD, {})],
            310: [(SessionEventKind.NOTE, {"text": "light"})],
        }
        source = Given(items(), keys)
        session = source.session = open_session(source, logbook, Registry())
        ended: list[str] = []

        def look(events: Sequence[Event]) -> None:
            assert session.session_id is not None
            logged = logbook.session(session.session_id)
            ended.extend(event.set_id for event in events if isinstance(event, SetEnded))
            assert set(ended) <= {each.set_id for each in logged.sets}
            standing = {one.set_id: one.rep_count for one in session.state.confirmed_sets if one.end_s is not None}
            assert standing.items() <= {each.set_id: each.rep_count for each in logged.sets}.items()
            assert len(session.state.notes) == len(logged.notes)
            assert session.state.person_id == (logged.person and logged.person.id)
            looks.append(len(logged.edits))

        looks: list[int] = []
        session.listen(look)
        await session.run()
        assert ended == ["bar/1", "bar/2"]
        assert session.session_id is not None
        logged = logbook.session(session.session_id)
        assert logged.person == Person("p1", "Ana")
        assert [(note.text, note.note_id) for note in logged.notes] == [("light", "key-4")]
        assert isinstance(logged.notes[0], Note)
        assert [edit.by for edit in logged.edits] == ["p1", "p1"]
        assert looks[-1] == 2


async def test_a_replay_writes_nothing_and_takes_no_keys(tmp_path: Path) -> None:
    with a_logbook(tmp_path) as logbook:
        session, _ = await play(Given(items()), logbook)
        assert session.session_id is not None
        recording = logbook.session(session.session_id).evidence
        before = contents(tmp_path)
        again, events = await replay(recording)
        assert contents(tmp_path) == before
    assert [event.rep_count for event in events if isinstance(event, SetEnded)] == [5, 6]
    assert again.session_id is None
    assert not again.takes_keys
    with pytest.raises(ValueError, match="takes no keys"):
        again.key(SessionEventKind.REP_ADD)


class Endless(Given):
    """Delivers, and then waits for more, as a sensor does."""

    async def run(self, sink: Sink) -> None:
        await super().run(sink)
        await asyncio.Event().wait()


def started(source: Given, logbook: Logbook) -> tuple[LiveSession, asyncio.Task[None]]:
    """Return a session of ``source`` that runs, and its task."""
    session = source.session = open_session(source, logbook, Registry())
    return session, asyncio.create_task(session.run())


@pytest.mark.parametrize("end", [LiveSession.stop, "cancel"])
async def test_a_session_ends_well_when_it_is_stopped_or_cancelled(
    end: Callable[[LiveSession], None] | str, tmp_path: Path
) -> None:
    with a_logbook(tmp_path) as logbook:
        source = Endless(items()[:900])
        session, running = started(source, logbook)
        await until(lambda: len(session.state.confirmed_sets) == 2)
        assert unfinished_sessions(logbook) == []  # it runs
        with pytest.raises(SessionError, match="still runs in another window"):
            finish_session(logbook, str(session.session_id))
        assert len(logbook.unfinished()) == 1
        if callable(end):
            end(session)
            await running
        else:
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
        assert session.session_id is not None
        logged = logbook.session(session.session_id)
        assert logged.ended_utc is not None
        assert len(logged.sets) == 2
        assert list(read_recording(logged.evidence))[-1].kind is SessionEventKind.END  # type: ignore[union-attr]
        assert not session.takes_keys


async def test_a_session_that_is_cancelled_again_and_again_lets_go_of_its_recording(tmp_path: Path) -> None:
    with a_logbook(tmp_path) as logbook:
        source = Endless(items()[:900])
        session, running = started(source, logbook)
        await until(lambda: len(session.state.confirmed_sets) == 2)
        assert session.session_id is not None
        evidence = logbook.session(session.session_id).evidence
        assert is_owned(evidence)
        while not running.done():
            running.cancel()
            await asyncio.sleep(0)
        assert not is_owned(evidence)
        finish_session(logbook, session.session_id)
        assert len(logbook.session(session.session_id).sets) == 2


async def test_a_session_that_is_stopped_before_it_has_begun_ends_at_once(tmp_path: Path) -> None:
    with a_logbook(tmp_path) as logbook:
        session = open_session(Endless(items()), logbook, Registry())
        session.stop()
        await session.run()
        again = open_session(Endless(items()), logbook, Registry())
        running = asyncio.create_task(again.run())
        await asyncio.sleep(0)
        again.stop()
        await running
        assert [(each.ended_utc is not None, each.sets) for each in logbook.sessions()] == [(True, ())] * 2


async def test_a_slow_listener_costs_no_evidence_and_no_set(tmp_path: Path) -> None:
    never = asyncio.Event()

    async def stuck(events: Sequence[Event]) -> None:
        await never.wait()

    class RealTime(Given):
        async def run(self, sink: Sink) -> None:
            for item in items():
                self._now_ns = item.t_ns
                sink(item)
                await asyncio.sleep(0)

    with a_logbook(tmp_path) as logbook:
        source = RealTime(items())
        session = source.session = open_session(source, logbook, Registry())
        session.listen(stuck)
        await session.run()
        assert session.session_id is not None
        assert [each.rep_count for each in logbook.session(session.session_id).sets] == [5, 6]


async def test_evidence_is_written_while_the_logbook_is_in_use_elsewhere_and_what_follows_comes_later(
    tmp_path: Path,
) -> None:
    with a_logbook(tmp_path, busy_timeout_s=0.05) as logbook, closing(sqlite3.connect(logbook.path)) as other:
        source = Endless(items(), {0: [(SessionEventKind.LOAD, {"kg": 60})]})
        session, running = started(source, logbook)
        await entered(session)
        other.execute("BEGIN IMMEDIATE")
        # The source waits for analysis after some hundred items: none of them has been analysed by then.
        path = logbook.session(str(session.session_id)).evidence
        await until(lambda: len(list(read_recording(path))) >= 200)
        await until(lambda: session.waits_for_logbook is not None)
        assert session.state.load_kg is None
        other.execute("ROLLBACK")
        await until(lambda: session.state.load_kg == 60)
        assert not session.waits_for_logbook
        session.stop()
        await running


async def test_a_session_waits_for_the_logbook_when_it_begins_and_when_it_ends(tmp_path: Path) -> None:
    with a_logbook(tmp_path, busy_timeout_s=0.05) as logbook, closing(sqlite3.connect(logbook.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        source = Endless(items()[:100], {})
        session, running = started(source, logbook)
        await until(lambda: session.waits_for_logbook is LogbookWait.BEGIN)
        assert (session.takes_keys, session.session_id) == (False, None)
        other.execute("ROLLBACK")
        await until(lambda: session.takes_keys)
        assert session.waits_for_logbook is None
        other.execute("BEGIN IMMEDIATE")
        session.stop()
        await until(lambda: session.waits_for_logbook is LogbookWait.END)
        other.execute("ROLLBACK")
        await running
        (logged,) = logbook.sessions()
        assert logged.ended_utc is not None
        assert logged.recording_sha256 is not None


async def test_who_leaves_while_the_logbook_is_in_use_elsewhere_is_not_held_up(tmp_path: Path) -> None:
    with a_logbook(tmp_path, busy_timeout_s=0.05) as logbook, closing(sqlite3.connect(logbook.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        source = Endless(items()[:100], {})
        session, running = started(source, logbook)
        await until(lambda: session.waits_for_logbook is LogbookWait.BEGIN)
        session.stop()
        with pytest.raises(LogbookBusyError, match="in use by another program"):
            await running
        assert list(logbook.recordings_dir.iterdir()) == [], "what never began leaves nothing behind"
        other.execute("ROLLBACK")
        source = Endless(items()[:100], {})
        session, running = started(source, logbook)
        await until(lambda: session.takes_keys)
        other.execute("BEGIN IMMEDIATE")
        session.stop()
        await until(lambda: session.waits_for_logbook is LogbookWait.END)
        session.stop()
        with pytest.raises(SessionError, match=r"in use by another program.*sensorlog sessions finish"):
            await running
        other.execute("ROLLBACK")
        (unfinished,) = unfinished_sessions(logbook)
        assert finish_session(logbook, unfinished.id).ended_utc is not None


async def test_a_session_that_is_cancelled_while_it_is_entered_leaves_no_row_without_a_recording(
    tmp_path: Path,
) -> None:
    with a_logbook(tmp_path) as logbook:
        source = Endless(items()[:100], {})
        _, running = started(source, logbook)
        await asyncio.sleep(0)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert all(one.evidence.exists() for one in logbook.unfinished())
        assert len(list(logbook.recordings_dir.iterdir())) == len(logbook.unfinished())


async def test_a_logbook_that_is_never_free_stops_the_session_and_says_what_is_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sensorlog.session.record._PATIENCE_S", 0.0)
    with a_logbook(tmp_path, busy_timeout_s=0.05) as logbook, closing(sqlite3.connect(logbook.path)) as other:
        source = Endless(items(), {0: [(SessionEventKind.LOAD, {"kg": 60})]})
        session, running = started(source, logbook)
        await entered(session)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SessionError, match=r"in use by another program.*What came before is safe"):
            await running
        other.execute("ROLLBACK")


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
async def test_a_disk_that_takes_no_more_stops_the_session_and_says_what_is_safe(tmp_path: Path) -> None:
    import resource

    class Filling(Given):
        async def run(self, sink: Sink) -> None:
            for number, item in enumerate(items()):
                if number == 400:
                    full = session_of(self).stat().st_size
                    resource.setrlimit(resource.RLIMIT_FSIZE, (full, hard))
                sink(item)
                await asyncio.sleep(0)

    def session_of(source: Given) -> Path:
        return next(logbook.recordings_dir.iterdir())

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with a_logbook(tmp_path) as logbook:
        source = Filling(items())
        session = source.session = open_session(source, logbook, Registry())
        try:
            with pytest.raises(SessionError, match=r"sensorlog sessions finish \w+") as caught:
                await session.run()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert "\n" not in str(caught.value)
        assert str(caught.value).lower().count("what came before is safe") == 1
        (unfinished,) = unfinished_sessions(logbook)
        assert list(read_recording(unfinished.evidence))[1:] == list(items()[:400])


async def test_a_source_that_fails_ends_the_session_well(tmp_path: Path) -> None:
    class Failing(Given):
        async def run(self, sink: Sink) -> None:
            await super().run(sink)
            raise SessionError("the sensor is gone")

    with a_logbook(tmp_path) as logbook:
        source = Failing(items())
        source.session = open_session(source, logbook, Registry())
        with pytest.raises(SessionError, match="the sensor is gone"):
            await source.session.run()
        (logged,) = logbook.sessions()
        assert logged.ended_utc is not None
        assert logged.rep_count == 11


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_ends_a_session_well(number: signal.Signals, tmp_path: Path) -> None:
    with a_logbook(tmp_path) as logbook:
        source = Endless(items()[:300])
        session = source.session = open_session(source, logbook, Registry())
        running = asyncio.create_task(run_until_stopped(session))
        await until(lambda: bool(session.state.sets))
        while_it_runs = signal.getsignal(number)
        os.kill(os.getpid(), number)
        await running
        assert signal.getsignal(number) is not while_it_runs  # whoever had it has it back
        (logged,) = logbook.sessions()
        assert logged.ended_utc is not None
        assert logged.recording_sha256 is not None

"""What is said of a set during a session stands at once, in the logbook, and in a replay; the sensor's word is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sensorlog.events import JsonValue, SessionEvent, SessionEventKind, SetStarted
from sensorlog.imu import Packet
from sensorlog.logbook import EditOp, Logbook, LoggedSet
from sensorlog.pipeline import FoldedSet, Pipeline, SessionFold, analyze
from sensorlog.profiles import Registry
from sensorlog.session import LiveSession, ReplaySource, Sink, open_session
from tests.session.scene import items, profile

Said = tuple[str, EditOp, JsonValue]


class _Talking:
    """Delivers the two sets and then says things of them, each when the one before stands."""

    def __init__(self, said: Iterable[Said]) -> None:
        self._said = list(said)
        self._now_ns = 0
        self.session: LiveSession

    @property
    def profiles(self) -> Mapping[str, str]:
        return {profile().id: profile().text}

    def now_ns(self) -> int:
        return self._now_ns

    async def run(self, sink: Sink) -> None:
        given = items()
        for number, item in enumerate(given):
            self._now_ns = item.t_ns
            sink(item)
            await sink.room()
            if number == len(given) - 2 and self._said:
                while sum(one.end_s is not None for one in self.session.state.sets) < 2:  # noqa: ASYNC110
                    await asyncio.sleep(0.005)
                for each in self._said:
                    self.session.say(*each)


async def lift(folder: Path, said: Iterable[Said]) -> tuple[LiveSession, Logbook]:
    source = _Talking(said)
    logbook = Logbook(f"sqlite:///{folder / 'log.db'}")
    source.session = open_session(source, logbook, Registry())
    await source.session.run()
    return source.session, logbook


def told(one: FoldedSet | LoggedSet) -> tuple[object, ...]:
    return (one.set_id, one.rep_count, one.exercise, one.load_kg, one.rpe, one.reps_in_reserve, one.warm_up)


async def test_it_stands_at_once_in_the_logbook_and_in_a_replay(tmp_path: Path) -> None:
    said: list[Said] = [
        ("bar/1", EditOp.REPS, 6),
        ("bar/1", EditOp.LOAD, {"kg": 62.5, "entered": "62.5 kg"}),
        ("bar/1", EditOp.EFFORT, {"rpe": 8, "reps_in_reserve": None}),
        ("bar/1", EditOp.EXERCISE, "squat"),
        ("bar/2", EditOp.WARM_UP, True),
        ("bar/2", EditOp.REPS, 7),
        ("bar/2", EditOp.REPS, None),
    ]
    session, logbook = await lift(tmp_path, said)
    stands = [told(one) for one in session.state.sets]
    assert stands == [("bar/1", 6, "squat", 62.5, 8.0, None, False), ("bar/2", 6, None, None, None, None, True)]
    logged = logbook.session(str(session.session_id))
    assert [told(one) for one in logged.sets] == stands
    assert [one.sensed_rep_count for one in logged.sets] == [5, 6]
    assert len(logged.sets[0].reps) == 5, "the total is corrected, no rep is chosen"
    replay = LiveSession(ReplaySource(logged.evidence, speed=None), None, Registry())
    await replay.run()
    assert [told(one) for one in replay.state.sets] == stands
    assert [one["rep_count"] for one in analyze(logged.evidence)["sets"]] == [6, 6]
    logbook.close()


async def test_a_set_that_was_none_is_gone_until_that_is_taken_back(tmp_path: Path) -> None:
    session, logbook = await lift(tmp_path, [("bar/2", EditOp.DELETE_SET, True)])
    assert [one.set_id for one in session.state.sets] == ["bar/1"]
    assert session.state.last_set == session.state.set_called("bar/1")
    logged = logbook.session(str(session.session_id))
    assert [one.set_id for one in logged.sets] == ["bar/1"]
    logbook.say(logged.id, "bar/2", EditOp.DELETE_SET, False)
    assert [one.set_id for one in logbook.session(logged.id).sets] == ["bar/1", "bar/2"]
    logbook.close()


@pytest.mark.parametrize(
    "said", [("bar/2", EditOp.REPS, -1), ("bar/2", EditOp.MOVE_SET, None), ("nobody's", EditOp.REPS, 3)]
)
async def test_what_cannot_be_is_refused(tmp_path: Path, said: Said) -> None:
    with pytest.raises(ValueError):
        await lift(tmp_path, [said])


def test_a_said_event_from_anywhere_changes_nothing_where_it_makes_no_sense() -> None:
    state = SessionFold()
    state.apply([], [SetStarted("bar", "bar/1", 1.0, 1.0)])
    stands = state.sets
    senseless: list[dict[str, JsonValue]] = [
        {},
        {"op": "reps", "value": 3},
        {"op": "reps", "value": 3, "set_id": "bar/1", "start_s": "x", "end_s": 2.0},
        {"op": "reps", "value": 3, "set_id": "bar/1", "start_s": float("nan"), "end_s": 2.0},
        {"op": "delete_set", "value": "yes", "set_id": "bar/1", "start_s": 1.0, "end_s": 2.0},
        {"op": "exercise", "value": 7, "set_id": "bar/1", "start_s": 1.0, "end_s": 2.0},
        {"op": "reps", "value": 3, "set_id": "bar/1", "start_s": -9.0, "end_s": -8.0},
    ]
    for data in senseless:
        state.apply([SessionEvent(0, SessionEventKind.SAID, None, data)], [])
    assert state.sets == stands
    elsewhere: dict[str, JsonValue] = {"op": "reps", "value": 3, "set_id": "trunk/9", "start_s": 0.0, "end_s": 2.0}
    state.apply([SessionEvent(0, SessionEventKind.SAID, None, elsewhere)], [])
    assert [one.rep_count for one in state.sets] == [3], "found by its time, whatever it was called then"


def _with_pause(*, split: bool) -> list[Packet | SessionEvent]:
    """The first set, paused for a minute and a half after its third rep."""
    first_ns = next(item.t_ns for item in items() if isinstance(item, Packet))
    pause_ns = first_ns + 18_300_000_000
    away_ns = 90_000_000_000
    after: dict[str, JsonValue] = {"split": True} if split else {}
    early = [item for item in items() if item.t_ns < pause_ns]
    late = [item for item in items() if item.t_ns >= pause_ns]
    return [
        *early,
        SessionEvent(pause_ns, SessionEventKind.PAUSE),
        SessionEvent(pause_ns + away_ns, SessionEventKind.RESUME, None, after),
        *(replace(item, t_ns=item.t_ns + away_ns) for item in late),
    ]


@pytest.mark.parametrize("split", [False, True])
def test_coming_back_from_a_pause_continues_the_set_or_splits_it(split: bool) -> None:
    pipeline, state = Pipeline(Registry(), attached={profile().id: profile().text}), SessionFold()
    for item in _with_pause(split=split):
        state.apply([item], pipeline.push([item]))
    state.apply([], pipeline.finish())
    first = state.confirmed_sets[0]
    assert (first.rep_count == 3) is split
    assert first.end_s is not None
    assert (first.end_s < 18.5) is split, "of a set that was split, the pause is no part"

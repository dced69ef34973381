"""Sessions to look at: real ones that play a virtual set up to a moment, and one that stands still for pictures."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from sensorlog.events import (
    Channel,
    Event,
    JsonValue,
    LinkState,
    Rep,
    RepState,
    SensorState,
    SessionEvent,
    SessionEventKind,
    SetConfirmed,
    SetEnded,
    SetStarted,
    TrunkMeasures,
)
from sensorlog.imu import Packet, Placement
from sensorlog.logbook import Logbook
from sensorlog.motion import Trace
from sensorlog.pipeline import SessionFold
from sensorlog.profiles import Registry
from sensorlog.recordings import Recording
from sensorlog.session import LiveSession, ReplaySource, Sink, open_session
from sensorlog.simulate import packets
from sensorlog.simulate.lifter import SensorSpec, Set, Stand, perform
from sensorlog.training import RULES, Direction, PlannedSession, PlannedWork, Progress, Proposal, Tempo, Today

REGISTRY = Registry(folders=None)
PROFILE = REGISTRY.get("sensorlog-imu")


@lru_cache
def one_set() -> tuple[Packet | SessionEvent, ...]:
    """Four seconds of standing, five squats with the sensor on the bar, ten seconds of standing."""
    script = (Stand(4.0), Set("squat", reps=5), Stand(10.0))
    performance = perform(script, [SensorSpec("bar", Placement.BAR)], seed=3)
    return tuple(packets(performance.samples, PROFILE))


class StagedSource:
    """Plays items up to a moment, and holds there until it is told to play on."""

    def __init__(self, items: Iterable[Packet | SessionEvent]) -> None:
        self._items = list(items)
        self._allowed_s = 0.0
        self._go_on = asyncio.Event()
        self._now_ns = 0
        self._first_packet_ns = next(item.t_ns for item in self._items if isinstance(item, Packet))

    @property
    def profiles(self) -> Mapping[str, str]:
        return {PROFILE.id: PROFILE.text}

    def now_ns(self) -> int:
        return self._now_ns

    def play_to(self, t_s: float) -> None:
        """Let everything up to ``t_s`` happen."""
        self._allowed_s = t_s
        self._go_on.set()

    async def run(self, sink: Sink) -> None:
        for item in self._items:
            while item.t_ns - self._first_packet_ns > self._allowed_s * 1e9:
                self._now_ns = self._first_packet_ns + round(self._allowed_s * 1e9)
                self._go_on.clear()
                await self._go_on.wait()
            self._now_ns = item.t_ns
            sink(item)
            await sink.room()


def staged(
    folder: Path, items: Iterable[Packet | SessionEvent] | None = None
) -> tuple[LiveSession, StagedSource, Logbook]:
    """Return a recorded session, what drives it, and the logbook that it goes into."""
    logbook = Logbook(f"sqlite:///{folder / 'log.db'}")
    source = StagedSource(one_set() if items is None else items)
    return open_session(source, logbook, REGISTRY), source, logbook


class _Silence:
    """A source from which nothing comes."""

    profiles: Mapping[str, str] = {}

    def now_ns(self) -> int:
        return 0

    async def run(self, sink: Sink) -> None:
        await asyncio.Event().wait()


class StillSession(LiveSession):
    """A session at a fixed moment, for pictures: the state is given, nothing moves."""

    def __init__(self, events: Iterable[Event], now_s: float, data_until_s: float | None = None) -> None:
        super().__init__(_Silence(), None, REGISTRY)
        self._still = SessionFold()
        keys = (
            SessionEvent(0, SessionEventKind.PERSON, None, {"id": "p", "label": "Ana"}),
            SessionEvent(0, SessionEventKind.EXERCISE, None, {"name": "back squat"}),
            SessionEvent(0, SessionEventKind.LOAD, None, {"kg": 60.0}),
        )
        self._still.apply(keys, events)
        self._still_s = now_s
        self._data_until_s = now_s if data_until_s is None else data_until_s

    @property
    def state(self) -> SessionFold:
        return self._still

    @state.setter
    def state(self, still: SessionFold) -> None:
        self._still = still

    @property
    def now_s(self) -> float:
        return self._still_s

    @property
    def is_replay(self) -> bool:
        return False

    @property
    def takes_keys(self) -> bool:
        return True

    def trace(self) -> Trace:
        times_s = tuple(self._data_until_s - 20 + 0.02 * n for n in range(1001))
        return Trace(Channel.VERTICAL, times_s, tuple(_height_m(t_s) for t_s in times_s), ())


PERIOD_S = 3.2


def _height_m(t_s: float) -> float:
    """Of a bar that is squatted: up for a moment, down and up again."""
    share = t_s % PERIOD_S / PERIOD_S
    return -0.55 * math.sin(math.pi * share) ** 2


def squats(number: int, start_s: float, reps: int, *, is_over: bool, confidence: float = 0.95) -> list[Event]:
    """Events of one set whose last rep is not sure yet, or of one that is over."""
    set_id = f"bar/{number}"
    events: list[Event] = [SetStarted("bar", set_id, start_s, start_s)]
    for n in range(reps):
        begin_s = start_s + PERIOD_S * n
        is_sure = is_over or n < reps - 1
        events.append(
            Rep(
                sensor="bar",
                set_id=set_id,
                rep_id=f"{set_id}/{n + 1}",
                revision=1,
                state=RepState.CONFIRMED if is_sure else RepState.PROVISIONAL,
                t_s=begin_s + PERIOD_S,
                start_s=begin_s,
                turn_s=begin_s + PERIOD_S / 2,
                end_s=begin_s + PERIOD_S if is_sure else None,
                phase1_s=1.9 if is_sure else None,
                phase2_s=1.2 if is_sure else None,
                concentric_s=1.2 if is_sure else None,
                eccentric_s=1.9 if is_sure else None,
                mean_velocity_m_s=0.42 if is_sure else None,
            )
        )
    end_s = start_s + PERIOD_S * reps
    events.append(SetConfirmed("bar", set_id, start_s + 2 * PERIOD_S, Channel.VERTICAL))
    if is_over:
        events.append(
            SetEnded("bar", set_id, end_s, start_s, end_s, reps, confidence, Channel.VERTICAL, velocity_loss=0.12)
        )
    return events


STREAMING = SensorState("bar", 0.0, LinkState.STREAMING, battery_percent=82.0, rssi_dbm=-64)


def in_a_set() -> StillSession:
    """The eighth rep of the third set, not sure yet."""
    events = [
        STREAMING,
        *squats(1, 32.0, 10, is_over=True),
        *squats(2, 128.0, 9, is_over=True, confidence=0.5),
        *squats(3, 224.0, 8, is_over=False),
    ]
    return StillSession(events, 224.0 + 7.7 * PERIOD_S)


def between_sets() -> StillSession:
    """A minute and a half after the second set."""
    events = [STREAMING, *squats(1, 32.0, 10, is_over=True), *squats(2, 128.0, 9, is_over=True)]
    return StillSession(events, 128.0 + 9 * PERIOD_S + 92.0)


def without_link() -> StillSession:
    """Three seconds after the link was lost in the middle of a set."""
    lost_s = 32.0 + 5.2 * PERIOD_S
    lost = SensorState("bar", lost_s, LinkState.LOST, battery_percent=82.0, lost_packets=14)
    return StillSession([STREAMING, *squats(1, 32.0, 5, is_over=False), lost], lost_s + 3.2, lost_s)


def three_sensors() -> StillSession:
    """In a set: the bar is heard, the trunk lost three seconds ago, and the wrist not yet heard."""
    lost_s = 32.0 + 5.2 * PERIOD_S
    events: list[Event] = [
        SensorState("wrist", 0.0, LinkState.SEARCHING, detail="not heard yet: switch it on or move it"),
        STREAMING,
        replace(STREAMING, sensor="trunk", battery_percent=12.0, rssi_dbm=-88),
        *squats(1, 32.0, 5, is_over=False),
        SensorState("trunk", lost_s, LinkState.LOST, battery_percent=12.0, rssi_dbm=-88, lost_packets=14),
    ]
    session = StillSession(events, lost_s + 3.2)
    places: dict[str, dict[str, JsonValue]] = {
        "bar": {"placement": "bar"},
        "trunk": {"placement": "trunk", "clip_site": "sternum"},
    }
    session.state.apply([SessionEvent(0, SessionEventKind.SENSOR, sensor, data) for sensor, data in places.items()], [])
    return session


def nothing_yet() -> StillSession:
    """Before the first packet: nobody, nothing, no sensor."""
    session = _Empty([], 0.0)
    session.state = SessionFold()
    return session


class _Empty(StillSession):
    def trace(self) -> Trace | None:  # type: ignore[override]
        return None


LONG_NAME = "single-arm dumbbell row with the knee on a bench, slowly"


def overfull_rest() -> StillSession:
    """More of everything than has room: long names, a hundred reps, forty sets, a trunk that left its usual often."""
    return _overfull(is_over=True)


def overfull() -> StillSession:
    """The same, in the middle of the last set."""
    return _overfull(is_over=False)


def _overfull(*, is_over: bool) -> StillSession:
    events: list[Event] = [replace(STREAMING, lost_packets=123456), replace(STREAMING, sensor="trunk", rssi_dbm=-101)]
    for number in range(1, 40):
        events += squats(number, 40.0 * number, 6, is_over=True, confidence=0.3)
    last = squats(40, 1700.0, 100, is_over=is_over, confidence=0.4)
    out = TrunkMeasures(deviation=("hitch", "fast", "range"))
    events += [replace(each, trunk=out) if isinstance(each, Rep) else each for each in last]
    session = StillSession(events, 1700.0 + 99.7 * PERIOD_S + (4000.0 if is_over else 0.0))
    labels = (
        SessionEvent(0, SessionEventKind.PERSON, None, {"id": "p", "label": "Wilhelmina-Charlotte van der Oudegracht"}),
        SessionEvent(0, SessionEventKind.EXERCISE, None, {"name": LONG_NAME}),
    )
    session.state.apply(labels, [])
    about: dict[str, JsonValue] = {"set_id": "bar/40", "start_s": 1700.0, "end_s": 2020.0}
    said: list[tuple[str, JsonValue]] = [
        ("exercise", LONG_NAME),
        ("effort", {"rpe": 9.0, "reps_in_reserve": 1.0}),
        ("warm_up", True),
    ]
    for op, value in said:
        session.state.apply([SessionEvent(0, SessionEventKind.SAID, None, {**about, "op": op, "value": value})], [])
    return session


def after_a_hold() -> StillSession:
    """A rest with next to nothing to say: a set by hand without a rep, a load or a velocity."""
    by_hand = SetEnded("bar", "bar/1", 52.0, 30.0, 52.0, 0, None, Channel.PERSON, velocity_loss=None)
    session = StillSession([STREAMING, SetStarted("bar", "bar/1", 30.0, 30.0, by_person=True), by_hand], 55.0)
    unnamed: dict[str, JsonValue] = {"name": None}
    session.state.apply([SessionEvent(0, SessionEventKind.EXERCISE, None, unnamed)], [])
    return session


def in_a_hold() -> StillSession:
    """Twenty-two seconds into a plank."""
    session = StillSession([STREAMING, SetStarted("bar", "bar/1", 30.0, 30.0, by_person=True)], 52.0)
    session.state.apply([SessionEvent(0, SessionEventKind.EXERCISE, None, {"name": "plank"})], [])
    return session


def in_a_pause() -> StillSession:
    """A set that was paused."""
    session = in_a_set()
    session.state.apply([SessionEvent(0, SessionEventKind.PAUSE)], [])
    return session


class StillReplay(StillSession):
    """A replay that stands still in the middle of its second set."""

    def __init__(self, full: StillSession | None = None) -> None:
        events = [STREAMING, *squats(1, 32.0, 10, is_over=True), *squats(2, 128.0, 5, is_over=False)]
        super().__init__(events, 128.0 + 4.7 * PERIOD_S)
        if full is not None:
            self.state, self._still_s, self._data_until_s = full.state, full.now_s, full.now_s
        self._player = _StillPlayer()

    @property
    def is_replay(self) -> bool:
        return True

    @property
    def transport(self) -> ReplaySource:
        return self._player


class _StillPlayer(ReplaySource):
    """Says where it is, and plays nothing."""

    def __init__(self) -> None:
        super().__init__(SAMPLE, 2.0)
        assert isinstance(self._opened, Recording)
        with self._opened:  # and close it again
            pass
        self.is_paused = True

    @property
    def position_s(self) -> float:
        return 128.0 + 4.7 * PERIOD_S


SAMPLE = Path(__file__).resolve().parents[2] / "recordings" / "squat-day.mcap"


def a_plan() -> Today:
    """Three sets of eight squats and two planks."""
    squat = PlannedWork(
        "squat",
        sets=(3, 3),
        reps=(8, 8),
        seconds=None,
        reserve=2,
        percent=None,
        percent_of=None,
        tempo=Tempo(lower_s=2, lift_s=1),
        rest_s=120,
        progress=Progress.HOLD,
        sets_first=False,
    )
    plank = replace(squat, exercise="plank", sets=(2, 2), reps=None, seconds=(30, 30), tempo=None, rest_s=60)
    rule = RULES["hold"]
    return Today(
        PlannedSession(0, 1, "phase", 0, "day", is_optional=False, work=(squat, plank)),
        (
            (squat, Proposal("squat", Direction.SAME, rule, "", 3, 8, None, 62.5)),
            (plank, Proposal("plank", Direction.SAME, rule, "", 2, None, 30, None)),
        ),
    )

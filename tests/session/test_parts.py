"""The parts of the loop by themselves: the queue, the listeners, the lock, the keys."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from sensorlog.events import Event, LinkState, SensorState, SessionEvent, SessionEventKind
from sensorlog.imu import Packet
from sensorlog.session.audience import WAITING, Audience
from sensorlog.session.errors import SessionError
from sensorlog.session.inbox import BATCH, LIMIT, ROOM, Inbox
from sensorlog.session.keys import MAX_NOTE_LENGTH, checked
from sensorlog.session.owner import Ownership, is_owned
from sensorlog.session.source import Item


def packet(number: int) -> Packet:
    return Packet(number, "bar", "0000", b"\0")


def event(number: int) -> SensorState:
    return SensorState("bar", float(number), LinkState.STREAMING)


async def test_the_inbox_keeps_the_order_and_hands_out_keys_alone() -> None:
    inbox = Inbox()
    key = SessionEvent(5, SessionEventKind.REP_ADD)
    link = SessionEvent(6, SessionEventKind.LINK)
    items: list[Item] = [packet(1), packet(2), key, key, link, packet(3)]
    for item in items:
        inbox.put(item)
    inbox.close()
    batches = [await inbox.batch() for _ in range(5)]
    assert batches == [[packet(1), packet(2)], [key], [key], [link, packet(3)], []]


async def test_a_source_that_may_wait_is_held_back_until_analysis_has_caught_up() -> None:
    inbox = Inbox()
    for number in range(ROOM):
        inbox.put(packet(number))
    waiting = asyncio.create_task(inbox.room())
    await asyncio.sleep(0)
    assert not waiting.done()
    taken = await inbox.batch()
    assert isinstance(taken, list)
    assert len(taken) == BATCH
    await asyncio.wait_for(waiting, 1)


async def test_the_inbox_is_bounded() -> None:
    inbox = Inbox()
    for number in range(LIMIT):
        inbox.put(packet(number))
    with pytest.raises(SessionError, match="cannot keep up"):
        inbox.put(packet(LIMIT))


async def test_a_slow_listener_misses_the_oldest_and_holds_up_nobody() -> None:
    audience = Audience()
    heard: list[Sequence[Event]] = []
    gate = asyncio.Event()
    quick: list[Sequence[Event]] = []

    async def slow(events: Sequence[Event]) -> None:
        heard.append(events)
        await gate.wait()

    audience.add(slow)
    audience.add(quick.append)
    audience.tell([event(0)])
    await asyncio.sleep(0)
    for number in range(1, 2 * WAITING):
        audience.tell([event(number)])
        if number % 100 == 0:
            await asyncio.sleep(0)  # the event loop's turn, as between packets
    assert len(heard) == 1
    gate.set()
    await audience.farewell()
    assert len(heard) == WAITING + 1
    assert heard[-1] == [event(2 * WAITING - 1)]
    assert len(quick) == 2 * WAITING


async def test_a_listener_that_fails_is_not_called_again_and_the_others_are(caplog: pytest.LogCaptureFixture) -> None:
    audience = Audience()
    heard: list[Sequence[Event]] = []

    def broken(events: Sequence[Event]) -> None:
        raise RuntimeError("the screen is broken")

    audience.add(broken)
    leave = audience.add(heard.append)
    for number in range(3):
        audience.tell([event(number)])
        await asyncio.sleep(0)
    await audience.room()
    leave()
    audience.tell([event(3)])
    await audience.farewell()
    assert len(heard) == 3
    assert caplog.text.count("is not called again") == 1


def test_a_recording_has_one_owner_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.mcap"
    assert not is_owned(path)
    path.touch()
    assert not is_owned(path)
    with Ownership(path):
        assert is_owned(path)
        with pytest.raises(BlockingIOError):
            Ownership(path)
    assert not is_owned(path)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (SessionEventKind.LOAD, {"kg": 60}),
        (SessionEventKind.LOAD, {"kg": None}),
        (SessionEventKind.LOAD, {"kg": 61.2, "entered": "135 lb"}),
        (SessionEventKind.EXERCISE, {"name": "squat"}),
        (SessionEventKind.EXERCISE, {"name": None}),
        (SessionEventKind.NOTE, {"text": "light"}),
        (SessionEventKind.PERSON, {"id": "p1", "label": "Ana"}),
        (SessionEventKind.REP_ADD, {}),
    ],
)
def test_what_a_person_may_enter(kind: SessionEventKind, data: dict[str, str | float | None]) -> None:
    assert checked(kind, data) == data


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (SessionEventKind.LOAD, {}),
        (SessionEventKind.LOAD, {"kg": -1}),
        (SessionEventKind.LOAD, {"kg": True}),
        (SessionEventKind.LOAD, {"kg": float("nan")}),
        (SessionEventKind.LOAD, {"kg": "60"}),
        (SessionEventKind.LOAD, {"kg": 60, "entered": "x" * 50}),
        (SessionEventKind.LOAD, {"kg": 60, "entered": 60}),
        (SessionEventKind.EXERCISE, {"name": "x" * 61}),
        (SessionEventKind.EXERCISE, {"name": 5}),
        (SessionEventKind.NOTE, {"text": ""}),
        (SessionEventKind.NOTE, {"text": "x" * (MAX_NOTE_LENGTH + 1)}),
        (SessionEventKind.PERSON, {"label": "Ana"}),
        (SessionEventKind.SENSOR, {}),
        (SessionEventKind.END, {}),
    ],
)
def test_what_a_person_may_not_enter(kind: SessionEventKind, data: dict[str, str | float]) -> None:
    with pytest.raises(ValueError, match=kind.value):
        checked(kind, data)

"""Sessions over the virtual radio: the Bluetooth room is the real one, and time jumps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from sensorlog.events import Event, LinkState, SensorState, SessionEvent
from sensorlog.imu import Placement, Role
from sensorlog.logbook import Logbook, LoggedSession
from sensorlog.pipeline import analyze
from sensorlog.profiles import Registry
from sensorlog.recordings import read_recording
from sensorlog.session import BleSource, DemoSource, LiveSession, SessionError, Wanted, find_sensors, open_session
from sensorlog.simulate import VirtualRadio, VirtualSensor, installed, run_virtual
from sensorlog.simulate.lifter import Performance, Rest, SensorSpec, Set, Stand, perform
from tests.session.scene import performance, profile

BAR = Role(Placement.BAR)
TRUNK = Role(Placement.TRUNK)
ADDRESS = "C0:FF:EE:00:00:01"


@contextmanager
def a_logbook(folder: Path) -> Iterator[Logbook]:
    logbook = Logbook(f"sqlite:///{folder / 'log.db'}")
    try:
        yield logbook
    finally:
        logbook.close()


@asynccontextmanager
async def on_the_air(*sensors: VirtualSensor) -> AsyncIterator[VirtualRadio]:
    async with VirtualRadio() as radio:
        with installed(radio):
            for sensor in sensors:
                await sensor.join(radio)
            yield radio
            for sensor in sensors:
                await sensor.leave()


def sensor_of(done: Performance, address: str = ADDRESS, rssi_dbm: int = -55) -> VirtualSensor:
    return VirtualSensor(profile(), done.samples[0], address=address, rssi_dbm=rssi_dbm)


def kept(logbook: Logbook, session: LiveSession) -> LoggedSession:
    assert session.session_id is not None
    return logbook.session(session.session_id)


@pytest.mark.parametrize("by_radio", [True, False])
def test_a_demo_counts_what_was_done_with_and_without_a_radio(by_radio: bool, tmp_path: Path) -> None:
    with a_logbook(tmp_path) as logbook:
        source = DemoSource(performance().samples, profile(), by_radio=by_radio)
        session = open_session(source, logbook, Registry())
        run_virtual(session.run())
        logged = kept(logbook, session)
        assert [each.rep_count for each in logged.sets] == [len(done.reps) for done in performance().sets]
        links = [item for item in read_recording(logged.evidence) if getattr(item, "kind", "") == "link"]
        assert [link.data["state"] for link in links if isinstance(link, SessionEvent)][-1] == LinkState.STOPPED


def test_a_link_lost_for_five_seconds_in_a_set_comes_back_and_the_count_goes_on(tmp_path: Path) -> None:
    lost_s, back_s = 20.0, 25.0
    done = perform([Stand(4.0), Set("squat", 12, load_kg=60.0), Rest(8.0)], [SensorSpec("bar", Placement.BAR)], seed=5)
    events: list[Event] = []

    async def train(logbook: Logbook) -> LiveSession:
        sensor = sensor_of(done)
        async with on_the_air(sensor) as radio:
            session = open_session(
                BleSource(await find_sensors(Registry(), [Wanted(BAR)]), Registry()), logbook, Registry()
            )
            session.listen(events.extend)
            running = asyncio.create_task(session.run())
            await until_streaming(session)
            await asyncio.sleep(lost_s)
            radio.take_away(ADDRESS)
            await asyncio.sleep(back_s - lost_s)
            radio.bring_back(ADDRESS)
            await sensor.finished.wait()
            session.stop()
            await running
        return session

    with a_logbook(tmp_path) as logbook:
        session = run_virtual(train(logbook))
        logged = kept(logbook, session)

    links = [event.link for event in events if isinstance(event, SensorState)]
    assert links.count(LinkState.LOST) == 1
    assert links.count(LinkState.STREAMING) >= 2
    (sensor,) = analyze(logged.evidence)["sensors"]
    (gap,) = sensor["gaps"]
    assert lost_s - 1 < gap["start_s"] < lost_s + 1
    assert back_s - 1 < gap["end_s"] < back_s + 5
    reps = [rep for each in logged.sets for rep in each.reps]
    whole_before = [rep for rep in done.sets[0].reps if rep.end_s < gap["start_s"] - 1]
    whole_after = [rep for rep in done.sets[0].reps if rep.start_s > gap["end_s"] + 1]
    assert sum(rep.start_s < gap["start_s"] for rep in reps) in (len(whole_before), len(whole_before) + 1)
    assert sum(rep.start_s >= gap["start_s"] for rep in reps) in (len(whole_after), len(whole_after) + 1)
    assert len(whole_after) >= 3


async def until_streaming(session: LiveSession) -> None:
    streaming = asyncio.Event()

    def look(events: Sequence[Event]) -> None:
        if any(isinstance(event, SensorState) and event.link is LinkState.STREAMING for event in events):
            streaming.set()

    leave = session.listen(look)
    await streaming.wait()
    leave()


def test_sensors_are_found_by_address_by_name_or_as_the_only_one() -> None:
    async def look() -> None:
        far = sensor_of(performance(), "C0:FF:EE:00:00:0A", rssi_dbm=-80)
        near = sensor_of(performance(), "C0:FF:EE:00:00:0B", rssi_dbm=-40)
        async with on_the_air(far, near) as radio:
            with pytest.raises(SessionError, match="2 sensors are near"):
                await find_sensors(Registry())
            bar, trunk = await find_sensors(Registry(), [Wanted(BAR, far.address), Wanted(TRUNK, near.address.lower())])
            assert bar.found is not None
            assert (bar.found.address, bar.sensor) == (far.address, "bar")
            assert trunk.found is not None
            assert (trunk.found.address, trunk.sensor) == (near.address, "trunk")
            with pytest.raises(SessionError, match="'nowhere' was not heard within 5 s; 2 other devices were"):
                await find_sensors(Registry(), [Wanted(None, "nowhere")], seconds=5.0)
            with pytest.raises(SessionError, match="no firmware profile fits"):
                await find_sensors(Registry(folders=()), [Wanted(None, far.address)])
            with pytest.raises(SessionError, match="no sensor that a profile fits"):
                await find_sensors(Registry(folders=()), seconds=5.0)
            radio.take_away(far.address)
            (only,) = await find_sensors(Registry())
            assert only.found is not None
            assert (only.found.address, only.sensor) == (near.address, near.address)

    run_virtual(look())

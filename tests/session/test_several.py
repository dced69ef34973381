"""Several sensors in one session: each lives and fails by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sensorlog.ble import BleError, Found
from sensorlog.events import Event, LinkState, SensorState
from sensorlog.imu import Placement, Role
from sensorlog.logbook import Pairing
from sensorlog.pipeline import analyze
from sensorlog.profiles import Profile, ProfileError, Registry
from sensorlog.session import BleSource, LiveSession, Wanted, find_sensors, open_session
from sensorlog.simulate import VirtualRadio, VirtualSensor, run_virtual
from sensorlog.simulate.lifter import Performance, SensorSpec, Set, Stand, perform
from tests.session.test_radio import a_logbook, on_the_air

BAR, TRUNK = Role(Placement.BAR, "bar"), Role(Placement.TRUNK, "sternum")
BAR_AT, TRUNK_AT = "C0:FF:EE:00:00:01", "C0:FF:EE:00:00:02"
REGISTRY = Registry()
OURS, OTHER = REGISTRY.get("sensorlog-imu"), REGISTRY.get("metamotion")


def squats() -> Performance:
    specs = [SensorSpec("bar", Placement.BAR), SensorSpec("trunk", Placement.TRUNK)]
    return perform([Stand(4.0), Set("squat", 5, load_kg=60.0), Stand(12.0)], specs, seed=5)


def on_bar(profile: Profile = OURS) -> VirtualSensor:
    return VirtualSensor(profile, squats().sensor("bar"), address=BAR_AT)


def on_trunk(profile: Profile = OURS) -> VirtualSensor:
    return VirtualSensor(profile, squats().sensor("trunk"), address=TRUNK_AT)


MINE = [
    Pairing(at, f"my {role.placement} sensor", role.placement, role.clip_site, OURS.id, None, datetime.now(UTC))
    for at, role in ((BAR_AT, BAR), (TRUNK_AT, TRUNK))
]

Told = list[SensorState]
Meanwhile = Callable[[VirtualRadio, LiveSession, Told], Awaitable[None]]


def train(
    folder: Path,
    sensors: Sequence[VirtualSensor],
    meanwhile: Meanwhile,
    *,
    wanted: Sequence[Wanted] = (),
    pairings: Sequence[Pairing] = (),
    registry: Registry = REGISTRY,
) -> tuple[LiveSession, Told, Path]:
    """Run a session while something happens; return it, all states that were told, and its recording."""
    told: Told = []

    def note(events: Sequence[Event]) -> None:
        told.extend(event for event in events if isinstance(event, SensorState))

    async def run() -> LiveSession:
        async with on_the_air(*sensors) as radio:
            source = BleSource(await find_sensors(registry, wanted, pairings), registry)
            session = open_session(source, logbook, REGISTRY)
            session.listen(note)
            running = asyncio.create_task(session.run())
            try:
                await meanwhile(radio, session, told)
            finally:
                session.stop()
                await running
            return session

    with a_logbook(folder) as logbook:
        session = run_virtual(run())
        assert session.session_id is not None
        return session, told, logbook.session(session.session_id).evidence


async def until_link(told: Told, sensor: str, link: LinkState) -> None:
    async with asyncio.timeout(300):
        while not any(each.sensor == sensor and each.link is link for each in told):  # noqa: ASYNC110
            await asyncio.sleep(0.1)


def links(told: Told, sensor: str) -> list[LinkState]:
    return [each.link for each in told if each.sensor == sensor]


def test_one_that_is_not_there_yet_is_named_and_joins_when_it_appears(tmp_path: Path) -> None:
    trunk = on_trunk(OTHER)  # another model: its profile is met on the way, too

    async def meanwhile(radio: VirtualRadio, _session: LiveSession, told: Told) -> None:
        await until_link(told, "bar", LinkState.STREAMING)
        await asyncio.sleep(20.0)
        assert links(told, "trunk") == [LinkState.SEARCHING]
        await trunk.join(radio)
        await until_link(told, "trunk", LinkState.STREAMING)
        await asyncio.sleep(5.0)

    wanted = [Wanted(BAR, BAR_AT), Wanted(TRUNK, TRUNK_AT)]
    session, told, recording = train(tmp_path, [on_bar()], meanwhile, wanted=wanted)
    waiting = next(each for each in told if each.sensor == "trunk")
    assert waiting.detail.startswith("not heard yet: close the vendor's app")
    assert LinkState.LOST not in links(told, "bar")
    assert session.state.roles == {"bar": BAR, "trunk": TRUNK}
    facts = {each["name"]: each for each in analyze(recording, Registry(folders=()))["sensors"]}
    assert (facts["trunk"]["profile"], facts["trunk"]["clip_site"]) == (OTHER.id, "sternum")
    assert facts["trunk"]["samples"] > 300
    assert facts["bar"]["gaps"] == []


def test_one_that_is_lost_for_good_never_stops_the_other(tmp_path: Path) -> None:
    bar, trunk = on_bar(), on_trunk()

    async def meanwhile(radio: VirtualRadio, _session: LiveSession, told: Told) -> None:
        await until_link(told, "bar", LinkState.STREAMING)
        await until_link(told, "trunk", LinkState.STREAMING)
        radio.take_away(TRUNK_AT)
        await bar.finished.wait()

    session, told, recording = train(tmp_path, [bar, trunk], meanwhile, pairings=MINE)
    assert [one.rep_count for one in session.state.confirmed_sets] == [5]
    assert LinkState.LOST in links(told, "trunk")
    assert LinkState.LOST not in links(told, "bar")
    facts = {each["name"]: each for each in analyze(recording)["sensors"]}
    assert facts["bar"]["gaps"] == []
    assert facts["bar"]["lost_packets"] == 0


def test_one_that_cannot_be_had_is_told_once_and_left_out(tmp_path: Path) -> None:
    bar = on_bar()
    # It answers to the name of one model and is another: its set-up cannot work.
    wrong = VirtualSensor(OTHER, squats().sensor("trunk"), address=TRUNK_AT)

    async def meanwhile(_radio: VirtualRadio, _session: LiveSession, told: Told) -> None:
        await until_link(told, "bar", LinkState.STREAMING)
        await bar.finished.wait()

    session, told, _ = train(tmp_path, [bar, wrong], meanwhile, pairings=MINE)
    assert [one.rep_count for one in session.state.confirmed_sets] == [5]
    left_out = [each.detail for each in told if each.sensor == "trunk" and "left out" in each.detail]
    assert len(left_out) == 1
    assert "profile" in left_out[0]
    assert links(told, "trunk")[-1] is LinkState.STOPPED


def test_one_that_cannot_be_connected_to_at_first_is_tried_again_and_joins(tmp_path: Path) -> None:
    bar, trunk = on_bar(), on_trunk()

    async def meanwhile(radio: VirtualRadio, _session: LiveSession, told: Told) -> None:
        radio.take_away(TRUNK_AT)  # heard, and gone before anybody could connect
        await until_link(told, "bar", LinkState.STREAMING)
        await until_link(told, "trunk", LinkState.SEARCHING)
        await asyncio.sleep(120.0)
        radio.bring_back(TRUNK_AT)
        await until_link(told, "trunk", LinkState.STREAMING)

    _, told, _ = train(tmp_path, [bar, trunk], meanwhile, pairings=MINE)
    assert LinkState.LOST not in links(told, "bar")
    why = [each.detail for each in told if each.sensor == "trunk" and each.link is LinkState.SEARCHING and each.detail]
    assert len(why) == 1
    assert "does not answer" in why[0]


def test_one_that_turns_out_to_be_unknown_is_left_out_when_it_appears(tmp_path: Path) -> None:
    unknown = on_trunk(OTHER)
    only_ours = Registry(folders=())
    only_ours.add(OURS)

    async def meanwhile(radio: VirtualRadio, _session: LiveSession, told: Told) -> None:
        await until_link(told, "bar", LinkState.STREAMING)
        await unknown.join(radio)
        await until_link(told, "trunk", LinkState.STOPPED)
        await unknown.leave()

    wanted = [Wanted(BAR, BAR_AT), Wanted(TRUNK, TRUNK_AT)]
    _, told, _ = train(tmp_path, [on_bar()], meanwhile, wanted=wanted, registry=only_ours)
    last = [each for each in told if each.sensor == "trunk"][-1]
    assert last.detail.startswith("left out: no firmware profile fits")
    assert LinkState.LOST not in links(told, "bar")


def test_a_radio_that_refuses_to_search_is_told_once_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(_registry: Registry, seconds: float | None) -> AsyncGenerator[Found, None]:
        if seconds:
            raise BleError("searching for sensors: another program is using Bluetooth at this moment")
        yield  # type: ignore[misc]

    async def meanwhile(_radio: VirtualRadio, _session: LiveSession, told: Told) -> None:
        monkeypatch.setattr("sensorlog.session.sensors.scan", busy)
        await until_link(told, "bar", LinkState.STREAMING)
        await asyncio.sleep(60.0)

    _, told, _ = train(tmp_path, [on_bar()], meanwhile, pairings=MINE)
    assert [each.detail[:20] for each in told if each.sensor == "trunk"][:2] == [
        "not heard yet: close",
        "searching for sensor",
    ]
    assert len([each for each in told if each.sensor == "trunk"]) == 2
    assert LinkState.LOST not in links(told, "bar")


def test_where_none_can_be_had_the_session_says_why(tmp_path: Path) -> None:
    async def meanwhile(_radio: VirtualRadio, _session: LiveSession, _told: Told) -> None:
        await asyncio.sleep(60.0)

    wrong = [
        VirtualSensor(OTHER, squats().sensor(name), address=address)
        for name, address in (("bar", BAR_AT), ("trunk", TRUNK_AT))
    ]
    with pytest.raises((BleError, ProfileError)):
        train(tmp_path, wrong, meanwhile, pairings=MINE)


def test_one_that_is_set_up_and_sends_nothing_ends_a_session_of_its_own_but_no_other(tmp_path: Path) -> None:
    silent = on_trunk()
    silent.is_silent = True

    async def meanwhile(_radio: VirtualRadio, _session: LiveSession, told: Told) -> None:
        await until_link(told, "trunk", LinkState.STOPPED)
        await asyncio.sleep(30.0)

    with pytest.raises(BleError, match="sends nothing"):
        train(tmp_path, [silent], meanwhile, wanted=[Wanted(TRUNK, TRUNK_AT)])
    session, told, _ = train(tmp_path, [on_bar(), silent], meanwhile, pairings=MINE)
    assert [one.rep_count for one in session.state.confirmed_sets] == [5]
    assert LinkState.LOST not in links(told, "bar")


def test_equal_sensors_of_strangers_are_left_alone(tmp_path: Path) -> None:
    bar = on_bar()
    stranger = VirtualSensor(OURS, squats().sensor("trunk"), address="C0:FF:EE:00:00:77", rssi_dbm=-30)

    async def meanwhile(_radio: VirtualRadio, _session: LiveSession, told: Told) -> None:
        await until_link(told, "bar", LinkState.STREAMING)
        await asyncio.sleep(15.0)

    session, told, _ = train(tmp_path, [bar, stranger], meanwhile, pairings=MINE)
    assert {each.sensor for each in told} == {"bar", "trunk"}
    assert links(told, "trunk") == [LinkState.SEARCHING]
    assert stranger.writes == []
    assert session.state.roles.keys() == {"bar"}

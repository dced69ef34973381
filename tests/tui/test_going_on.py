"""A session that a crash has cut off is gone on with from the first page: the same session, its sensor, a gap."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sensorlog.events import LinkState
from sensorlog.imu import Placement
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.recordings import RecordingWriter
from sensorlog.simulate import VirtualRadio, VirtualSensor, installed
from sensorlog.simulate.lifter import SensorSpec, Stand, perform
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.ask import AskScreen
from sensorlog.tui.screens.lifting import LiftingScreen
from sensorlog.tui.screens.today import TodayScreen
from tests.tui.scene import PROFILE, one_set
from tests.tui.test_start import message, until_screen
from tests.tui.waiting import until

ADDRESS = "C0:FF:EE:00:00:01"


@pytest.fixture
def logbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Logbook:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    return Logbook()


def cut_off_lately(logbook: Logbook) -> str:
    logbook.recordings_dir.mkdir(parents=True, exist_ok=True)
    path = logbook.recordings_dir / "cut.mcap"
    with RecordingWriter(path) as writer:
        writer.attach_profile(PROFILE.id, PROFILE.text)
        for item in one_set():
            writer.write(item)
    began = datetime.now(UTC) - timedelta(minutes=5)
    return logbook.begin_session(start_utc=began, recording=path, analysis_version="1", software="sensorlog")


async def test_it_is_gone_on_with(logbook: Logbook) -> None:
    session_id = cut_off_lately(logbook)
    standing = perform((Stand(60.0),), [SensorSpec("bar", Placement.BAR)], seed=3)
    async with VirtualRadio() as radio:
        with installed(radio):
            sensor = VirtualSensor(PROFILE, standing.samples[0], address=ADDRESS)
            await sensor.join(radio)
            app = SensorlogApp()
            async with app.run_test(size=(80, 24)) as pilot:
                await until_screen(pilot, AskScreen)
                await pilot.press("enter")
                await until(lambda: isinstance(app.screen, LiftingScreen))
                screen = app.screen
                assert isinstance(screen, LiftingScreen)
                state = screen.desk.session
                await until(lambda: [each.link for each in state.state.sensors.values()] == [LinkState.STREAMING])
                await until(lambda: state.takes_keys)
                assert [one.rep_count for one in state.state.sets] == [5]
                assert state.now_s > 200
                await pilot.press("q")
                await until(lambda: not app.is_lifting)
            await sensor.leave()
    after = logbook.session(session_id)
    assert [one.rep_count for one in after.sets] == [5]
    assert after.ended_utc is not None
    assert [each.id for each in logbook.sessions()] == [session_id]


async def test_it_can_be_finished_as_it_is(logbook: Logbook) -> None:
    session_id = cut_off_lately(logbook)
    before = (logbook.recordings_dir / "cut.mcap").read_bytes()
    app = SensorlogApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_screen(pilot, AskScreen)
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, TodayScreen) and "finished" in message(pilot))
    assert [one.rep_count for one in logbook.session(session_id).sets] == [5]
    assert logbook.session(session_id).ended_utc is not None
    assert (logbook.recordings_dir / "cut.mcap").read_bytes() == before

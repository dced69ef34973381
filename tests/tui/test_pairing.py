"""A sensor that is heard becomes the person's own with a key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import DataTable

from sensorlog.ble import scan
from sensorlog.imu import Placement
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.simulate import VirtualRadio, VirtualSensor, installed
from sensorlog.simulate.lifter import SensorSpec, Stand, perform
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.dialogs import TextDialog
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.sensors import SensorsScreen
from tests.tui.scene import PROFILE
from tests.tui.test_start import message
from tests.tui.waiting import until


@pytest.fixture
def logbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Logbook:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    return Logbook()


async def test_a_sensor_that_is_near_is_paired_with_its_place(
    logbook: Logbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sensorlog.session.nearby.scan", scan)
    standing = perform((Stand(60.0),), [SensorSpec("bar", Placement.BAR)], seed=3)
    async with VirtualRadio() as radio:
        with installed(radio):
            sensor = VirtualSensor(PROFILE, standing.samples[0], address="C0:FF:EE:00:00:07")
            await sensor.join(radio)
            app = SensorlogApp()
            async with app.run_test(size=(100, 30)) as pilot:
                await pilot.press("6")
                await until(lambda: isinstance(app.screen, SensorsScreen) and app.screen.query(DataTable))
                await until(lambda: app.screen.query_one(DataTable).row_count == 1)
                await pilot.press("p")
                await until(lambda: isinstance(app.screen, ChoiceScreen) and app.screen.is_mounted)
                await pilot.pause()
                await pilot.press("enter")
                await until(lambda: isinstance(app.screen, TextDialog) and app.screen.is_mounted)
                await pilot.pause()
                await pilot.press("enter")
                await until(lambda: "remembered" in message(pilot))
            await sensor.leave()
    (pairing,) = logbook.pairings()
    assert pairing.address == "C0:FF:EE:00:00:07"
    assert pairing.placement is Placement.TRUNK

"""What the screens look like. Changed on purpose? ``pytest tests/tui --snapshot-update``, and look at each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sensorlog.logbook import DATABASE_URL_VARIABLE
from sensorlog.session import LiveSession
from sensorlog.tui.app import SensorlogApp
from tests.tui.scene import StillSession, between_sets, in_a_set, three_sensors, without_link

SIZES = {"60": (60, 24), "100": (100, 30), "160": (160, 45)}
THEMES = DARK, LIGHT = "sensorlog-dark", "sensorlog-light"


def app_of(scene: Callable[[], StillSession], theme: str) -> SensorlogApp:
    async def opening() -> LiveSession:
        return scene()

    app = SensorlogApp(opening)
    app.theme = theme
    return app


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_set_goes_on(snap_compare, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(app_of(in_a_set, theme), terminal_size=size)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_between_sets(snap_compare, size: tuple[int, int]) -> None:
    assert snap_compare(app_of(between_sets, DARK), terminal_size=size)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_link_is_lost(snap_compare, size: tuple[int, int]) -> None:
    assert snap_compare(app_of(without_link, LIGHT), terminal_size=size)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_three_sensors_do_differently(snap_compare, size: tuple[int, int]) -> None:
    assert snap_compare(app_of(three_sensors, DARK), terminal_size=size)


@pytest.mark.parametrize(
    "keys",
    [["question_mark"], ["l", "7", "x", "enter"], ["q"], ["r"]],
    ids=["help", "a_load_that_is_none", "quit_in_a_set", "where_a_sensor_sits"],
)
def test_what_lies_over_it(snap_compare, keys: list[str]) -> None:
    async def press(pilot: Pilot[object]) -> None:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    assert snap_compare(app_of(in_a_set, DARK), terminal_size=SIZES["60"], run_before=press)


def test_the_start_page(snap_compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    assert snap_compare(SensorlogApp(), terminal_size=SIZES["100"])

"""What Lift, Rest and Replay look like. Changed on purpose? ``pytest tests/tui --snapshot-update``; look at each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from pytest_textual_snapshot import SVGImageExtension, normalize_svg
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from sensorlog.session import LiveSession, Moments
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.lifting import LiftingScreen
from sensorlog.tui.screens.replay import ReplayScreen
from tests.tui import scene
from tests.tui.scene import StillReplay, StillSession
from tests.tui.waiting import settled, until

SIZES = {"60": (60, 24), "100": (100, 30), "160": (160, 45)}
THEMES = DARK, LIGHT = "sensorlog-dark", "sensorlog-light"


def empty_replay() -> StillSession:
    return StillReplay(scene.nothing_yet())


def overfull_replay() -> StillSession:
    return StillReplay(scene.overfull())


EMPTY = {"lift": scene.nothing_yet, "rest": scene.after_a_hold, "replay": empty_replay}
USUAL = {"lift": scene.in_a_set, "rest": scene.between_sets, "replay": StillReplay}
OVERFULL = {"lift": scene.overfull, "rest": scene.overfull_rest, "replay": overfull_replay}
ALSO = {
    "link_lost": scene.without_link,
    "three_sensors": scene.three_sensors,
    "hold": scene.in_a_hold,
    "pause": scene.in_a_pause,
}


def app_of(made: Callable[[], StillSession], theme: str) -> SensorlogApp:
    async def opening() -> LiveSession:
        return made()

    app = SensorlogApp(opening)
    app.theme = theme
    app.plan = scene.a_plan()
    return app


MOMENTS = Moments(reps_s=(40.0, 43.2), sets_s=(31.0, 127.0), duration_s=215.0)


async def drawn(pilot: Pilot[Any]) -> None:
    """Wait until the screen stands still; the session never ends."""
    await until(lambda: isinstance(pilot.app.screen, LiftingScreen) and pilot.app.screen.is_mounted)
    await settled(pilot, is_at_work=True)
    screen = pilot.app.screen
    if isinstance(screen, ReplayScreen):
        await until(lambda: screen.desk.moments == MOMENTS)
        await settled(pilot, is_at_work=True)


@pytest.fixture(autouse=True)
def no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where reps are in the recording is said above: looking for them takes longer than drawing."""
    monkeypatch.setattr("sensorlog.tui.screens.replay.find_moments", lambda *_: MOMENTS)


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> Callable[..., Awaitable[None]]:
    """Draws a scene once and compares it in every theme: starting an app takes longer than drawing."""

    async def compare(made: Callable[[], StillSession], size: tuple[int, int], *keys: str, themes=THEMES) -> None:
        app = app_of(made, themes[0])
        async with app.run_test(size=size) as pilot:
            await drawn(pilot)
            for key in keys:
                await pilot.press(key)
                await settled(pilot, is_at_work=True)
            for theme in themes:
                app.theme = theme
                await settled(pilot, is_at_work=True)
                shown = normalize_svg(app.export_screenshot())
                name = theme.removeprefix("sensorlog-")
                assert shown == snapshot(name=name, extension_class=SVGImageExtension)

    return compare


@pytest.mark.parametrize("columns", SIZES)
@pytest.mark.parametrize("name", USUAL)
async def test_usual(picture, name: str, columns: str) -> None:
    await picture(USUAL[name], SIZES[columns])


@pytest.mark.parametrize("columns", SIZES)
@pytest.mark.parametrize("name", EMPTY)
async def test_empty(picture, name: str, columns: str) -> None:
    await picture(EMPTY[name], SIZES[columns])


@pytest.mark.parametrize("columns", SIZES)
@pytest.mark.parametrize("name", OVERFULL)
async def test_overfull(picture, name: str, columns: str) -> None:
    await picture(OVERFULL[name], SIZES[columns])


@pytest.mark.parametrize("name", ALSO)
async def test_also(picture, name: str) -> None:
    await picture(ALSO[name], SIZES["60"], themes=(DARK,))


@pytest.mark.parametrize(
    ("made", "keys"),
    [
        (scene.in_a_set, ["l", "7", "x", "enter"]),
        (scene.in_a_set, ["q"]),
        (scene.in_a_set, ["h"]),
        (scene.between_sets, ["l"]),
        (scene.between_sets, ["a"]),
    ],
    ids=["no_load", "quit_in_a_set", "new_pain", "log", "pain"],
)
async def test_what_lies_over_it(picture, made: Callable[[], StillSession], keys: list[str]) -> None:
    await picture(made, SIZES["60"], *keys, themes=(DARK,))

"""What every page shows, at every width, with nothing, with what people have, and with too much of everything.

Changed on purpose? ``pytest tests/tui/test_pages.py --snapshot-update``, and look at each.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.settings import Settings, save_settings
from sensorlog.tui.actions import PLACES
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.session import SessionScreen
from sensorlog.tui.themes import DARK, LIGHT, THEMES
from sensorlog.tui.widgets.near import NearPanel
from tests.tui.logbooks import FILLED, TODAY
from tests.tui.text_pictures import SIZES, as_drawn, compare
from tests.tui.waiting import settled, until


@pytest.fixture
def filled(request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A logbook with as much as the parameter says; the first of its people lifts."""
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    told = Path("~/.config/sensorlog/settings.toml")
    monkeypatch.setattr("sensorlog.tui.screens.settings.settings_file", lambda: told)
    monkeypatch.setattr(SensorlogApp, "today", staticmethod(lambda: TODAY))
    logbook = Logbook()
    person = FILLED[request.param](logbook)
    logbook.close()
    save_settings(Settings(advice_read=True, person="" if person is None else person.id))
    return str(request.param)


@pytest.mark.parametrize("filled", FILLED, indirect=True)
async def test_every_page_at_every_width_in_every_theme(filled: str, snapshot) -> None:
    app = SensorlogApp()
    pictures: dict[str, list[str]] = {}
    async with app.run_test(size=SIZES[0]) as pilot:
        await app.radar.is_ready.wait()
        near = app.screen.query_one(NearPanel)  # it is drawn anew twice a second
        await until(lambda: ("none is heard" not in str(near.content)) == bool(app.radar.sensors()))
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            for place in (*(place.id for place in PLACES), "session"):
                if place == "session":
                    await pilot.press("3")
                    await settled(pilot)
                    await pilot.press("enter")
                else:
                    await app.action_go(place)
                themes = THEMES if width == 100 else (DARK, LIGHT)
                pictures.setdefault(place, []).append(await as_drawn(pilot, themes))
                if isinstance(app.screen, SessionScreen):
                    await pilot.press("escape")
                    await pilot.pause()
    for place, pages in pictures.items():
        compare(snapshot, place, pages)

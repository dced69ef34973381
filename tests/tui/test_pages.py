"""What every page shows, at every width, with nothing, with what people have, and with too much of everything.

The pictures are kept as text, which is what a terminal shows; colours are judged by their contrast.
Changed on purpose? ``pytest tests/tui/test_pages.py --snapshot-update``, and look at each.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App

from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.settings import Settings, save_settings
from sensorlog.tui.actions import PLACES
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.session import SessionScreen
from sensorlog.tui.themes import DARK, LIGHT, THEMES
from tests.tui.logbooks import FILLED, TODAY
from tests.tui.test_themes import contrast
from tests.tui.waiting import drawn, settled

SIZES = ((60, 24), (100, 30), (160, 45))
READABLE = 3.0
"""WCAG 2.1, 1.4.3 asks for 4.5 of text, which test_themes.py holds; marked lines lie on a mixed ground."""


class TextPicture(SingleFileSnapshotExtension):
    """A picture as a file of text."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"
    _file_extension = "txt"


def faint(app: App[Any]) -> list[str]:
    """Return texts that do not stand out from their ground."""
    found = []
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            is_inactive = isinstance(style, Style) and (style.dim or style.strike)
            if not text.strip() or style is None or style.color is None or style.bgcolor is None or is_inactive:
                continue
            ink, ground = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
            is_line = all(0x2500 <= ord(char) < 0x25A0 for char in text.strip())
            if not is_line and contrast(ink, ground) < READABLE:
                found.append(f"{text!r} in {ink} on {ground}")
    return found


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
        await pilot.pause(0.6)  # the list of sensors is drawn anew twice a second
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            for place in (*(place.id for place in PLACES), "session"):
                if place == "session":
                    await pilot.press("3")
                    await settled(pilot)
                    await pilot.press("enter")
                else:
                    await app.action_go(place)
                await settled(pilot)
                lines = drawn(app)
                assert all(len(line) <= width for line in lines)
                pictures.setdefault(place, []).append("\n".join(lines))
                for theme in THEMES if width == 100 else (DARK, LIGHT):
                    app.theme = theme.name
                    await pilot.pause()
                    assert drawn(app) == lines, theme.name
                    assert faint(app) == [], f"{place} at {width} in {theme.name}"
                if isinstance(app.screen, SessionScreen):
                    await pilot.press("escape")
                    await pilot.pause()
    for place, pages in pictures.items():
        edge = "\n" + "=" * 160 + "\n"
        assert edge.join(pages) + "\n" == snapshot(name=place, extension_class=TextPicture)

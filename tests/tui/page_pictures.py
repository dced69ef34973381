"""The pictures of docs/using.md: every page, as somebody sees it who has trained for six weeks.

``python -m tests.tui.page_pictures`` makes them anew.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.settings import Settings, save_settings
from sensorlog.tui.app import SensorlogApp
from tests.tui.conftest import no_radio
from tests.tui.logbooks import TODAY, normal
from tests.tui.waiting import drawn, settled, until

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
SIZE = (100, 30)
SHOWN = {
    "today": ("1",),
    "sessions": ("3",),
    "session": ("3", "enter"),
    "progress": ("4",),
    "people": ("5",),
    "sensors": ("6",),
    "settings": ("7",),
    "help": ("1", "question_mark"),
}
"""Picture → the keys that lead to it."""


async def pictures(folder: Path) -> dict[str, str]:
    """Return the pictures as SVG, with a logbook and settings in ``folder``."""
    own = {DATABASE_URL_VARIABLE: f"sqlite:///{folder / 'log.db'}", "XDG_CONFIG_HOME": str(folder / "config")}
    with (
        patch.dict(os.environ, own),
        patch.object(SensorlogApp, "today", staticmethod(lambda: TODAY)),
        patch("sensorlog.session.nearby.scan", no_radio),
        patch("sensorlog.tui.screens.settings.settings_file", lambda: Path("~/.config/sensorlog/settings.toml")),
    ):
        logbook = Logbook()
        save_settings(Settings(advice_read=True, person=normal(logbook).id))
        logbook.close()
        app = SensorlogApp()
        made = {}
        async with app.run_test(size=SIZE) as pilot:
            await app.radar.is_ready.wait()
            await until(lambda: any("not heard" in line for line in drawn(app)))
            for name, keys in SHOWN.items():
                for key in keys:
                    await pilot.press(key)
                    await settled(pilot)
                svg = app.export_screenshot(title="sensorlog", simplify=True)
                made[name] = re.sub(r"terminal-\d+", f"terminal-{name}", svg)
                if len(keys) > 1:
                    await pilot.press("escape")
                    await settled(pilot)
        return made


def main() -> None:
    """Write the pictures."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        for name, svg in asyncio.run(pictures(Path(folder))).items():
            (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
            sys.stdout.write(f"{name}.svg: made anew; look at it\n")


if __name__ == "__main__":
    main()

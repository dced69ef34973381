"""The first page is there soon: what it does not show is imported by whoever goes on from it."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from sensorlog.events import SessionEventKind
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.session import Keys, LiveSession, SessionError
from sensorlog.settings import Settings, save_settings
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.gather.today import TodayPage, today_page
from sensorlog.tui.widgets.today.cards import LastCard
from tests.tui.logbooks import normal
from tests.tui.waiting import until

NOT_YET = (
    "scipy",
    "vqf",
    "mcap",
    "sensorlog.motion",
    "sensorlog.pipeline",
    "sensorlog.recordings",
    "sensorlog.exchange",
)


LOOK = """
import sys
from sensorlog.tui import app
from sensorlog.tui.screens import today
print([name for name in sys.argv[1:] if name in sys.modules])
"""


def test_the_first_page_needs_no_counter_and_no_recording() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK, *NOT_YET], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


async def test_a_key_that_comes_before_the_page_is_read_takes_the_person_and_the_program_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not read yet is neither nobody nor no program."""
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    logbook = Logbook()
    person = normal(logbook)
    logbook.close()
    save_settings(Settings(advice_read=True, person=person.id))
    go_on = threading.Event()
    asked: list[Keys] = []

    def late(*args: Any) -> TodayPage:
        go_on.wait()
        return today_page(*args)

    async def with_keys(_wanted: object, keys: Keys) -> LiveSession:
        asked.append(keys)
        raise SessionError("no sensor")

    monkeypatch.setattr("sensorlog.tui.screens.today.today_page", late)
    monkeypatch.setattr("sensorlog.session.openings.open_lift", with_keys)
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        try:
            await app.radar.is_ready.wait()
            assert str(app.screen.query_one(LastCard).content) == "…"
            await pilot.press("space")
        finally:
            go_on.set()
        await until(lambda: asked)
    assert (SessionEventKind.PERSON, {"id": person.id, "label": person.label}) in asked[0]

"""Long work on the screen: done step by step, told how far it is, and stopped by its key."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.widgets import ProgressBar

from sensorlog.logbook import DATABASE_URL_VARIABLE
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.progress import ProgressScreen
from sensorlog.tui.screens.working import WorkingScreen
from tests.tui.waiting import until


async def test_counting_anew_stops_after_the_session_that_is_being_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    counted: list[str] = []
    let_go = {name: threading.Event() for name in ("one", "two", "three")}

    def reanalyze(_books: object, session_id: str) -> None:
        assert let_go[session_id].wait(60)
        counted.append(session_id)

    monkeypatch.setattr("sensorlog.tui.screens.progress.outdated_sessions", lambda _books: list(let_go))
    monkeypatch.setattr("sensorlog.tui.screens.progress.reanalyze", reanalyze)
    monkeypatch.setattr(ProgressScreen, "check_action", lambda *_: True)
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await app.action_go("progress")
        await until(lambda: app.screen.is_mounted)
        page = app.screen
        await page.run_action("reanalyze")
        await until(lambda: isinstance(app.screen, WorkingScreen) and app.screen.is_mounted)
        let_go["one"].set()
        bar = app.screen.query_one(ProgressBar)
        await until(lambda: bar.progress == 1)
        await pilot.press("escape")
        await until(lambda: "stopping" in str(app.screen.query_one(".dialog-hint").render()))
        let_go["two"].set()
        await until(lambda: app.screen is page)
        await until(lambda: "2 of 3 sessions done, then stopped" in str(page.query_one("#message").render()))
    assert counted == ["one", "two"]

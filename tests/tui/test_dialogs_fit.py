"""Dialogs that somebody in pain or in a hurry reads have all of it on the smallest screen."""

from __future__ import annotations

from textual.containers import VerticalScroll

from sensorlog.training import NEW_OR_WORSE_PAIN
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.scale import PainDialog
from tests.tui.waiting import until


async def test_what_to_do_about_new_pain_needs_no_scrolling() -> None:
    app = SensorlogApp()
    async with app.run_test(size=(60, 24)) as pilot:
        dialog = PainDialog(NEW_OR_WORSE_PAIN.title, NEW_OR_WORSE_PAIN)
        await app.push_screen(dialog)
        await until(lambda: dialog.query_one(VerticalScroll).size.height)
        await pilot.pause()
        assert dialog.query_one(VerticalScroll).max_scroll_y == 0
        below = [dialog.query_one(f"#number-{number}").region for number in (0, 10)]
        assert all(region.bottom < 24 and region.right < 60 for region in below)

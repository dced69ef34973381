"""Terminals that are smaller than anybody would want: the count is there, and whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from sensorlog.tui.digits import big_text
from sensorlog.tui.widgets.count import BigCount
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from tests.tui.stage import Scene, on_screen


def lines_of(scene: Scene) -> list[str]:
    """Return what the screen shows, line by line."""
    screen = scene.pilot.app.screen
    return ["".join(segment.text for segment in strip) for strip in screen._compositor.render_strips()]


@pytest.mark.parametrize("size", [(60, 15), (40, 12), (30, 10)])
async def test_count_clock_and_help_are_there(size: tuple[int, int], tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.pilot.resize_terminal(*size)
        await scene.play_to(16.0)
        await scene.until(lambda: scene.count.rstrip("?").isdigit())
        for t_s in (16.0, 40.0):  # in the set, and in the rest after it
            await scene.play_to(t_s)
            await scene.pilot.pause()
            count = scene.screen.query_one(BigCount)
            drawn = [scene.count] if count.size.height < 5 else big_text(scene.count, _rows(count))
            shown = lines_of(scene)
            for row in drawn:
                assert any(row.strip() in line for line in shown), (row, shown)
            assert any("? help" in line for line in shown)
            assert scene.screen.query_one(KeyBar).size.height <= size[1] // 3


def _rows(count: BigCount) -> int:
    return str(count.render()).count("\n") + 1

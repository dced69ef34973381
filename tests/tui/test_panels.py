"""Lines of the live screen where there is little room: what is cut is never what would then be read wrongly."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from sensorlog.tui.view import LiveView, SetRow
from sensorlog.tui.widgets.panels import SetsPanel, TaskLine, shortened


class Panels(App[None]):
    CSS = "TaskLine, SetsPanel { height: 1; }"

    def compose(self) -> ComposeResult:
        yield TaskLine()
        yield SetsPanel()


@pytest.mark.parametrize("width", [40, 60, 100])
async def test_load_and_time_are_never_cut_and_a_set_is_told_with_its_reps_or_not_at_all(width: int) -> None:
    app = Panels()
    async with app.run_test(size=(width, 5)) as pilot:
        view = LiveView(
            person="Wilhelmina-Charlotte van der Oudegracht", exercise="x" * 57, load="60 kg", elapsed="1:02"
        )
        app.query_one(TaskLine).show(view)
        app.query_one(SetsPanel).sets = tuple(SetRow(str(n), "squat", "60 kg", "10", "") for n in range(1, 41))
        await pilot.pause()
        task = app.query_one(TaskLine).render_line(0).text.rstrip()
        assert task.startswith("Wilhelmina")
        assert "· x" in task
        assert task.endswith(" · 60 kg · 1:02")
        sets = app.query_one(SetsPanel).render_line(0).text.rstrip().split(" · ")
        assert sets == [f"set {40 - n}: 10" for n in range(len(sets))]


def test_a_text_is_cut_by_what_it_fills_on_the_screen() -> None:
    assert shortened("squat", 5) == "squat"
    assert shortened("squats", 5) == "squa…"
    assert shortened("深蹲深蹲", 5) == "深蹲…"

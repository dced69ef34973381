"""How it goes, exercise by exercise."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual import on, work
from textual.containers import Grid, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from sensorlog.tui.gather.progress import ProgressPage, progress_page
from sensorlog.tui.gather.reanalysis import outdated_sessions, reanalyze
from sensorlog.tui.screens.page import Page
from sensorlog.tui.screens.registered import bindings_of
from sensorlog.tui.screens.working import Step, WorkingScreen
from sensorlog.tui.widgets.plots.chart import Chart

__all__ = ["ProgressScreen"]


class ProgressScreen(Page):
    """Load, volume, estimated maximum, velocity, range, smoothness and pain over time."""

    PLACE = "progress"
    REGISTERED_AS = "progress"
    BINDINGS = bindings_of("progress")

    def __init__(self) -> None:
        super().__init__()
        self._page = ProgressPage()
        self._chosen = ""

    def body(self) -> Iterable[Widget]:
        yield Label("", id="heading", classes="page-title")
        yield Horizontal(
            OptionList(id="exercises"),
            Vertical(VerticalScroll(Grid(id="charts"), id="charts-pane"), Label("", id="below", classes="page-text")),
            classes="columns",
        )

    async def reload(self) -> None:
        page = self._page = await self.read(progress_page, self.app.books, self.app.settings, self._chosen)
        self._chosen = page.chosen
        options = self.query_one("#exercises", OptionList)
        options.clear_options()
        options.add_options(Option(Content(name), id=f"exercise-{n}") for n, name in enumerate(page.exercises))
        options.display = bool(page.exercises)
        if page.chosen in page.exercises:
            with self.prevent(OptionList.OptionHighlighted):
                options.highlighted = page.exercises.index(page.chosen)
        heading = page.chosen or "No exercise yet: it is named while lifting, or in Sessions."
        self.query_one("#heading", Label).update(Content(heading))
        grid = self.query_one("#charts", Grid)
        await grid.remove_children()
        await grid.mount_all(Chart(series) for series in page.series)
        outdated = f"{page.outdated} sessions: counted by another version (a: anew)" if page.outdated else ""
        below = "\n".join(filter(None, (page.maximum, page.version, outdated)))
        self.query_one("#below", Label).update(Content(below))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow counting anew where another version counted, and other exercises where there are any."""
        if action in ("next", "previous") and len(self._page.exercises) < 2:
            return None
        return None if action == "reanalyze" and not self._page.outdated else True

    def _show(self, index: int) -> None:
        if self._page.exercises:
            self._chosen = self._page.exercises[index % len(self._page.exercises)]
            self.refresh_page()

    @on(OptionList.OptionSelected, "#exercises")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._show(event.option_index)

    def action_next(self) -> None:
        self._show(self._index() + 1)

    def action_previous(self) -> None:
        self._show(self._index() - 1)

    def _index(self) -> int:
        return self._page.exercises.index(self._chosen) if self._chosen in self._page.exercises else 0

    @work(exclusive=True, group="edit")
    async def action_reanalyze(self) -> None:
        ids = await self.read(outdated_sessions, self.app.books)
        steps = [Step(f"session {each}", partial(reanalyze, self.app.books, each)) for each in ids]
        told = await self.app.push_screen_wait(WorkingScreen("Counting anew", steps))
        self.say(told or "")
        self.refresh_page()

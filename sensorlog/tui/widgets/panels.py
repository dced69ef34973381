"""The lines of text on the live screen: sensors, who and what, status, tempo, sets."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.table import Table
from rich.text import Text
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from sensorlog.tui.view import TONE_SYMBOLS, LiveView, SensorView, SetRow, StatusView, Tone

__all__ = ["Line", "SensorBar", "SetsPanel", "StatusLine", "TaskLine", "TrunkPanel", "shortened"]

_BETWEEN = " · "
_SHORT_NAME = 12
_TABLE_ROWS = 3
_ROOMY = 80
_LINE_STYLES = {Tone.TROUBLE: "$background on $error", Tone.ATTENTION: "$accent"}


def shortened(text: str, cells: int) -> str:
    """Return as much of ``text`` as has room in so many cells, with ``…`` where something is left out."""
    return text if cell_len(text) <= cells else set_cell_size(text, max(0, cells - 1)).rstrip() + "…"


def _tone_class(widget: Widget, tone: Tone) -> None:
    for each in Tone:
        widget.set_class(each is tone, f"-{each.value}")


class SensorBar(Static):
    """One line for each sensor: name, link, battery, signal."""

    sensors: reactive[tuple[SensorView, ...]] = reactive(())

    def watch_sensors(self) -> None:
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        sensors, has_room = self.sensors, self.size.width >= _ROOMY
        lines = [
            "  ".join(
                filter(
                    None,
                    (
                        f"{TONE_SYMBOLS[s.tone]} {s.name}: {s.link}",
                        s.battery,
                        s.signal,
                        s.strength if has_room else "",
                        s.lost,
                    ),
                )
            )
            for s in sensors
        ]
        tones = {s.tone for s in sensors} or {Tone.ATTENTION}
        styles = [_LINE_STYLES.get(s.tone, "") if len(tones) > 1 else "" for s in sensors]
        styled = [Content.styled(line, style) for line, style in zip(lines, styles, strict=True)]
        self.update(Content("\n").join(styled or [Content("▶ no sensor yet")]))
        # One tone for all colours the whole bar; with several, each line has its own.
        _tone_class(self, tones.pop() if len(tones) == 1 else Tone.QUIET)


class Line(Widget):
    """Some text; drawn anew, without a new layout, only where it has changed."""

    text: reactive[str] = reactive("")

    def render(self) -> Content:
        return Content(self.text)


class TaskLine(Widget):
    """Who lifts what, and for how long the session has been going on. Long names are cut, load and time never."""

    parts: reactive[tuple[str, str, str]] = reactive(("", "", ""))
    """Person, exercise, and what is never cut."""

    def show(self, view: LiveView) -> None:
        self.parts = (view.person, view.exercise, f"{view.load} · {view.elapsed}")

    def render(self) -> Content:
        person, exercise, rest = self.parts
        room = self.size.width - cell_len(rest) - len(_BETWEEN)
        if person and cell_len(person + _BETWEEN + exercise) > room:
            person = shortened(person, max(_SHORT_NAME, room - len(_BETWEEN) - cell_len(exercise)))
        said = _BETWEEN.join(filter(None, (person, exercise)))
        return Content(f"{shortened(said, room)}{_BETWEEN}{rest}")


class StatusLine(Static):
    """What just happened, or what is wrong."""

    view: reactive[StatusView] = reactive(StatusView())

    def watch_view(self, view: StatusView) -> None:
        self.update(Content(f"{TONE_SYMBOLS[view.tone]} {view.text}" if view.text else ""))
        _tone_class(self, view.tone)


class TrunkPanel(Static):
    """What of the trunk left the usual: shown after a set, or meanwhile where the person wants it."""

    lines: reactive[tuple[str, ...]] = reactive(())

    def watch_lines(self, lines: tuple[str, ...]) -> None:
        self.update(Content("\n".join(lines)))
        self.display = bool(lines)


class SetsPanel(Widget):
    """The sets so far, newest first: a table where there is room, else one line."""

    sets: reactive[tuple[SetRow, ...]] = reactive(())

    def render(self) -> Table | Text:
        newest = self.sets[::-1]
        if self.size.height < _TABLE_ROWS:
            line = ""
            for row in newest:
                longer = _BETWEEN.join(filter(None, (line, f"set {row.number}: {row.reps}")))
                if len(longer) > self.size.width:
                    break
                line = longer
            return Text(line or "no set is over yet", no_wrap=True)
        table = Table(box=None, expand=True, padding=(0, 1, 0, 0), header_style="bold")
        for title in ("set", "exercise", "load", "reps", ""):
            table.add_column(title, no_wrap=title != "", justify="right" if title in ("set", "reps") else "left")
        for row in newest:
            table.add_row(row.number, row.exercise, row.load, row.reps, row.note)
        return table

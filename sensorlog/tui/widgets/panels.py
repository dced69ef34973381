"""The lines of text on the live screen: sensors, who and what, status, tempo, sets."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from sensorlog.tui.view import TONE_SYMBOLS, LiveView, SensorView, SetRow, StatusView, Tone

__all__ = ["Line", "SensorBar", "SetsPanel", "StatusLine", "TaskLine", "TrunkPanel"]

_TABLE_ROWS = 3
_ROOMY = 80
_LINE_STYLES = {Tone.TROUBLE: "$background on $error", Tone.ATTENTION: "$accent"}


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


class TaskLine(Line):
    """Who lifts what, and for how long the session has been going on."""

    def show(self, view: LiveView) -> None:
        who = f"{view.person} · " if view.person else ""
        self.text = f"{who}{view.exercise} · {view.load} · {view.elapsed}"


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
            short = " · ".join(f"set {row.number}: {row.reps}" for row in newest)
            return Text(short or "no set is over yet", no_wrap=True, overflow="ellipsis")
        table = Table(box=None, expand=True, padding=(0, 1, 0, 0), header_style="bold")
        for title in ("set", "exercise", "load", "reps", ""):
            table.add_column(title, no_wrap=title != "", justify="right" if title in ("set", "reps") else "left")
        for row in newest:
            table.add_row(row.number, row.exercise, row.load, row.reps, row.note)
        return table

"""Bars in one row of text: tempo against its target, velocity loss against the stop rule, a rest, a replay."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from sensorlog.tui.view import SpeedView, TempoView, Tone, TransportView

__all__ = ["RestBar", "SpeedBar", "TempoBar", "TransportBar", "bar"]

_FULL, _EMPTY, _MARK = "█", "─", "┃"
_WIDEST = 28


def bar(width: int, share: float, marks: tuple[float, ...] = ()) -> str:
    """Return ``width`` characters, filled up to ``share`` (0 to 1), with a stroke at each of ``marks``."""
    filled = round(width * min(1.0, max(0.0, share)))
    cells = [_FULL] * filled + [_EMPTY] * (width - filled)
    for mark in marks:
        cells[min(width - 1, int(width * min(1.0, max(0.0, mark))))] = _MARK
    return "".join(cells)


class TempoBar(Widget):
    """The phases of the rep that goes on, or of the last one, each a bar with the target marked on it."""

    tempo: reactive[TempoView] = reactive(TempoView())

    def render(self) -> Text:
        phases = self.tempo.phases
        if not phases:
            return Text("tempo: –", "dim", no_wrap=True)
        line = Text(f"{self.tempo.of} ", no_wrap=True, overflow="ellipsis")
        words = line.cell_len + sum(len(phase.name) + len(phase.text) + 4 for phase in phases)
        width = min(_WIDEST, max(4, (self.size.width - words) // len(phases)))
        for phase in phases:
            marks = () if phase.target_share is None else (phase.target_share,)
            line.append(f"{phase.name} ").append(bar(width, phase.share, marks)).append(f" {phase.text}  ")
        line.rstrip()
        return line


class SpeedBar(Widget):
    """Velocity of the last rep, and what of it is lost against the stop rule."""

    view: reactive[SpeedView | None] = reactive(None)

    def render(self) -> Text:
        view = self.view
        if view is None:
            return Text("velocity: –", "dim", no_wrap=True)
        line = Text(f"last rep {view.last}", no_wrap=True, overflow="ellipsis")
        if view.share is None:
            return line
        words = f"  {view.loss}"
        width = min(_WIDEST, self.size.width - line.cell_len - len(words) - 3)
        line.append(words)
        if width >= 6:
            line.append(" ").append(bar(width, view.share, () if view.stop_share is None else (view.stop_share,)))
        return line

    def watch_view(self, view: SpeedView | None) -> None:
        self.set_class(view is not None and view.tone is Tone.ATTENTION, "-attention")


class RestBar(Widget):
    """How much of the rest is over."""

    share: reactive[float | None] = reactive(None)

    def render(self) -> Text:
        if self.share is None:
            return Text("")
        return Text(bar(max(1, self.size.width), self.share, (0.5,)), no_wrap=True)


class TransportBar(Widget):
    """Where a replay is, with the beginnings of its sets; a click goes there."""

    view: reactive[TransportView | None] = reactive(None)

    def render(self) -> Text:
        view = self.view
        if view is None:
            return Text("")
        width = max(10, self.size.width - len(view.text) - 2)
        return Text(f"{view.text}  {bar(width, view.share, view.sets)}", no_wrap=True)

    def share_at(self, x: int) -> float | None:
        """Return which share of the length lies at a column; ``None`` beside the bar."""
        begins = 0 if self.view is None else len(self.view.text) + 2
        width = self.size.width - begins
        return (x - begins) / width if 0 <= x - begins < width else None

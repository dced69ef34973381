"""What the live screen shows: widgets take a piece of :class:`LiveView` and draw it.

Nothing here knows Textual. It is filled by :mod:`sensorlog.tui.present`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from sensorlog.imu import FloatArray

__all__ = [
    "TONE_SYMBOLS",
    "CountView",
    "LiveView",
    "Mark",
    "SensorView",
    "SetRow",
    "StatusView",
    "TempoView",
    "Tone",
    "TraceView",
]


class Tone(StrEnum):
    """How a line is meant. Each has a symbol of its own, so that colour never stands alone."""

    QUIET = "quiet"
    GOOD = "good"
    ATTENTION = "attention"
    TROUBLE = "trouble"


TONE_SYMBOLS: Mapping[Tone, str] = {Tone.QUIET: "·", Tone.GOOD: "✔", Tone.ATTENTION: "▶", Tone.TROUBLE: "▲"}


@dataclass(frozen=True, slots=True)
class SensorView:
    """One line about one sensor."""

    name: str
    link: str
    battery: str
    signal: str
    tone: Tone
    lost: str = ""


@dataclass(frozen=True, slots=True)
class CountView:
    """The big number and the words below it."""

    text: str = "–"
    """Digits, a ``?`` behind a provisional rep, or a dash before the first set."""
    caption: str = "no set yet"
    live: bool = False
    """A set is open: the number may still grow."""


@dataclass(frozen=True, slots=True)
class TempoView:
    """Tempo of the last rep, in seconds and cm/s; ``None`` while there is none."""

    phases: str
    speed: str


@dataclass(frozen=True, slots=True)
class SetRow:
    """One set that is over."""

    number: str
    exercise: str
    load: str
    reps: str
    note: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A rep on the trace: its number at its farthest point."""

    t_s: float
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class TraceView:
    """The last seconds of the channel that is counted. ``t_s`` and ``value`` have shape (n,)."""

    t_s: FloatArray
    value: FloatArray
    end_s: float
    """Time at the right edge."""
    marks: tuple[Mark, ...] = ()
    title: str = ""
    bottom: float = -1.0
    top: float = 1.0

    @classmethod
    def empty(cls) -> TraceView:
        """Nothing to draw yet."""
        return cls(np.empty(0), np.empty(0), 0.0)


@dataclass(frozen=True, slots=True)
class StatusView:
    """One line on what just happened, or what is wrong."""

    text: str = ""
    tone: Tone = Tone.QUIET


@dataclass(frozen=True, slots=True)
class LiveView:
    """All of the live screen."""

    sensors: tuple[SensorView, ...] = ()
    person: str = ""
    exercise: str = "unlabelled"
    load: str = "no load"
    elapsed: str = "0:00"
    count: CountView = CountView()
    tempo: TempoView | None = None
    sets: tuple[SetRow, ...] = ()
    trace: TraceView = field(default_factory=TraceView.empty)
    status: StatusView = StatusView()
    set_open: bool = False
    paused: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    """Action id → label that depends on what is going on ("start set", "end set")."""

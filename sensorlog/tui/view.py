"""What the screens of a session show: widgets take a piece of a view and draw it.

Nothing here knows Textual. It is filled by :mod:`sensorlog.tui.present`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.tui.sound import Beat

__all__ = [
    "TONE_SYMBOLS",
    "CountView",
    "LiveView",
    "Mark",
    "PhaseView",
    "RestView",
    "SensorView",
    "SetRow",
    "SpeedView",
    "StatusView",
    "TempoView",
    "Tone",
    "TraceView",
    "TransportView",
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
    """Bars."""
    tone: Tone
    strength: str = ""
    """The same as a number: for those with room."""
    lost: str = ""


@dataclass(frozen=True, slots=True)
class CountView:
    """The big number and the words below it."""

    text: str = "–"
    """Digits, a ``?`` behind a provisional rep, or a dash before the first set."""
    caption: str = "no set yet"
    live: bool = False
    """A set is open: the number may still grow."""
    target: str = ""
    """What it is to become, drawn beside it; empty: nobody said."""


@dataclass(frozen=True, slots=True)
class PhaseView:
    """One phase of a rep against its target, as a bar."""

    name: str
    text: str
    share: float
    """How much of the bar is filled, 0 to 1."""
    target_share: float | None
    """Where the target's mark stands; ``None``: there is none."""


@dataclass(frozen=True, slots=True)
class TempoView:
    """The phases of one rep."""

    of: str = ""
    """Which rep: the one that goes on, or the last one."""
    phases: tuple[PhaseView, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeedView:
    """Velocity of the last rep, and its loss against the stop rule."""

    last: str
    loss: str = ""
    share: float | None = None
    """Loss on a bar, 0 to 1; ``None``: not known yet."""
    stop_share: float | None = None
    """Where the stop rule stands on it."""
    tone: Tone = Tone.QUIET


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
class RestView:
    """Between two sets: the clock, the last set's numbers, and what comes next."""

    set_id: str = ""
    count: CountView = CountView()
    clock: str = "0:00"
    clock_caption: str = ""
    share: float | None = None
    """Of the rest that is over, 0 to 1; ``None``: nobody said how long it is to be."""
    question: str = ""
    """What to check of the count; empty: nothing."""
    numbers: tuple[str, ...] = ()
    """The last set in lines: load, velocity, effort, trunk."""
    coming: tuple[str, ...] = ()
    """The next set, as the program has it."""


@dataclass(frozen=True, slots=True)
class TransportView:
    """Where a replay is. Shares are of its length."""

    text: str
    share: float
    sets: tuple[float, ...] = ()
    """Where sets begin."""
    is_paused: bool = False


@dataclass(frozen=True, slots=True)
class LiveView:
    """All of the live screen."""

    sensors: tuple[SensorView, ...] = ()
    person: str = ""
    exercise: str = "unlabelled"
    load: str = "no load"
    elapsed: str = "0:00"
    count: CountView = CountView()
    tempo: TempoView = TempoView()
    speed: SpeedView | None = None
    trunk: tuple[str, ...] = ()
    """What of the trunk left the usual, in the set that goes on or the last one."""
    sets: tuple[SetRow, ...] = ()
    trace: TraceView = field(default_factory=TraceView.empty)
    status: StatusView = StatusView()
    set_open: bool = False
    is_timed: bool = False
    """What is done is held: there is no rep to say anything of."""
    paused: bool = False
    rest: RestView | None = None
    """``None`` while a set goes on, and before the first."""
    transport: TransportView | None = None
    """``None``: this is live."""
    beat: Beat = field(default_factory=Beat)
    """What of it can be heard."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Action id → label that depends on what is going on ("start set", "end set")."""

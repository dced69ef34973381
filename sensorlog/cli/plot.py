"""``sensorlog analyze --plot``: what a file holds and what was found in it, as a picture. Needs matplotlib."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import degrees
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sensorlog.errors import SensorlogError
from sensorlog.events import Channel, Event, Rep, RepState, TrunkDeviation
from sensorlog.imu import FloatArray, Gap, ImuBlock, Placement
from sensorlog.pipeline import Examined, Options, Pipeline, Usuals, examine

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["PIECE_S", "PlotError", "Seen", "Signals", "examine_and_draw", "examine_and_plot"]

PIECE_S = 5.0
"""Shorter than what a trace shows, so that traces overlap."""
_AROUND_S = 0.6
"""The lean of a rep is drawn from so much before it to so much behind it."""


class PlotError(SensorlogError):
    """The picture cannot be made."""


@dataclass(slots=True)
class Signals:
    """What one sensor measured, and the signal in which its reps were counted."""

    force_t_s: list[FloatArray] = field(default_factory=list)
    force_m_s2: list[FloatArray] = field(default_factory=list)
    turn_t_s: list[FloatArray] = field(default_factory=list)
    turn_deg_s: list[FloatArray] = field(default_factory=list)
    channel: Channel | None = None
    trace_t_s: list[float] = field(default_factory=list)
    travel_cm: list[float] = field(default_factory=list)
    """Beside ``trace_t_s``, as the next; what does not count then is NaN."""
    angle_deg: list[float] = field(default_factory=list)

    def add_block(self, block: ImuBlock) -> None:
        """Take samples."""
        if block.acc_m_s2 is not None:
            self.force_t_s.append(block.t_s)
            self.force_m_s2.append(np.sqrt(np.sum(block.acc_m_s2**2, axis=1)))
        if block.gyr_rad_s is not None:
            self.turn_t_s.append(block.t_s)
            self.turn_deg_s.append(np.degrees(np.sqrt(np.sum(block.gyr_rad_s**2, axis=1))))

    def add_trace(self, pipeline: Pipeline, name: str) -> None:
        """Go on with the signal that counts; what overlaps tells how the new part lies to the old one."""
        trace = pipeline.trace(name)
        if trace is None or not trace.times_s:
            return
        last_s = self.trace_t_s[-1] if self.trace_t_s else -np.inf
        first = int(np.searchsorted(trace.times_s, last_s, side="right"))
        is_vertical = trace.channel is Channel.VERTICAL
        scale = 100.0 if is_vertical else degrees(1.0)
        line, other = (self.travel_cm, self.angle_deg) if is_vertical else (self.angle_deg, self.travel_cm)
        offset = -scale * trace.values[min(first, len(trace.values) - 1)]
        if first and trace.channel is self.channel and line:
            offset = line[-1] - scale * trace.values[first - 1]
        elif self.trace_t_s:
            self.trace_t_s.append(self.trace_t_s[-1])
            line.append(np.nan)
            other.append(np.nan)
        for t_s, value in zip(trace.times_s[first:], trace.values[first:], strict=True):
            self.trace_t_s.append(t_s)
            line.append(scale * value + offset)
            other.append(np.nan)
        self.channel = trace.channel


@dataclass(slots=True)
class Seen:
    """What is drawn of one file."""

    signals: dict[str, Signals] = field(default_factory=dict)
    """By sensor."""
    lean_deg: dict[str, tuple[FloatArray, FloatArray]] = field(default_factory=dict)
    """Times in s and lean of the trunk against standing, by rep."""
    travel_cm: dict[str, tuple[FloatArray, FloatArray]] = field(default_factory=dict)
    """Times in s and height, by rep, where that counts."""
    told: list[TrunkDeviation] = field(default_factory=list)

    def tap(self, piece: ImuBlock | Gap) -> None:
        """Take samples of a sensor."""
        if isinstance(piece, ImuBlock):
            self.signals.setdefault(piece.sensor, Signals()).add_block(piece)

    def watch(self, pipeline: Pipeline, events: list[Event]) -> None:
        """Take what was found by now."""
        self.told.extend(event for event in events if isinstance(event, TrunkDeviation))
        for name, one in self.signals.items():
            one.add_trace(pipeline, name)
        reps = [event for event in events if isinstance(event, Rep) and event.state is not RepState.WITHDRAWN]
        for rep in reps:
            motion = pipeline.motion(rep.sensor)
            found = None if motion is None else motion.travel(rep.rep_id)
            if found is not None:
                self.travel_cm[rep.rep_id] = (found[0], 100.0 * found[1])
        trunk = next((each.name for each in pipeline.sensors if each.role.placement is Placement.TRUNK), None)
        if trunk is not None:
            self._lean(pipeline, trunk, reps)

    def _lean(self, pipeline: Pipeline, trunk: str, reps: Iterable[Rep]) -> None:
        motion = pipeline.motion(trunk)
        for rep in reps:
            if motion is None or rep.end_s is None:
                continue
            end_s = min(rep.end_s + _AROUND_S, motion.last_s)
            found = motion.leaning(rep.start_s - _AROUND_S, end_s)
            if found is not None:
                self.lean_deg[rep.rep_id] = (found[0], np.degrees(found[1]))


def examine_and_draw(path: Path, options: Options, usuals: Usuals | None) -> tuple[Examined, Figure]:
    """Analyse one file and draw it. Raises :class:`PlotError` without matplotlib, and what ``examine`` raises."""
    try:
        import matplotlib.figure  # noqa: F401 - an extra
    except ImportError:
        raise PlotError(
            "--plot needs matplotlib, which is not installed: pip install 'sensorlog[plot]' (or matplotlib)"
        ) from None
    from sensorlog.cli._drawing import draw

    seen = Seen()
    examined = examine(path, options, usuals, seen.watch, PIECE_S, seen.tap)
    return examined, draw(path.name, examined, seen)


def examine_and_plot(path: Path, options: Options, usuals: Usuals | None, picture: Path) -> Examined:
    """Analyse one file and keep its picture. Raises as above, and :class:`PlotError` where it cannot be written."""
    examined, figure = examine_and_draw(path, options, usuals)
    try:
        figure.savefig(picture, dpi=100)
    except OSError as error:
        raise PlotError(f"{picture} cannot be written: {error.strerror}; choose another place") from error
    return examined

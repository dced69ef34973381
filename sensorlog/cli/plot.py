"""``sensorlog analyze --plot``: what a file holds and what was found in it, as a picture. Needs matplotlib."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import degrees
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sensorlog.errors import SensorlogError
from sensorlog.events import Channel, Event, Rep, RepState, TrunkDeviation
from sensorlog.imu import FloatArray, Gap, ImuBlock
from sensorlog.pipeline import Examined, FoldedSet, Options, Pipeline, Usuals, examine

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PlotError", "examine_and_plot"]

_PIECE_S = 5.0
"""Shorter than what a trace shows, so that traces overlap."""
_MOST_POINTS = 40_000
"""For one line of a picture; of more every n-th is drawn."""
_INCHES_PER_S = 0.12
_WIDTH_INCHES = (10.0, 60.0)
_ROW_INCHES = 2.4
_HITCH, _FAST, _RANGE = "#b3261e", "#8a5a00", "#5b3e99"
_COLOURS = {"hitch": _HITCH, "fast": _FAST, "range": _RANGE}


class PlotError(SensorlogError):
    """The picture cannot be made."""


@dataclass(slots=True)
class _Seen:
    """What is drawn of one sensor."""

    t_s: list[FloatArray] = field(default_factory=list)
    force: list[FloatArray] = field(default_factory=list)
    turn_t_s: list[FloatArray] = field(default_factory=list)
    turn: list[FloatArray] = field(default_factory=list)
    channel: Channel | None = None
    trace_t_s: list[float] = field(default_factory=list)
    travel_cm: list[float] = field(default_factory=list)
    angle_deg: list[float] = field(default_factory=list)

    def add_block(self, block: ImuBlock) -> None:
        """Take samples."""
        if block.acc_m_s2 is not None:
            self.t_s.append(block.t_s)
            self.force.append(np.sqrt(np.sum(block.acc_m_s2**2, axis=1)))
        if block.gyr_rad_s is not None:
            self.turn_t_s.append(block.t_s)
            self.turn.append(np.degrees(np.sqrt(np.sum(block.gyr_rad_s**2, axis=1))))

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


def examine_and_plot(path: Path, options: Options, usuals: Usuals | None, picture: Path) -> Examined:
    """Analyse one file and draw it. Raises :class:`PlotError` where that cannot be, and what ``examine`` raises."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise PlotError(
            "--plot needs matplotlib, which is not installed: pip install 'sensorlog[plot]' (or matplotlib)"
        ) from None
    seen: dict[str, _Seen] = {}
    told: list[TrunkDeviation] = []

    def tap(piece: ImuBlock | Gap) -> None:
        if isinstance(piece, ImuBlock):
            seen.setdefault(piece.sensor, _Seen()).add_block(piece)

    def watch(pipeline: Pipeline, events: list[Event]) -> None:
        told.extend(event for event in events if isinstance(event, TrunkDeviation))
        for name, one in seen.items():
            one.add_trace(pipeline, name)

    examined = examine(path, options, usuals, watch, _PIECE_S, tap)
    rows = max(2 * len(seen), 1)
    width = min(max(_INCHES_PER_S * examined.pipeline.duration_s, _WIDTH_INCHES[0]), _WIDTH_INCHES[1])
    figure = Figure(figsize=(width, _ROW_INCHES * rows + 0.8), layout="constrained")
    axes = figure.subplots(rows, 1, sharex=True, squeeze=False)[:, 0]
    figure.suptitle(f"{path.name}: {_summary(examined)}", fontsize=11)
    for number, (name, one) in enumerate(seen.items()):
        _draw_signals(axes[2 * number], name, one)
        _draw_counting(axes[2 * number + 1], name, one, examined.fold.confirmed_sets, told)
    axes[-1].set_xlabel("time, s")
    try:
        figure.savefig(picture, dpi=100)
    except OSError as error:
        raise PlotError(f"{picture} cannot be written: {error.strerror}; choose another place") from error
    return examined


def _summary(examined: Examined) -> str:
    sets = examined.fold.confirmed_sets
    if not sets:
        return "no sets"
    return ", ".join(f"{one.rep_count} {one.exercise or 'reps'}" for one in sets)


def _draw_signals(axes: Axes, name: str, seen: _Seen) -> None:
    _line(axes, seen.t_s, seen.force, color="#3b6ea5", label="specific force, m/s²")
    axes.set_ylabel(f"{name}\nm/s²", color="#3b6ea5")
    if seen.turn:
        other = axes.twinx()
        _line(other, seen.turn_t_s, seen.turn, color="#c77d2e", label="turn rate, °/s")
        other.set_ylabel("°/s", color="#c77d2e")


def _line(axes: Axes, t_s: list[FloatArray], values: list[FloatArray], **style: Any) -> None:
    if not values:
        return
    times, heights = np.concatenate(t_s), np.concatenate(values)
    step = max(len(times) // _MOST_POINTS, 1)
    axes.plot(times[::step], heights[::step], linewidth=0.6, **style)


def _draw_counting(axes: Axes, name: str, seen: _Seen, sets: tuple[FoldedSet, ...], told: list[TrunkDeviation]) -> None:
    """Draw the signal that counts: sets are shaded, ends of reps dotted, turns lines, deviations words."""
    axes.plot(seen.trace_t_s, seen.travel_cm, color="#24597f", linewidth=0.9)
    axes.set_ylabel(f"{name}\ntravel, cm", color="#24597f")
    angle = axes.twinx()
    angle.plot(seen.trace_t_s, seen.angle_deg, color="#6b8e23", linewidth=0.9)
    angle.set_ylabel("angle, °", color="#6b8e23")
    for one in sets:
        if one.sensor != name:
            continue
        end_s = one.start_s if one.end_s is None else one.end_s
        axes.axvspan(one.start_s, end_s, color="#d8e6d0", alpha=0.6, linewidth=0)
        words = f"{one.set_id}: {one.rep_count} by {one.channel.value if one.channel else 'hand'}"
        axes.text(one.start_s, 1.01, words, transform=axes.get_xaxis_transform(), fontsize=8, va="bottom")
        for rep in one.reps:
            _draw_rep(axes, rep, [each for each in told if each.rep_id == rep.rep_id])


def _draw_rep(axes: Axes, rep: Rep, told: list[TrunkDeviation]) -> None:
    if rep.state is not RepState.CONFIRMED:
        return
    for t_s, style in ((rep.start_s, ":"), (rep.turn_s, "-"), (rep.end_s, ":")):
        if t_s is not None:
            axes.axvline(t_s, color="#555555", linestyle=style, linewidth=0.6)
    kinds = rep.trunk.deviation if rep.trunk is not None and rep.trunk.deviation else ()
    for height, kind in enumerate(kinds):
        at_s = next((each.phase_end_s for each in told if each.kind.value == kind), rep.turn_s or rep.start_s)
        axes.text(
            at_s,
            0.97 - 0.11 * height,
            kind,
            transform=axes.get_xaxis_transform(),
            color=_COLOURS.get(kind, "black"),
            fontsize=8,
            ha="center",
            va="top",
            fontweight="bold",
        )

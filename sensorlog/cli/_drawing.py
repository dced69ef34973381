"""The picture of one file: all of it in a strip, and each set by itself, rep by rep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.figure import Figure

from sensorlog.events import Channel, Rep, RepState
from sensorlog.imu import FloatArray
from sensorlog.pipeline import Examined, FoldedSet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from sensorlog.cli.plot import Seen, Signals

__all__ = ["draw"]

_WIDTH_INCHES = 11.0
_STRIP_INCHES, _SET_INCHES, _TRUNK_INCHES, _EDGE_INCHES = 1.1, 1.7, 1.5, 1.1
_MOST_SETS = 24
"""A picture of more would be too large to look at."""
_MOST_POINTS = 20_000
"""For one line of a strip; of more every n-th is drawn."""
_SILENT_S = 0.6
"""No line is drawn over a longer silence, as none is counted over …"""
_SPARSE = 3.0
"""… if it is so much longer than from point to point."""
_AROUND_S = 1.0
_SHORTEST_S = 8.0
"""A set is drawn at least this long, so that a single rep does not fill the page."""
_FORCE, _TURN, _TRAVEL, _ANGLE, _LEAN = "#3b6ea5", "#c77d2e", "#24597f", "#55701c", "#6d4c8d"
_SET, _REP = "#d8e6d0", "#eef4ea"
_COLOURS = {"hitch": "#b3261e", "fast": "#8a5a00", "range": "#5b3e99"}
"""Of what left the person's usual; its word stands beside it."""


def draw(name: str, examined: Examined, seen: Seen) -> Figure:
    """Draw a file: a strip for each sensor, and for each set the signal that counts and the lean of the trunk."""
    sets = examined.fold.confirmed_sets[:_MOST_SETS]
    rows: list[tuple[float, FoldedSet | str, bool]] = [(_STRIP_INCHES, sensor, False) for sensor in seen.signals]
    for one in sets:
        rows.append((_SET_INCHES, one, False))
        if any(rep.rep_id in seen.lean_deg for rep in one.reps):
            rows.append((_TRUNK_INCHES, one, True))
    heights = [height for height, _, _ in rows] or [_STRIP_INCHES]
    figure = Figure(figsize=(_WIDTH_INCHES, sum(heights) + _EDGE_INCHES), layout="constrained")
    axes = figure.subplots(len(heights), 1, squeeze=False, height_ratios=heights)[:, 0]
    figure.suptitle(f"{name}: {_summary(examined)}", fontsize=11)
    for panel, (_, what, is_trunk) in zip(axes, rows, strict=False):
        if isinstance(what, str):
            _draw_strip(panel, what, seen.signals[what], sets)
            panel.set_xlim(examined.begins_s, max(examined.pipeline.duration_s, examined.begins_s + 1.0))
        elif is_trunk:
            _draw_lean(panel, what, seen)
        else:
            _draw_set(panel, what, seen)
    axes[-1].set_xlabel(_FOOT if seen.lean_deg else "time, s", fontsize=8)
    return figure


_FOOT = (
    "time, s — lean against standing still: clip and skin make it uncertain by 5 to 10°; "
    "words in colour: unlike this person's own usual, not worse"
)


def _summary(examined: Examined) -> str:
    sets = examined.fold.confirmed_sets
    words = ", ".join(f"{one.rep_count} {one.exercise or 'reps'}" for one in sets[:_MOST_SETS]) or "no sets"
    return words if len(sets) <= _MOST_SETS else f"{words}; the first {_MOST_SETS} of {len(sets)} sets"


def _draw_strip(axes: Axes, name: str, signals: Signals, sets: tuple[FoldedSet, ...]) -> None:
    """Draw all that a sensor measured; sets are shaded."""
    _line(axes, signals.force_t_s, signals.force_m_s2, _FORCE)
    axes.set_ylabel(f"{name}\nforce, m/s²", color=_FORCE, fontsize=8)
    axes.tick_params(labelsize=7)
    if signals.turn_t_s:
        other = axes.twinx()
        _line(other, signals.turn_t_s, signals.turn_deg_s, _TURN)
        other.set_ylabel("turning, °/s", color=_TURN, fontsize=8)
        other.tick_params(labelsize=7)
    for number, one in enumerate(sets, 1):
        axes.axvspan(one.start_s, _end_s(one), color=_SET, alpha=0.7, linewidth=0)
        middle_s = 0.5 * (one.start_s + _end_s(one))
        axes.text(middle_s, 0.97, str(number), transform=axes.get_xaxis_transform(), fontsize=8, ha="center", va="top")


def _line(axes: Axes, t_s: list[FloatArray], values: list[FloatArray], colour: str) -> None:
    if not values:
        return
    times, heights = np.concatenate(t_s), np.concatenate(values)
    step = max(len(times) // _MOST_POINTS, 1)
    times, heights = times[::step], heights[::step].copy()
    steps_s = np.diff(times)
    if len(steps_s):
        heights[1:][steps_s > max(_SILENT_S, _SPARSE * float(np.median(steps_s)))] = np.nan
    axes.plot(times, heights, linewidth=0.5, color=colour)


def _draw_set(axes: Axes, one: FoldedSet, seen: Seen) -> None:
    """Draw the signal in which a set was counted, with its reps."""
    signals = seen.signals.get(one.sensor)
    is_vertical = one.channel is Channel.VERTICAL
    colour = _TRAVEL if is_vertical else _ANGLE
    measured = [rep for rep in one.reps if rep.rep_id in seen.travel_cm]
    if is_vertical and measured:
        for rep in measured:
            t_s, height_cm = seen.travel_cm[rep.rep_id]
            within = (t_s >= rep.start_s) & (t_s <= (rep.end_s or t_s[-1]))
            axes.plot(t_s[within], height_cm[within] - np.interp(rep.start_s, t_s, height_cm), color=colour, lw=1.1)
    elif signals is not None:
        values = np.array(signals.travel_cm if is_vertical else signals.angle_deg)
        _draw_level(axes, np.array(signals.trace_t_s), values, one, colour)
    axes.set_ylabel(f"{one.sensor}\n{'travel, cm' if is_vertical else 'angle, °'}", color=colour, fontsize=8)
    axes.set_title(_caption(one), fontsize=9, loc="left")
    _frame(axes, one, seen)


def _caption(one: FoldedSet) -> str:
    load = "" if one.load_kg is None else f", {one.load_kg:g} kg"
    sure = "" if one.confidence is None else f", {one.confidence:.0%} sure"
    by = "hand" if one.channel in (None, Channel.PERSON) else str(one.channel and one.channel.value)
    return f"{one.set_id}  {one.exercise or 'unlabelled'}{load}: {one.rep_count} reps, counted by {by}{sure}"


def _draw_level(axes: Axes, t_s: FloatArray, values: FloatArray, one: FoldedSet, colour: str) -> None:
    """Draw a signal that creeps so that each rep begins at the same level."""
    within = (t_s >= one.start_s - _AROUND_S) & (t_s <= _end_s(one) + _AROUND_S)
    t_s, values = t_s[within], values[within]
    known = np.isfinite(values)
    if known.sum() < 2:
        return
    starts = sorted({rep.start_s for rep in one.reps} | {rep.end_s for rep in one.reps[-1:] if rep.end_s is not None})
    levels = np.interp(starts, t_s[known], values[known]) if starts else np.zeros(0)
    level = np.interp(t_s, starts, levels) if starts else 0.0
    axes.plot(t_s, values - level, color=colour, linewidth=1.1)


def _draw_lean(axes: Axes, one: FoldedSet, seen: Seen) -> None:
    """Draw how the trunk leans in each rep of a set."""
    for rep in one.reps:
        if rep.rep_id in seen.lean_deg:
            axes.plot(*seen.lean_deg[rep.rep_id], color=_LEAN, linewidth=1.1)
    axes.set_ylabel("trunk\nlean, °", color=_LEAN, fontsize=8)
    _frame(axes, one, seen)


def _frame(axes: Axes, one: FoldedSet, seen: Seen) -> None:
    """Shade reps, number them, and mark what left the usual."""
    axes.tick_params(labelsize=7)
    axes.grid(visible=True, axis="y", linewidth=0.3, color="#cccccc")
    end_s = max(_end_s(one), one.start_s + _SHORTEST_S)
    axes.set_xlim(one.start_s - _AROUND_S, end_s + _AROUND_S)
    axes.margins(y=0.22)
    for number, rep in enumerate((rep for rep in one.reps if rep.state is RepState.CONFIRMED), 1):
        _draw_rep(axes, number, rep, seen)


def _draw_rep(axes: Axes, number: int, rep: Rep, seen: Seen) -> None:
    end_s = rep.end_s or rep.turn_s or rep.start_s
    across: dict[str, Any] = {"transform": axes.get_xaxis_transform(), "fontsize": 8, "ha": "center"}
    axes.axvspan(rep.start_s, end_s, color=_REP, linewidth=0, zorder=0)
    if rep.turn_s is not None:
        axes.axvline(rep.turn_s, color="#999999", linewidth=0.5, linestyle=":")
    axes.text(0.5 * (rep.start_s + end_s), 0.02, str(number), va="bottom", color="#555555", **across)
    if rep.trunk is None or not rep.trunk.deviation:
        return
    told = [each for each in seen.told if each.rep_id == rep.rep_id and each.kind.value in rep.trunk.deviation]
    for height, each in enumerate(told):
        colour = _COLOURS.get(each.kind.value, "black")
        begin_s = rep.start_s if each.phase == 1 else (rep.turn_s or rep.start_s)
        axes.axvspan(begin_s, each.phase_end_s, color=colour, alpha=0.12, linewidth=0, zorder=1)
        middle_s = 0.5 * (begin_s + each.phase_end_s)
        axes.text(middle_s, 0.97 - 0.13 * height, each.kind.value, va="top", color=colour, fontweight="bold", **across)


def _end_s(one: FoldedSet) -> float:
    return one.start_s if one.end_s is None else one.end_s

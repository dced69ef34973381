"""What was found in one file, as a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from sensorlog.motion import MEAN_VELOCITY_ERROR_M_S, VELOCITY_LOSS_ERROR
from sensorlog.tui.words import clock

__all__ = ["show"]


_WIDE = 80
"""Columns from which on there is room for headings in one line."""


def show(result: dict[str, Any]) -> None:
    """Print one file for people. What could not be read goes to stderr."""
    if "error" in result:
        typer.echo(f"sensorlog: {result['error']}", err=True)
        return
    console = Console(highlight=False)
    console.print(f"[bold]{_escaped(result['file'])}[/bold]  {clock(result['duration_s'])}", soft_wrap=True)
    for sensor in result["sensors"]:
        console.print(f"  {_escaped(_about(sensor))}", soft_wrap=True)
    if not result["sets"]:
        console.print("  no sets")
        return
    headings = ("set", "start", "reps", "exercise", "kg", "m/s", "loss", "cm", "°", "SPARC", "sure")
    table = _table(console, headings, words=("exercise",))
    for one in result["sets"]:
        reps = one["reps"]
        table.add_row(
            _escaped(one["set_id"]),
            clock(one["start_s"]),
            _count(one),
            _escaped(one["exercise"] or "unlabelled"),
            _or_dash(one["load_kg"], "{:g}"),
            _or_dash(_mean(reps, "mean_velocity_m_s"), "{:.2f}"),
            _or_dash(one["velocity_loss"], "{:.0%}"),
            _or_dash(_mean(reps, "rom_m", 100), "{:.0f}"),
            _or_dash(_mean(reps, "rom_rad", 180 / pi), "{:.0f}"),
            _or_dash(_mean(reps, "smoothness_sparc"), "{:.2f}"),
            _or_dash(one["confidence"], "{:.0%}"),
        )
    console.print(table)
    if any(rep["mean_velocity_m_s"] is not None for one in result["sets"] for rep in one["reps"]):
        loss = f"loss of it ± {VELOCITY_LOSS_ERROR:.0%}"
        told = f"  m/s: mean of the concentric phase, ± {MEAN_VELOCITY_ERROR_M_S:g} for one rep; {loss}"
        console.print(told, style="dim")
    _show_trunk(console, result["sets"])


def _table(console: Console, headings: Sequence[str], words: Sequence[str]) -> Table:
    """Make a table in which only the columns of ``words`` wrap: half a number would be read as another one."""
    is_narrow = console.width < _WIDE
    table = Table(box=None, padding=(0, 1, 0, 0) if is_narrow else (0, 1))
    for heading in headings:
        table.add_column(
            heading.replace(" ", "\n") if is_narrow else heading,
            justify="left" if heading == "set" or heading in words else "right",
            no_wrap=heading not in words,
        )
    return table


def _show_trunk(console: Console, sets: list[dict[str, Any]]) -> None:
    """Print what a sensor on the trunk tells of sets: means of their reps, and which reps differ from the usual."""
    measured = [(one, [rep["trunk"] for rep in one["reps"] if rep["trunk"] is not None]) for one in sets]
    if not any(_means_something(reps) for _, reps in measured):
        return
    headings = ("set", "lean °", "range °", "side °", "twist °", "peak °/s", "SPARC", "jerky", "unlike your usual")
    table = _table(console, headings, words=("unlike your usual",))
    table.title, table.title_justify = "trunk", "left"
    for one, reps in measured:
        if not _means_something(reps):
            continue
        table.add_row(
            _escaped(one["set_id"]),
            *(_or_dash(_mean(reps, name, 180 / pi), "{:.0f}") for name in _ANGLES),
            _or_dash(_mean(reps, "smoothness_sparc"), "{:.2f}"),
            _or_dash(_mean(reps, "jerkiness"), "{:.1f}"),
            _unlike(one["reps"]),
        )
    console.print(table)
    console.print("  angles against standing still; clip and skin make them uncertain by 5 to 10°", style="dim")
    between = [(one, _of_largest(reps), _mean(reps, _BETWEEN[1], 180 / pi)) for one, reps in measured]
    for one, peak, range_deg in between:
        if peak is not None:
            more = "more" if peak > 0 else "less"
            told = f"leans up to {abs(peak):.0f}° {more} than the pelvis, range {_or_dash(range_deg, '{:.0f}')}°"
            console.print(f"  {_escaped(one['set_id'])}: {told}")
    if any(peak is not None for _, peak, _ in between):
        console.print("  two clips make the difference uncertain by 7 to 14°", style="dim")


def _of_largest(reps: list[dict[str, Any]]) -> float | None:
    """Return the difference to the pelvis that is farthest from 0 in a set, in degrees."""
    known = [rep[_BETWEEN[0]] for rep in reps if rep[_BETWEEN[0]] is not None]
    return 180 / pi * max(known, key=abs) if known else None


_ANGLES = (
    "inclination_peak_rad",
    "inclination_range_rad",
    "side_bend_rad",
    "twist_range_rad",
    "angular_speed_peak_rad_s",
)
_BETWEEN = ("thorax_pelvis_peak_rad", "thorax_pelvis_range_rad")


def _means_something(reps: list[dict[str, Any]]) -> bool:
    return any(rep["angular_speed_peak_rad_s"] is not None for rep in reps)


def _unlike(reps: list[dict[str, Any]]) -> str:
    """Name the reps that left the usual; a dash where none is known."""
    found = [None if rep["trunk"] is None else rep["trunk"]["deviation"] for rep in reps]
    if all(kinds is None for kinds in found):
        return "–"
    told = [f"rep {number} {' '.join(kinds)}" for number, kinds in enumerate(found, 1) if kinds]
    return _escaped(", ".join(told)) or "none"


def _escaped(text: str) -> str:
    return escape("".join(character if character.isprintable() else "�" for character in text))


def _about(sensor: dict[str, Any]) -> str:
    rate = _or_dash(sensor["acc_rate_hz"], "{:.4g} Hz")
    gaps = f", {len(sensor['gaps'])} gaps" if sensor["gaps"] else ""
    lost = f", {sensor['lost_packets']} packets lost" if sensor["lost_packets"] else ""
    return f"{sensor['name']}: {sensor['placement'] or 'placement unknown'}, {rate}{gaps}{lost}"


def _count(one: dict[str, Any]) -> str:
    sensed = one["sensed_rep_count"]
    if one["is_carried"] is False and not one["rep_count"]:
        return "cannot be counted from here"
    if one["other_count"] is not None:
        return f"{one['rep_count']} or {one['other_count']}"
    return str(one["rep_count"]) if sensed in (None, one["rep_count"]) else f"{one['rep_count']} (sensed {sensed})"


def _mean(reps: list[dict[str, Any]], name: str, scale: float = 1.0) -> float | None:
    values = [rep[name] for rep in reps if rep[name] is not None]
    return scale * sum(values) / len(values) if values else None


def _or_dash(value: float | None, form: str) -> str:
    return "–" if value is None else form.format(value)

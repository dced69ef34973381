"""What was found in one file, as a table for people."""

from __future__ import annotations

from collections.abc import Iterable
from math import pi
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from sensorlog.cli._fitting import Column, Holds, print_fitting
from sensorlog.cli._saying import say
from sensorlog.motion import MEAN_VELOCITY_ERROR_M_S, VELOCITY_LOSS_ERROR
from sensorlog.tui.words import clock, plural

__all__ = ["show"]


def show(result: dict[str, Any], begins_s: float) -> None:
    """Print one file for people, whose session begins at ``begins_s``. What could not be read goes to stderr."""
    if "error" in result:
        say(f"sensorlog: {result['error']}", err=True)
        return
    console = Console(highlight=False)
    name, length = _printable(result["file"]), clock(result["duration_s"])
    # A path stays one line to be copied; what stands beside it is not to be broken by the terminal's edge.
    beside = "  " if cell_len(name) + 2 + len(length) <= console.width else "\n  "
    console.print(Text.assemble((name, "bold"), beside, length), soft_wrap=True)
    for sensor in result["sensors"]:
        console.print(Text(f"  {_printable(_about(sensor))}"))
    sets = result["sets"]
    if not sets:
        console.print("  no sets")
        return
    reps = [one["reps"] for one in sets]
    shown = print_fitting(
        console,
        (
            Column("set", 0, _names(sets), Holds.NAMES),
            Column("start", 4, tuple(clock(one["start_s"] - begins_s) for one in sets)),
            Column("reps", 0, tuple(map(_count, sets))),
            Column("exercise", 2, tuple(_printable(one["exercise"] or "unlabelled") for one in sets), Holds.PROSE),
            _figures("kg", 1, (one["load_kg"] for one in sets), "{:g}"),
            _figures("m/s", 5, (_mean(each, "mean_velocity_m_s") for each in reps), "{:.2f}"),
            _figures("loss", 6, (one["velocity_loss"] for one in sets), "{:.0%}"),
            _figures("cm", 7, (_mean(each, "rom_m", 100) for each in reps), "{:.0f}"),
            _figures("°", 8, (_mean(each, "rom_rad", 180 / pi) for each in reps), "{:.0f}"),
            _figures("SPARC", 9, (_mean(each, "smoothness_sparc") for each in reps), "{:.2f}"),
            _figures("sure", 3, (one["confidence"] for one in sets), "{:.0%}"),
        ),
    )
    if "m/s" in shown and any(rep["mean_velocity_m_s"] is not None for each in reps for rep in each):
        loss = f"loss of it ± {VELOCITY_LOSS_ERROR:.0%}"
        told = f"  m/s: mean of the concentric phase, ± {MEAN_VELOCITY_ERROR_M_S:g} for one rep; {loss}"
        console.print(told, style="dim")
    _show_trunk(console, sets)


def _names(sets: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(_printable(one["set_id"]) for one in sets)


def _figures(heading: str, rank: int, values: Iterable[float | None], form: str) -> Column:
    return Column(heading, rank, tuple(_or_dash(value, form) for value in values))


def _show_trunk(console: Console, sets: list[dict[str, Any]]) -> None:
    """Print what a sensor on the trunk tells of sets: means of their reps, and which reps differ from the usual."""
    measured = [(one, [rep["trunk"] for rep in one["reps"] if rep["trunk"] is not None]) for one in sets]
    if not any(_means_something(reps) for _, reps in measured):
        return
    shown = [(one, reps) for one, reps in measured if _means_something(reps)]
    angles = (
        _figures(heading, rank, (_mean(reps, name, 180 / pi) for _, reps in shown), "{:.0f}")
        for heading, rank, name in _ANGLES
    )
    print_fitting(
        console,
        (
            Column("set", 0, _names([one for one, _ in shown]), Holds.NAMES),
            *angles,
            _figures("SPARC", 8, (_mean(reps, "smoothness_sparc") for _, reps in shown), "{:.2f}"),
            _figures("jerky", 4, (_mean(reps, "jerkiness") for _, reps in shown), "{:.1f}"),
            Column("unlike your usual", 3, tuple(_unlike(one["reps"]) for one, _ in shown), Holds.PROSE),
        ),
        title="trunk",
    )
    console.print("  angles against standing still; clip and skin make them uncertain by 5 to 10°", style="dim")
    between = [(one, _of_largest(reps), _mean(reps, _BETWEEN[1], 180 / pi)) for one, reps in measured]
    for one, peak, range_deg in between:
        if peak is not None:
            more = "more" if peak > 0 else "less"
            told = f"leans up to {abs(peak):.0f}° {more} than the pelvis, range {_or_dash(range_deg, '{:.0f}')}°"
            console.print(Text(f"  {_printable(one['set_id'])}: {told}"))
    if any(peak is not None for _, peak, _ in between):
        console.print("  two clips make the difference uncertain by 7 to 14°", style="dim")


def _of_largest(reps: list[dict[str, Any]]) -> float | None:
    """Return the difference to the pelvis that is farthest from 0 in a set, in degrees."""
    known = [rep[_BETWEEN[0]] for rep in reps if rep[_BETWEEN[0]] is not None]
    return 180 / pi * max(known, key=abs) if known else None


_ANGLES = (
    ("lean °", 2, "inclination_peak_rad"),
    ("range °", 1, "inclination_range_rad"),
    ("side °", 6, "side_bend_rad"),
    ("twist °", 7, "twist_range_rad"),
    ("peak °/s", 5, "angular_speed_peak_rad_s"),
)
"""Heading, rank and name of what is told of the trunk in degrees."""
_BETWEEN = ("thorax_pelvis_peak_rad", "thorax_pelvis_range_rad")


def _means_something(reps: list[dict[str, Any]]) -> bool:
    return any(rep["angular_speed_peak_rad_s"] is not None for rep in reps)


def _unlike(reps: list[dict[str, Any]]) -> str:
    """Name the reps that left the usual; a dash where none is known."""
    found = [None if rep["trunk"] is None else rep["trunk"]["deviation"] for rep in reps]
    if all(kinds is None for kinds in found):
        return "–"
    told = [f"rep {number} {' '.join(kinds)}" for number, kinds in enumerate(found, 1) if kinds]
    return _printable(", ".join(told)) or "none"


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "�" for character in text)


def _about(sensor: dict[str, Any]) -> str:
    rate = _or_dash(sensor["acc_rate_hz"], "{:.4g} Hz")
    gaps = f", {plural(len(sensor['gaps']), 'gap')}" if sensor["gaps"] else ""
    lost = f", {plural(sensor['lost_packets'], 'packet')} lost" if sensor["lost_packets"] else ""
    return f"{sensor['name']}: {sensor['placement'] or 'placement unknown'}, {rate}{gaps}{lost}"


def _count(one: dict[str, Any]) -> str:
    sensed = one["sensed_rep_count"]
    if one["is_carried"] is False and not one["rep_count"]:
        return "cannot be\ncounted\nfrom here"
    if one["other_count"] is not None:
        return f"{one['rep_count']} or {one['other_count']}"
    return str(one["rep_count"]) if sensed in (None, one["rep_count"]) else f"{one['rep_count']} (sensed {sensed})"


def _mean(reps: list[dict[str, Any]], name: str, scale: float = 1.0) -> float | None:
    values = [rep[name] for rep in reps if rep[name] is not None]
    return scale * sum(values) / len(values) if values else None


def _or_dash(value: float | None, form: str) -> str:
    return "–" if value is None else form.format(value)

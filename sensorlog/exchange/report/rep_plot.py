"""Every rep of a set in one small picture: how far it went and how long it took, rep by rep.

Drawn is what was measured of a rep: when it began, when it was at its farthest, when it was over, how far that was. The
course between these is not kept in the log, and drawn as straight lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from sensorlog.events import Rep, RepSource
from sensorlog.exchange.report.svg import Picture
from sensorlog.exchange.report.traces import SessionTraces, SetTraces

__all__ = ["LETTERS", "rep_plot", "trace_plot"]

LETTERS = {"hitch": "h", "fast": "f", "range": "r"}
_TALL, _HEAD, _FOOT = 20.0, 8.0, 8.0
_TRACE_WIDE, _TRACE_TALL = 45.0, 26.0


def rep_plot(
    reps: Sequence[Rep], longest_s: float, farthest: float, fastest_m_s: float, title: str, width: float
) -> str:
    """Draw a set. ``longest_s``, ``farthest`` (m or rad) and ``fastest_m_s`` give it the scales of those beside it."""
    has_velocity = any(rep.mean_velocity_m_s is not None for rep in reps)
    picture = Picture(width, _HEAD + _TALL + (_FOOT if has_velocity else 2), title)
    floor = _HEAD + _TALL
    picture.line([(0, floor), (width, floor)], "line", 0.5)
    start_s = reps[0].start_s
    scale = (width - 6) / max(longest_s, 1e-3)
    shapes, bars = [], []
    for rep in reps:
        x = 2 + (rep.start_s - start_s) * scale
        far = rep.rom_m if rep.rom_m is not None else rep.rom_rad
        if rep.source is RepSource.PERSON or rep.turn_s is None or rep.end_s is None or far is None:
            picture.dot(x, floor - 4, 2.2, "mark", hollow=True, says="added by the person: no measures")
            continue
        turn, end = (2 + (at - start_s) * scale for at in (rep.turn_s, rep.end_s))
        top = floor - (_TALL - 1) * min(1.0, far / max(farthest, 1e-6))
        shapes.append([(x, floor), (turn, top), (end, floor)])
        if rep.trunk is not None and rep.trunk.deviation:
            letters = "".join(LETTERS[kind] for kind in LETTERS if kind in rep.trunk.deviation)
            picture.text(turn, top - 2, letters, size=8, colour="mark", anchor="middle", bold=True)
        if rep.mean_velocity_m_s is not None:
            low = floor + 2 + (_FOOT - 3) * min(1.0, max(0.0, rep.mean_velocity_m_s) / max(fastest_m_s, 1e-6))
            middle = (x + end) / 2
            bars.append([(middle - 2, floor + 2), (middle + 2, floor + 2), (middle + 2, low), (middle - 2, low)])
    if shapes:
        picture.polygons(shapes, "pale", stroke="fill")
    if bars:
        picture.polygons(bars, "soft")
    return picture.svg()


def trace_plot(traced: SetTraces, scales: SessionTraces, title: str, width: float) -> str:
    """Draw what was measured in each rep of a set, side by side, to the scales of the session."""
    in_row = int(width // _TRACE_WIDE)
    rows = -(-len(traced.reps) // in_row)
    picture = Picture(width, rows * (_TRACE_TALL + 4), title)
    for number, (took_s, curve) in enumerate(traced.reps):
        left = (number % in_row) * _TRACE_WIDE + 1
        floor = (number // in_row) * (_TRACE_TALL + 4) + _TRACE_TALL
        step = (_TRACE_WIDE - 5) * took_s / max(scales.longest_s, 1e-3) / (len(curve) - 1)
        tall = _TRACE_TALL / max(scales.highest, 1e-6)
        picture.line([(left, floor), (left + _TRACE_WIDE - 5, floor)], "line", 0.5)
        picture.line([(left + n * step, floor - value * tall) for n, value in enumerate(curve)], "fill", 1.1)
    return picture.svg()

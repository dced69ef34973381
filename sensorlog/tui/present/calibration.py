"""Words on a standing calibration while it goes on, and on how it ended."""

from __future__ import annotations

from sensorlog.events import CalibrationState
from sensorlog.pipeline import SessionFold
from sensorlog.tui.present.sensors import sensor_names
from sensorlog.tui.view import StatusView, Tone

__all__ = ["calibration_status", "calibration_words"]

_TOLD_S = 8.0
"""So long it is said how it ended."""
_WORDS = {
    CalibrationState.WAITING: ("stand upright and still for 3 seconds", Tone.ATTENTION),
    CalibrationState.STANDING: (
        "stood still: the trunk's inclination is measured against it from here on",
        Tone.GOOD,
    ),
    CalibrationState.MOVED: (
        "no 3 seconds of standing still were seen, so nothing has changed",
        Tone.ATTENTION,
    ),
    CalibrationState.NOT_WORN: (
        "too still to be on a person, so nothing has changed: clip the sensor on first",
        Tone.ATTENTION,
    ),
}


def calibration_words(state: CalibrationState) -> str:
    """Say how it goes, or how it ended."""
    return _WORDS[state][0]


def calibration_status(state: SessionFold, now_s: float) -> StatusView | None:
    """Say what to do, or what came of it; ``None`` where none goes on and the last is a while ago."""
    known = state.calibrations.values()
    begun = [each.t_s for each in known if each.state is CalibrationState.WAITING]
    if begun:
        waited_s = max(0.0, now_s - min(begun))
        words, tone = _WORDS[CalibrationState.WAITING]
        return StatusView(f"{words} … {waited_s:.0f} s", tone)
    fresh = [each for each in known if now_s - each.t_s < _TOLD_S]
    if not fresh:
        return None
    # What went wrong with one of two sensors goes before what went well with the other.
    worst = max(fresh, key=lambda each: each.state is not CalibrationState.STANDING)
    words, tone = _WORDS[worst.state]
    again = "" if worst.state is CalibrationState.STANDING else " (c: try again)"
    named = f"{sensor_names(state)[worst.sensor]}: " if len(known) > 1 else ""
    return StatusView(named + words + again, tone)

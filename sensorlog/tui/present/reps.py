"""Of the reps of one set: tempo, velocity and its loss, and the trunk. The words stay neutral."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sensorlog.events import DeviationKind, Rep
from sensorlog.motion import MEAN_VELOCITY_ERROR_M_S, velocity_loss
from sensorlog.pipeline import FoldedSet
from sensorlog.training import Target
from sensorlog.tui.view import PhaseView, SpeedView, TempoView, Tone
from sensorlog.tui.words import plural

__all__ = ["speed_view", "tempo_view", "trunk_lines"]

_FULL_LOSS = 0.5
"""A bar that is full: beyond half of the velocity nobody goes on."""
_USUAL_PHASE_S = 4.0
"""Length of a tempo bar without a target."""
_DEVIATION_WORDS: Mapping[DeviationKind, str] = {
    DeviationKind.HITCH: "trunk less smooth than your usual",
    DeviationKind.FAST: "faster trunk turn than your usual",
    DeviationKind.RANGE: "other trunk range than your usual",
}
_SYMBOLS: Mapping[DeviationKind, str] = {DeviationKind.HITCH: "◆", DeviationKind.FAST: "»", DeviationKind.RANGE: "↕"}


def tempo_view(one: FoldedSet | None, target: Target, now_s: float) -> TempoView:
    """Bars of the rep that goes on from its turn on, which is when it is told; else of the last one with a tempo.

    ``now_s``: session time.
    """
    reps = one.reps if one else ()
    going = reps[-1] if one is not None and one.end_s is None and reps else None
    if going is not None and going.turn_s is not None and going.end_s is None:
        return TempoView("this rep", _phases_so_far(going, max(0.0, now_s - going.turn_s), target))
    return TempoView("last rep", _last_phases(reps, target))


def _phases_so_far(rep: Rep, since_turn_s: float, target: Target) -> tuple[PhaseView, ...]:
    """Bars of the way out, and of the way back as long as it has been going on."""
    if rep.eccentric_s is not None:
        return _phase("down", rep.eccentric_s, target.lower_s), _phase("up", since_turn_s, target.lift_s)
    if rep.concentric_s is not None:
        return _phase("up", rep.concentric_s, target.lift_s), _phase("down", since_turn_s, target.lower_s)
    if rep.phase1_s is not None:
        return _phase("out", rep.phase1_s, None), _phase("back", since_turn_s, None)
    return ()


def _last_phases(reps: Sequence[Rep], target: Target) -> tuple[PhaseView, ...]:
    for rep in reversed(reps):
        if rep.concentric_s is not None and rep.eccentric_s is not None:
            return (
                _phase("down", rep.eccentric_s, target.lower_s),
                _phase("up", rep.concentric_s, target.lift_s),
            )
        if rep.phase1_s is not None and rep.phase2_s is not None:
            return (_phase("out", rep.phase1_s, None), _phase("back", rep.phase2_s, None))
    return ()


def _phase(name: str, seconds: float, target_s: float | None) -> PhaseView:
    full_s = max(_USUAL_PHASE_S, seconds) if target_s is None else max(1.5 * target_s, seconds)
    of = "" if target_s is None else f" of {target_s:g}"
    return PhaseView(name, f"{seconds:.1f}{of} s", seconds / full_s, None if target_s is None else target_s / full_s)


def speed_view(one: FoldedSet | None, target: Target) -> SpeedView | None:
    """Velocity of the last rep that has one, and what has been lost since the fastest."""
    speeds = [rep.mean_velocity_m_s for rep in one.reps if rep.mean_velocity_m_s is not None] if one else []
    if not speeds:
        return None
    loss = velocity_loss(speeds)
    last = f"{100 * speeds[-1]:.0f} ± {100 * MEAN_VELOCITY_ERROR_M_S:.0f} cm/s"
    stop = target.velocity_loss
    if loss is None:
        return SpeedView(last)
    words = f"loss {100 * max(0.0, loss):.0f} %"
    if stop is None:
        return SpeedView(last, words, _on_bar(loss))
    stops = target.stops(loss)
    words = f"{words} – stop here" if stops else f"{words}, stop at {100 * stop:.0f} %"
    return SpeedView(last, words, _on_bar(loss), _on_bar(stop), Tone.ATTENTION if stops else Tone.QUIET)


def _on_bar(loss: float) -> float:
    return min(1.0, max(0.0, loss / _FULL_LOSS))


def trunk_lines(reps: Sequence[Rep]) -> tuple[str, ...]:
    """Say which reps left the person's usual and in what: a symbol, the reps, neutral words."""
    lines = []
    for kind, words in _DEVIATION_WORDS.items():
        numbers = [
            number
            for number, rep in enumerate(reps, start=1)
            if rep.trunk is not None and kind in (rep.trunk.deviation or ())
        ]
        if numbers:
            which = f"rep {numbers[0]}" if len(numbers) == 1 else "reps " + ", ".join(map(str, numbers))
            lines.append(f"{_SYMBOLS[kind]} {which if len(numbers) <= 6 else plural(len(numbers), 'rep')}: {words}")
    return tuple(lines)

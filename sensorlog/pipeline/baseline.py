"""The usual of a person, taken from recordings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sensorlog.events import Event, Rep, RepState
from sensorlog.imu import Placement
from sensorlog.motion import UsualRep
from sensorlog.pipeline.examine import Examined, Options, examine
from sensorlog.pipeline.pipeline import Pipeline
from sensorlog.pipeline.usuals import Usuals

__all__ = ["learn_usuals"]

_PIECE_S = 30.0
"""Less than what a sensor's past is kept for."""
_STRETCH_S = 3.0
"""As long as a usual rep."""


def learn_usuals(paths: Iterable[Path], options: Options) -> Usuals:
    """Take every rep with trunk measures in these files as usual.

    Where a trunk sensor saw none, the usual is how little the trunk moves there: stretches of 3 s stand for reps.
    Raises a ``SensorlogError`` if a file cannot be read.
    """
    usuals = Usuals()
    for path in paths:
        quiet = _Stretches()
        examined = examine(path, options, watch=quiet.watch, longest_s=_PIECE_S)
        if not _learn_reps(usuals, path, examined):
            quiet.learn(usuals, examined)
    return usuals


def _learn_reps(usuals: Usuals, path: Path, examined: Examined) -> bool:
    is_any = False
    for one in examined.fold.confirmed_sets:
        for rep in one.reps:
            role = examined.pipeline.trunk_role(rep)
            if rep.state is RepState.CONFIRMED and rep.trunk is not None and rep.trunk.phases and role is not None:
                key = f"{path.resolve()}#{rep.rep_id}"
                usuals.learn(one.exercise, role, UsualRep(rep.trunk.phases, one.load_kg, key))
                is_any = True
    return is_any


class _Stretches:
    """Measures stretches of every sensor on the trunk, one after the other, as if each was a rep of two halves."""

    def __init__(self) -> None:
        self._found: dict[str, list[UsualRep]] = {}
        self._next_s: dict[str, float] = {}

    def watch(self, pipeline: Pipeline, _: list[Event]) -> None:
        """Go on with what has been analysed by now."""
        for facts in pipeline.sensors:
            motion = pipeline.motion(facts.name)
            if facts.role.placement is not Placement.TRUNK or motion is None:
                continue
            found = self._found.setdefault(facts.name, [])
            for rep in self._due(facts.name, motion.last_s):
                trunk = motion.measure_trunk(rep)
                if trunk is not None and len(trunk.phases) == 2:
                    found.append(UsualRep(trunk.phases))

    def _due(self, sensor: str, last_s: float) -> Iterable[Rep]:
        start_s = self._next_s.get(sensor, last_s - _PIECE_S)
        while start_s + _STRETCH_S <= last_s:
            end_s = start_s + _STRETCH_S
            middle_s = 0.5 * (start_s + end_s)
            yield Rep(sensor, "", "", 0, RepState.PROVISIONAL, end_s, start_s, middle_s, end_s)
            start_s = self._next_s[sensor] = end_s

    def learn(self, usuals: Usuals, examined: Examined) -> None:
        """Take them as usual, in the exercise that was done last."""
        for facts in examined.pipeline.sensors:
            for rep in self._found.get(facts.name, []):
                usuals.learn(examined.fold.exercise, facts.role, rep)

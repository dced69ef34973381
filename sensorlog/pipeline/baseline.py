"""The usual of a person, taken from recordings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sensorlog.events import RepState
from sensorlog.motion import UsualRep
from sensorlog.pipeline.examine import Options, examine
from sensorlog.pipeline.usuals import Usuals

__all__ = ["learn_usuals"]


def learn_usuals(paths: Iterable[Path], options: Options) -> Usuals:
    """Take every rep with trunk measures in these files as usual. Raises a ``SensorlogError`` if one cannot be read."""
    usuals = Usuals()
    for path in paths:
        examined = examine(path, options)
        for one in examined.fold.confirmed_sets:
            for rep in one.reps:
                role = examined.pipeline.trunk_role(rep)
                if rep.state is RepState.CONFIRMED and rep.trunk is not None and rep.trunk.phases and role is not None:
                    key = f"{path.resolve()}#{rep.rep_id}"
                    usuals.learn(one.exercise, role, UsualRep(rep.trunk.phases, one.load_kg, key))
    return usuals

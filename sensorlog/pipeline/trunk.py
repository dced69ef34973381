"""A sensor on the trunk adds its measures to the reps that another sensor counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sensorlog.events import Event, Rep, RepSource, RepState, SetEnded, SetWithdrawn, TrunkMeasures
from sensorlog.imu import Placement, Role
from sensorlog.pipeline.sensor import SensorPipeline

__all__ = ["TrunkOfOthers"]


class TrunkOfOthers:
    """Passes events on. A rep that another sensor counts is told at once, and again with the trunk's measures.

    It is told again when the trunk's samples have reached the time at which it was told, at the latest before its set
    ends. So that a count of revisions does not depend on who arrives first, each revision makes room for two.
    """

    def __init__(self, sensors: Mapping[str, SensorPipeline]) -> None:
        self._sensors = sensors
        self._waiting: dict[str, Rep] = {}
        """Reps, by their ids, whose trunk is not measured yet."""
        self._measured: dict[str, TrunkMeasures | None] = {}
        """By ids of the reps of the sets that go on."""

    def role_of(self, rep: Rep) -> Role | None:
        """Where the sensor sits whose trunk measures a rep has; ``None``: there is none."""
        sensor = self._sensors.get(rep.sensor)
        if sensor is not None and sensor.role.placement is Placement.TRUNK:
            return sensor.role
        other = self._other(rep)
        return None if other is None else other.role

    def pass_on(self, event: Event) -> list[Event]:
        """Let an event through; before the end of a set what is still due of it."""
        match event:
            case SetEnded():
                due = [self._with_trunk(rep) for rep in self._of_set(event.set_id)]
                self._forget(event.set_id)
                return [*due, event]
            case SetWithdrawn():
                self._forget(event.set_id)
            case Rep(source=RepSource.SENSOR) if event.rep_id in self._measured or self._other(event) is not None:
                return [self._told(event)]
            case _:
                pass
        return [event]

    def due(self) -> list[Event]:
        """Tell again what the trunk's samples have reached by now."""
        return [self._with_trunk(rep) for rep in [*self._waiting.values()] if self._is_reached(rep)]

    def _told(self, rep: Rep) -> Rep:
        self._waiting.pop(rep.rep_id, None)
        before = self._measured.setdefault(rep.rep_id, None)
        told = replace(rep, revision=2 * rep.revision - 1, trunk=before)
        if rep.state is RepState.WITHDRAWN:
            del self._measured[rep.rep_id]
        else:
            self._waiting[rep.rep_id] = told
        return told

    def _with_trunk(self, rep: Rep) -> Rep:
        del self._waiting[rep.rep_id]
        other = self._other(rep)
        motion = None if other is None else other.motion
        trunk = None if motion is None else motion.measure_trunk(rep)
        self._measured[rep.rep_id] = trunk
        return replace(rep, revision=rep.revision + 1, trunk=trunk)

    def _is_reached(self, rep: Rep) -> bool:
        other = self._other(rep)
        return other is None or other.motion is None or other.motion.last_s >= rep.t_s

    def _other(self, rep: Rep) -> SensorPipeline | None:
        """Find the first sensor on the trunk besides the one that counts, unless that sits there itself."""
        own = self._sensors.get(rep.sensor)
        if own is None or own.role.placement is Placement.TRUNK:
            return None
        return next((one for one in self._sensors.values() if one.role.placement is Placement.TRUNK), None)

    def _of_set(self, set_id: str) -> Iterator[Rep]:
        return iter([rep for rep in self._waiting.values() if rep.set_id == set_id])

    def _forget(self, set_id: str) -> None:
        for rep_id in [rep_id for rep_id in self._measured if rep_id.rpartition("/")[0] == set_id]:
            del self._measured[rep_id]
            self._waiting.pop(rep_id, None)

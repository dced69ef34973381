"""Sensors on the trunk and at the pelvis add their measures to the reps that one sensor counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from sensorlog.events import Event, Rep, RepSource, RepState, SetEnded, SetWithdrawn, TrunkMeasures
from sensorlog.imu import Placement, Role
from sensorlog.pipeline.sensor import SensorPipeline

__all__ = ["TrunkOfOthers"]


class TrunkOfOthers:
    """Passes events on. A rep is told at once, and again with what other sensors measured of the trunk.

    That is all, where another sensor counts; where the one on the trunk counts itself, how its lean differs from that
    of one at the pelvis. It is told again when their samples have reached the time at which it was told, at the latest
    before its set ends. So that a count of revisions does not depend on who arrives first, each revision makes room for
    two.
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
            case Rep(source=RepSource.SENSOR) if event.rep_id in self._measured or self._partners(event):
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
        told = replace(rep, revision=2 * rep.revision - 1, trunk=before if rep.trunk is None else rep.trunk)
        if rep.state is RepState.WITHDRAWN:
            del self._measured[rep.rep_id]
        else:
            self._waiting[rep.rep_id] = told
        return told

    def _with_trunk(self, rep: Rep) -> Rep:
        del self._waiting[rep.rep_id]
        other, trunk = self._other(rep), rep.trunk
        if other is not None:
            trunk = None if other.motion is None else other.motion.measure_trunk(rep)
        if trunk is not None:
            peak_rad, range_rad = self._against_pelvis(rep)
            trunk = replace(trunk, thorax_pelvis_peak_rad=peak_rad, thorax_pelvis_range_rad=range_rad)
        self._measured[rep.rep_id] = trunk
        return replace(rep, revision=rep.revision + 1, trunk=trunk)

    def _against_pelvis(self, rep: Rep) -> tuple[float | None, float | None]:
        """Give what the trunk leans more than the pelvis: where that is farthest from 0, and its range, rad.

        Both are against standing, each in the direction in which it leans most in this rep; headings drift, so nothing
        is known of how the two are turned against each other. ``None`` where either is not known.
        """
        thorax, pelvis = self._other(rep) or self._sensors.get(rep.sensor), self._at(Placement.PELVIS)
        end_s = rep.turn_s if rep.end_s is None else rep.end_s
        if thorax is None or thorax.motion is None or pelvis is None or pelvis.motion is None or end_s is None:
            return None, None
        upper = thorax.motion.leaning(rep.start_s, end_s)
        lower = pelvis.motion.leaning(rep.start_s, end_s)
        if upper is None or lower is None:
            return None, None
        more_rad = upper[1] - np.interp(upper[0], *lower)
        return float(more_rad[int(np.argmax(np.abs(more_rad)))]), float(np.ptp(more_rad))

    def _is_reached(self, rep: Rep) -> bool:
        return all(each.motion is None or each.motion.last_s >= rep.t_s for each in self._partners(rep))

    def _partners(self, rep: Rep) -> list[SensorPipeline]:
        """Sensors that have something to add to what the one that counts says of a rep."""
        other = self._other(rep)
        own = self._sensors.get(rep.sensor)
        has_trunk = other is not None or (own is not None and own.role.placement is Placement.TRUNK)
        found = (other, self._at(Placement.PELVIS) if has_trunk else None)
        return [each for each in found if each is not None and each is not own]

    def _at(self, placement: Placement) -> SensorPipeline | None:
        return next((one for one in self._sensors.values() if one.role.placement is placement), None)

    def _other(self, rep: Rep) -> SensorPipeline | None:
        """Find the first sensor on the trunk besides the one that counts, unless that sits there itself."""
        own = self._sensors.get(rep.sensor)
        if own is None or own.role.placement is Placement.TRUNK:
            return None
        return self._at(Placement.TRUNK)

    def _of_set(self, set_id: str) -> Iterator[Rep]:
        return iter([rep for rep in self._waiting.values() if rep.set_id == set_id])

    def _forget(self, set_id: str) -> None:
        for rep_id in [rep_id for rep_id in self._measured if rep_id.rpartition("/")[0] == set_id]:
            del self._measured[rep_id]
            self._waiting.pop(rep_id, None)

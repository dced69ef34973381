"""The door of the room: blocks of one sensor in, events out."""

from __future__ import annotations

from sensorlog.events import Calibration, CalibrationState, Event, Rep, TrunkMeasures
from sensorlog.imu import FloatArray, Gap, ImuBlock, StreamInfo
from sensorlog.motion.counter import Counter
from sensorlog.motion.evidence import Evidence
from sensorlog.motion.grid import GridMaker, choose_grid_rate_hz
from sensorlog.motion.orientation import CountSamples, Orientation
from sensorlog.motion.params import Params
from sensorlog.motion.tilt import Tilt
from sensorlog.motion.trace import Trace

__all__ = ["Motion"]


class Motion:
    """Counts what one sensor does. Pure and synchronous; sample time is the only clock.

    Blocks may be cut anywhere, and accelerometer and gyroscope may come in blocks of their own: ids and counts do not
    depend on the cut. The person's keys act between the blocks before and after them.
    """

    def __init__(self, info: StreamInfo, params: Params | None = None) -> None:
        self._p = params or Params()
        rate_hz = choose_grid_rate_hz(info.acc_rate_hz, info.gyr_rate_hz, self._p.count_rate_hz)
        self._grid = GridMaker(rate_hz, info.acc_rate_hz, info.gyr_rate_hz, self._p)
        orientation = Tilt if info.gyr_rate_hz is None else Orientation
        self._orientation: Orientation | Tilt = orientation(rate_hz, self._p)
        self._counter = Counter(info, self._p)
        self._paused_s: float | None = None
        """When the person paused; ``None``: it counts."""
        self._resumed = False
        self._keeps_set = False
        self._sensor = info.sensor
        self._calibrates = False

    def push(self, block: ImuBlock) -> list[Event]:
        """Take samples; give the events that they made known, in order."""
        events: list[Event] = []
        for epoch in self._grid.push(block.t_s, block.acc_m_s2, block.gyr_rad_s):
            if epoch.begins:
                events += self._count(self._orientation.rest())
            events += self._count(self._orientation.push(epoch))
        return events

    def _count(self, samples: CountSamples | None) -> list[Event]:
        events: list[Event] = []
        if samples is None:
            return events
        counter = self._counter
        times = samples.t_s.tolist()
        if samples.begins:
            self._resumed = True
        if self._paused_s is not None or not times:
            return events
        if self._resumed:
            events += counter.restart(times[0], keeps_set=self._keeps_set)
            self._resumed = self._keeps_set = False
        # Vectors are made as they are needed: thousands at once would be a burden to the garbage collector.
        ups, turns = (zip(*vectors.T.tolist(), strict=True) for vectors in (samples.up, samples.turn))
        for t_s, vertical, up, turn in zip(times, samples.vertical.tolist(), ups, turns, strict=True):
            found = counter.push(t_s, vertical, up, turn)
            if found:
                events += found
            if self._calibrates:
                events += self._calibration(t_s)
        return events

    def _catch_up(self) -> list[Event]:
        """Count what still waits for later samples: what the person says holds for all up to now."""
        return self._count(self._orientation.rest())

    def gap(self, gap: Gap) -> list[Event]:
        """Note that samples are missing: those on its two sides are not joined, reps inside it are unknown."""
        self._grid.gap(gap.start_s, gap.end_s)
        return []

    def set_start(self, t_s: float) -> list[Event]:
        """Open a set for the person now; it counts from its first rep, and a single counts."""
        return self._catch_up() + self._counter.set_start(t_s)

    def set_end(self, t_s: float) -> list[Event]:
        """End the set that is open, if there is one, for the person; during a pause, as of its beginning."""
        return self._catch_up() + self._counter.close(t_s if self._paused_s is None else self._paused_s)

    def calibrate(self, t_s: float) -> list[Event]:
        """Learn anew, from the samples to come, how a sensor at trunk or pelvis sits while its person stands still.

        How it ended is told by another event; a sensor elsewhere has nothing to learn.
        """
        trunk = self._counter.trunk
        if trunk is None:
            return []
        trunk.calibrate()
        self._calibrates = True
        return [Calibration(self._sensor, t_s, CalibrationState.WAITING)]

    def _calibration(self, t_s: float) -> list[Event]:
        ended = None if self._counter.trunk is None else self._counter.trunk.calibrated()
        if ended is None:
            return []
        self._calibrates = False
        return [Calibration(self._sensor, t_s, ended)]

    def pause(self, t_s: float) -> list[Event]:
        """Stop counting until :meth:`resume`; an open set stays open."""
        events = self._catch_up()
        self._paused_s = t_s if self._paused_s is None else self._paused_s
        return events

    def resume(self, t_s: float) -> list[Event]:
        """Count again; an open set goes on, however long the pause was."""
        if self._paused_s is not None:
            self._catch_up()
            self._resumed = self._keeps_set = True
        self._paused_s = None
        return []

    def finish(self, t_s: float) -> list[Event]:
        """No more samples: end what is open."""
        return self._catch_up() + self._counter.close(t_s)

    def measure_trunk(self, rep: Rep) -> TrunkMeasures | None:
        """Measure the trunk in a rep that another sensor counts, as far as samples of this one are there.

        ``None`` without them, and where this sensor is none on the trunk with a gyroscope.
        """
        trunk = self._counter.trunk
        return None if trunk is None else trunk.measure_of_other(rep)

    @property
    def evidence(self) -> Evidence | None:
        """What the confidence in the set that ended last was made of; ``None`` where there is none."""
        return self._counter.evidence

    def leaning(self, start_s: float, end_s: float) -> tuple[FloatArray, FloatArray] | None:
        """Give times (s) and lean against standing (rad) of a sensor at the trunk or the pelvis, over one movement.

        ``None`` where the sensor has not been seen standing, or does not show where forward is.
        """
        trunk = self._counter.trunk
        return None if trunk is None else trunk.leaning(start_s, end_s)

    def travel(self, rep_id: str) -> tuple[FloatArray, FloatArray] | None:
        """Give times (s) and height (m) over a rep of the set that is open or ended last, from 0 on.

        ``None`` where the vertical stroke did not count, or is not known.
        """
        return self._counter.travel(rep_id)

    @property
    def last_s(self) -> float:
        """Time of the last sample that was looked at; 0 before the first."""
        return self._counter.now_s

    def trace(self) -> Trace:
        """Give the recent counting signal for a screen."""
        return self._counter.trace()

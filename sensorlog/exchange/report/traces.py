"""What the sensor measured in each rep, read from the recording itself: the evidence behind the numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sensorlog.errors import SensorlogError
from sensorlog.exchange.cutting import file_sha256
from sensorlog.exchange.person_record import Evidence, OwnSession, PersonRecord
from sensorlog.imu import FloatArray
from sensorlog.logbook import LoggedSet, SetSource
from sensorlog.pipeline import Options, SensorSignals, signals_of
from sensorlog.profiles import Registry

__all__ = ["SessionTraces", "SetTraces", "trace_latest"]

_POINTS = 40
"""For each curve: more than a picture of a thumb's width shows."""


@dataclass(frozen=True, slots=True)
class SetTraces:
    """The reps of one set: for each, how long it took and what was measured in even steps of it."""

    set_id: str
    reps: tuple[tuple[float, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class SessionTraces:
    """All sets of one session that its recording holds."""

    what: str
    """Quantity and unit."""
    sets: tuple[SetTraces, ...]
    missing: str = ""
    """Why there are none."""

    @property
    def highest(self) -> float:
        """The largest value of all."""
        return max((max(curve) for each in self.sets for _, curve in each.reps), default=0.0)

    @property
    def longest_s(self) -> float:
        """The longest rep of all."""
        return max((took for each in self.sets for took, _ in each.reps), default=0.0)


def trace_latest(record: PersonRecord, sessions: int, registry: Registry) -> dict[str, SessionTraces]:
    """Return the traces of the latest ``sessions`` whose recording is here, by id of the session.

    A recording that is not the one that was logged, or cannot be read, is told and not drawn.
    """
    recorded = [own for own in record.sessions if own.evidence is Evidence.RECORDED]
    return {own.session.id: _trace(own, registry) for own in recorded[len(recorded) - sessions :]} if sessions else {}


def _trace(own: OwnSession, registry: Registry) -> SessionTraces:
    path = own.session.evidence
    try:
        if file_sha256(path) != own.session.recording_sha256:
            return SessionTraces(
                "", (), "the recording on this computer is not the one that was logged: nothing is drawn"
            )
        examined, signals = signals_of(path, Options(registry))
    except (SensorlogError, OSError) as error:
        return SessionTraces("", (), f"the recording cannot be read ({error})")
    by_sensor = {each.sensor: each for each in signals}
    has_turning = all(_magnitude(each)[2] for each in signals)
    what = "turning speed of the sensor, °/s" if has_turning else "acceleration of the sensor, gravity included, m/s²"
    sets = tuple(
        traced
        for done in own.session.sets
        if done.source is SetSource.SENSED and done.sensor in by_sensor
        if (traced := _trace_set(done, by_sensor[done.sensor], examined.begins_s, has_turning=has_turning)) is not None
    )
    return SessionTraces(what, sets, "" if sets else "no rep of a sensor's set lies in the recording")


def _trace_set(done: LoggedSet, signals: SensorSignals, begins_s: float, *, has_turning: bool) -> SetTraces | None:
    t_s, values, _ = _magnitude(signals, turning=has_turning)
    t_s = t_s - begins_s  # an export has a clock of its own
    reps = []
    for rep in done.reps:
        if rep.end_s is None or rep.turn_s is None or rep.end_s <= rep.start_s:
            continue
        inside = slice(*np.searchsorted(t_s, (rep.start_s, rep.end_s)))
        if inside.stop - inside.start < 3:  # lost in a gap
            continue
        steps = np.linspace(rep.start_s, rep.end_s, _POINTS)
        curve = np.interp(steps, t_s[inside], values[inside])
        reps.append((rep.end_s - rep.start_s, tuple(float(each) for each in np.round(curve, 1))))
    return SetTraces(done.set_id, tuple(reps)) if reps else None


def _magnitude(signals: SensorSignals, *, turning: bool = True) -> tuple[FloatArray, FloatArray, bool]:
    """Return times and magnitudes of a sensor's turning, or else of its acceleration, and whether it is the turning."""
    for block in signals.streams:
        if turning and block.gyr_rad_s is not None:
            return block.t_s, np.degrees(np.linalg.norm(block.gyr_rad_s, axis=1)), True
    block = signals.streams[0]
    acc = np.zeros((len(block), 3)) if block.acc_m_s2 is None else block.acc_m_s2
    return block.t_s, np.linalg.norm(acc, axis=1), False

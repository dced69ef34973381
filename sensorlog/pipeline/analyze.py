"""One file → everything that was found in it, as ``sensorlog analyze --json`` prints it."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from sensorlog.events import Hold, JsonValue, Rep, RepState, SessionEvent, SessionEventKind, TrunkMeasures
from sensorlog.imu import Placement
from sensorlog.motion import (
    LEAN_DIFFERENCE_ERROR_RAD,
    LEAN_ERROR_RAD,
    MEAN_VELOCITY_ERROR_M_S,
    PEAK_VELOCITY_ERROR_M_S,
    RANGE_ERROR_M,
    VELOCITY_LOSS_ERROR,
)
from sensorlog.pipeline.examine import Examined, Options, examine
from sensorlog.pipeline.folded import FoldedSet
from sensorlog.pipeline.sensor import SensorFacts
from sensorlog.pipeline.usuals import Usuals
from sensorlog.profiles import Registry
from sensorlog.recordings import SampleRecording, notes_about

__all__ = ["ANALYSIS_VERSION", "analyze", "report"]

ANALYSIS_VERSION = "22"
"""Changes whenever the same recording may give other results. Results of different versions are never compared."""

_INTERNAL = (SessionEventKind.WRITE,)
"""What was written to the sensor says nothing about the training."""

_log = logging.getLogger(__name__)


def analyze(
    path: str | Path,
    registry: Registry | None = None,
    placement: Placement | None = None,
    preferred: Iterable[str] = (),
    usuals: Usuals | None = None,
) -> dict[str, Any]:
    """Analyse a recording or an export of another app.

    ``placement`` goes over what the recording says; profiles of ``registry`` with ``preferred`` ids go over those that
    are attached to it; the trunk's motion is compared with ``usuals``. What is unknown is ``None``. What was odd about
    the file is logged as a warning. Raises a :class:`sensorlog.errors.SensorlogError` if the file cannot be read.
    """
    options = Options(Registry() if registry is None else registry, placement, frozenset(preferred))
    return report(examine(path, options, usuals))


def report(examined: Examined) -> dict[str, Any]:
    """Give what ``sensorlog analyze --json`` prints of a file."""
    source, pipeline, fold = examined.source, examined.pipeline, examined.fold
    for note in notes_about(source):
        _log.warning("%s", note)
    return {
        "file": str(source.path),
        "format": source.format if isinstance(source, SampleRecording) else "mcap",
        "duration_s": _number(source.duration_s if isinstance(source, SampleRecording) else pipeline.duration_s),
        "sensors": [_sensor(facts) for facts in pipeline.sensors],
        "sets": [_set(one) for one in fold.confirmed_sets],
        "uncertainty": _UNCERTAINTY,
        "holds": [_hold(hold) for hold in fold.holds],
        "events": [_key(item, examined.t0_ns) for item in examined.said if item.kind not in _INTERNAL],
    }


_UNCERTAINTY = {
    "rom_m": RANGE_ERROR_M,
    "mean_velocity_m_s": MEAN_VELOCITY_ERROR_M_S,
    "peak_velocity_m_s": PEAK_VELOCITY_ERROR_M_S,
    "velocity_loss": VELOCITY_LOSS_ERROR,
    "inclination_rad": LEAN_ERROR_RAD,
    "thorax_pelvis_rad": LEAN_DIFFERENCE_ERROR_RAD,
}
"""± of each of these numbers of one rep, or of one set."""


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value


def _sensor(facts: SensorFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "placement": _placement(facts.role.placement),
        "clip_site": facts.role.clip_site,
        "profile": facts.profile,
        "acc_rate_hz": _number(facts.acc_rate_hz),
        "gyr_rate_hz": _number(facts.gyr_rate_hz),
        "samples": facts.samples,
        "gaps": [{"start_s": gap.start_s, "end_s": gap.end_s} for gap in facts.gaps],
        "lost_packets": facts.lost_packets,
    }


def _placement(placement: Placement) -> str | None:
    return None if placement is Placement.UNKNOWN else placement.value


def _set(one: FoldedSet) -> dict[str, Any]:
    is_at_trunk = one.role.placement is Placement.TRUNK
    return {
        "set_id": one.set_id,
        "sensor": one.sensor,
        "placement": _placement(one.role.placement),
        "clip_site": one.role.clip_site,
        "start_s": _number(one.start_s),
        "end_s": _number(one.end_s),
        "rep_count": one.rep_count,
        "sensed_rep_count": one.sensed_rep_count,
        "exercise": one.exercise,
        "load_kg": _number(one.load_kg),
        "confidence": _number(one.confidence),
        "other_count": one.other_count,
        "is_carried": one.is_carried,
        "channel": one.channel.value if one.channel else None,
        "velocity_loss": _number(one.velocity_loss),
        "reps": [_rep(rep, is_at_trunk) for rep in one.reps if rep.state is RepState.CONFIRMED],
    }


_REP_NUMBERS = (
    "start_s",
    "turn_s",
    "end_s",
    "concentric_s",
    "eccentric_s",
    "phase1_s",
    "phase2_s",
    "rom_m",
    "rom_rad",
    "mean_velocity_m_s",
    "peak_velocity_m_s",
    "smoothness_sparc",
    "phase1_sparc",
    "phase2_sparc",
)


def _rep(rep: Rep, is_at_trunk: bool) -> dict[str, Any]:
    numbers = {name: _number(getattr(rep, name)) for name in _REP_NUMBERS}
    trunk = TrunkMeasures() if rep.trunk is None and is_at_trunk else rep.trunk
    return {"rep_id": rep.rep_id, "source": rep.source.value, **numbers, "trunk": _trunk(trunk)}


_NO_NUMBERS = ("phases", "deviation", "clip_site")
"""Phases are what the numbers of the rep are made of; where its sensors sit is said of the sensors."""


def _trunk(trunk: TrunkMeasures | None) -> dict[str, Any] | None:
    if trunk is None:
        return None
    numbers = {name.name: _number(getattr(trunk, name.name)) for name in fields(trunk) if name.name not in _NO_NUMBERS}
    return {
        **numbers,
        "deviation": None if trunk.deviation is None else list(trunk.deviation),
    }


def _hold(hold: Hold) -> dict[str, Any]:
    found = asdict(hold)
    return {key: found[key] for key in ("sensor", "start_s", "end_s", "sway_rad")}


def _key(item: SessionEvent, t0_ns: int | None) -> dict[str, JsonValue]:
    return {
        "t_s": None if t0_ns is None else (item.t_ns - t0_ns) / 1e9,
        "kind": item.kind.value,
        "sensor": item.sensor,
        "data": dict(item.data),
    }

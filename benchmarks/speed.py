"""How much faster than real time, on one core: samples to events, and files to a report."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from sensorlog.imu import ImuBlock, Placement
from sensorlog.motion import Motion
from sensorlog.pipeline import analyze
from sensorlog.simulate.lifter import SensorSamples, SensorSpec, random_workout

__all__ = ["run"]

_STANDARD_GRAVITY = 9.80665


def run() -> None:
    """Print the table: a simulated workout with its rests, 100 Hz, six axes."""
    specs = (SensorSpec("bar", Placement.BAR), SensorSpec("trunk", Placement.TRUNK))
    performance = random_workout(1, 10, specs)
    samples = performance.sensor("bar")
    duration_s = float(samples.t_s[-1] - samples.t_s[0])
    print(f"{duration_s / 60:.1f} min, {samples.rate_hz:.0f} Hz, accelerometer and gyroscope; CPU time of one core")
    for name, length in (
        ("Motion, one block", len(samples.t_s)),
        ("Motion, 1 s blocks", 100),
        ("Motion, 4 samples", 4),
    ):
        spent_s = _cpu_s(lambda length=length: _count(samples, length))  # type: ignore[misc]
        print(f"{name:34s} {duration_s / spent_s:8.0f} × real time")
    trunk = performance.sensor("trunk")
    spent_s = _cpu_s(lambda: _count(trunk, len(trunk.t_s)))
    print(f"{'Motion, one block, at the trunk':34s} {duration_s / spent_s:8.0f} × real time")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workout.csv"
        _write_csv(path, samples)
        spent_s = _cpu_s(lambda: analyze(path))
        print(f"{'CSV file to report':34s} {duration_s / spent_s:8.0f} × real time")


def _cpu_s(work: Callable[[], object]) -> float:
    """Best of eight: the machine may be doing other things, and seldom for so long."""
    spent = []
    for _ in range(8):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return min(spent)


def _count(samples: SensorSamples, length: int) -> None:
    motion = Motion(samples.info())
    for start in range(0, len(samples.t_s), length):
        cut = slice(start, start + length)
        motion.push(ImuBlock(samples.name, samples.t_s[cut], samples.acc_m_s2[cut], samples.gyr_rad_s[cut]))
    motion.finish(float(samples.t_s[-1]))


def _write_csv(path: Path, samples: SensorSamples) -> None:
    header = "time (s),acc_x (g),acc_y (g),acc_z (g),gyr_x (deg/s),gyr_y (deg/s),gyr_z (deg/s)"
    columns = np.column_stack((samples.t_s, samples.acc_m_s2 / _STANDARD_GRAVITY, np.rad2deg(samples.gyr_rad_s)))
    np.savetxt(path, columns, delimiter=",", header=header, comments="", fmt="%.5f")

"""A table of numbers that no sensor would send gives results, or one line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sensorlog.errors import SensorlogError
from sensorlog.pipeline import analyze
from sensorlog.profiles import Registry

HEADER = "time (s),acc_x (m/s^2),acc_y (m/s^2),acc_z (m/s^2),gyr_x (rad/s),gyr_y (rad/s),gyr_z (rad/s)"
REGISTRY = Registry(folders=[])

steps_s = st.sampled_from([0.0, 1e-6, 0.001, 0.01, 0.02, 0.1, 0.4, 0.6, 30.0, 1e7])
values = st.sampled_from([0.0, 1e-300, -9.81, 9.81, 3900.0, -3900.0]) | st.floats(-3900, 3900)
turns = st.sampled_from([0.0, 170.0, -170.0]) | st.floats(-170, 170)


@st.composite
def tables(draw: st.DrawFn) -> np.ndarray:
    """Stretches with one step of time each, that rest, tremble, or swing."""
    parts, t_s = [], draw(st.sampled_from([0.0, -1e6, 1.7e9]))
    for _ in range(draw(st.integers(1, 4))):
        n = draw(st.integers(1, 400))
        times = t_s + np.cumsum(np.full(n, draw(steps_s)))
        rest = np.array([draw(values) for _ in range(3)] + [draw(turns) for _ in range(3)])
        swing = np.sin(np.arange(n) * draw(st.floats(0.0, 3.2)))[:, None]
        size = np.minimum(np.abs(rest), draw(st.sampled_from([0.0, 1.0, 100.0])))
        part = np.column_stack([times, np.clip(rest + swing * size, -3900, 3900)])
        part[:, 4:] = np.clip(part[:, 4:], -170, 170)
        parts.append(part)
        t_s = float(times[-1])
    return np.concatenate(parts)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(table=tables(), with_gyroscope=st.booleans())
def test_any_numbers(tmp_path: Path, table: np.ndarray, with_gyroscope: bool) -> None:
    columns = 7 if with_gyroscope else 4
    path = tmp_path / "x.csv"
    header = ",".join(HEADER.split(",")[:columns])
    np.savetxt(path, table[:, :columns], delimiter=",", header=header, comments="", fmt="%.9g")
    try:
        found = analyze(path, REGISTRY)
    except SensorlogError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        json.dumps(found, allow_nan=False)

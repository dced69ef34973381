from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sensorlog.tui.braille import Grid, draw, extremes


def dots(character: str) -> int:
    return (ord(character) - 0x2800).bit_count()


def filled(low: np.ndarray, rows: int = 4) -> int:
    return sum(dots(c) for row in draw(low, low, rows, -1.0, 1.0) for c in row)


@example([0.0, 1.0], 0.5000000000000001, 5)  # rounding puts the last sample at the end of the last column
@given(
    st.lists(st.floats(-5, 5), min_size=1, max_size=300),
    st.floats(0.5, 30),
    st.integers(5, 80),
)
def test_every_peak_within_the_window_is_kept(values: list[float], window_s: float, cells: int) -> None:
    value = np.array(values, dtype=np.float64)
    t_s = np.arange(len(values), dtype=np.float64) * 0.05
    grid = Grid.ending(float(t_s[-1]), window_s, cells)
    low, high = extremes(t_s, value, grid, bridge_s=0.0)
    shown = value[t_s >= grid.start_s]
    assert np.nanmax(high) == shown.max()
    assert np.nanmin(low) == shown.min()


@given(st.floats(-1e3, 1e3), st.floats(1e-3, 1.0), st.integers(10, 160))
def test_edges_stay_put_while_time_goes_on(end_s: float, later_s: float, cells: int) -> None:
    first, second = Grid.ending(end_s, 10.0, cells), Grid.ending(end_s + later_s, 10.0, cells)
    moved = (second.start_s - first.start_s) / first.step_s
    assert math.isclose(moved, round(moved), abs_tol=1e-6)


def test_a_gap_stays_empty_and_a_slow_sensor_does_not() -> None:
    t_s = np.array([0.05, 0.25, 2.05, 2.25])
    grid = Grid(0.0, 0.1, 24)
    low, _ = extremes(t_s, np.zeros(4), grid, bridge_s=0.5)
    assert np.flatnonzero(~np.isnan(low)).tolist() == [0, 1, 2, 20, 21, 22]


def test_a_constant_is_drawn_as_a_thick_flat_line() -> None:
    low = np.full(20, 0.0)
    lines = draw(low, low, 3, -1.0, 1.0)
    assert lines[0].strip("\u2800") == ""
    assert set(lines[1]) == {lines[1][0]}
    assert filled(np.full(20, 0.0)) == 40


def test_neighbours_are_joined() -> None:
    low = np.array([-1.0, 1.0])
    column = [line[0] for line in draw(low, low, 4, -1.0, 1.0)]
    assert all(dots(character) > 0 for character in column)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False, width=32), min_size=1, max_size=60))
def test_values_beyond_the_edges_stay_inside_the_picture(values: list[float]) -> None:
    low = np.array(values)
    lines = draw(low, low, 3, -1.0, 1.0)
    assert len(lines) == 3
    assert all(0x2800 <= ord(c) <= 0x28FF for line in lines for c in line)


@pytest.mark.parametrize("value", [0.0, 5.0])
def test_no_range_at_all_is_no_error(value: float) -> None:
    assert draw(np.array([value]), np.array([value]), 2, value, value)

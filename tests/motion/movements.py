"""Synthetic movements whose counts are known by construction."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy.spatial.transform import Rotation

from sensorlog.events import Event, Rep, RepState, SetEnded
from sensorlog.imu import FloatArray, ImuBlock, Placement, StreamInfo
from sensorlog.motion import Motion

G = 9.80665
Samples = tuple[FloatArray, FloatArray, FloatArray]
"""t (n,), acc (n, 3), gyr (n, 3)."""


def min_jerk(x: FloatArray) -> FloatArray:
    x = np.clip(x, 0.0, 1.0)
    return x**3 * (10 - 15 * x + 6 * x * x)


def excursions(
    t_s: FloatArray,
    reps: int,
    start_s: float = 3.0,
    out_s: float = 0.9,
    hold_s: float = 0.3,
    back_s: float = 0.9,
    rest_s: float = 0.4,
) -> FloatArray:
    """0 → 1 → 0, ``reps`` times, minimum jerk (Flash and Hogan 1985)."""
    value = np.zeros_like(t_s)
    for number in range(reps):
        begin = start_s + number * (out_s + hold_s + back_s + rest_s)
        value += min_jerk((t_s - begin) / out_s)
        value -= min_jerk((t_s - begin - out_s - hold_s) / back_s)
    return value


def lift(
    reps: int = 6,
    height_m: float = 0.5,
    rate_hz: float = 100.0,
    tail_s: float = 12.0,
    noise: float = 0.01,
    mounting: FloatArray | None = None,
    sign: float = 1.0,
    **tempo: float,
) -> Samples:
    """A sensor that is moved up (``sign`` +1: up first) and down along a vertical line. Gives t, acc, gyr."""
    fine_hz = 1000.0
    length_s = 3.0 + reps * (sum(tempo.get(k, d) for k, d in TEMPO.items())) + tail_s
    t = np.arange(0.0, length_s, 1 / fine_hz)
    z = sign * height_m * excursions(t, reps, **tempo)
    acc_z = np.gradient(np.gradient(z, t), t)
    times = np.arange(0.0, length_s, 1 / rate_hz)
    force = np.zeros((len(times), 3))
    force[:, 2] = G + np.interp(times, t, acc_z)
    return finish(times, force, np.zeros_like(force), noise, mounting)


def moved(ways: Sequence[tuple[float, float]], rate_hz: float = 50.0, noise: float = 0.01) -> Samples:
    """A sensor that goes to each height (m) in so many seconds, one after the other; the same height is a wait."""
    t, z = _followed(ways, rate_hz)
    force = np.zeros((len(t), 3))
    force[:, 2] = G + np.gradient(np.gradient(z, t), t)
    return finish(t, force, np.zeros_like(force), noise, None)


def tilted(ways: Sequence[tuple[float, float]], rate_hz: float = 50.0, noise: float = 0.01) -> Samples:
    """A sensor that tilts to each angle (rad) about its x axis in so many seconds, one after the other."""
    t, theta = _followed(ways, rate_hz)
    force = G * np.column_stack((np.zeros_like(t), np.sin(theta), np.cos(theta)))
    gyr = np.column_stack((np.gradient(theta, t), np.zeros_like(t), np.zeros_like(t)))
    return finish(t, force, gyr, noise, None)


def turned(about_x: Sequence[tuple[float, float]], about_y: Sequence[tuple[float, float]]) -> Samples:
    """A sensor that is tilted about two of its axes, each as in :func:`tilted`; 50 Hz."""
    t, first = _followed(about_x, 50.0)
    second = np.interp(t, *_followed(about_y, 50.0))
    pose = Rotation.from_euler("XY", np.column_stack((first, second)))
    force = pose.inv().apply((0.0, 0.0, G))
    gyr = np.zeros_like(force)
    gyr[1:] = (pose[:-1].inv() * pose[1:]).as_rotvec() * 50.0
    return finish(t, force, gyr, 0.01, None)


def carried(tilts: Sequence[tuple[float, float]], heights: Sequence[tuple[float, float]]) -> Samples:
    """A sensor that tilts as in :func:`tilted` and goes up and down as in :func:`moved` at the same time; 50 Hz."""
    t, theta = _followed(tilts, 50.0)
    z = np.interp(t, *_followed(heights, 50.0))
    force = (G + np.gradient(np.gradient(z, t), t))[:, None] * np.column_stack(
        (np.zeros_like(t), np.sin(theta), np.cos(theta))
    )
    gyr = np.column_stack((np.gradient(theta, t), np.zeros_like(t), np.zeros_like(t)))
    return finish(t, force, gyr, 0.01, None)


def _followed(ways: Sequence[tuple[float, float]], rate_hz: float) -> tuple[FloatArray, FloatArray]:
    t = np.arange(0.0, sum(duration_s for duration_s, _ in ways), 1 / rate_hz)
    value = np.zeros_like(t)
    begin_s = before = 0.0
    for duration_s, level in ways:
        value += (level - before) * min_jerk((t - begin_s) / duration_s)
        begin_s, before = begin_s + duration_s, level
    return t, value


TEMPO = {"out_s": 0.9, "hold_s": 0.3, "back_s": 0.9, "rest_s": 0.4}


def swing(
    reps: int = 6,
    angle_rad: float = 1.0,
    rate_hz: float = 100.0,
    tail_s: float = 12.0,
    noise: float = 0.01,
    mounting: FloatArray | None = None,
    axis: tuple[float, float, float] = (1, 0, 0),
    **tempo: float,
) -> Samples:
    """A sensor that is tilted by ``angle_rad`` about a level axis and back, without travel."""
    length_s = 3.0 + reps * (sum(tempo.get(k, d) for k, d in TEMPO.items())) + tail_s
    times = np.arange(0.0, length_s, 1 / rate_hz)
    theta = angle_rad * excursions(times, reps, **tempo)
    rate = np.gradient(theta, times)
    unit = np.array(axis, dtype=float)
    unit /= np.linalg.norm(unit)
    side = np.cross(unit, (0.0, 0.0, 1.0))
    # Up in the sensor frame turns the other way round than the sensor.
    force = G * (np.cos(theta)[:, None] * np.array((0.0, 0.0, 1.0)) - np.sin(theta)[:, None] * side)
    return finish(times, force, rate[:, None] * unit, noise, mounting)


def finish(t: FloatArray, acc: FloatArray, gyr: FloatArray, noise: float, mounting: FloatArray | None) -> Samples:
    rng = np.random.default_rng(1)
    acc = acc + noise * rng.standard_normal(acc.shape)
    gyr = gyr + 0.1 * noise * rng.standard_normal(gyr.shape)
    if mounting is not None:
        acc, gyr = acc @ mounting.T, gyr @ mounting.T
    return t, acc, gyr


def rotation(seed: int) -> FloatArray:
    q, r = np.linalg.qr(np.random.default_rng(seed).standard_normal((3, 3)))
    q = q * np.sign(np.diag(r))
    q[:, 0] *= np.sign(np.linalg.det(q))
    return q


def info(
    acc_rate_hz: float = 100.0, gyr_rate_hz: float | None = 100.0, placement: Placement = Placement.UNKNOWN
) -> StreamInfo:
    return StreamInfo("bar", placement, acc_rate_hz, gyr_rate_hz)


def analyse(
    samples: tuple[FloatArray, FloatArray, FloatArray | None], stream_info: StreamInfo | None = None
) -> list[Event]:
    t, acc, gyr = samples
    if stream_info is None:
        rate = (len(t) - 1) / float(t[-1] - t[0])
        stream_info = info(rate, rate)
    motion = Motion(stream_info)
    return motion.push(ImuBlock("bar", t, acc, gyr)) + motion.finish(float(t[-1]))


def counts(events: list[Event]) -> list[int]:
    return [event.rep_count for event in events if isinstance(event, SetEnded)]


def standing(events: list[Event]) -> dict[str, Rep]:
    """Last revision of each rep that was not withdrawn."""
    reps = {event.rep_id: event for event in events if isinstance(event, Rep)}
    return {rep_id: rep for rep_id, rep in reps.items() if rep.state is not RepState.WITHDRAWN}


def same(a: list[Event], b: list[Event]) -> bool:
    """Equal events; numbers within 1e-9."""
    if len(a) != len(b):
        return False
    return all(type(x) is type(y) and _fields_equal(x, y) for x, y in zip(a, b, strict=True))


def _fields_equal(x: Event, y: Event) -> bool:
    for name in x.__slots__:
        left, right = getattr(x, name), getattr(y, name)
        if isinstance(left, float) and isinstance(right, float):
            if not math.isclose(left, right, rel_tol=0, abs_tol=1e-9):
                return False
        elif left != right:
            return False
    return True

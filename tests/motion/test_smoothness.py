"""SPARC and LDLJ against reference values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.imu import FloatArray
from sensorlog.motion.smoothness import ldlj, sparc
from tests.motion.movements import analyse, info, lift, standing, swing


def minimum_jerk_velocity(duration_s: float, rate_hz: float, amplitude: float = 1.0) -> FloatArray:
    tau = np.arange(0.0, duration_s + 0.5 / rate_hz, 1 / rate_hz) / duration_s
    return amplitude / duration_s * 30 * tau**2 * (1 - tau) ** 2


def test_sparc_of_a_gaussian():
    # Reference value of Balasubramanian's published code: exp(−5 t²), t from −1 to 1, 100 Hz.
    t = np.arange(-1.0, 1.0, 0.01)
    assert sparc(np.exp(-5 * t * t), 100.0) == pytest.approx(-1.41403, abs=1e-5)


def test_sparc_of_minimum_jerk():
    t = np.arange(0.0, 2.0, 0.01) / 2.0
    assert sparc(30 * t**2 * (1 - t) ** 2, 100.0) == pytest.approx(-1.4058, abs=1e-4)


def test_ldlj_of_minimum_jerk():
    # Analytic: ∫ jerk² = 720 D²/T⁵ and v_peak = 1.875 D/T, so −ln(720 ÷ 1.875²) = −5.322.
    analytic = -np.log(720 / 1.875**2)
    assert ldlj(minimum_jerk_velocity(2.0, 100.0), 100.0) == pytest.approx(analytic, abs=0.03)
    assert ldlj(minimum_jerk_velocity(2.0, 10_000.0), 10_000.0) == pytest.approx(analytic, abs=0.001)


def test_rest_in_front_changes_ldlj():
    still = np.zeros(100)
    assert ldlj(np.concatenate((still, minimum_jerk_velocity(2.0, 100.0))), 100.0) == pytest.approx(-6.5, abs=0.1)


def test_two_movements_taken_as_one_read_as_rough():
    down = minimum_jerk_velocity(1.0, 100.0)
    rough = sparc(np.concatenate((down, np.zeros(50), down)), 100.0)
    assert rough is not None
    assert rough < -2.5


@settings(deadline=None)
@given(duration_s=st.floats(0.6, 6.0), size=st.floats(1e-3, 1e3), rate_hz=st.sampled_from([25.0, 50.0, 100.0]))
def test_smoothness_knows_neither_speed_nor_size(duration_s, size, rate_hz):
    velocity = minimum_jerk_velocity(duration_s, rate_hz, size)
    assert sparc(velocity, rate_hz) == pytest.approx(-1.41, abs=0.06)
    assert ldlj(velocity, rate_hz) == pytest.approx(-5.322, abs=0.8)


@pytest.mark.parametrize("values", [[], [1.0], [0.0] * 50, [float("nan")] * 50])
def test_what_is_no_movement_has_no_smoothness(values):
    profile = np.array(values)
    assert ldlj(profile, 100.0) is None
    assert sparc(profile, 100.0) is None


def test_a_lift_is_as_smooth_as_its_way_up():
    smooth = [rep.smoothness_sparc for rep in standing(analyse(lift(5))).values()]
    known = [value for value in smooth if value is not None]
    assert len(known) == 5
    # The way of `lift` is minimum-jerk: −1.41. Where one rep of all leaves may be less sharp.
    assert float(np.median(known)) == pytest.approx(-1.41, abs=0.02)
    assert min(known) > -1.55


def test_a_swing_is_as_smooth_as_its_way_out():
    smooth = [rep.smoothness_sparc for rep in standing(analyse(swing(5))).values()]
    assert all(value is not None and value == pytest.approx(-1.42, abs=0.03) for value in smooth)


def test_smoothness_is_unknown_where_the_sensor_cannot_know():
    slow = standing(analyse(lift(5, rate_hz=25.0))).values()
    assert slow
    assert all(rep.smoothness_sparc is None for rep in slow)
    t, acc, _ = swing(5)
    alone = standing(analyse((t, acc, None), info(100.0, None))).values()
    assert alone
    assert all(rep.smoothness_sparc is None for rep in alone)


def test_each_way_has_its_own_smoothness():
    for reps in (standing(analyse(lift(5))).values(), standing(analyse(swing(5))).values()):
        for rep in reps:
            assert rep.phase1_sparc == rep.smoothness_sparc
        back = [rep.phase2_sparc for rep in reps if rep.phase2_sparc is not None]
        assert len(back) == 5
        assert float(np.median(back)) == pytest.approx(-1.42, abs=0.03)
    down_first = standing(analyse(lift(5, sign=-1.0))).values()
    assert all(rep.phase2_sparc == rep.smoothness_sparc for rep in down_first)

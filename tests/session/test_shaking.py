"""Equal sensors are told apart by shaking one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.ble import scan
from sensorlog.imu import FloatArray, Placement
from sensorlog.profiles import Registry
from sensorlog.session import SessionError, Shaken, Shaking, find_shaken
from sensorlog.session.shaking import CLEAR, LEAST_M_S2, clearly_shaken
from sensorlog.simulate import VirtualSensor, run_virtual
from tests.session.test_radio import on_the_air

G = 9.80665
A, B = "C0:FF:EE:00:00:01", "C0:FF:EE:00:00:02"
PROFILE = Registry().get("sensorlog-imu")


@dataclass(frozen=True)
class Shake:
    """A sensor that lies still, and is shaken for some seconds by some centimetres, four times a second."""

    t_s: FloatArray
    acc_m_s2: FloatArray
    gyr_rad_s: FloatArray
    name: str = "sensor"
    placement: Placement = Placement.UNKNOWN
    rate_hz: float = 100.0


def shaken(
    from_s: float, to_s: float, by_m: float, seconds: float = 60.0, along: tuple[float, ...] = (0.6, 0, 0.8)
) -> Shake:
    t_s = np.arange(round(seconds * 100.0)) / 100.0
    is_shaken = (t_s >= from_s) & (t_s < to_s)
    force = np.where(is_shaken, by_m * (2 * np.pi * 4) ** 2 * np.sin(2 * np.pi * 4 * t_s), 0.0)
    noise = np.random.default_rng(1).normal(0.0, 0.03, (len(t_s), 3))
    return Shake(t_s, np.array([0.0, 0.0, G]) + force[:, None] * np.array(along) + noise, np.zeros((len(t_s), 3)))


def shake(
    a: Shake, b: Shake, seconds: float = 20.0, away: str = ""
) -> tuple[Shaken, list[Shaking], list[VirtualSensor]]:
    """Shake one of two equal sensors; both begin to move when they are first listened to."""
    sensors = [VirtualSensor(PROFILE, motion, address=at, name="Equal") for motion, at in ((a, A), (b, B))]
    told: list[Shaking] = []

    async def run() -> Shaken:
        async with on_the_air(*sensors) as radio:
            found = {one.address: one async for one in scan(Registry(), 3.0)}
            if away:
                radio.take_away(away)
            return await find_shaken([found[A], found[B]], seconds, told.append)

    return run_virtual(run()), told, sensors


def test_the_one_that_is_shaken_is_found_and_both_are_let_go() -> None:
    result, told, sensors = shake(shaken(0, 0, 0), shaken(8.0, 14.0, 0.05))
    assert result.found is not None
    assert result.found.address == B
    assert not told[0].is_ready
    assert told[-1].is_ready
    moved = {address: value or 0.0 for address, value in result.last.movement_m_s2.items()}
    assert moved[B] > 10 * moved[A]
    assert all(not sensor.firmware.side.is_streaming for sensor in sensors)


def test_whoever_shakes_both_or_none_is_asked_again() -> None:
    both, _, _ = shake(shaken(0.0, 60.0, 0.05), shaken(0.0, 60.0, 0.06))
    none, _, _ = shake(shaken(0, 0, 0), shaken(0, 0, 0))
    knock, _, _ = shake(shaken(0, 0, 0), shaken(8.0, 8.1, 0.05))
    assert (both.found, none.found, knock.found) == (None, None, None)


def test_one_that_cannot_be_had_is_told_and_the_other_can_still_be_found() -> None:
    result, told, _ = shake(shaken(0.0, 300.0, 0.05, seconds=300.0), shaken(0, 0, 0), away=B)
    assert result.found is not None
    assert result.found.address == A
    assert "does not answer" in told[-1].problems[B]


def test_none_that_can_be_had_and_too_many_are_errors_with_advice() -> None:
    async def run() -> None:
        sensor = VirtualSensor(PROFILE, shaken(0, 0, 0), address=A)
        async with on_the_air(sensor) as radio:
            (found,) = [one async for one in scan(Registry(), 3.0)][:1]
            with pytest.raises(SessionError, match="6 sensors to choose from"):
                await find_shaken([found] * 6)
            with pytest.raises(SessionError, match="0 sensors to choose from"):
                await find_shaken([])
            radio.take_away(A)
            with pytest.raises(SessionError, match="does not answer"):
                await find_shaken([found])

    run_virtual(run())


@given(st.dictionaries(st.sampled_from("abcd"), st.one_of(st.none(), st.floats(0, 100)), max_size=4))
def test_only_a_clear_one_is_taken(movement: dict[str, float | None]) -> None:
    winner = clearly_shaken(movement)
    if winner is None:
        return
    most = movement[winner]
    assert most is not None
    assert most >= LEAST_M_S2
    assert all(most >= CLEAR * (value or 0.0) for key, value in movement.items() if key != winner)

"""Whether what came out of a link is what was moved: every sample is one that was sent, in the order of sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from sensorlog.events import LinkState, SessionEventKind
from sensorlog.imu import Gap, ImuBlock, Packet, Reading
from sensorlog.profiles import Number, Profile, active_layouts
from sensorlog.simulate.motion import Motion
from sensorlog.streams import SensorStream
from tests.ble.rig import Heard
from tests.simulate.motions import G, Swing, swing

__all__ = ["half_step_m_s2", "moments_of", "shaking", "streamed"]


def shaking(seconds: float, rate_hz: float, name: str = "bar") -> Swing:
    """Move so wildly that no two samples are alike: each tells when it was taken."""
    motion = swing(seconds, rate_hz=rate_hz, name=name)
    return replace(motion, acc_m_s2=np.random.default_rng(1).uniform(-2 * G, 2 * G, motion.acc_m_s2.shape))


def streamed(heard: Heard, profile: Profile) -> tuple[list[ImuBlock], SensorStream]:
    """What a session makes of it: one stream, which learns of each new link; what comes before is set-up."""
    stream: SensorStream | None = None
    is_set_up = False
    out: list[ImuBlock | Reading | Gap] = []
    for item in heard.items:
        if isinstance(item, Packet):
            out += stream.push([item]) if stream is not None and is_set_up else []
        elif item.kind is SessionEventKind.LINK:
            is_set_up &= item.data["state"] == LinkState.STREAMING
        elif item.kind is SessionEventKind.SENSOR:
            is_set_up = True
            told = item.data["variables"]
            assert isinstance(told, dict)
            variables: dict[str, Number] = {k: v for k, v in told.items() if isinstance(v, int | float)}
            if stream is None:
                stream = SensorStream("bar", profile, {}, variables, heard.packets[0].t_ns)
            else:
                out += stream.relink(variables)
    assert stream is not None
    out += stream.finish()
    return [item for item in out if isinstance(item, ImuBlock)], stream


def moments_of(blocks: list[ImuBlock], motion: Motion, half_step_m_s2: float) -> NDArray[np.intp]:
    """Return for each acceleration which sample of ``motion`` it is, but for the last.

    Fails for one that is farther than ``half_step_m_s2`` from any, is out of order, or comes twice.
    """
    acc = np.concatenate([block.acc_m_s2 for block in blocks if block.acc_m_s2 is not None])
    t_s = np.concatenate([block.t_s for block in blocks if block.acc_m_s2 is not None])
    apart, nearest = cKDTree(motion.acc_m_s2).query(acc, p=np.inf)
    assert np.max(apart) <= half_step_m_s2
    numbers: NDArray[np.intp] = np.asarray(nearest)
    numbers = numbers[numbers < len(motion.t_s) - 1]  # behind the end the sensor lies still
    assert (np.diff(numbers) > 0).all()
    assert (np.diff(t_s) >= 0).all()
    return numbers


def half_step_m_s2(profile: Profile, variables: Mapping[str, Number]) -> float:
    """Half of what one count of the acceleration means, with room for the rounding of floats."""
    layout = next(each for each in active_layouts(profile, variables) if each.message.field("acc") is not None)
    column = next(column for column in layout.sample_columns if column.field.name == "acc")
    return 1e-4 if np.dtype(column.field.dtype).kind == "f" else 0.5001 * abs(column.factor)

"""Numbers of one rep, from its turns and the samples between them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sensorlog.events import Channel, Rep
from sensorlog.imu import StreamInfo
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.reps import RepDraft

__all__ = ["measure"]

_MIN_VELOCITY_RATE_HZ = 50.0
"""Below this rate peaks of force are missed, and with them the velocity."""


def measure(
    draft: RepDraft,
    rep: Rep,
    channel: Channel,
    first_direction: int,
    history: History,
    info: StreamInfo,
    params: Params,
) -> Rep:
    """Fill ``rep`` with what ``draft`` tells; ``None`` is written where the sensor cannot know.

    Up is concentric; the angle channels know no up.
    """
    time = history.time
    phase1 = None if draft.turn is None else time(draft.turn) - time(draft.start)
    phase2 = None if draft.end is None or draft.back is None else time(draft.end) - time(draft.back)
    rep = replace(
        rep,
        start_s=time(draft.start),
        turn_s=None if draft.turn is None else time(draft.turn),
        end_s=None if draft.end is None else time(draft.end),
        phase1_s=phase1,
        phase2_s=phase2,
    )
    if channel is not Channel.VERTICAL:
        return replace(rep, rom_rad=draft.range)
    if first_direction > 0:
        rep = replace(rep, concentric_s=phase1, eccentric_s=phase2)
        upward: tuple[int | None, int | None] = (draft.start, draft.turn)
    else:
        rep = replace(rep, concentric_s=phase2, eccentric_s=phase1)
        upward = (draft.back, draft.end)
    start, end = upward
    if info.gyr_rate_hz is None or start is None or end is None:
        return rep
    velocity = _stroke_velocity(history, start, end, 1.0 / params.count_rate_hz)
    if not velocity:
        return rep
    rom_m = sum(velocity) / params.count_rate_hz
    if rom_m <= 0:
        return rep
    rep = replace(rep, rom_m=rom_m)
    if info.acc_rate_hz < _MIN_VELOCITY_RATE_HZ:
        return rep
    return replace(rep, mean_velocity_m_s=rom_m / (time(end) - time(start)), peak_velocity_m_s=max(velocity))


def _stroke_velocity(history: History, start: int, end: int, dt: float) -> list[float]:
    """Vertical velocity from force, zero at both turns; what is constant in the force (gravity) drops out.

    Empty where the samples are no longer known, or too few.
    """
    if start < history.first or end - start < 2:
        return []
    force = history.vertical[start - history.first : end - history.first + 1]
    velocity = [0.0]
    for before, after in pairwise(force):
        velocity.append(velocity[-1] + 0.5 * (before + after) * dt)
    slope = velocity[-1] / (len(velocity) - 1)
    return [v - slope * i for i, v in enumerate(velocity)]

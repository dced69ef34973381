"""What a screen draws of the count: the recent signal with its turns, and the height of one rep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sensorlog.events import Channel
from sensorlog.imu import FloatArray
from sensorlog.motion.channels import Vector, angles
from sensorlog.motion.history import History
from sensorlog.motion.holes import is_whole
from sensorlog.motion.open_set import OpenSet
from sensorlog.motion.params import Params
from sensorlog.motion.velocity import rep_velocity

__all__ = ["Trace", "trace_of", "travel_of"]

_TRACE_S = 20.0


@dataclass(frozen=True, slots=True)
class Trace:
    """The recent signal that counts, for a screen."""

    channel: Channel
    times_s: tuple[float, ...]
    values: tuple[float, ...]
    """Travel in m or angle in rad, beside ``times_s``; only differences mean something."""
    turns_s: tuple[float, ...]
    """Turns of the reps that stand, as far as they lie within the trace."""


def trace_of(current: OpenSet | None, axis: Vector, history: History, params: Params) -> Trace:
    """Give the last seconds of the signal that counts, or would, and where the reps of the open set turned.

    ``axis``: about which the sensor has turned of late; a run that was found knows its own.
    """
    length = round(_TRACE_S * params.count_rate_hz)
    times = tuple(history.t_s[-length:])
    reps = current.ledger.reps if current is not None else []
    marks = tuple(rep.turn_s for rep in reps if rep.turn_s is not None and times and rep.turn_s >= times[0])
    channel = Channel.VERTICAL
    if current is not None and current.run is not None:
        channel, axis = current.run.channel, current.run.axis
    if channel is Channel.VERTICAL:
        values = history.travel[-length:]
    else:
        values = angles(history.turn_rates(history.end - length, history.end), axis, 1.0 / params.count_rate_hz)
    return Trace(channel, times, tuple(values), marks)


def travel_of(one: OpenSet, rep_id: str, history: History, params: Params) -> tuple[FloatArray, FloatArray] | None:
    """Give times (s) and height (m) over a rep of a set, from height 0 on.

    ``None`` where the set has no such rep, the vertical stroke did not count, or velocity is not known: samples of
    it are missing, say.
    """
    draft = one.ledger.draft_of(rep_id)
    if draft is None or one.following is None or one.following.channel is not Channel.VERTICAL:
        return None
    if draft.end is None or not is_whole(draft.start, draft.end, history, params):
        return None
    known = rep_velocity(draft, one.following.first_direction, history, params)
    if known is None:
        return None
    first = known.first - history.first
    times = np.array(history.t_s[first : first + len(known.m_s)])
    return times, np.cumsum(known.m_s) / params.count_rate_hz

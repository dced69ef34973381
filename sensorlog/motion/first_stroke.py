"""Where the first stroke of a set left, if the person came there by a movement in the same direction."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from statistics import median

from sensorlog.events import Channel
from sensorlog.motion.params import Params
from sensorlog.motion.zigzag import Turn

__all__ = ["standing_start"]

_WHOLE = 0.7
"""A movement that has come this part of the usual stroke from where it stood …"""
_AT_LEVEL = {Channel.VERTICAL: inf, Channel.INCLINATION: 0.15, Channel.ROTATION: 0.25}
"""… and within this part of it of where the other strokes turn (an angle drifts while the bias of the gyroscope
is not yet known, and creep hides where travel began) …"""
_STANDING = 0.05
"""… and stood still within this part of it, is a stroke from there: sticking points come earlier."""


def standing_start(
    channel: Channel,
    values: Sequence[float],
    first: int,
    turns: Sequence[Turn],
    came: tuple[Turn, Turn],
    params: Params,
) -> Turn | None:
    """Give where the first stroke of a set left, if a movement in the same direction led there: picking the weight up.

    It must have stood still there, about a usual stroke away. ``turns``: of the set, from the end of that stroke on;
    ``came``: the two ends of the movement; ``values``: the channel from sample ``first`` on.
    """
    if len(turns) < 3:
        return None
    earlier, peak = came
    begin, other = turns[0], turns[1]
    level = median(turn.value for turn in turns[1::2])
    usual = median(abs(b.value - a.value) for a, b in pairwise(turns))
    sign = 1.0 if peak.value > other.value else -1.0
    stood = round(params.still_s * params.count_rate_hz)
    earliest = max(earlier.at + stood, begin.at - round(params.max_stroke_s * params.count_rate_hz))
    least, most, farthest = _WHOLE * usual, params.longest_ratio * usual, _AT_LEVEL[channel] * usual
    for index in range(begin.at, earliest - 1, -1):
        value = values[index - first]
        come = sign * (peak.value - value)
        if come > most:
            break
        if come < least:
            continue
        beyond = sign * (level - value)
        # A mean of the force keeps up with rest alone, and falls short of what is quicker.
        away = -beyond if channel is Channel.INCLINATION else abs(beyond)
        if away > farthest:
            continue
        before = values[index - stood - first : index - first + 1]
        if max(before) - min(before) < _STANDING * usual:
            return Turn(index, value)
    return None

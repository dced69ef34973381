"""A run that convinced a while ago, with what came since.

The newest stroke of a run is still open when it convinces, and may not yet be one of a set. If later looks find another
run, as where travel of quick strokes settles, what convinced is followed up to now.
"""

from __future__ import annotations

from dataclasses import replace

from sensorlog.events import Channel
from sensorlog.motion.earlier import turned_over
from sensorlog.motion.history import History
from sensorlog.motion.params import Params
from sensorlog.motion.past import look_back_since
from sensorlog.motion.pattern import Run
from sensorlog.motion.zigzag import Turn

__all__ = ["renewed"]


def renewed(run: Run, first: int, history: History, params: Params) -> Run | None:
    """Give ``run`` with its channel from sample ``first`` up to now; ``None`` where it began before that."""
    if run.turns[0].at < first:
        return None
    past = look_back_since(first, history, params)
    is_vertical = run.channel is Channel.VERTICAL
    values = past.travel if is_vertical else turned_over(run, first, history.end, history, params)
    turns = tuple(Turn(turn.at, values[turn.at - first]) for turn in run.turns)
    return replace(run, first=first, values=values, past=past, turns=turns)

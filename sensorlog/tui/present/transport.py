"""Where a replay is."""

from __future__ import annotations

from sensorlog.tui.present.moment import Moment
from sensorlog.tui.view import TransportView
from sensorlog.tui.words import clock

__all__ = ["transport_view"]


def transport_view(moment: Moment) -> TransportView | None:
    """``▶ 0:42 of 3:36 · 2×``; ``None`` where it is live."""
    playing = moment.playing
    if playing is None:
        return None
    length_s = playing.moments.duration_s if playing.moments is not None else 0.0
    position_s = playing.position_s - moment.begins_s
    sign = "»" if playing.is_on_the_way else "■" if playing.stands_still else "▶"
    of = f" of {clock(length_s)}" if length_s else " · looking for reps and sets …"
    speed = "as fast as it goes" if playing.speed is None else f"{playing.speed:g}×"
    return TransportView(
        text=f"{sign} {clock(position_s)}{of} · {speed}",
        share=min(1.0, position_s / length_s) if length_s else 0.0,
        sets=tuple((t_s - moment.begins_s) / length_s for t_s in playing.moments.sets_s)
        if playing.moments and length_s
        else (),
        is_paused=playing.stands_still,
    )

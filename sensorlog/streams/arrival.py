"""Where a sensor's own clock lies in session time, learned from when its packets arrive.

A packet cannot arrive before its last sample was taken, and now and then one comes almost at once: the lower envelope
of (arrival − sample time) is the constant delay of the link, everything above it is waiting in queues. The envelope is
taken over windows of seconds. The clock follows it by running a little faster or slower; it never steps or falls.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

__all__ = ["ArrivalMap", "MapParams"]


@dataclass(frozen=True, slots=True)
class MapParams:
    """How a clock follows the envelope of arrivals."""

    first_window_s: float = 0.5
    """The first packet may have been late by a queue: correct that soon, then double the window up to ``window_s``."""
    window_s: float = 2.0
    """Long enough to hold packets that did not wait: a link serves its queue at least a few times a second."""
    gain: float = 0.5
    """Part of the envelope's offset that is taken back within the next window; 1 would answer noise with noise."""
    first_slew: float = 0.05
    slew: float = 0.02
    """Largest correction of speed: 2 % bends a rotation by 2 %, about what a gyroscope's scale is good for."""
    far_s: float = 0.15
    far_slew: float = 0.3
    """An offset beyond ``far_s`` is no jitter: it is taken back faster."""
    points: int = 64
    """Windows that the drift is learned from: two minutes, in which a crystal's temperature is steady."""
    jitter_s: float = 0.015
    """How far the promptest packets of two windows differ; so a slope over ``span`` is good to ``jitter_s / span``."""
    max_drift: float = 0.02


class ArrivalMap:
    """Maps the sensor's clock ``x`` (seconds, arbitrary origin, never falling) to session time, packet by packet."""

    def __init__(self, x: float, t_s: float, params: MapParams) -> None:
        """Let ``x`` lie at ``t_s``."""
        self._params = params
        self.x, self.t_s = x, t_s
        self.rate = 1.0
        """Session seconds a sensor second, as of now."""
        self._drift = 0.0
        self._window_s = params.first_window_s
        self._points: deque[tuple[float, float]] = deque(maxlen=params.points)
        self._window_end_s: float | None = None
        self._least = (float("inf"), 0.0, 0.0)

    def predict(self, x: float) -> float:
        """Return the session time of ``x`` as of now."""
        return self.t_s + (x - self.x) * self.rate

    def advance(self, x: float, arrival_s: float) -> float:
        """Move on to ``x``, which was on its way to us until ``arrival_s``; return its session time."""
        self.t_s = self.predict(x)
        self.x = x
        if self._window_end_s is None:
            self._window_end_s = arrival_s + self._window_s
        self._least = min(self._least, (arrival_s - self.t_s, x, arrival_s))
        if arrival_s >= self._window_end_s:
            self._correct(arrival_s)
        return self.t_s

    def skip(self, seconds: float) -> None:
        """Leave out the time that missing samples would have covered; what was learned of the speed stays."""
        self.t_s += seconds
        self._points.clear()
        self._least = (float("inf"), 0.0, 0.0)
        self._window_end_s = None

    def _correct(self, arrival_s: float) -> None:
        params = self._params
        offset, x, at_s = self._least
        self._points.append((x, at_s))
        self._learn_drift()
        is_first = self._window_s < params.window_s
        self._window_s = min(2 * self._window_s, params.window_s)
        limit = params.far_slew if abs(offset) > params.far_s else params.first_slew if is_first else params.slew
        correction = params.gain * offset / self._window_s
        self.rate = 1.0 + self._drift + min(max(correction, -limit), limit)
        self._least = (float("inf"), 0.0, 0.0)
        self._window_end_s = arrival_s + self._window_s

    def _learn_drift(self) -> None:
        """Fit a line through the envelope points; change the drift by what their jitter cannot explain."""
        count = len(self._points)
        x0, at0 = self._points[0]
        span = self._points[-1][0] - x0
        if count < 2 or span <= 0:
            return
        mean_x = sum(x - x0 for x, _ in self._points) / count
        mean_at = sum(at - at0 for _, at in self._points) / count
        spread = sum((x - x0 - mean_x) ** 2 for x, _ in self._points)
        if spread <= 0:
            return
        slope = sum((x - x0 - mean_x) * (at - at0 - mean_at) for x, at in self._points) / spread
        news = slope - 1.0 - self._drift
        doubt = self._params.jitter_s / span
        drift = self._drift + (news - min(max(news, -doubt), doubt))
        self._drift = min(max(drift, -self._params.max_drift), self._params.max_drift)

"""Where a sensor's own clock lies in session time, learned from when its packets arrive.

A packet cannot arrive before its last sample was taken, and now and then one comes almost at once: the lower envelope
of (arrival − sample time) is the constant delay of the link, everything above it is waiting in queues. The envelope is
taken over windows of seconds. The clock follows it by running a little faster or slower; it never steps or falls.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

__all__ = ["ArrivalMap", "MapParams"]


@dataclass(frozen=True, slots=True)
class MapParams:
    """How a clock follows the envelope of arrivals."""

    max_drift: float
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


@dataclass(frozen=True, slots=True)
class _Point:
    """The promptest packet of a window."""

    x: float
    arrival_s: float
    doubtful_s: float
    """How much of ``x`` are jumps that are in doubt."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Arrivals over the sensor's clock."""

    slope: float
    residual_s: float
    """Root mean square."""
    span_s: float


_NONE = (math.inf, _Point(0.0, 0.0, 0.0))

_JUMPS = 16
"""So many jumps are judged at once: fewer look regular by chance."""
_REGULAR = 0.3
"""Jumps at regular times leave a saw-tooth (0.29 of a jump, root mean square) about a straight line; as many at random
times a walk (0.4 × √jumps and more)."""


class ArrivalMap:
    """Maps the sensor's clock (seconds, arbitrary origin, never falling) to session time, packet by packet."""

    def __init__(self, t_s: float, params: MapParams) -> None:
        """Let the clock's zero lie at ``t_s``."""
        self.t_s = t_s
        """Session time of the latest packet."""
        self.rate = 1.0
        """Session seconds a sensor second, as of now."""
        self.jumped_s = 0.0
        """Sum of all jumps that stand."""
        self._params = params
        self._x = 0.0
        self._drift = 0.0
        self._window_s = params.first_window_s
        self._points: deque[_Point] = deque(maxlen=params.points)
        self._window_end_s: float | None = None
        self._promptest = _NONE
        self._doubtful_s = 0.0
        self._jumps: list[float] = []

    def predict(self, ahead_s: float) -> float:
        """Return the session time of what the sensor's clock calls ``ahead_s`` later than the latest packet."""
        return self.t_s + ahead_s * self.rate

    def advance(self, ahead_s: float, arrival_s: float | None) -> float:
        """Move on by ``ahead_s``, to a packet that was on its way to us until ``arrival_s``; return its time.

        ``None``: when it arrived tells nothing.
        """
        self.t_s = self.predict(ahead_s)
        self._x += ahead_s
        if arrival_s is None:
            return self.t_s
        if self._window_end_s is None:
            self._window_end_s = arrival_s + self._window_s
        late_s = arrival_s - self.t_s
        if late_s < self._promptest[0]:
            self._promptest = (late_s, _Point(self._x, arrival_s, self._doubtful_s))
        if arrival_s >= self._window_end_s:
            self._correct(arrival_s)
        return self.t_s

    def jump(self, ahead_s: float) -> None:
        """Leave out the time that missing samples would have covered, or take some of it back (below 0).

        Jumps at regular times are taken for a rate that is not what the sensor says, and do not stand.
        """
        self.t_s = self.predict(ahead_s)
        self._x += ahead_s
        self.jumped_s += ahead_s
        self._doubtful_s += ahead_s
        self._jumps.append(abs(ahead_s))

    def _correct(self, arrival_s: float) -> None:
        params = self._params
        offset, point = self._promptest
        self._points.append(point)
        if len(self._jumps) >= _JUMPS:
            self._judge_jumps()
        self._learn_drift()
        is_first = self._window_s < params.window_s
        self._window_s = min(2 * self._window_s, params.window_s)
        limit = params.far_slew if abs(offset) > params.far_s else params.first_slew if is_first else params.slew
        correction = params.gain * offset / self._window_s
        self.rate = 1.0 + self._drift + min(max(correction, -limit), limit)
        self._promptest = _NONE
        self._window_end_s = arrival_s + self._window_s

    def _judge_jumps(self) -> None:
        """Decide whether the jumps since the last time were losses, or show the rate."""
        losses, rate = self._line(jumps_stand=True), self._line(jumps_stand=False)
        if losses is None or rate is None:
            return
        typical_s = sum(self._jumps) / len(self._jumps)
        is_rate = rate.residual_s < losses.residual_s + _REGULAR * typical_s
        if is_rate and abs(rate.slope - 1.0) <= self._params.max_drift:
            self._drift = rate.slope - 1.0
            self._x -= self._doubtful_s
            self.jumped_s -= self._doubtful_s
            points = [_Point(p.x - p.doubtful_s, p.arrival_s, 0.0) for p in self._points]
        else:
            points = [_Point(p.x, p.arrival_s, 0.0) for p in self._points]
        self._points.clear()
        self._points.extend(points)
        self._doubtful_s, self._jumps = 0.0, []

    def _learn_drift(self) -> None:
        """Change the drift by what the jitter of the envelope cannot explain."""
        losses, rate = self._line(jumps_stand=True), self._line(jumps_stand=False)
        if losses is None or rate is None:
            return
        line = rate if rate.residual_s < losses.residual_s else losses
        news = line.slope - 1.0 - self._drift
        doubt = self._params.jitter_s / line.span_s
        drift = self._drift + (news - min(max(news, -doubt), doubt))
        self._drift = min(max(drift, -self._params.max_drift), self._params.max_drift)

    def _line(self, *, jumps_stand: bool) -> _Line | None:
        """Fit a straight line through the envelope points by least squares."""
        first = self._points[0]
        x = [p.x - (0.0 if jumps_stand else p.doubtful_s) - first.x for p in self._points]
        y = [p.arrival_s - first.arrival_s for p in self._points]
        count = len(x)
        if count < 2 or x[-1] <= x[0]:
            return None
        mean_x, mean_y = sum(x) / count, sum(y) / count
        x, y = [one - mean_x for one in x], [one - mean_y for one in y]
        slope = sum(a * b for a, b in zip(x, y, strict=True)) / sum(a * a for a in x)
        left = sum((b - slope * a) ** 2 for a, b in zip(x, y, strict=True))
        return _Line(slope, math.sqrt(left / count), x[-1] - x[0])

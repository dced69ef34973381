"""What runs inside a virtual sensor, without any radio: it answers the set-up and turns motion into notifications."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.profiles import (
    BATTERY_LEVEL,
    Layout,
    Message,
    Number,
    Profile,
    SensorSide,
    active_layouts,
    evaluate,
    notifications,
)
from sensorlog.simulate.air import Notification
from sensorlog.simulate.motion import Motion

__all__ = ["Firmware", "advertised_name"]

_MOTION = ("acc", "gyr", "imu")
_BATTERY_V = 3.9
_PACKET_S = 0.06
"""Where a packet may hold any number of samples, it waits no longer than this for its last one."""


def advertised_name(profile: Profile, motion: Motion) -> str:
    """Return a name by which the profile is recognised, if it is by name."""
    pattern = profile.match.names[0] if profile.match.names and not profile.match.services else ""
    return f"{pattern.rstrip('*')} {motion.name}" if pattern else f"{motion.name} {profile.id}"


class Firmware:
    """One sensor of the kind that ``profile`` describes, moved as ``samples`` say.

    ``own`` are facts of this very sensor that differ from the profile's defaults (another chip). Its clock is that of
    the samples: it runs from the first sample on, through every loss of the link.
    """

    def __init__(
        self,
        profile: Profile,
        samples: Motion,
        *,
        own: Mapping[str, Number] | None = None,
        battery_percent: float = 87.0,
    ) -> None:
        self.profile = profile
        self.side = SensorSide(profile, own, {"battery_percent": battery_percent, "battery_v": _BATTERY_V})
        self.payload_bytes = profile.link.payload_bytes
        """Room in a notification; a small ATT MTU makes it less."""
        self.clock_start_s = 0.0
        """What its clock says at the first sample: a sensor that has been on for long is near its wrap-around."""
        self._samples = samples
        self._battery = bytes([round(battery_percent)])
        self._sequence: dict[str, int] = {}

    @property
    def duration_s(self) -> float:
        """Time of the last sample; afterwards the sensor lies still."""
        return float(self._samples.t_s[-1])

    def read(self, characteristic: str) -> bytes:
        """Return a characteristic. Raises :class:`~sensorlog.profiles.ProfileError` where nothing can be read."""
        return self._battery if characteristic == BATTERY_LEVEL else self.side.read(characteristic)

    def stream(self, start_s: float) -> Iterator[Notification]:
        """Everything that is sent from ``start_s`` on, without end, at the time when it could be sent first."""
        streams = []
        for layout in _sent(active_layouts(self.profile, self.side.variables)):
            rate_hz = evaluate(layout.message.rate_hz or 0.0, self.side.variables)
            room = (self.payload_bytes - layout.sample_start) // layout.sample.itemsize
            count = layout.repeat or max(1, min(room, round(_PACKET_S * rate_hz)))
            streams.append(self._stream(layout, rate_hz, count, start_s))
        return heapq.merge(*streams, key=lambda notification: notification.t_s)

    def _stream(self, layout: Layout, rate_hz: float, count: int, start_s: float) -> Iterator[Notification]:
        message = layout.message
        characteristic = self.profile.uuid(message.characteristic)
        variables = self.side.variables
        rest = {field.name: np.zeros((count, field.count)) for field in message.fields if not field.is_padding}
        motion = {"acc": self._samples.acc_m_s2, "gyr": self._samples.gyr_rad_s}
        motion = {name: rows for name, rows in motion.items() if name in rest}
        first = math.ceil(start_s * rate_hz)
        while True:
            # Where these samples lie among those of the motion, which has a rate of its own.
            at = np.arange(first, first + count, dtype=np.float64) * (self._samples.rate_hz / rate_hz)
            header = self._header(message, (first if self._stamps_first else first + count - 1) / rate_hz, variables)
            values = rest | header | _sampled(motion, at)
            sent_s = self._true_time_s(float(at[-1]))
            for data in notifications(self.profile, layout, values, variables, self.payload_bytes):
                yield Notification(sent_s, characteristic, data)
            first += count

    @property
    def _stamps_first(self) -> bool:
        return self.profile.time.stamps == "first"

    def _header(self, message: Message, clock_s: float, variables: Mapping[str, Number]) -> dict[str, int]:
        header: dict[str, int] = {}
        time = self.profile.time
        if time.field is not None:
            ticks_per_s = 1.0 / time.tick_s if time.tick_s else evaluate(time.ticks_per_s or 1, variables)
            header[time.field] = round((self.clock_start_s + clock_s) * ticks_per_s)
        if self.profile.sequence is not None:
            header[self.profile.sequence.field] = self._sequence.get(message.name, 0)
            self._sequence[message.name] = self._sequence.get(message.name, 0) + 1
        return header

    def _true_time_s(self, at: float) -> float:
        """When sample number ``at`` (of the motion, broken numbers between two) is taken, on a true clock."""
        t_s = self._samples.t_s
        last = len(t_s) - 1
        if at >= last:
            return float(t_s[-1]) + (at - last) / self._samples.rate_hz
        whole = int(at)
        return float(t_s[whole] + (t_s[whole + 1] - t_s[whole]) * (at - whole))


def _sent(layouts: Iterable[Layout]) -> list[Layout]:
    """Choose the first layout with both sensors, or else the first of each: a sensor sends nothing twice.

    What needs no magnetometer is preferred: motion has none, it would be 0.
    """
    first: dict[str, Layout] = {}
    for layout in sorted(layouts, key=lambda layout: layout.message.field("mag") is not None):
        if layout.message.kind in _MOTION:
            first.setdefault(layout.message.kind, layout)
    return [first["imu"]] if "imu" in first else list(first.values())


def _sampled(motion: Mapping[str, FloatArray], at: FloatArray) -> dict[str, FloatArray]:
    """Rows of each of ``motion`` at broken indices, linear in between; behind the end the last row."""
    found = {}
    for name, rows in motion.items():
        last = len(rows) - 1
        whole = np.minimum(at, last).astype(np.intp)
        part = (np.minimum(at, last) - whole)[:, None]
        found[name] = rows[whole] * (1.0 - part) + rows[np.minimum(whole + 1, last)] * part
    return found

"""Going on with a session that was cut off: the same sensors, the same session, and a hole where nothing ran."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sensorlog.ble import link_event
from sensorlog.events import LinkState, SessionEvent, SessionEventKind
from sensorlog.imu import Role
from sensorlog.logbook import LoggedSession
from sensorlog.pipeline import SessionFold, role_of
from sensorlog.recordings import read_recording
from sensorlog.session.wanted import Clip, Wanted

__all__ = ["SameSensors", "can_go_on", "links_cut_off", "same_sensors"]

_STILL_TODAY = timedelta(hours=6)
"""Whoever comes back later begins another session."""


@dataclass(frozen=True, slots=True)
class SameSensors:
    """What a recording says of its sensors: who they are, where they sat last, and the profiles that they spoke."""

    wanted: Mapping[str, Wanted]
    """By their id in the session."""
    profiles: Mapping[str, str]

    def called_as_before(self, clips: list[Clip]) -> list[Clip]:
        """Return ``clips``, in the order of :attr:`wanted`, under the ids that the session knows them by."""
        return [replace(clip, sensor=sensor) for sensor, clip in zip(self.wanted, clips, strict=True)]


def can_go_on(session: LoggedSession) -> bool:
    """Whether it makes sense to lift on in a session that was cut off: it began today, and its recording is there."""
    recording = session.recording
    is_of_today = datetime.now(UTC) - session.clock_start_utc < _STILL_TODAY
    return is_of_today and recording is not None and recording.exists()


def same_sensors(path: Path) -> SameSensors:
    """Read a recording for its sensors. Raises :class:`RecordingError` where it cannot be read."""
    addresses: dict[str, str] = {}
    roles: dict[str, Role] = {}
    with read_recording(path) as recording:
        for item in recording:
            if not isinstance(item, SessionEvent) or item.sensor is None:
                continue
            if item.kind is SessionEventKind.SENSOR and isinstance(address := item.data.get("address"), str):
                addresses[item.sensor] = address
                roles.setdefault(item.sensor, role_of(item.data))
            elif item.kind is SessionEventKind.ROLE:
                roles[item.sensor] = role_of(item.data)
        profiles = dict(recording.profiles)
    return SameSensors({each: Wanted(roles[each], address) for each, address in addresses.items()}, profiles)


def links_cut_off(state: SessionFold, t_ns: int) -> list[SessionEvent]:
    """Return what the recording is to say of the sensors that were linked when the program went away."""
    linked = [each.sensor for each in state.sensors.values() if each.link is not LinkState.STOPPED]
    return [link_event(t_ns, sensor, LinkState.LOST, detail="the program was not running") for sensor in linked]

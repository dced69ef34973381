"""What a person enters while a session runs, as the items that the recording keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sensorlog.events import JsonValue, SessionEvent, SessionEventKind
from sensorlog.imu import Role
from sensorlog.logbook import EditOp
from sensorlog.pipeline import SessionFold
from sensorlog.session.keys import checked

__all__ = ["key_pressed", "said_of_set", "sensor_moved"]

At = Callable[[], int]
"""The time of an entry, in ns."""


def key_pressed(at: At, kind: SessionEventKind, data: Mapping[str, JsonValue] | None) -> SessionEvent:
    """Return a key. Raises ``ValueError`` where ``kind`` is no key, is of one sensor, or ``data`` cannot be."""
    if kind is SessionEventKind.ROLE:
        raise ValueError("a role is of one sensor: move it")
    return SessionEvent(at(), kind, None, checked(kind, data or {}))


def said_of_set(at: At, state: SessionFold, now_s: float, set_id: str, op: EditOp, value: JsonValue) -> SessionEvent:
    """Return what is said of one set. Raises ``ValueError`` where there is no such set or ``value`` cannot be."""
    about = state.set_called(set_id)
    if about is None:
        raise ValueError(f"there is no set {set_id!r}")
    data: dict[str, JsonValue] = {
        "op": op.value,
        "value": value,
        "set_id": set_id,
        "start_s": about.start_s,
        "end_s": max(about.start_s, now_s if about.end_s is None else about.end_s),
    }
    return SessionEvent(at(), SessionEventKind.SAID, None, checked(SessionEventKind.SAID, data))


def sensor_moved(at: At, state: SessionFold, sensor: str, role: Role) -> SessionEvent:
    """Return that a sensor sits elsewhere now. Raises ``ValueError`` where there is no such sensor."""
    if sensor not in state.sensors:
        raise ValueError(f"there is no sensor {sensor!r}")
    data: dict[str, JsonValue] = {"placement": role.placement.value, "clip_site": role.clip_site}
    return SessionEvent(at(), SessionEventKind.ROLE, sensor, checked(SessionEventKind.ROLE, data))

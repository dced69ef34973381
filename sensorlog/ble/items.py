"""The session events of a link, made in one place: a live link, a virtual one and a recording read alike."""

from __future__ import annotations

from collections.abc import Mapping

from sensorlog.events import JsonValue, LinkState, SessionEvent, SessionEventKind
from sensorlog.imu import Placement
from sensorlog.profiles import SetupRun, Write

__all__ = ["link_event", "sensor_event", "write_event"]


def link_event(t_ns: int, sensor: str, state: LinkState, rssi_dbm: int | None = None, detail: str = "") -> SessionEvent:
    """Tell that the link changed its state; ``detail`` is for people."""
    data: dict[str, JsonValue] = {"state": state.value, "rssi_dbm": rssi_dbm, "detail": detail}
    return SessionEvent(t_ns, SessionEventKind.LINK, sensor, data)


def write_event(t_ns: int, sensor: str, action: Write) -> SessionEvent:
    """Tell that something was written to the sensor."""
    data: dict[str, JsonValue] = {"characteristic": action.characteristic, "hex": action.data.hex()}
    return SessionEvent(t_ns, SessionEventKind.WRITE, sensor, data)


def sensor_event(
    t_ns: int,
    sensor: str,
    setup: SetupRun,
    *,
    address: str,
    name: str | None,
    placement: Placement,
    clip_site: str | None = None,
    device_information: Mapping[str, str] | None = None,
) -> SessionEvent:
    """Tell that a sensor is set up, and everything that its packets need to be read.

    ``device_information``: what it says of itself, such as its model and firmware.
    """
    data: dict[str, JsonValue] = {
        "profile": setup.profile.id,
        "address": address,
        "name": name,
        "placement": placement.value,
        "options": dict(setup.options),
        "variables": dict(setup.variables),
    }
    if clip_site is not None:
        data["clip_site"] = clip_site
    if device_information:
        data["device_information"] = dict(device_information)
    return SessionEvent(t_ns, SessionEventKind.SENSOR, sensor, data)

"""How a recording lies in an MCAP file: topics, encodings, session events as JSON (in full: docs/recordings.md)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, unquote

from sensorlog.events import SessionEvent, SessionEventKind

__all__ = [
    "EVENTS_TOPIC",
    "JSON_ENCODING",
    "MCAP_PROFILE",
    "PACKET_ENCODING",
    "PROFILE_MEDIA_TYPE",
    "SIGNALS_PROFILE",
    "UnknownKindError",
    "decode_event",
    "encode_event",
    "profile_attachment",
    "profile_name",
    "sensor_and_characteristic",
    "sensor_topic",
]

MCAP_PROFILE = "sensorlog"
"""The ``profile`` of the MCAP header: readers know by it what the topics mean."""
SIGNALS_PROFILE = "sensorlog-signals"
"""The same for samples that were decoded, to be plotted: not to be mistaken for a recording."""

EVENTS_TOPIC = "/session/events"
JSON_ENCODING = "json"
PACKET_ENCODING = "x-ble-notification"
PROFILE_MEDIA_TYPE = "application/toml"

_PROFILE_SUFFIX = ".toml"


class UnknownKindError(ValueError):
    """A session event of a kind that a later version has introduced."""


def sensor_topic(sensor: str, characteristic: str) -> str:
    """``/sensor/<id>/<characteristic>``; characters of the id that would break a topic are percent-encoded."""
    return f"/sensor/{quote(sensor, safe=':')}/{quote(characteristic, safe='')}"


def sensor_and_characteristic(topic: str) -> tuple[str, str] | None:
    """Undo :func:`sensor_topic`; ``None`` for any other topic."""
    parts = topic.split("/")
    if len(parts) != 4 or parts[0] or parts[1] != "sensor" or not parts[2] or not parts[3]:
        return None
    return unquote(parts[2]), unquote(parts[3])


def profile_attachment(profile_id: str) -> str:
    """Name of the attachment that holds a profile."""
    return profile_id + _PROFILE_SUFFIX


def profile_name(attachment_name: str) -> str:
    """Profile id of an attached ``<id>.toml``."""
    return attachment_name.removesuffix(_PROFILE_SUFFIX)


def encode_event(event: SessionEvent) -> bytes:
    """Session event as JSON, but for its time, which is the message's.

    Raises ``ValueError`` for NaN and infinity, ``TypeError`` for what is not JSON.
    """
    body: dict[str, Any] = {"kind": event.kind.value}
    if event.sensor is not None:
        body["sensor"] = event.sensor
    body["data"] = dict(event.data)
    return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def decode_event(t_ns: int, body: bytes) -> SessionEvent:
    """Undo :func:`encode_event`. Raises :class:`UnknownKindError`, or ``ValueError`` for a damaged body."""
    try:
        found = json.loads(body, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004 (a damaged file, not a wrong call)
    kind, sensor, data = found.get("kind"), found.get("sensor"), found.get("data", {})
    if not isinstance(kind, str) or not isinstance(data, dict) or not (sensor is None or isinstance(sensor, str)):
        raise ValueError("kind, sensor or data are missing or of the wrong type")
    try:
        known = SessionEventKind(kind)
    except ValueError as error:
        raise UnknownKindError(kind) from error
    return SessionEvent(t_ns=t_ns, kind=known, sensor=sensor, data=data)


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")

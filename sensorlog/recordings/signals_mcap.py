"""Samples in SI → MCAP with JSON messages that Foxglove and PlotJuggler plot. For looking at: it is no recording."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import quote

from mcap.writer import Writer

from sensorlog.imu import ImuBlock
from sensorlog.recordings.durable import DurableFile
from sensorlog.recordings.layout import JSON_ENCODING, SIGNALS_PROFILE

__all__ = ["write_signals_mcap"]

_VECTORS = {"acc": ("acc_m_s2", "m/s²: specific force"), "gyr": ("gyr_rad_s", "rad/s: angular velocity")}


def write_signals_mcap(path: Path, streams: Sequence[ImuBlock], start_ns: int = 0) -> Path:
    """Write samples of any number of sensors, on a topic ``/imu/<sensor>/acc`` or ``gyr`` for each.

    A message is ``{"t_s": …, "x": …, "y": …, "z": …}``; its time is ``start_ns`` (Unix time of the session's start) and
    ``t_s``. Where times begin below zero, all are moved so that none lies before the start. Raises
    :class:`sensorlog.recordings.RecordingError` for a file that exists and for a folder that cannot be written to.
    """
    with DurableFile(path) as file:
        writer = Writer(cast("IO[bytes]", file))
        writer.start(profile=SIGNALS_PROFILE, library=SIGNALS_PROFILE)
        schemas = {kind: _schema(writer, kind) for kind in _VECTORS}
        rows: list[Iterator[tuple[float, int, str, list[float]]]] = []
        for block in streams:
            for kind, (attribute, _) in _VECTORS.items():
                if (values := getattr(block, attribute)) is not None:
                    topic = f"/imu/{quote(block.sensor, safe=':')}/{kind}"
                    channel = writer.register_channel(topic, JSON_ENCODING, schemas[kind])
                    rows.append(_rows(block, channel, kind, values))
        first_s = min((float(block.t_s[0]) for block in streams), default=0.0)
        zero_s = min(first_s, 0.0)
        for count, (t_s, channel, _, vector) in enumerate(heapq.merge(*rows)):
            time_ns = start_ns + round((t_s - zero_s) * 1e9)
            body = json.dumps({"t_s": t_s, **dict(zip("xyz", vector, strict=True))}).encode()
            writer.add_message(channel, time_ns, body, time_ns, count & 0xFFFF_FFFF)
        writer.finish()  # type: ignore[no-untyped-call]
    return path


def _rows(block: ImuBlock, channel: int, kind: str, values: Any) -> Iterator[tuple[float, int, str, list[float]]]:
    for t_s, vector in zip(block.t_s.tolist(), values.tolist(), strict=True):
        yield t_s, channel, kind, vector


def _schema(writer: Writer, kind: str) -> int:
    number = {"type": "number"}
    schema = {
        "title": f"sensorlog.{kind}",
        "description": f"One sample in {_VECTORS[kind][1]}, in the sensor's own axes; t_s: seconds from the start.",
        "type": "object",
        "properties": dict.fromkeys(("t_s", "x", "y", "z"), number),
        "required": ["t_s", "x", "y", "z"],
    }
    return int(writer.register_schema(f"sensorlog.{kind}", "jsonschema", json.dumps(schema).encode()))

"""Write a session as it happens: every item is in the file before anybody acts on it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, cast

from mcap.writer import IndexType, Writer

from sensorlog.events import SessionEvent, SessionEventKind
from sensorlog.imu import Packet
from sensorlog.recordings.durable import DurableFile
from sensorlog.recordings.errors import RecordingError
from sensorlog.recordings.layout import (
    EVENTS_TOPIC,
    JSON_ENCODING,
    MCAP_PROFILE,
    PACKET_ENCODING,
    PROFILE_MEDIA_TYPE,
    encode_event,
    profile_attachment,
    sensor_topic,
)

__all__ = ["RecordingFile", "RecordingWriter"]

_U32 = 0xFFFF_FFFF
_U64_MAX = 2**64 - 1


class RecordingFile(Protocol):
    """What a recording is written to; see :class:`DurableFile`."""

    def write(self, data: bytes) -> int:
        """Collect ``data``."""

    def tell(self) -> int:
        """Return the length in bytes, what is collected included."""

    def flush(self) -> None:
        """Hand on what is collected."""

    def close(self) -> None:
        """Flush and close."""

    def abandon(self) -> None:
        """Close, and leave nothing behind that was not there before."""


class RecordingWriter:
    """A recording: MCAP without chunks, one flush per item, nothing rewritten at the end.

    It is a new one, unless it is told of another ``file`` to write to. The same items give the same bytes. A packet's
    channel carries the placement and the profile of its sensor as they stood at the first packet of that channel:
    attach the profile and write the ``sensor`` event before the packets.

    Raises :class:`RecordingError` if ``path`` exists or cannot be made, and from every method if the disk is full; the
    items are kept in memory then and written with the next one, as soon as there is space.
    """

    def __init__(self, path: str | Path, file: RecordingFile | None = None) -> None:
        self.path = Path(path)
        self._file = DurableFile(self.path) if file is None else file
        # No chunks: a chunk is lost as a whole when the process dies. Of the indexes, only attachments are of use.
        self._mcap = Writer(
            cast("IO[bytes]", self._file),
            use_chunking=False,
            index_types=IndexType.ATTACHMENT,
            enable_data_crcs=True,
        )
        self._channels: dict[tuple[str, str], int] = {}
        self._events_channel: int | None = None
        self._profile_sha256: dict[str, str] = {}
        self._sensors: dict[str, dict[str, str]] = {}
        self._count = 0
        self._closed = False
        self._mcap.start(profile=MCAP_PROFILE, library=MCAP_PROFILE)
        try:
            self._file.flush()
        except RecordingError:
            self._file.abandon()
            raise

    def attach_profile(self, profile_id: str, toml: str) -> None:
        """Keep the firmware profile that the session uses, as ``<profile_id>.toml``.

        A second call with the same text is ignored; another text for the same id raises :class:`RecordingError`.
        """
        self._require_open()
        text = toml.encode()
        sha256 = hashlib.sha256(text).hexdigest()
        known = self._profile_sha256.get(profile_id)
        if known == sha256:
            return
        if known is not None:
            raise RecordingError(
                self.path, f"holds another profile {profile_id!r} already; give the new one its own id"
            )
        self._profile_sha256[profile_id] = sha256
        name = profile_attachment(profile_id)
        self._mcap.add_attachment(create_time=0, log_time=0, name=name, media_type=PROFILE_MEDIA_TYPE, data=text)
        self._file.flush()

    def write(self, item: Packet | SessionEvent) -> None:
        """Put one item into the file.

        Raises :class:`RecordingError` if the disk is full, ``ValueError`` or ``TypeError`` for an item that no
        recording can hold (time below zero, data that is not JSON).
        """
        self._require_open()
        if not 0 <= item.t_ns <= _U64_MAX:
            raise ValueError(f"t_ns {item.t_ns} is outside of 0 … 2⁶⁴−1")
        if isinstance(item, Packet):
            channel, body = self._packet_channel(item), item.data
        else:
            body = encode_event(item)
            if item.kind is SessionEventKind.SENSOR:
                self._remember_sensor(item)
            channel = self._session_channel()
        # The sequence number counts through all channels: tools that sort by time can restore the order of items.
        self._mcap.add_message(
            channel_id=channel,
            log_time=item.t_ns,
            publish_time=item.t_ns,
            sequence=self._count & _U32,
            data=body,
        )
        self._count += 1
        self._file.flush()

    def close(self) -> None:
        """Write the summary and close. Without it the recording is complete but for the summary."""
        if self._closed:
            return
        self._closed = True
        self._mcap.finish()  # type: ignore[no-untyped-call]
        self._file.close()

    def __enter__(self) -> RecordingWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def _require_open(self) -> None:
        if self._closed:
            raise RecordingError(self.path, "is closed already; start a new recording")

    def _session_channel(self) -> int:
        if self._events_channel is None:
            self._events_channel = self._mcap.register_channel(EVENTS_TOPIC, JSON_ENCODING, schema_id=0)
        return self._events_channel

    def _packet_channel(self, packet: Packet) -> int:
        key = (packet.sensor, packet.characteristic)
        channel = self._channels.get(key)
        if channel is None:
            channel = self._channels[key] = self._mcap.register_channel(
                sensor_topic(*key), PACKET_ENCODING, schema_id=0, metadata=self._sensors.get(packet.sensor, {})
            )
        return channel

    def _remember_sensor(self, event: SessionEvent) -> None:
        profile, placement = event.data.get("profile"), event.data.get("placement")
        known = {"role": placement, "profile": profile, "profile_sha256": self._profile_sha256.get(str(profile))}
        if event.sensor is not None:
            self._sensors[event.sensor] = {key: value for key, value in known.items() if isinstance(value, str)}

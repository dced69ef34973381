"""Read a recording item by item: whole, still being written, or cut off anywhere."""

from __future__ import annotations

import struct
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import IO, Any, cast

from mcap.exceptions import EndOfFile, McapError
from mcap.records import Attachment, Channel, Chunk, DataEnd, Header, Message
from mcap.stream_reader import CRCValidationError, StreamReader, breakup_chunk

from sensorlog.events import SessionEvent
from sensorlog.imu import Packet
from sensorlog.recordings.errors import RecordingError, reason_of
from sensorlog.recordings.layout import (
    EVENTS_TOPIC,
    PROFILE_MEDIA_TYPE,
    SIGNALS_PROFILE,
    UnknownKindError,
    decode_event,
    profile_name,
    sensor_and_characteristic,
)

__all__ = ["MCAP_MAGIC", "Recording", "read_recording"]

MCAP_MAGIC = b"\x89MCAP0\r\n"

MAX_RECORD_BYTES = 16 * 2**20
"""A packet has at most 512 bytes and a profile some kilobytes: a longer record is damage, and is not loaded."""

# What the stream reader raises on bytes that are missing or damaged. EndOfFile is an McapError.
_DAMAGE = (McapError, struct.error, UnicodeDecodeError, ValueError, OverflowError, KeyError, MemoryError)


class Recording(Iterator[Packet | SessionEvent]):
    """Items of one recording, once, in their order.

    ``profiles`` (profile id → TOML text) fills as attachments are met: a profile lies before the ``sensor`` event that
    names it. After the last item ``complete`` tells whether the summary was there; a recording that is still being
    written, or was cut, is read up to ``cut_at_byte``. ``notes`` are sentences for people about what was odd.

    Iterating raises :class:`RecordingError` only if the file itself cannot be read any more.
    """

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self.path = path
        self.profiles: dict[str, str] = {}
        self.complete = False
        self.cut_at_byte: int | None = None
        self.is_damaged = False
        """What is there is not what was written; a recording that merely ends too soon is not damaged."""
        self.notes: list[str] = []
        self._file = _BoundedFile(file)
        self._names: dict[int, tuple[str, str] | None] = {}
        """Channel id → sensor and characteristic; ``None`` for topics of others."""
        self._events_channel: int | None = None
        self._has_items = self._has_packets = False
        self._items = self._read()

    def __next__(self) -> Packet | SessionEvent:
        return next(self._items)

    def refuse_nothing(self) -> None:
        """Raise :class:`RecordingError` where, all read, there is nothing to look at: it says why there is not.

        That is: a file that was cut off or damaged before any sensor had sent something, and one without anything of
        this program. A session that ended before a sensor sent anything is whole, and not refused.
        """
        if self._has_packets or (self._has_items and self.complete):
            return
        if self.complete:
            raise RecordingError(self.path, "holds no sensor and no session of this program; give its recording")
        raise RecordingError(self.path, f"{'; '.join(self.notes)}; no sensor had sent anything before that")

    def close(self) -> None:
        """Close the file; further items are not read."""
        self._items.close()
        self._file.close()

    def __enter__(self) -> Recording:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _read(self) -> Generator[Packet | SessionEvent, None, None]:
        stream = cast("IO[bytes]", self._file)
        reader = StreamReader(stream, emit_chunks=True, validate_crcs=True, record_size_limit=MAX_RECORD_BYTES)
        unknown_kinds: set[str] = set()
        whole_up_to = 0
        try:
            for record in reader.records:
                for inner in self._open_chunk(record):
                    try:
                        item = self._item(inner)
                    except UnknownKindError as kind:
                        unknown_kinds.add(str(kind))
                        continue
                    if item is not None:
                        self._has_items = True
                        self._has_packets = self._has_packets or isinstance(item, Packet)
                        yield item
                whole_up_to = self._file.position
                self.complete = self.complete or isinstance(record, DataEnd)
        except CRCValidationError:
            self.is_damaged = True
            self.notes.append("its check sum does not fit: the file was changed after it was written")
        except _DAMAGE as damage:
            self._note_cut(whole_up_to, damage)
        except OSError as error:
            raise RecordingError(self.path, f"byte {whole_up_to}: cannot be read on: {reason_of(error)}") from error
        finally:
            self._file.close()
        if unknown_kinds:
            kinds = ", ".join(sorted(unknown_kinds))
            self.notes.append(f"holds session events that this version does not know ({kinds}); they are left out")

    def _item(self, record: object) -> Packet | SessionEvent | None:
        if isinstance(record, Header) and record.profile == SIGNALS_PROFILE:
            raise RecordingError(self.path, "holds decoded signals, for plots; give the recording that they came from")
        if isinstance(record, Message):
            if record.channel_id == self._events_channel:
                return decode_event(record.log_time, record.data)
            if record.channel_id not in self._names:
                raise ValueError(f"a message of channel {record.channel_id}, which is not declared")
            names = self._names[record.channel_id]
            return None if names is None else Packet(record.log_time, *names, record.data)
        if isinstance(record, Channel):
            self._names[record.id] = sensor_and_characteristic(record.topic)
            if record.topic == EVENTS_TOPIC:
                self._events_channel = record.id
        elif isinstance(record, Attachment) and record.media_type == PROFILE_MEDIA_TYPE:
            self.profiles[profile_name(record.name)] = record.data.decode()
        return None

    def _open_chunk(self, record: object) -> list[Any]:
        if not isinstance(record, Chunk):
            return [record]
        if record.compression:
            raise RecordingError(
                self.path, f"is compressed ({record.compression}); unpack it with `mcap decompress IN -o OUT` first"
            )
        return breakup_chunk(record)

    def _note_cut(self, byte: int, damage: BaseException) -> None:
        if self.complete:  # the items are all there; only the summary behind them is not
            return
        self.cut_at_byte = byte
        at_end = isinstance(damage, (EndOfFile, struct.error)) and self._file.at_end()
        self.is_damaged = not at_end
        what = "ends without a summary (cut off, or still being written)" if at_end else f"is damaged ({damage})"
        self.notes.append(f"{what}: read up to byte {byte}")


class _BoundedFile:
    """Refuses to load more at once than a record may hold: a damaged length must not ask for gigabytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.position = 0

    def read(self, length: int) -> bytes:
        if length > MAX_RECORD_BYTES:
            raise ValueError(f"a length of {length} bytes")
        data = self._file.read(length)
        self.position += len(data)
        return data

    def at_end(self) -> bool:
        return not self._file.read(1)

    def close(self) -> None:
        self._file.close()


def read_recording(path: str | Path) -> Recording:
    """Open a recording. Raises :class:`RecordingError` if it cannot be opened or is no recording of this program."""
    path = Path(path)
    try:
        file = path.open("rb")
        magic = file.read(len(MCAP_MAGIC))
        file.seek(0)
    except (OSError, ValueError) as error:
        raise RecordingError(
            path, reason_of(error) if isinstance(error, OSError) else "not a valid file name"
        ) from error
    if magic != MCAP_MAGIC:
        file.close()
        raise RecordingError(path, _not_a_recording(magic))
    return Recording(path, file)


def _not_a_recording(magic: bytes) -> str:
    if not magic:
        return "is empty; nothing was recorded"
    if MCAP_MAGIC.startswith(magic):
        return "was cut off within its first 8 bytes; nothing was recorded"
    return "is not a recording (it does not begin like an MCAP file); give a .mcap file"

"""Go on with a recording that was cut off: the same items give the same bytes, and new ones follow them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sensorlog.events import SessionEvent
from sensorlog.imu import Packet
from sensorlog.recordings.durable import DurableFile
from sensorlog.recordings.errors import RecordingError, reason_of
from sensorlog.recordings.reader import read_recording
from sensorlog.recordings.writer import RecordingWriter

__all__ = ["ContinuedRecording", "continue_recording"]


class ContinuedRecording(Iterator[Packet | SessionEvent]):
    """Items that are there already, once, in their order; when all were read, :meth:`writer` takes further ones.

    Whoever calls makes sure that nobody else writes the file. What lies behind the last whole item (a piece of one, a
    summary) is taken off, when the writer is asked for and not before.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reading = read_recording(path)
        try:
            self._file = _SaidAgain(path)
        except OSError as error:
            self._reading.close()
            raise RecordingError(path, f"cannot be read: {reason_of(error)}") from error
        self._writer = RecordingWriter(path, self._file)
        self._is_read = False

    def __next__(self) -> Packet | SessionEvent:
        try:
            item = next(self._reading)
        except StopIteration:
            self._is_read = True
            raise
        for profile_id, toml in self._reading.profiles.items():
            self._writer.attach_profile(profile_id, toml)
        self._writer.write(item)
        return item

    def writer(self) -> RecordingWriter:
        """Return what appends to it. Raises :class:`RecordingError` where the file is damaged or cannot be written."""
        if not self._is_read:
            raise ValueError("read what is there first")
        if self._reading.is_damaged:
            raise RecordingError(self.path, "is damaged, and not gone on with; finish the session instead")
        self._file.go_on()
        return self._writer

    def close(self) -> None:
        """Close what is read. The writer is closed by whoever has asked for it."""
        self._reading.close()
        self._file.let_go()

    def __enter__(self) -> ContinuedRecording:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class _SaidAgain:
    """Takes what the file holds already without writing it, then appends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = path.open("rb")
        self._position = 0
        self._behind: DurableFile | None = None

    def go_on(self) -> None:
        self._behind = DurableFile(self._path, goes_on_at=self._position)

    def write(self, data: bytes) -> int:
        if self._behind is not None:
            return self._behind.write(data)
        if self._known.read(len(data)) != data:
            raise RecordingError(
                self._path,
                f"byte {self._position}: this version would have written it otherwise, and cannot go on with it; "
                "finish the session instead",
            )
        self._position += len(data)
        return len(data)

    def tell(self) -> int:
        return self._position if self._behind is None else self._behind.tell()

    def flush(self) -> None:
        if self._behind is not None:
            self._behind.flush()

    def let_go(self) -> None:
        self._known.close()

    def close(self) -> None:
        self.let_go()
        if self._behind is not None:
            self._behind.close()

    def abandon(self) -> None:
        self.let_go()


def continue_recording(path: str | Path) -> ContinuedRecording:
    """Open a recording that was cut off, to be read and then continued.

    Raises :class:`RecordingError` if it cannot be opened or is no recording of this program; so does reading it where
    another version has written it otherwise than this one would.
    """
    return ContinuedRecording(Path(path))

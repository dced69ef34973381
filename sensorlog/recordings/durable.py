"""An append-only file that keeps what it was given: through a killed process, a dead battery, a full disk."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path
from types import TracebackType

from sensorlog.recordings.errors import RecordingError, reason_of

__all__ = ["DurableFile"]

_sync_to_disk = getattr(os, "fdatasync", os.fsync)  # macOS and Windows have no fdatasync


class DurableFile:
    """New file with mode 0600 that is only ever appended to; ``goes_on_at``: one that is there, from that byte on.

    :meth:`write` collects, :meth:`flush` hands everything collected to the operating system in one call: what was
    flushed survives ``kill -9``. A thread of its own calls ``fdatasync`` every ``sync_every_s``: what is older than
    that survives a power cut, and a slow memory card never holds up the caller.

    Raises :class:`RecordingError` if a new file exists, or if it cannot be made or opened.
    """

    def __init__(self, path: Path, sync_every_s: float = 1.0, *, goes_on_at: int | None = None) -> None:
        self._path = path
        flags = os.O_WRONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        flags |= os.O_CREAT | os.O_EXCL if goes_on_at is None else 0
        try:
            self._fd = os.open(path, flags, 0o600)
            if goes_on_at is not None:
                os.ftruncate(self._fd, goes_on_at)
                os.lseek(self._fd, goes_on_at, os.SEEK_SET)
        except FileExistsError:
            raise RecordingError(
                path, "this file exists already, and a recording is never overwritten; choose another name"
            ) from None
        except FileNotFoundError:
            raise RecordingError(path, f"there is no folder {path.parent}; make it first") from None
        except (OSError, ValueError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else "this is not a valid file name"
            what = "made" if goes_on_at is None else "written on"
            raise RecordingError(path, f"cannot be {what}: {reason}") from error
        _sync_folder(path.parent)
        self._pending = bytearray()
        self._on_file = goes_on_at or 0
        self._dirty = threading.Event()
        self._closing = threading.Event()
        self._sync_every_s = sync_every_s
        self._syncer = threading.Thread(target=self._sync_now_and_then, name="recording-sync", daemon=True)
        self._syncer.start()

    def write(self, data: bytes) -> int:
        """Collect ``data``; nothing reaches the file before :meth:`flush`."""
        self._pending += data
        return len(data)

    def tell(self) -> int:
        """Length in bytes, what is collected included."""
        return self._on_file + len(self._pending)

    def flush(self) -> None:
        """Hand what is collected to the operating system.

        On an error (disk full) the file keeps its last whole state and everything collected stays in memory, so that a
        later call writes all of it. Raises :class:`RecordingError`.
        """
        if not self._pending:
            return
        try:
            with memoryview(self._pending) as view:
                done = 0
                while done < len(view):
                    done += os.write(self._fd, view[done:])
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._fd, self._on_file)
                os.lseek(self._fd, self._on_file, os.SEEK_SET)
            raise RecordingError(self._path, f"cannot be written: {reason_of(error)}") from error
        self._on_file += len(self._pending)
        self._pending.clear()
        self._dirty.set()

    def close(self) -> None:
        """Flush, bring everything to the disk, close. Raises :class:`RecordingError`, and is closed even then."""
        if self._closing.is_set():
            return
        self._closing.set()
        self._dirty.set()
        self._syncer.join()
        try:
            self.flush()
            _sync_to_disk(self._fd)
        except OSError as error:
            raise RecordingError(self._path, f"cannot be brought to the disk: {reason_of(error)}") from error
        finally:
            os.close(self._fd)

    def abandon(self) -> None:
        """Close and take the file away: it never held anything."""
        self._pending.clear()
        with contextlib.suppress(RecordingError):
            self.close()
        with contextlib.suppress(OSError):
            self._path.unlink()

    def __enter__(self) -> DurableFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def _sync_now_and_then(self) -> None:
        while not self._closing.wait(self._sync_every_s):
            if not self._dirty.is_set():
                continue
            self._dirty.clear()
            # A disk that fails here fails the next write or close as well, and there a person is told.
            with contextlib.suppress(OSError):
                _sync_to_disk(self._fd)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut; where a folder cannot be opened (Windows) the system does it."""
    with contextlib.suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

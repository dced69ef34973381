"""Who writes a recording: a lock that dies with its process, so that a session cut off is not taken for running."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import Self

__all__ = ["Ownership", "is_owned"]

if sys.platform == "win32":
    import msvcrt

    # Windows locks ranges of bytes, and a locked range cannot be read: take one that no recording reaches.
    _FAR_BYTE = 1 << 62

    def _lock(fd: int) -> None:
        import os

        os.lseek(fd, _FAR_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(*error.args) from error
else:
    import fcntl

    def _lock(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Ownership:
    """Hold the lock of the recording at ``path`` until :meth:`release` or the end of the process.

    Raises ``BlockingIOError`` where another holds it, another ``OSError`` where the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        try:
            _lock(self._file.fileno())
        except BaseException:
            self._file.close()
            raise

    def release(self) -> None:
        """Let go."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.release()


def is_owned(path: Path) -> bool:
    """Say whether a running session writes the recording at ``path``."""
    try:
        Ownership(path).release()
    except BlockingIOError:
        return True
    except OSError:
        return False  # who finishes the session is told why the file cannot be opened
    return False

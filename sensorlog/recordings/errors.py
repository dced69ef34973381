"""What can go wrong with a recording, said to a person."""

from __future__ import annotations

import errno
from pathlib import Path

from sensorlog.errors import SensorlogError

__all__ = ["RecordingError", "reason_of"]


class RecordingError(SensorlogError):
    """A recording cannot be read or written.

    ``where`` is the file, with line or byte where known; ``reason`` is what happened and what to do.
    """

    def __init__(self, where: Path | str, reason: str) -> None:
        text = f"{where}: {reason}"
        super().__init__("".join(character if character.isprintable() else "�" for character in text))
        self.where = str(where)
        self.reason = reason


_ADVICE = {
    errno.ENOENT: "there is no such file; check the path",
    errno.EACCES: "permission denied; check who owns the file and its folder",
    errno.EPERM: "permission denied; check who owns the file and its folder",
    errno.EISDIR: "this is a folder, not a file",
    errno.ENOTDIR: "part of this path is a file, not a folder; check the path",
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "your disk quota is used up; free some space",
    errno.EROFS: "the disk is read-only; choose another folder",
    errno.EFBIG: "the file would be larger than this disk allows; choose another disk",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.ELOOP: "the path leads in a circle of links; check it",
}


def reason_of(error: OSError) -> str:
    """Say in one line what an error of the operating system means and what to do about it."""
    if error.errno in _ADVICE:
        return _ADVICE[error.errno]
    return error.strerror or type(error).__name__

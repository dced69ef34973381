"""A file to read from: on the disk, packed with gzip, or a member of a zip archive. Archives are never unpacked."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from sensorlog.recordings.errors import RecordingError, reason_of

__all__ = ["GZIP_MAGIC", "ZIP_MAGICS", "DataFile", "members", "read_bytes"]

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
"""The second: an archive without files."""

MAX_MEMBERS = 1000
"""An export has one file per sensor: some tens."""
MAX_DIRECTORY_BYTES = 2**20
MAX_MEMBER_BYTES = 2**30
MAX_RATIO = 200
"""Columns of numbers shrink to a third or a tenth. What shrinks more than this was made to fill the memory …"""
RATIO_COUNTS_FROM_BYTES = 16 * 2**20
"""… and is only a danger if it is large."""

_END_MAGIC, _ZIP64_MAGIC = b"PK\x05\x06", b"PK\x06\x07"
_SHOWN_CHARACTERS = 200
"""A name in an archive may have 65,535."""
_END_BYTES, _LONGEST_COMMENT_BYTES = 22, 2**16
_DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file, or with ``member`` a file inside of the archive ``path``. ``str()`` is what people call it."""

    path: Path
    member: str | None = None

    def __str__(self) -> str:
        return str(self.path) if self.member is None else f"{self.path}/{self.member[:_SHOWN_CHARACTERS]}"

    @property
    def name(self) -> str:
        """Its own name, without folders."""
        return self.path.name if self.member is None else PurePosixPath(self.member).name

    @property
    def folder(self) -> str:
        """Where it lies: a folder of the disk, or one inside of the archive."""
        return str(self.path.parent if self.member is None else PurePosixPath(self.member).parent)

    def open(self) -> IO[bytes]:
        """Open for reading, unpacked. Raises :class:`RecordingError`."""
        try:
            if self.member is not None:
                with _archive(self.path) as archive:
                    return archive.open(self.member)  # stays open behind the archive
            if self.path.exists() and not self.path.is_dir() and not self.path.is_file():
                raise RecordingError(self.path, "is a device or a pipe; give a file")
            with self.path.open("rb") as file:
                zipped = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
            return cast("IO[bytes]", gzip.open(self.path, "rb")) if zipped else self.path.open("rb")
        except OSError as error:
            raise RecordingError(str(self), reason_of(error)) from error
        except (zipfile.BadZipFile, NotImplementedError, KeyError) as error:
            raise RecordingError(str(self), "cannot be unpacked here; unpack the archive first") from error
        except (ValueError, RuntimeError) as error:
            locked = isinstance(error, RuntimeError)
            reason = "is locked with a password; unpack it first" if locked else "this is not a valid file name"
            raise RecordingError(str(self), reason) from error


def read_bytes(file: DataFile, stream: IO[bytes], size: int, *, line: bool = False) -> bytes:
    """Read up to ``size`` bytes, or up to the end of a line. Raises :class:`RecordingError` for a damaged archive."""
    try:
        return stream.readline(size) if line else stream.read(size)
    except _DAMAGE as error:
        kind = "gzip file" if file.member is None else "archive"
        raise RecordingError(str(file), f"the {kind} is damaged or cut off; export or copy it again") from error
    except OSError as error:
        raise RecordingError(str(file), f"cannot be read: {reason_of(error)}") from error


def members(path: Path) -> list[DataFile]:
    """List the files in a zip archive, in the order of names.

    Raises :class:`RecordingError` for an archive that is damaged, that holds more than an export can, or whose size
    says that it was made to do harm.
    """
    with _archive(path) as archive:
        found = [info for info in archive.infolist() if not info.is_dir()]
    if len(found) > MAX_MEMBERS:
        raise RecordingError(path, f"holds more than {MAX_MEMBERS:,} files; give the archive of one recording")
    for info in found:
        large = info.file_size > RATIO_COUNTS_FROM_BYTES and info.file_size > MAX_RATIO * info.compress_size
        if info.file_size > MAX_MEMBER_BYTES or large:
            raise RecordingError(
                str(DataFile(path, info.filename)),
                f"would take {info.file_size / 2**20:,.0f} MiB unpacked from {info.compress_size / 2**20:,.2f} MiB; "
                "this is no export of an app",
            )
    names = sorted({info.filename for info in found})
    return [DataFile(path, name) for name in names if not _is_system_file(name)]


def _is_system_file(name: str) -> bool:
    """MacOS puts a shadow of each file into ``__MACOSX``."""
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in PurePosixPath(name).parts)


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        _refuse_large_directory(path)
        return zipfile.ZipFile(path)
    except OSError as error:
        raise RecordingError(path, reason_of(error)) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise RecordingError(path, "the zip archive is damaged or cut off; export or copy it again") from error


def _refuse_large_directory(path: Path) -> None:
    """Look at the size of the archive's directory first: it is read as a whole."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT_BYTES))
        tail = file.read()
    end = tail.rfind(_END_MAGIC)
    directory_bytes = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if directory_bytes > MAX_DIRECTORY_BYTES or _ZIP64_MAGIC in tail[:end][-20:]:
        raise RecordingError(path, f"holds more than {MAX_MEMBERS:,} files; give the archive of one recording")

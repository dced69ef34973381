"""What may lie in a package, and opening one from outside: judged by its directory before anything is unpacked."""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.locking import KEY_NAME, LOCKED_NAME
from sensorlog.exchange.log_reader import MAX_LOG_BYTES

__all__ = [
    "LOG_NAME",
    "MANIFEST_NAME",
    "PAGE_NAME",
    "PLAN_NAME",
    "is_package_head",
    "opened_package",
    "recording_name",
    "refuse_large_directory",
]

MANIFEST_NAME, LOG_NAME, PAGE_NAME, PLAN_NAME = "manifest.json", "log.json", "log.html", "plan.json"
_MAX_BYTES = {
    MANIFEST_NAME: 4 * 2**20,
    LOG_NAME: MAX_LOG_BYTES,
    PAGE_NAME: 256 * 2**20,
    PLAN_NAME: 4 * 2**20,
    KEY_NAME: 1000,
    LOCKED_NAME: 4 * 2**30,
}
_RECORDING = re.compile(r"recordings/[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.mcap")
_MAX_RECORDING_BYTES = 2**30
_MAX_MEMBERS = 20_000
_MAX_DIRECTORY_BYTES = 4 * 2**20
_MAX_RATIO, _RATIO_COUNTS_FROM_BYTES = 200, 16 * 2**20
"""A log shrinks to a tenth or a twentieth, a recording to half. What shrinks more was made to fill a disk."""
_END_MAGIC, _END_BYTES, _LONGEST_COMMENT_BYTES = b"PK\x05\x06", 22, 2**16


def recording_name(session_id: str) -> str:
    """Return where the recording of a session lies in a package."""
    return f"recordings/{session_id}.mcap"


def is_package_head(head: bytes) -> bool:
    """Say whether a file that begins so is a zip archive."""
    return head.startswith((b"PK\x03\x04", _END_MAGIC))


@contextmanager
def opened_package(path: Path, where: str) -> Iterator[zipfile.ZipFile]:
    """Open a package. Raises :class:`ExchangeError` for one that is damaged, or holds what no package holds."""
    try:
        refuse_large_directory(path, where)
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise ExchangeError(f"{where}: cannot be read ({error.strerror or error}): check its permissions") from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ExchangeError(f"{where}: is damaged or was cut off: have it sent again") from error
    with archive:
        _judge(archive, where)
        yield archive


def refuse_large_directory(path: Path, where: str) -> None:
    """Look at the size of the archive's directory, which is read as a whole. Raises :class:`ExchangeError`."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT_BYTES))
        tail = file.read()
    # Each record that could be meant: one may hide in the bytes of another.
    ends = [found.start() for found in re.finditer(re.escape(_END_MAGIC), tail)]
    if all(int.from_bytes(tail[end + 12 : end + 16], "little") <= _MAX_DIRECTORY_BYTES for end in ends):
        return
    raise ExchangeError(f"{where}: its list of files is larger than {_MAX_DIRECTORY_BYTES // 2**20} MB: no package")


def _judge(archive: zipfile.ZipFile, where: str) -> None:
    infos = archive.infolist()
    if len(infos) > _MAX_MEMBERS:
        raise ExchangeError(f"{where}: holds more than {_MAX_MEMBERS} files: no package")
    names = set()
    for info in infos:
        name = "".join(char if char.isprintable() else "?" for char in info.filename[:80])
        most = _MAX_BYTES.get(info.filename)
        if most is None and _RECORDING.fullmatch(info.filename):
            most = _MAX_RECORDING_BYTES
        if most is None:
            raise ExchangeError(f"{where}: holds {name!r}, which is no part of a package: refused")
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            raise ExchangeError(f"{where}: {name} is a link or a device, not a file: refused")
        if info.filename in names:
            raise ExchangeError(f"{where}: {name} is in it twice: refused")
        names.add(info.filename)
        is_bomb = info.file_size > _RATIO_COUNTS_FROM_BYTES and info.file_size > _MAX_RATIO * max(info.compress_size, 1)
        if info.file_size > most or is_bomb:
            raise ExchangeError(
                f"{where}: {name} would take {info.file_size / 2**20:,.0f} MB unpacked "
                f"from {info.compress_size / 2**20:,.2f} MB: refused"
            )
        if info.flag_bits & 1:
            raise ExchangeError(f"{where}: {name} is locked in a way that is not ours: unpack it first")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ExchangeError(f"{where}: {name} is packed in a way that no package is: refused")

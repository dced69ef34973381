"""A package from outside → the logbook: hashes first, then recordings, then the log, or nothing of it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from sensorlog.exchange.errors import ExchangeError, IsPlanError
from sensorlog.exchange.locking import AGE_MAGIC, KEY_NAME, unlock
from sensorlog.exchange.log_models import LogSession
from sensorlog.exchange.log_reader import LogReader
from sensorlog.exchange.package import MANIFEST_FORMAT
from sensorlog.exchange.package_files import (
    LOG_NAME,
    MANIFEST_NAME,
    PAGE_NAME,
    PLAN_NAME,
    opened_package,
    recording_name,
)
from sensorlog.exchange.taking_in import Taken, take_in_log
from sensorlog.logbook import Logbook, make_private_dir

__all__ = ["checked_member", "is_age", "take_in_package", "unlocked_package"]

Ask = Callable[[], str]
_MAX_MANIFEST_PARTS = 100
_DAMAGE = (zipfile.BadZipFile, EOFError, zlib.error, RuntimeError, OSError, ValueError)


def is_age(head: bytes) -> bool:
    """Say whether a file was locked by a program of age itself."""
    return head.startswith((AGE_MAGIC, b"-----BEGIN AGE"))


@contextmanager
def unlocked_package(path: Path, ask_passphrase: Ask) -> Iterator[zipfile.ZipFile]:
    """Open a package, locked or not; ``ask_passphrase`` is called where it is. Raises :class:`ExchangeError`."""
    where = str(path)
    with ExitStack() as stack:
        archive = stack.enter_context(opened_package(path, where))
        if KEY_NAME in archive.namelist():
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="sensorlog-"))
            plain = Path(folder) / "plain"
            with plain.open("xb") as file:
                unlock(archive, file, ask_passphrase(), where)
            archive = stack.enter_context(opened_package(plain, where))
        yield archive


def checked_member(archive: zipfile.ZipFile, name: str, where: str) -> None:
    """Compare a file of a package with the manifest's SHA-256. Raises :class:`ExchangeError`."""
    expected = _manifest(archive, where).get(name)
    if name not in archive.namelist():
        raise ExchangeError(f"{where}: {name} is missing: this is no package of sensorlog")
    if expected is None or _copied(archive, name, None, where) != expected:
        raise ExchangeError(f"{where}: {name} is not what was packed (its SHA-256 differs): have it sent again")


def take_in_package(
    logbook: Logbook,
    path: Path,
    ask_passphrase: Ask,
    *,
    dry_run: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> Taken:
    """Take in a package: recordings beside the logbook, the log in one transaction; ``progress`` as there.

    Raises :class:`ExchangeError` or :class:`LogbookError`, with nothing taken in.
    """
    where = str(path)
    with unlocked_package(path, ask_passphrase) as archive:
        if PLAN_NAME in archive.namelist():
            raise IsPlanError(where)
        for name in (LOG_NAME, *([PAGE_NAME] if PAGE_NAME in archive.namelist() else [])):
            checked_member(archive, name, where)
        reader = LogReader(lambda: _opened(archive, LOG_NAME, where), f"{where}/{LOG_NAME}")
        with _Recordings(logbook, archive, where, dry_run=dry_run) as recordings:
            try:
                taken = take_in_log(logbook, reader, dry_run=dry_run, recording_of=recordings.place, progress=progress)
            except _DAMAGE as error:
                raise ExchangeError(f"{where}: is damaged: have it sent again") from error
            recordings.keep()
        return taken


def _manifest(archive: zipfile.ZipFile, where: str) -> dict[str, str]:
    try:
        with archive.open(MANIFEST_NAME) as file:
            data = file.read(4 * 2**20)
        if data.count(b"{") + data.count(b"[") > _MAX_MANIFEST_PARTS:  # each would take twenty times its bytes
            raise ValueError
        found = json.loads(data)
    except KeyError:
        raise ExchangeError(f"{where}: {MANIFEST_NAME} is missing: this is no package of sensorlog") from None
    except (*_DAMAGE, RecursionError) as error:
        raise ExchangeError(f"{where}: {MANIFEST_NAME} is damaged: have it sent again") from error
    hashes = found.get("sha256") if isinstance(found, dict) and found.get("format") == MANIFEST_FORMAT else None
    if not isinstance(hashes, dict) or found.get("version") != 1:
        raise ExchangeError(f"{where}: {MANIFEST_NAME} says nothing that this version knows: update sensorlog")
    return {str(name): str(sha256) for name, sha256 in hashes.items()}


@contextmanager
def _opened(archive: zipfile.ZipFile, name: str, where: str) -> Iterator[IO[bytes]]:
    try:
        with archive.open(name) as file:
            yield file
    except _DAMAGE as error:
        raise ExchangeError(f"{where}: {name} is damaged: have it sent again") from error


def _copied(archive: zipfile.ZipFile, name: str, target: IO[bytes] | None, where: str) -> str:
    """Read a file of a package to its end, and write it to ``target``; return its SHA-256."""
    digest = hashlib.sha256()
    with _opened(archive, name, where) as file:
        while piece := file.read(2**18):
            digest.update(piece)
            if target is not None:
                target.write(piece)
    return digest.hexdigest()


class _Recordings:
    """Recordings of a package on their way beside the logbook; what is not kept is removed again."""

    def __init__(self, logbook: Logbook, archive: zipfile.ZipFile, where: str, *, dry_run: bool) -> None:
        self._logbook = logbook
        self._archive = archive
        self._names = set(archive.namelist())
        self._where = where
        self._dry_run = dry_run
        self._made: list[Path] = []
        self._is_folder_new = not logbook.recordings_dir.exists()

    def __enter__(self) -> _Recordings:
        return self

    def __exit__(self, *exception: object) -> None:
        for path in self._made:
            path.unlink(missing_ok=True)
        if self._made and self._is_folder_new:
            with suppress(OSError):  # somebody else may have put something there
                self._logbook.recordings_dir.rmdir()

    def keep(self) -> None:
        """Have the recordings stay: the log is taken in."""
        self._made.clear()

    def place(self, session: LogSession) -> str | None:
        """Put a session's recording beside the logbook; return its path from there. Its name is its SHA-256."""
        name = recording_name(session.id)
        sha256 = None if session.recording is None else session.recording.sha256
        if name not in self._names:
            return None
        folder = self._logbook.recordings_dir
        target = folder / f"{sha256}.mcap"
        kept = str(target.relative_to(self._logbook.path.parent))
        if target.exists() and not self._dry_run:
            return kept
        if self._dry_run:
            found = _copied(self._archive, name, None, self._where)
        else:
            make_private_dir(folder)
            part = folder / f".{sha256}.part"
            self._made.append(part)
            with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
                found = _copied(self._archive, name, file, self._where)
                os.fsync(file.fileno())
        if sha256 is None or found != sha256:
            raise ExchangeError(f"{self._where}: {name} is not the recording that the log names (SHA-256 differs)")
        if not self._dry_run:
            part.replace(target)
            self._made.append(target)
        return kept

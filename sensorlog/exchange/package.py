"""The package that is sent: a log, a page that anybody can read, and on request the recordings; perhaps locked."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import IO

from sensorlog.errors import SensorlogError
from sensorlog.exchange.cutting import cut_recording, file_sha256, is_theirs_alone
from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.locking import lock
from sensorlog.exchange.log_models import LogPerson, LogSession
from sensorlog.exchange.log_writer import log_lines
from sensorlog.exchange.package_files import LOG_NAME, MANIFEST_NAME, PAGE_NAME, recording_name
from sensorlog.exchange.person_log import EVERYTHING, Choice, LogParts, kept_sha256, log_parts
from sensorlog.exchange.readable import PAGE_END, page_begin, page_session, report_page
from sensorlog.exchange.sharing import Share
from sensorlog.logbook import Logbook

__all__ = ["MANIFEST_FORMAT", "Packed", "new_private_file", "write_package", "zip_member"]

MANIFEST_FORMAT = "sensorlog-package"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say: a package tells not when it was made."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What a package holds."""

    sessions: int
    recordings: int
    left_out: tuple[str, ...]
    """Recordings that are not in it, and why."""


@dataclass
class _Evidence:
    """Recordings on their way into a package."""

    folder: Path
    wanted: bool
    files: dict[str, Path] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def sha256(self, share: Share, person: LogPerson) -> str | None:
        """Find the recording of a share, cut where it is not theirs alone."""
        kept = kept_sha256(share, person)
        path = None if share.session.standing is None else share.session.standing.recording
        if not self.wanted:
            return kept
        if path is None or not path.is_file():
            self.left_out.append(f"session {share.id}: its recording is not here")
            return kept
        try:
            if not is_theirs_alone(path, share, person):
                path, source = self.folder / f"{share.id}.mcap", path
                cut_recording(source, path, share, person)
                kept = None
            found = file_sha256(path)
        except (SensorlogError, OSError, ValueError) as error:
            self.left_out.append(f"session {share.id}: {error}")
            return kept
        if kept is not None and found != kept:
            self.left_out.append(f"session {share.id}: {path.name} is not the recording that was made then")
            return kept
        self.files[share.id] = path
        return found


def write_package(
    target: Path,
    logbook: Logbook,
    person_id: str,
    choice: Choice = EVERYTHING,
    *,
    recordings: bool = False,
    passphrase: str | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Packed:
    """Write a package for its owner alone (0600); what is there already is never overwritten.

    ``progress`` is called with each session; what it raises stops the work, and nothing is left of it. Without a
    passphrase the same log gives the same bytes. Raises :class:`ExchangeError` where it cannot be written,
    :class:`LogbookError` for nobody known.
    """
    with new_private_file(target) as file, tempfile.TemporaryDirectory(dir=target.parent, prefix=".slog-") as folder:
        evidence = _Evidence(Path(folder), recordings)
        parts = log_parts(logbook, person_id, choice, evidence.sha256)
        kept = logbook.foreign_fields(person_id)

        def report(last_day: date) -> bytes | None:
            return report_page(logbook, person_id, choice, last_day)

        try:
            if passphrase is None:
                sessions = _write(file, parts, kept, evidence, report, progress)
            else:
                plain = Path(folder) / "plain"
                with plain.open("xb") as inner:
                    sessions = _write(inner, parts, kept, evidence, report, progress)
                lock(plain, file, passphrase)
        except (zipfile.LargeZipFile, RuntimeError) as error:  # the second while a file is being written
            raise ExchangeError(f"{target}: would be larger than 4 GB: take a range of days") from error
        except OSError as error:
            raise ExchangeError(f"{target}: cannot be written ({error.strerror}): check folder and disk") from error
        return Packed(sessions, len(evidence.files), tuple(evidence.left_out))


@contextmanager
def new_private_file(target: Path) -> Iterator[IO[bytes]]:
    """Open a new file that only its owner may read; where anything fails, it is gone again."""
    try:
        file = os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")
    except FileExistsError:
        raise ExchangeError(f"{target} is there already, and is never overwritten: choose another name") from None
    except OSError as error:
        raise ExchangeError(f"{target} cannot be written ({error.strerror}): check its folder") from error
    try:
        with file:
            yield file
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def zip_member(name: str) -> zipfile.ZipInfo:
    """Return the head of a file in a package: the same whenever and wherever it is made."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # Unix, wherever this runs
    info.external_attr = 0o600 << 16
    return info


def _write(
    file: IO[bytes],
    parts: LogParts,
    kept: dict[str, dict[str, object]],
    evidence: _Evidence,
    report: Callable[[date], bytes | None],
    progress: Callable[[], None],
) -> int:
    """Write the files of a package; return how many sessions are in it."""
    page = tempfile.SpooledTemporaryFile(2**20)  # noqa: SIM115 - closed below
    page.write(page_begin(parts.person).encode())
    days: list[date] = []

    def watched() -> Iterator[tuple[Share, LogSession]]:
        for share, session in parts.sessions:
            days.append(date.fromisoformat(session.started[:10]))
            page.write(page_session(session).encode())
            yield share, session
            progress()

    watching = replace(parts, sessions=watched())
    hashes: dict[str, str] = {}
    with page, zipfile.ZipFile(file, "w", allowZip64=False) as archive:
        hashes[LOG_NAME] = _add(archive, LOG_NAME, log_lines(watching, kept))
        page.write(PAGE_END.encode())
        page.seek(0)
        reported = report(max(days)) if days else None
        pages = iter(lambda: page.read(2**18), b"") if reported is None else iter([reported])
        hashes[PAGE_NAME] = _add(archive, PAGE_NAME, pages)
        for session_id, path in sorted(evidence.files.items()):
            name = recording_name(session_id)
            with path.open("rb") as recording:
                hashes[name] = _add(archive, name, iter(lambda: recording.read(2**18), b""))
        manifest = {"format": MANIFEST_FORMAT, "version": 1, "sha256": hashes}
        _add(archive, MANIFEST_NAME, iter([json.dumps(manifest, indent=1).encode()]))
    return len(days)


def _add(archive: zipfile.ZipFile, name: str, data: Iterator[bytes]) -> str:
    """Write one file; return its SHA-256."""
    digest = hashlib.sha256()
    with archive.open(zip_member(name), "w") as member:
        for piece in data:
            digest.update(piece)
            member.write(piece)
    return digest.hexdigest()

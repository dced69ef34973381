"""Copies of a logbook, made and put back by SQLite's own backup call: whole, also while it is in use."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sensorlog.logbook.complaints import told
from sensorlog.logbook.copying import copy_database, copy_into, is_damaged
from sensorlog.logbook.database import is_logbook
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.place import database_path, default_url, make_private_dir, make_private_file
from sensorlog.logbook.purge_rows import purge_rows, purged_from
from sensorlog.logbook.tables_kept import BackupRow

__all__ = ["Backups", "Restored", "restore_logbook"]


class Backups(OpenFile):
    """The door to copies."""

    def backup(self, path: Path | None = None) -> Path:
        """Copy the logbook to ``path``, left out to a new file in ``backups`` beside it; return where the copy is.

        It is one file that its owner alone may read, without the recordings. It is remembered, so that what is purged
        leaves it too. Raises :class:`LogbookError` where the copy cannot be made, or something is there already.
        """
        if path is None:
            make_private_dir(self.path.parent / "backups")
            path = self.path.parent / "backups" / f"{self.path.stem}-{_stamp()}-{secrets.token_hex(2)}.db"
        path = path.expanduser().absolute()
        if path.exists():
            raise LogbookError(f"{path} is there already: name a new file for the backup")
        copy_database(self.path, path)
        with self._writing() as db:
            db.merge(BackupRow(path=str(path), made_utc=datetime.now(UTC).isoformat()))
        return path


@dataclass(frozen=True, slots=True)
class Restored:
    """What :func:`restore_logbook` did."""

    path: Path
    """The logbook that is now as the backup was."""
    before: Path | None
    """Where the logbook that was there before lies now; ``None``: there was none."""
    sessions: int


def restore_logbook(backup: Path, *, url: str | None = None, demo: bool = False) -> Restored:
    """Make the logbook what ``backup`` holds. What was there before is copied first, a damaged file moved aside.

    Sessions that were purged since do not come back. Raises :class:`LogbookError`, with the logbook as it was, where
    the backup is none, is damaged, or is of the other kind or newer software.
    """
    # Here: the doors of this module are part of the logbook.
    from sensorlog.logbook.store import Logbook

    path = database_path(default_url(demo=demo) if url is None else url)
    backup = backup.expanduser().absolute()
    if not backup.exists():
        raise LogbookError(f"there is no file {backup}: name the backup to restore")
    if not backup.is_file() or not is_logbook(backup, demo=demo):
        raise LogbookError(f"{backup} is no backup of a logbook: name a file that `sensorlog backup` made")
    if path.exists() and backup.samefile(path):
        raise LogbookError(f"{backup} is the logbook itself: name a backup of it")
    make_private_dir(path.parent)
    # Opening a copy checks the backup and brings it up to date, and leaves the backup itself as it is.
    trial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.restoring")
    try:
        try:
            copy_database(backup, trial)
        except LogbookError as error:
            if not is_damaged(backup):
                raise
            raise LogbookError(f"{backup} is damaged: take another backup") from error
        with closing(Logbook(f"sqlite:///{trial}", demo=demo)) as checked:
            sessions = checked.summaries()
        purged = purged_from(path)
        before = _set_aside(path)
        with told(trial), closing(sqlite3.connect(trial)) as copy:
            purge_rows(copy, purged)
        Logbook(f"sqlite:///{trial}", demo=demo).close()  # lists made ready without what was purged
        if not path.exists():  # one that is there may be open here: see database.is_logbook
            make_private_file(path)
        copy_into(trial, path)
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(path)) as plain:
            plain.execute("PRAGMA journal_mode = WAL")
    finally:
        for name in (trial, *trial.parent.glob(f"{trial.name}*")):
            name.unlink(missing_ok=True)
    return Restored(path, before, sum(session.id not in purged.sessions for session in sessions))


def _set_aside(path: Path) -> Path | None:
    """Keep the logbook that is there: a copy of it, or of a damaged one the files themselves, under another name."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    aside = path.with_name(f"{path.name}.before-restore.{_stamp()}-{secrets.token_hex(2)}.bak")
    if not is_damaged(path):
        copy_database(path, aside)
        return aside
    for suffix in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")

"""Where logbooks and recordings lie: chosen by the person, checked before anything is touched."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from platformdirs import user_data_path

from sensorlog.logbook.errors import LogbookError

__all__ = [
    "DATABASE_URL_VARIABLE",
    "database_path",
    "default_url",
    "logbook_exists",
    "make_private_dir",
    "make_private_file",
]

DATABASE_URL_VARIABLE = "SENSORLOG_DATABASE_URL"
_PREFIX = "sqlite:///"
_WANTED = f"use {_PREFIX} and a file, such as {_PREFIX}/home/me/training.db"


def default_url(*, demo: bool = False) -> str:
    """Return the URL of the person's logbook, or of the one that demos are kept in.

    The first is what ``SENSORLOG_DATABASE_URL`` says, else a file in the user's data folder. The demo's lies beside it
    under its own name. Raises :class:`LogbookError` for a URL that is not usable, or whose folder is missing: a typing
    error must not start an empty logbook somewhere.
    """
    chosen = os.environ.get(DATABASE_URL_VARIABLE, "").strip()
    path = database_path(chosen) if chosen else user_data_path("sensorlog", appauthor=False) / "sensorlog.db"
    if chosen and not path.parent.is_dir():
        raise LogbookError(f"{DATABASE_URL_VARIABLE}: there is no folder {path.parent}; make it, or correct the name")
    return f"{_PREFIX}{path.with_name('demo.db') if demo else path}"


def logbook_exists(*, demo: bool = False) -> bool:
    """Say whether there is a logbook at :func:`default_url`: whoever only looks need not make one."""
    return database_path(default_url(demo=demo)).exists()


def database_path(url: str) -> Path:
    """Return the absolute path of the SQLite file that ``url`` names.

    A URL may hold a password, so no more than its scheme is ever repeated. Raises :class:`LogbookError` for any other
    database, for memory (which would keep nothing), for options, and for what is no regular file.
    """
    scheme, separator, _ = url.partition("://")
    if not separator or not scheme.replace("+", "").isalnum() or len(scheme) > 40:
        raise LogbookError(f"{DATABASE_URL_VARIABLE} is no database URL: {_WANTED}")
    if scheme != "sqlite":
        raise LogbookError(
            f"{DATABASE_URL_VARIABLE} names a {scheme} database, but logbooks are SQLite files: {_WANTED}"
        )
    name = url.removeprefix(_PREFIX)
    if not url.startswith(_PREFIX) or not name or name == ":memory:" or name.startswith("file:"):
        raise LogbookError(f"{DATABASE_URL_VARIABLE} names no file, and nothing would be kept: {_WANTED}")
    if "?" in name or "#" in name or not name.isprintable():
        raise LogbookError(f"{DATABASE_URL_VARIABLE} has options or odd characters behind the file name: {_WANTED}")
    path = Path(name).expanduser().absolute()
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return path
    except OSError as error:
        raise LogbookError(f"logbook {path} cannot be reached ({error.strerror}): check the folder") from error
    if not stat.S_ISREG(mode):
        raise LogbookError(f"logbook {path} is no file but a folder or device: name a file in {DATABASE_URL_VARIABLE}")
    return path


def make_private_dir(path: Path) -> None:
    """Make a folder that only its owner may enter; one that is there already is left as it is."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LogbookError(f"folder {path} cannot be made ({error.strerror}): check its parent folder") from error


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner may read; one that is there already is left as it is."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise LogbookError(
            f"{path} cannot be written ({error.strerror}): check the permissions of its folder"
        ) from error

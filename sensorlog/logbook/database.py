"""Opening a logbook: is it ours, may we, is its schema current; and only then touching it."""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text

from sensorlog.logbook.complaints import told
from sensorlog.logbook.copying import copy_database
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.place import make_private_dir, make_private_file

__all__ = ["HEAD", "is_logbook", "open_engine"]

HEAD = "0009"
"""The schema that the models describe: the newest step under ``migrations/versions``."""

_LOG = logging.getLogger("sensorlog.logbook")
_SCRIPTS = Path(__file__).parent / "migrations"
_APPLICATION_IDS = {False: 0x534C4F47, True: 0x534C444D}
"""``PRAGMA application_id`` of a logbook (``SLOG``) and of one for demos (``SLDM``): neither passes for the other."""


def open_engine(path: Path, *, demo: bool, busy_timeout_s: float) -> Engine:
    """Open the logbook at ``path``, make it where there is none, and bring its schema up to date.

    A copy is made before an existing logbook is migrated. Raises :class:`LogbookError`, with nothing touched, where the
    file is no logbook, is one of the other kind, comes from newer software, is locked or may not be read.
    """
    if not is_logbook(path, demo=demo):
        make_private_dir(path.parent)
        make_private_file(path)
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": busy_timeout_s})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    try:
        with told(path):
            _bring_up_to_date(engine, path, demo=demo)
    except BaseException:
        engine.dispose()
        raise
    return engine


def is_logbook(path: Path, *, demo: bool) -> bool:
    """Say whether a logbook of this kind is at ``path``, from the file's header alone; ``False``: nothing is.

    Raises :class:`LogbookError` where something else is.
    """
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return False
    except OSError as error:
        raise LogbookError(f"logbook {path} cannot be read ({error.strerror}): check its permissions") from error
    if size == 0:
        return False  # made, but its first schema was never written
    if not os.access(path, os.R_OK):
        raise LogbookError(f"logbook {path} cannot be read: check its permissions")
    # Through SQLite, and not as a file: closing a file lets go of every lock that this process has on it
    # (https://www.sqlite.org/howtocorrupt.html, 2.2), and another process would then remove the log that a logbook
    # which is open here still writes. "immutable": nothing is locked, made or recovered for a look at the header.
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
            (application_id,) = raw.execute("PRAGMA application_id").fetchone()
    except sqlite3.DatabaseError as error:
        if "not a database" not in str(error):
            return True  # one that is cut or damaged: whoever opens it is told so
        raise LogbookError(f"{path} is no database: name another file, or move this one away") from None
    if application_id == _APPLICATION_IDS[demo]:
        return True
    if application_id == _APPLICATION_IDS[not demo]:
        kind, wanted = ("real sessions", "demos") if demo else ("demos", "real sessions")
        raise LogbookError(f"{path} is the logbook of {kind}, not of {wanted}: name another file")
    raise LogbookError(f"{path} is a database of another program: name another file")


def _configure(connection: Any, _record: object) -> None:
    # Transactions are begun by _begin: left to itself sqlite3 begins them too late, and not at all before DDL.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # FULL keeps what was committed over a power cut too; in WAL mode NORMAL would not.
    connection.execute("PRAGMA synchronous = FULL")
    # 32 MiB: the lists of ten years stay in memory between two questions, which SQLite's own 2 MiB do not hold.
    connection.execute("PRAGMA cache_size = -32768")


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: taken later, two that have read would each wait for the other.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _bring_up_to_date(engine: Engine, path: Path, *, demo: bool) -> None:
    with engine.execution_options(reading=True).connect() as connection:
        revision = _revision(connection)
    if revision == HEAD:
        return
    with engine.connect() as connection:
        # A table that is made anew is dropped in between; SQLite changes this only outside a transaction.
        raw = connection.connection
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                revision = _revision(connection)  # another process may have been faster
                if revision != HEAD:
                    _migrate(connection, path, revision)
                    connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_IDS[demo]}")
                    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                        raise LogbookError(f"logbook {path}: rows refer to others that are gone: restore a backup")
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
    # Without WAL readers and the writer wait for each other, which is slower but as safe.
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA journal_mode = WAL")


def _revision(connection: Connection) -> str | None:
    """Return the schema that the database has, ``None`` where it has none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(connection: Connection, path: Path, revision: str | None) -> None:
    # Alembic takes a quarter of a second to load: only where there is something to migrate.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    if revision is not None:
        if revision not in {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}:
            raise LogbookError(f"logbook {path} was made by a newer sensorlog (schema {revision}): update sensorlog")
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        _LOG.info("the logbook is brought up to date; a copy is made first, in %s", path.parent)
        copy_database(path, path.with_name(f"{path.name}.{revision}.{stamp}.bak"))
    command.upgrade(config, "head")

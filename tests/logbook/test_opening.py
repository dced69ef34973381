"""Opening a logbook: ours, private, current; everything else is refused in one line and left untouched."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import sensorlog.logbook
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook, LogbookError, default_url
from sensorlog.logbook.database import HEAD
from sensorlog.logbook.tables import Base
from tests.logbook.sample import VERSION, begin, make_set, url_of

SCRIPTS = Path(sensorlog.logbook.__file__).parent / "migrations"
posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(url: str, busy_timeout_s: float = 5.0) -> str:
    """Open what must be refused; return the line that is shown."""
    with pytest.raises(LogbookError) as caught:
        Logbook(url, busy_timeout_s=busy_timeout_s)
    line = str(caught.value)
    assert "\n" not in line
    assert len(line) < 300
    return line


def make_logbook(path: Path) -> str:
    book = Logbook(url_of(path))
    session_id = begin(book)
    book.save_set(session_id, VERSION, make_set())
    book.close()
    return session_id


@posix
def test_files_with_health_data_are_for_their_owner_alone(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        book = Logbook(url_of(tmp_path / "new" / "log.db"))
        begin(book)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new").iterdir()}
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert modes == {"log.db": 0o600, "log.db-wal": 0o600, "log.db-shm": 0o600}
    book.close()


def test_the_database_waits_keeps_and_checks(tmp_path: Path) -> None:
    book = Logbook(url_of(tmp_path / "log.db"), busy_timeout_s=1.5)
    with book._engine.connect() as connection:
        read = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    assert read == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 1500, "synchronous": 2}
    book.close()


def test_migrations_lead_to_what_the_models_say(tmp_path: Path) -> None:
    book = Logbook(url_of(tmp_path / "log.db"))
    with book._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    book.close()
    assert ScriptDirectory(str(SCRIPTS)).get_current_head() == HEAD


def test_an_older_logbook_is_copied_and_then_migrated(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(SCRIPTS))
        command.upgrade(config, "0001")
        connection.exec_driver_sql(f"PRAGMA application_id = {0x534C4F47}")
        connection.exec_driver_sql("INSERT INTO people VALUES ('p1', 'Ana', '2026-03-01T00:00:00+00:00')")
    engine.dispose()

    Logbook(url_of(path)).close()

    (copy,) = tmp_path.glob("log.db.0001.*.bak")
    for file, revision in ((copy, "0001"), (path, HEAD)):
        with closing(sqlite3.connect(file)) as raw:
            assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision,)]
            assert raw.execute("SELECT label FROM people").fetchall() == [("Ana",)]
    Logbook(url_of(path)).close()
    assert len(list(tmp_path.glob("*.bak"))) == 1


def test_a_logbook_of_newer_software_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    make_logbook(path)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = listing(tmp_path)
    assert "update sensorlog" in refused(url_of(path))
    assert listing(tmp_path) == before


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "music.db"
    with closing(sqlite3.connect(other)) as raw, raw:
        raw.execute("CREATE TABLE songs (name)")
    (tmp_path / "letter.txt").write_text("Dear diary, today I lifted.\n" * 20)
    (tmp_path / "cut.db").write_bytes(b"SQLite format 3\0" + b"\0" * 20)
    (tmp_path / "folder.db").mkdir()
    before = listing(tmp_path)
    assert "another program" in refused(url_of(other))
    assert "no database" in refused(url_of(tmp_path / "letter.txt"))
    assert "no database" in refused(url_of(tmp_path / "cut.db"))
    assert "no file but a folder" in refused(url_of(tmp_path / "folder.db"))
    assert "folder" in refused(url_of(tmp_path / "letter.txt" / "log.db"))
    assert listing(tmp_path) == before


def test_a_damaged_logbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    make_logbook(path)
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 20_000)
    assert "damaged" in refused(url_of(path))


def test_a_locked_logbook_is_refused_after_waiting(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    session_id = make_logbook(path)
    book = Logbook(url_of(path), busy_timeout_s=0.05)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(LogbookError, match="in use by another program"):
            book.save_set(session_id, VERSION, make_set(number=2))
        assert book.session(session_id).rep_count == 5  # reading goes on
    book.close()
    new = tmp_path / "new.db"
    new.touch()
    with closing(sqlite3.connect(new)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        assert "in use by another program" in refused(url_of(new), busy_timeout_s=0.05)


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_a_logbook_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    make_logbook(path)
    path.chmod(0)
    assert "permissions" in refused(url_of(path))


def test_demos_and_history_never_open_each_others_file(tmp_path: Path) -> None:
    Logbook(url_of(tmp_path / "demo.db"), demo=True).close()
    assert "logbook of demos" in refused(url_of(tmp_path / "demo.db"))
    make_logbook(tmp_path / "log.db")
    with pytest.raises(LogbookError, match="logbook of real sessions"):
        Logbook(url_of(tmp_path / "log.db"), demo=True)


def test_the_chosen_url_names_the_history_and_the_demos_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, url_of(tmp_path / "mine.db"))
    assert default_url() == url_of(tmp_path / "mine.db")
    assert default_url(demo=True) == url_of(tmp_path / "demo.db")
    monkeypatch.delenv(DATABASE_URL_VARIABLE)
    assert default_url().endswith("/sensorlog.db")


def test_a_chosen_folder_that_is_not_there_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, url_of(tmp_path / "typo" / "log.db"))
    with pytest.raises(LogbookError, match=r"there is no folder .*typo"):
        Logbook()
    assert listing(tmp_path) == {}
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ana:hunter2@db.example/log",
        "mysql+pymysql://ana:hunter2@db.example/log",
        "ana:hunter2@sqlite://x",
        "sqlite+pysqlcipher://:hunter2@/log.db",
        "sqlite://ana:hunter2@host/log.db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file:hunter2?mode=memory&uri=true",
        "sqlite:///log.db?check_same_thread=hunter2",
        "sqlite:///log\n.db",
        "sqlite:///log\0.db",
        "hunter2",
        "://hunter2",
        "hunter2" * 20 + "://x",
    ],
)
def test_a_hostile_url_is_refused_and_never_repeated(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = refused(url)
    assert "hunter2" not in line
    assert "sqlite:///" in line
    assert listing(tmp_path) == {}

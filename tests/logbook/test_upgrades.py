"""Filled logbooks of every earlier schema, kept as SQL text by ``keep_schema``: each upgrades and keeps every row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sensorlog.imu import Placement
from sensorlog.logbook import Logbook, restore_logbook
from sensorlog.logbook.database import HEAD
from tests.logbook.sample import url_of

SCHEMAS = sorted(each for each in (Path(__file__).parent / "schemas").glob("*.sql") if each.stem < HEAD)

MADE_ANEW = ("standing_sets", "standing_sessions")
"""Follow from the rest, and are worked out again where their rule changed."""
MOVED = {"purged": {"session_id": "id"}}
"""Columns that have another name now."""

Rows = dict[str, list[dict[str, object]]]


def fill(path: Path, script: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(script.read_text(encoding="utf-8"))


def rows(path: Path) -> Rows:
    with closing(sqlite3.connect(path)) as raw:
        raw.row_factory = sqlite3.Row
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [dict(row) for row in raw.execute(f"SELECT * FROM {name} ORDER BY rowid")] for name in names}


def test_every_earlier_schema_is_there() -> None:
    assert [script.stem for script in SCHEMAS] == [f"{number:04}" for number in range(1, int(HEAD))]


@pytest.mark.parametrize("script", SCHEMAS, ids=lambda script: script.stem)
def test_a_filled_logbook_upgrades_and_keeps_every_row(tmp_path: Path, script: Path) -> None:
    path = tmp_path / "log.db"
    fill(path, script)
    before = rows(path)
    before.pop("alembic_version")
    with closing(Logbook(url_of(path))) as book:
        after = rows(path)
        for table, kept in before.items():
            assert kept, table
            if table in MADE_ANEW:
                continue
            names = {name: MOVED.get(table, {}).get(name, name) for name in kept[0] if name != "standing_rule"}
            shared = [{old: row[new] for old, new in names.items()} for row in after[table]]
            assert shared == [{name: row[name] for name in names} for row in kept], table
        session = book.session("aaaaaaaaaaaa")
        assert [each.load_kg for each in session.sets] == [62.5, 40.0]
        assert session.sets[0].rep_count == 4
        assert session.sets[1].rep_count == (1 if script.stem >= "0003" else 2)
        assert session.notes[0].text == "felt light; ça va, 'fine'"
        assert {done.load_kg for done in book.done_sets("p1")} >= {62.5, 40.0}
        assert [each.id for each in book.unfinished()] == ["bbbbbbbbbbbb"]
        if script.stem >= "0004":
            assert book.pairings()[0].placement is Placement.TRUNK
            moved = book.session("bbbbbbbbbbbb").person
            assert moved is not None
            assert moved.id == "p2"
        with pytest.raises(sqlite3.IntegrityError), closing(sqlite3.connect(path)) as raw:
            raw.execute("UPDATE reps SET start_s = 0")
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    (copy,) = tmp_path.glob("*.bak")
    assert rows(copy).keys() == {*before, "alembic_version"}
    restored = restore_logbook(copy, url=url_of(tmp_path / "restored.db"))
    gone = {row["id"] for row in before["people"] if row.get("deleted_utc") is not None}
    kept = [row for row in before["sessions"] if row.get("deleted_utc") is None and row["person_id"] not in gone]
    assert restored.sessions == len(kept)
    assert sorted(tmp_path.glob("*.bak")) == [copy]

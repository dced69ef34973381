"""Taking rows out of a logbook's file for good, of whatever version it is, and overwriting where they were."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sensorlog.logbook.complaints import told
from sensorlog.logbook.errors import LogbookError

__all__ = ["PurgedSet", "ToPurge", "purge_file", "purge_rows", "purged_from"]

_STAY_WITH_SESSIONS = ("sessions", "standing_sets", "standing_sessions")
"""Have a ``person_id`` and are not the person's alone."""


@dataclass(frozen=True, slots=True, order=True)
class PurgedSet:
    """A set that is to go, in every analysis: whatever of its sensor shares time with it."""

    session_id: str
    set_id: str
    sensor: str
    """Empty: by hand."""
    start_s: float
    end_s: float

    def to_text(self) -> str:
        """Return what :meth:`from_text` reads."""
        return json.dumps([self.session_id, self.set_id, self.sensor, self.start_s, self.end_s])

    @classmethod
    def from_text(cls, text: str) -> PurgedSet:
        """Read what :meth:`to_text` gave."""
        return cls(*json.loads(text))


@dataclass(frozen=True, slots=True)
class ToPurge:
    """What is to go."""

    sessions: frozenset[str] = frozenset()
    """Ids, here and in the next two."""
    entries: frozenset[str] = frozenset()
    """Of diary and prescriptions."""
    people: frozenset[str] = frozenset()
    sets: frozenset[PurgedSet] = field(default_factory=frozenset)
    notes_of: frozenset[str] = frozenset()
    """Ids of sessions that stay, but without their notes."""


def purge_file(path: Path, gone: ToPurge) -> None:
    """Take rows out of the logbook at ``path``. Raises :class:`LogbookError` where it is not there or not writable."""
    if not path.is_file():
        raise LogbookError(f"{path} is not there")
    with told(path), closing(sqlite3.connect(path)) as raw:
        purge_rows(raw, gone)


def purge_rows(raw: sqlite3.Connection, gone: ToPurge) -> None:
    """Take rows out of an open logbook of any version, in one transaction; remember there what is gone."""
    raw.execute("PRAGMA secure_delete = ON")
    columns = _columns(raw)
    with raw:
        for each in sorted(gone.sets):
            _purge_set(raw, each, columns)
        raw.executemany("DELETE FROM notes WHERE session_id = ?", _one_each(gone.notes_of))
        for table in (each for each, names in columns.items() if "session_id" in names and each != "purged"):
            raw.executemany(f"DELETE FROM {table} WHERE session_id = ?", _one_each(gone.sessions))  # noqa: S608 - a name from the schema
        for table in (table for table in ("diary", "prescriptions") if table in columns):
            raw.executemany(f"DELETE FROM {table} WHERE id = ?", _one_each(gone.entries))  # noqa: S608
        raw.executemany("DELETE FROM sessions WHERE id = ?", _one_each(gone.sessions))
        for person_id in sorted(gone.people):
            _purge_person(raw, person_id, columns)
        _remember(raw, gone, columns.get("purged", ()))
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def purged_from(path: Path) -> ToPurge:
    """Return what was purged from a logbook so far, as far as it can be read."""
    found: dict[str, set[str]] = {"session": set(), "person": set(), "set": set(), "notes": set()}
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as raw:
            if "kind" in _columns(raw).get("purged", ()):
                for kind, text in raw.execute("SELECT kind, id FROM purged"):
                    found.setdefault(kind, set()).add(text)
            else:
                found["session"] = {row[0] for row in raw.execute("SELECT session_id FROM purged")}
    except sqlite3.Error:
        return ToPurge()
    sets = frozenset(PurgedSet.from_text(text) for text in found["set"])
    return ToPurge(
        sessions=frozenset(found["session"]),
        people=frozenset(found["person"]),
        sets=sets,
        notes_of=frozenset(found["notes"]),
    )


def _columns(raw: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the columns of every table."""
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    named = "SELECT name FROM pragma_table_info(?)"
    return {table: [row[0] for row in raw.execute(named, (table,))] for table in tables}


def _one_each(ids: Iterable[str]) -> list[tuple[str]]:
    return [(each,) for each in sorted(ids)]


def _purge_set(raw: sqlite3.Connection, gone: PurgedSet, columns: dict[str, list[str]]) -> None:
    if gone.sensor:
        same = (gone.session_id, gone.sensor, gone.end_s, gone.start_s)
        touching = "FROM sets WHERE session_id = ? AND sensor = ? AND start_s < ? AND end_s > ?"
        raw.execute(
            f"DELETE FROM reps WHERE (session_id, analysis_version, set_id) IN "  # noqa: S608 - words from above
            f"(SELECT session_id, analysis_version, set_id {touching})",
            same,
        )
        raw.execute(f"DELETE {touching}", same)
    elif "hand_sets" in columns:
        raw.execute("DELETE FROM hand_sets WHERE session_id = ? AND set_id = ?", (gone.session_id, gone.set_id))
    if "about" in columns["edits"]:
        raw.execute(
            "DELETE FROM edits WHERE session_id = ? AND (about = ? OR substr(about, 1, length(?) + 1) = ? || '/')",
            (gone.session_id, gone.set_id, gone.set_id, gone.set_id),
        )
    if "standing_rule" in columns["sessions"]:
        raw.execute("UPDATE sessions SET standing_rule = NULL WHERE id = ?", (gone.session_id,))
        for table in (each for each in ("standing_sets", "standing_sessions") if each in columns):
            raw.execute(f"DELETE FROM {table} WHERE session_id = ?", (gone.session_id,))  # noqa: S608
    # The recording still has the samples: should they be counted again, this says that it was no set.
    there = raw.execute("SELECT 1 FROM sessions WHERE id = ?", (gone.session_id,)).fetchone()
    if gone.sensor and there is not None:
        raw.execute(
            "INSERT OR IGNORE INTO edits (session_id, edit_id, op, start_s, end_s, value, at_utc) "
            "VALUES (?, ?, 'delete_set', ?, ?, 'true', ?)",
            (gone.session_id, f"purged {gone.set_id}", gone.start_s, gone.end_s, _now()),
        )


def _purge_person(raw: sqlite3.Connection, person_id: str, columns: dict[str, list[str]]) -> None:
    if "program_entries" in columns:
        raw.execute(
            "DELETE FROM program_entries WHERE run_id IN (SELECT id FROM program_runs WHERE person_id = ?)",
            (person_id,),
        )
    for table in (each for each, names in columns.items() if "person_id" in names and each not in _STAY_WITH_SESSIONS):
        raw.execute(f"DELETE FROM {table} WHERE person_id = ?", (person_id,))  # noqa: S608 - a name from the schema
    if "program_runs" in columns:
        raw.execute("DELETE FROM programs WHERE sha256 NOT IN (SELECT program_sha256 FROM program_runs)")
    for table in (each for each in _STAY_WITH_SESSIONS if each in columns):
        raw.execute(f"UPDATE {table} SET person_id = NULL WHERE person_id = ?", (person_id,))  # noqa: S608
    raw.execute("DELETE FROM people WHERE id = ?", (person_id,))


def _remember(raw: sqlite3.Connection, gone: ToPurge, columns: Iterable[str]) -> None:
    rows: list[tuple[Any, ...]] = [("session", each) for each in sorted(gone.sessions)]
    rows += [("person", each) for each in sorted(gone.people)]
    rows += [("notes", each) for each in sorted(gone.notes_of)]
    rows += [("set", each.to_text()) for each in sorted(gone.sets)]
    if "kind" in columns:
        raw.executemany(
            "INSERT OR IGNORE INTO purged (kind, id, at_utc) VALUES (?, ?, ?)", [(*each, _now()) for each in rows]
        )
    elif "session_id" in columns:  # a copy of schema 0005, which knows of sessions alone
        raw.executemany(
            "INSERT OR IGNORE INTO purged (session_id, at_utc) VALUES (?, ?)",
            [(each, _now()) for each in sorted(gone.sessions)],
        )


def _now() -> str:
    return datetime.now(UTC).isoformat()

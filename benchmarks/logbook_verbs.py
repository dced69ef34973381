"""The verbs of the shell that have to do with the logbook, as they are measured."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

__all__ = ["AT_THE_SHELL", "Verb", "verbs"]

AT_THE_SHELL = (["--version"], ["people"], ["history"], ["progress", "squat"], ["program", "next"])


@dataclass(frozen=True, slots=True)
class Verb:
    """What is typed; ``#`` stands for how often it was typed before."""

    words: tuple[str, ...]
    prepare: Callable[[], object] | None = None
    shown: str = ""
    depends_on: str = ""
    """What it takes its time for, where that is not the logbook's queries: it is shown and held to no limit."""


def verbs(person_id: str, session_id: str, folder: Path) -> list[Verb]:
    """Return the verbs, for a logbook with this person and this latest session in ``folder``."""
    strong = folder / "strong.csv"
    copy = folder / "copy.db"
    database = folder / "log.db"

    def count_as_before() -> None:
        with closing(sqlite3.connect(database)) as raw, raw:
            raw.execute("UPDATE sessions SET analysis_version = '1' WHERE id = ?", (session_id,))

    def another_export() -> None:
        strong.write_text(_strong(int(strong.read_text().splitlines()[1][:4]) - 1 if strong.exists() else 2015))

    def no_copy() -> None:
        copy.unlink(missing_ok=True)

    listed = [
        "sessions",
        "sessions --json",
        "sessions -n 100000",
        "sessions --deleted",
        "sessions show ID",
        "sessions show ID --json",
        "sessions edit ID --set 3 --load 62.5kg --reserve 2",
        "sessions start ID 2025-12-29T19:0#",
        "sessions move ID PERSON",
        "sessions move ID PERSON --set 2",
        "sessions delete ID",
        "sessions undelete ID",
        "sessions delete ID --set 1",
        "sessions undelete ID --set 1",
        "history",
        "history --json",
        "history -n 100000 --csv",
        "history --weeks 520",
        "progress squat",
        "progress squat --json",
        "log squat --reps 8 --load 60",
        "log plank --seconds 30",
        "pain",
        "pain -n 100000 --csv",
        "pain add 2",
        "pain bands",
        "pain bands 2 4 --by Ng",
        "outcomes",
        "outcomes score rmdq 9",
        "outcomes weight 82kg",
        "diary",
        "diary -n 100000 --json",
        "people",
        "people overview",
        "people rename PERSON Ana",
        "program list",
        "program show",
        "program next",
        "program next --json",
        "program skip",
        "program go-to 2",
        "program adjust squat --reps 8-12",
        "program swap squat goblet-squat --hurts",
        "program swap squat squat",
        "exercises",
        "exercises search sqaut",
        "exercises show squat",
    ]

    def mark_person(deleted_utc: str | None) -> None:
        with closing(sqlite3.connect(database)) as raw, raw:
            raw.execute("UPDATE people SET deleted_utc = ?", (deleted_utc,))

    known = [_plain(each, person_id, session_id) for each in listed]
    return [
        *known,
        Verb(("people", "delete", person_id), lambda: mark_person(None), "people delete PERSON"),
        Verb(("people", "undelete", person_id), lambda: mark_person("2026"), "people undelete PERSON"),
        Verb(("import", str(strong), "--unit", "kg"), another_export, "import STRONG.csv (200 sets)"),
        Verb(("import", str(strong), "--unit", "kg", "--dry-run"), None, "import STRONG.csv --dry-run"),
        Verb(("sessions", "reanalyze", session_id), count_as_before, "sessions reanalyze ID", "the recording: 216 s"),
        Verb(("backup", str(copy)), no_copy, "backup FILE", "size and disk"),
        Verb(("restore", str(copy)), None, "restore FILE", "size and disk"),
    ]


def _plain(text: str, person_id: str, session_id: str) -> Verb:
    names = {"ID": session_id, "PERSON": person_id}
    return Verb(tuple(names.get(word, word) for word in text.split()), shown=text)


def _strong(year: int) -> str:
    """Return an export of Strong with ten workouts of twenty sets, of a year that no other has."""
    lines = ["Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"]
    lines += [
        f"{year}-03-{day + 1:02} 18:00:00,A,1h,Squat (Barbell),{number + 1},60,8,0,0,,,"
        for day in range(10)
        for number in range(20)
    ]
    # The first line behind the heads says the year: the next export takes another.
    return "\n".join(lines) + "\n"

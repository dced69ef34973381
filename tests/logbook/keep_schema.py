"""Keep a filled logbook of the present schema as SQL text, before a step to the next one is written.

    python -m tests.logbook.keep_schema

It opens the newest one that is kept, adds rows to every table through the doors, and writes ``schemas/<HEAD>.sql``.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sensorlog.events import JsonValue
from sensorlog.logbook import (
    BodyWeight,
    EditOp,
    Equipment,
    EquipmentKind,
    FlareUp,
    HandSet,
    Logbook,
    Side,
    UsualMark,
    UsualMarkKind,
)
from sensorlog.logbook.database import HEAD
from sensorlog.training import (
    Library,
    MeasureId,
    Moment,
    PainEntry,
    PainSite,
    Score,
    Soreness,
    known_exercises,
    skip_session,
    start_program,
)
from tests.logbook.sample import VERSION, make_set, url_of

SCHEMAS = Path(__file__).parent / "schemas"
DAY = date(2026, 4, 6)
START_UTC = datetime(2026, 4, 6, 17, 30, tzinfo=UTC)


def add_rows(book: Logbook) -> None:
    """Add rows to every table."""
    ana = book.person("p1")
    by_hand = book.log_by_hand(
        START_UTC,
        [
            HandSet(0.0, 30.0, "side plank", held_s=30.0, side=Side.LEFT),
            HandSet(120.0, 150.0, "squat", 8, load_kg=20.0, load_entered="20 kg", warm_up=True),
            HandSet(240.0, 280.0, "band row", 12, equipment=Equipment(EquipmentKind.BAND, resistance="red"), rpe=7.0),
            HandSet(360.0, 400.0, "squat", 8, load_kg=61.2, load_entered="135 lb", reps_in_reserve=2.0),
        ],
        person=ana,
        software="sensorlog 0.1.0",
    )
    book.say(by_hand, "hand/4", EditOp.LOAD, {"kg": 62.5, "entered": "62.5 kg"})
    book.say(by_hand, "hand/3", EditOp.DELETE_SET, True)
    book.move_set(by_hand, "hand/1", "p2")
    sensed = book.begin_session(
        start_utc=START_UTC + timedelta(days=2),
        recording=Path("/elsewhere/c.mcap"),
        analysis_version=VERSION,
        software="0.1.0",
    )
    for version in (VERSION, "test-2"):
        book.save_set(sensed, version, make_set())
    said: tuple[tuple[EditOp, JsonValue], ...] = (
        (EditOp.WARM_UP, True),
        (EditOp.SIDE, "right"),
        (EditOp.EQUIPMENT, Equipment(EquipmentKind.BARBELL, 20.0).to_json()),
        (EditOp.EFFORT, {"reps_in_reserve": 1.0}),
        (EditOp.REPS, 6),
    )
    for op, value in said:
        book.say(sensed, "bar/1", op, value)
    ended_utc = START_UTC + timedelta(days=2)
    book.end_session(sensed, ended_utc=ended_utc, recording_sha256="ab", analysis_version="test-2")
    book.add_felt("p1", PainEntry(DAY, Moment.DURING, 4, PainSite.BACK, "squat"), session_id=by_hand, set_start_s=360.0)
    book.add_felt("p1", PainEntry(DAY, Moment.NEXT_DAY, 6, PainSite.BUTTOCK_OR_LEG, new_or_worse=True), note="ça tire")
    book.add_felt("p1", Score(MeasureId.PSFS, DAY, 4.5, (("tying shoes", 4), ("sitting", 5))))
    book.add_felt("p1", Score(MeasureId.RMDQ, DAY, 9.0))
    book.add_felt("p1", BodyWeight(DAY, 81.6, "180 lb"))
    book.add_felt("p1", Soreness(DAY, True))
    book.take_back(book.add_felt("p1", FlareUp(DAY)).id)
    catalogue = known_exercises()
    program = Library(catalogue).get("eight-weeks")
    state = start_program(program, DAY, [], catalogue)
    run = book.begin_program("p1", program.text, state)
    book.keep_program_state(run.id, skip_session(program, state, DAY, "travelling"), by="p1")
    book.prescribe("p1", by="Dr. Ng", day=DAY, text="pain up to 2", data={"pain_bands": [2, 4]})
    book.mark_usual("p1", UsualMark(UsualMarkKind.FROZEN, START_UTC))
    book.mark_usual("p1", UsualMark(UsualMarkKind.RESTARTED, START_UTC, "squat"))
    with book.carrying_in(ana) as arrivals:
        arrivals.foreign_fields("sessions/sets", sensed, {"mood": "ça va"})
    deleted = book.log_by_hand(START_UTC, [HandSet(0.0, 9.0, "curl", 5)], person=ana, software="sensorlog 0.1.0")
    gone = book.log_by_hand(START_UTC, [HandSet(0.0, 9.0, "curl", 5)], person=ana, software="sensorlog 0.1.0")
    book.delete_session(deleted)
    book.delete_session(gone)
    book.purge_sessions([gone])
    book.say_start(sensed, START_UTC + timedelta(hours=1))
    book.say(by_hand, "hand/2", EditOp.DELETE_SET, True)
    book.purge_set(by_hand, "hand/2")
    for label in ("Ben", "Cleo"):
        person = book.add_person(label)
        book.log_by_hand(START_UTC, [HandSet(0.0, 9.0, "curl", 5)], person=person, software="sensorlog 0.1.0")
        book.delete_person(person.id)
    book.purge_person(person.id)
    book.backup(book.path.with_name(f"copy-{HEAD}.db"))


def main() -> None:
    """Write ``schemas/<HEAD>.sql``."""
    newest = max(script for script in SCHEMAS.glob("*.sql") if script.stem < HEAD)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.db"
        with closing(sqlite3.connect(path)) as raw:
            raw.executescript(newest.read_text(encoding="utf-8"))
        with closing(Logbook(url_of(path))) as book:
            add_rows(book)
        with closing(sqlite3.connect(path)) as raw:
            (application_id,) = raw.execute("PRAGMA application_id").fetchone()
            # The folder in which it was filled is nobody's business.
            lines = [line.replace(folder, "/elsewhere") for line in raw.iterdump()]
    text = "\n".join([f"PRAGMA application_id = {application_id};", *lines, ""])
    (SCHEMAS / f"{HEAD}.sql").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

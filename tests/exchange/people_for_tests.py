"""A logbook of two people who share a sensor, with something of every kind in it."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from sensorlog.events import SessionEvent, SessionEventKind
from sensorlog.imu import Packet
from sensorlog.logbook import (
    BodyWeight,
    Edit,
    EditOp,
    Equipment,
    EquipmentKind,
    FlareUp,
    HandSet,
    Logbook,
    Note,
    Person,
    Side,
    UsualMark,
    UsualMarkKind,
)
from sensorlog.recordings import RecordingWriter
from sensorlog.training import (
    Library,
    MeasureId,
    Moment,
    PainEntry,
    PainSite,
    Score,
    Soreness,
    choices_needed,
    known_exercises,
    skip_session,
    start_program,
)
from tests.logbook.sample import VERSION, make_set

START = datetime(2026, 5, 4, 18, 30, tzinfo=timezone(timedelta(hours=2)))
DAY = date(2026, 5, 4)
HOSTILE = '=HYPERLINK("http://x","<script>alert(1)</script>")'
CANARY = "CANARY-OF-BEN"


def write_recording(path: Path, *people: Person, seconds: int = 120) -> None:
    """A recording with ten packets a second, and who lifts said at its beginning."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with RecordingWriter(path) as writer:
        writer.write(SessionEvent(0, SessionEventKind.SESSION, None, {"start_utc": START.isoformat(), "demo": False}))
        for number, person in enumerate(people):
            writer.write(
                SessionEvent(1 + number, SessionEventKind.PERSON, None, {"id": person.id, "label": person.label})
            )
        writer.write(SessionEvent(10, SessionEventKind.SENSOR, "bar", {"placement": "bar", "profile": "x"}))
        for number in range(seconds * 10):
            writer.write(
                Packet(
                    1_000_000_000 + number * 100_000_000,
                    "bar",
                    "0000fff0-0000-1000-8000-00805f9b34fb",
                    b"%06d" % number,
                )
            )


def fill(logbook: Logbook) -> tuple[Person, Person]:
    """Fill a logbook; return Ana, and Ben, whose words all hold the canary."""
    ana, ben = logbook.add_person("Ana"), logbook.add_person(CANARY)
    _sensed_session(logbook, ana, ben)
    _session_by_hand(logbook, ana, START + timedelta(days=2), HOSTILE)
    _session_by_hand(logbook, ben, START + timedelta(days=2), CANARY)
    for who, words in ((ana, "after sitting"), (ben, CANARY)):
        logbook.add_felt(who.id, PainEntry(DAY, Moment.BEFORE, 4, PainSite.BACK), note=words)
        logbook.add_felt(who.id, PainEntry(DAY, Moment.NEXT_DAY, 2, PainSite.BACK, "squat", new_or_worse=True))
        logbook.add_felt(who.id, Score(MeasureId.ODI, DAY, 24.0))
        logbook.add_felt(who.id, Score(MeasureId.PSFS, DAY, 5.0, (("lift the child", 4), ("sit", 5), ("sleep", 6))))
        logbook.add_felt(who.id, BodyWeight(DAY, 80.5, "80.5 kg"))
        logbook.add_felt(who.id, Soreness(DAY, excessive=True))
        logbook.add_felt(who.id, FlareUp(DAY))
        logbook.mark_usual(who.id, UsualMark(UsualMarkKind.FROZEN, START, words))
        logbook.prescribe(who.id, by="T. Smith", day=DAY, text=words, data={"pain_bands": [2, 4]})
        catalogue = known_exercises()
        program = next(each for each in Library(catalogue).all() if not choices_needed(each))
        state = start_program(program, DAY, [], catalogue)
        run = logbook.begin_program(who.id, program.text, state)
        logbook.keep_program_state(run.id, skip_session(program, state, DAY, words), by=who.id)
    return ana, ben


def _sensed_session(logbook: Logbook, ana: Person, ben: Person) -> None:
    """Ana's session, in which Ben did the second set."""
    path = logbook.recordings_dir / "shared.mcap"
    write_recording(path, ana, ben, ana)
    session_id = logbook.begin_session(
        start_utc=START, recording=path, analysis_version=VERSION, software="sensorlog 0.1"
    )
    logbook.set_person(session_id, ana)
    for number, first_s, exercise in ((1, 10.0, "squat"), (2, 40.0, CANARY), (3, 70.0, "deadlift")):
        logbook.save_set(session_id, VERSION, make_set(first_s, number=number, exercise=exercise))
    at = datetime(2026, 5, 4, 16, 31, tzinfo=UTC)

    def edit(number: int, op: EditOp, start_s: float, end_s: float | None, value: object, about: str | None) -> None:
        logbook.add_edit(
            session_id,
            Edit(f"e{number}", op, start_s, end_s, value, ana.id, at, about, VERSION),  # type: ignore[arg-type]
        )

    edit(1, EditOp.EXERCISE, 8.0, None, "squat", None)
    edit(2, EditOp.REP_REMOVE, 12.0, 14.0, None, "bar/1/2")
    edit(3, EditOp.REP_ADD, 10.0, 20.0, 19.5, "bar/1/+1")
    edit(4, EditOp.LOAD, 70.0, 80.0, {"kg": 61.235, "entered": "135 lb"}, "bar/3")
    edit(5, EditOp.EXERCISE, 40.0, 50.0, CANARY, "bar/2")
    edit(6, EditOp.DELETE_SET, 70.0, 80.0, True, "bar/3")
    logbook.add_note(session_id, Note("n1", 21.0, HOSTILE, at))
    logbook.add_note(session_id, Note("n2", 51.0, CANARY, at))
    logbook.end_session(
        session_id,
        ended_utc=START + timedelta(minutes=30),
        recording_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        analysis_version=VERSION,
    )
    logbook.move_set(session_id, "bar/2", ben.id, by=ana.id)
    logbook.add_felt(ana.id, PainEntry(DAY, Moment.AFTER, 3, PainSite.BACK), session_id=session_id, set_start_s=10.0)
    logbook.add_felt(ben.id, PainEntry(DAY, Moment.AFTER, 3, PainSite.BACK), session_id=session_id, set_start_s=40.0)


def _session_by_hand(logbook: Logbook, who: Person, start: datetime, exercise: str) -> None:
    logbook.log_by_hand(
        start,
        [
            HandSet(
                0.0,
                30.0,
                exercise,
                reps=8,
                load_kg=40.0,
                load_entered="40 kg",
                side=Side.LEFT,
                equipment=Equipment(EquipmentKind.BARBELL, 20.0),
                rpe=7.5,
            ),
            HandSet(120.0, 150.0, "plank", held_s=30.0, warm_up=True),
        ],
        person=who,
        software="sensorlog 0.1",
    )


def cloned(log: bytes, number: int) -> bytes:
    """The same log with other ids: of somebody else."""
    for found in set(re.findall(rb'"id":"([0-9a-f]{12})"', log)):
        log = log.replace(found, hashlib.sha256(found + b"%d" % number).hexdigest()[:12].encode())
    return log

"""Logbooks for the pages: an empty one, one as people have it, and one that holds too much of everything."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, insert, select

from sensorlog.events import Channel, Rep, RepSource, RepState
from sensorlog.imu import Placement
from sensorlog.logbook import HandSet, Logbook, Pairing, Person, SensedSet
from sensorlog.logbook.tables import Base
from sensorlog.pipeline import ANALYSIS_VERSION
from sensorlog.training import (
    Library,
    Moment,
    PainEntry,
    PainSite,
    known_exercises,
    start_program,
)

TODAY = date(2026, 3, 14)
OVERFULL_SESSIONS = 520


def sensed(number: int, start_s: float, exercise: str, load_kg: float, reps: int, rng: random.Random) -> SensedSet:
    """A set of squats and the like, slower from rep to rep."""
    set_id = f"bar/{number}"
    fastest = 0.75 - load_kg / 250
    done = tuple(
        Rep(
            sensor="bar",
            set_id=set_id,
            rep_id=f"{set_id}/{n + 1}",
            revision=0,
            state=RepState.CONFIRMED,
            t_s=start_s + 3.0 * (n + 1),
            start_s=start_s + 3.0 * n,
            turn_s=start_s + 3.0 * n + 1.7,
            end_s=start_s + 3.0 * (n + 1),
            phase1_s=1.7,
            phase2_s=1.3,
            concentric_s=1.1 + 0.05 * n,
            eccentric_s=1.7 + 0.02 * n,
            rom_m=0.52 + rng.uniform(-0.02, 0.02),
            mean_velocity_m_s=max(0.15, fastest - 0.02 * n + rng.uniform(-0.02, 0.02)),
            peak_velocity_m_s=max(0.25, 1.6 * fastest - 0.03 * n),
            smoothness_sparc=-2.1 - 0.05 * n,
            source=RepSource.SENSOR,
        )
        for n in range(reps)
    )
    return SensedSet(
        set_id,
        "bar",
        start_s,
        start_s + 3.0 * reps,
        Channel.VERTICAL,
        0.95,
        0.02 * (reps - 1) / fastest,
        exercise,
        load_kg,
        reps,
        done,
        placement=Placement.BAR,
    )


def add_session(
    logbook: Logbook, start: datetime, person: Person, sets: list[tuple[str, float, int]], rng: random.Random
) -> str:
    """A finished session of sensed sets: exercise, load, reps of each."""
    session_id = logbook.begin_session(
        start_utc=start,
        recording=logbook.recordings_dir / f"{start:%Y%m%d}.mcap",
        analysis_version=ANALYSIS_VERSION,
        software="sensorlog",
    )
    logbook.set_person(session_id, person)
    for number, (exercise, load_kg, reps) in enumerate(sets, 1):
        logbook.save_set(session_id, ANALYSIS_VERSION, sensed(number, 150.0 * number, exercise, load_kg, reps, rng))
    ended = start + timedelta(seconds=150.0 * (len(sets) + 1))
    logbook.end_session(session_id, ended_utc=ended, recording_sha256="0" * 64, analysis_version=ANALYSIS_VERSION)
    return session_id


def normal(logbook: Logbook) -> Person:
    """Six weeks of one person who follows a program, and a second person with a session."""
    rng = random.Random(4)
    ana, ben = logbook.add_person("Ana"), logbook.add_person("Ben")
    catalogue = known_exercises()
    program = Library(catalogue).get("eight-weeks")
    begin = TODAY - timedelta(days=39)
    logbook.begin_program(ana.id, program.text, start_program(program, begin, (), catalogue))
    for number in range(12):
        day = begin + timedelta(days=math.floor(3.5 * number))
        start = datetime(day.year, day.month, day.day, 18, 5 + number, tzinfo=UTC)
        load_kg = 40.0 + 2.5 * (number // 2)
        sets = [("squat", load_kg, 10), ("squat", load_kg, 10), ("bench press", load_kg - 10, 12)]
        if number % 2:
            sets = [("deadlift", load_kg + 20, 8), ("bent-over row", load_kg - 15, 12)]
        add_session(logbook, start, ana, sets, rng)
        score = max(0, 5 - number // 3)
        logbook.add_felt(ana.id, PainEntry(day, Moment.AFTER, score, PainSite.BACK))
    day = TODAY - timedelta(days=1)
    logbook.log_by_hand(
        datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
        [HandSet(0.0, 30.0, "plank", held_s=30.0), HandSet(120.0, 150.0, "hamstring stretch", held_s=30.0)],
        person=ana,
        software="sensorlog",
    )
    add_session(logbook, datetime(2026, 3, 3, 19, tzinfo=UTC), ben, [("curl", 12.5, 12)], rng)
    logbook.pair(Pairing("C0:FF:EE:00:00:01", "my bar sensor", Placement.BAR, None, "sensorlog-imu", None, _PAIRED))
    logbook.pair(
        Pairing("C0:FF:EE:00:00:02", "my trunk sensor", Placement.TRUNK, "sternum", "sensorlog-imu", ana.id, _PAIRED)
    )
    return ana


_PAIRED = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
_LONG = "single-arm landmine press from the half-kneeling position, paused"[:60]
_EXERCISES = (_LONG, "💪 squat 🏋 with 💥 pauses", "לחיצת חזה בשכיבה על ספסל משופע", "قرفصاء خلفية بالبار الحر")
_NAMES = ("💪🏽 Zoë", "נועה בן־דוד", "فاطمة الزهراء", "Nguyễn Thị Minh Khai", "山田 花子")


def again_each_day(logbook: Logbook, session_id: str, days: range) -> None:
    """Copy a session to each so many days before it: rows at once, for entering each takes a hundred times as long."""
    of_session = ("hand_sets", "sets", "reps", "standing_sessions", "standing_sets")
    tables = Base.metadata.tables
    with logbook._writing() as db:
        (session,) = db.execute(select(tables["sessions"]).filter_by(id=session_id)).mappings()
        start = datetime.fromisoformat(session["start_utc"])

        def moved(row: RowMapping, before: int) -> dict[str, Any]:
            then = start - timedelta(days=before)
            new = {"id": f"{session_id}-{before}", "session_id": f"{session_id}-{before}"}
            new |= {"start_utc": then.isoformat(), "ended_utc": then.isoformat(), "day": f"{then:%Y-%m-%d}"}
            return {name: new.get(name, value) for name, value in row.items()}

        db.execute(insert(tables["sessions"]), [moved(session, before) for before in days])
        for name in of_session:
            rows = db.execute(select(tables[name]).filter_by(session_id=session_id)).mappings().all()
            if rows:
                db.execute(insert(tables[name]), [moved(row, before) for row in rows for before in days])


def overfull(logbook: Logbook) -> Person:
    """Far more of everything, with names as long as they may be."""
    rng = random.Random(5)
    long_name = "{}. Maximiliane Wilhelmina Freifrau von Hohenfels-Wartburg, physio"
    people = [logbook.add_person(name) for name in (*(long_name.format(n + 1)[:60] for n in range(35)), *_NAMES)]
    longest = people[0]
    half = range(1, OVERFULL_SESSIONS // 2)
    done = [HandSet(120.0 * n, 120.0 * n + 40, name, reps=8, load_kg=60.0) for n, name in enumerate(_EXERCISES)]
    by_hand = logbook.log_by_hand(datetime(2026, 3, 14, 17, 30, tzinfo=UTC), done, person=longest, software="sensorlog")
    again_each_day(logbook, by_hand, half)
    few = [(name, 60.0 + n, 8) for n, name in enumerate(_EXERCISES)]
    again_each_day(logbook, add_session(logbook, datetime(2026, 3, 14, 9, tzinfo=UTC), longest, few, rng), half)
    many = [(_EXERCISES[n % 4], 100.0 + n, 25) for n in range(24)]
    last = add_session(logbook, datetime(2026, 3, 14, 20, tzinfo=UTC), longest, many, rng)
    for number, text in enumerate(("slept badly; " * 30, "כאב קל בגב התחתון", "💥 knee 💥")):
        logbook.write_note(last, 150.0 * number, text)
    for n in range(14):
        name = f"the sensor of the gym with the very long name, number {n}"
        address = f"C0:FF:EE:00:01:{n:02X}"
        logbook.pair(
            Pairing(address, name, Placement.TRUNK, "over the breastbone, cable up", "sensorlog-imu", None, _PAIRED)
        )
    return longest


def empty(_logbook: Logbook) -> None:
    """Nothing."""


FILLED: dict[str, Callable[[Logbook], Person | None]] = {"empty": empty, "normal": normal, "overfull": overfull}

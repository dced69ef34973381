"""Logbooks of one, three and ten years, for measuring."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sensorlog.events import Channel, Rep, RepState
from sensorlog.logbook import Logbook, SensedSet
from sensorlog.training import (
    Library,
    MeasureId,
    Moment,
    PainEntry,
    PainSite,
    Score,
    choices_needed,
    known_exercises,
    start_program,
)

__all__ = ["REPS", "SESSIONS_PER_YEAR", "SETS", "YEARS", "fill", "make_set"]

YEARS = (1, 3, 10)
SESSIONS_PER_YEAR = 208
SETS, REPS = 20, 10
EXERCISES = ("squat", "deadlift", "bent-over row", "bench press", "hip hinge", "bridge", "curl", "press")
_LAST = datetime(2025, 12, 29, 18, 0, tzinfo=UTC)


def fill(path: Path, years: int) -> tuple[int, float]:
    """Fill a logbook by its own tables: through the doors, one by one, it would take an hour.

    Return the number of reps, and the seconds of CPU that it took.
    """
    begin = time.process_time()
    with closing(Logbook(f"sqlite:///{path}")) as logbook:
        person = logbook.add_person("Ana")
        first = _LAST - timedelta(days=365 * years)
        for day in range(0, 365 * years, 2):
            when = (first + timedelta(days=day)).date()
            logbook.add_felt(person.id, PainEntry(when, Moment.BEFORE, day % 6, PainSite.BACK))
            if day % 28 == 0:
                logbook.add_felt(person.id, Score(MeasureId.RMDQ, when, float(day % 24)))
        catalogue = known_exercises()
        library = Library(catalogue)
        program = next(each for each in library.all() if not choices_needed(each))
        logbook.begin_program(person.id, program.text, start_program(program, first.date(), [], catalogue))
    sessions = SESSIONS_PER_YEAR * years
    with closing(sqlite3.connect(path)) as raw, raw:
        for number in range(sessions):
            start = first + timedelta(days=number * 365 / SESSIONS_PER_YEAR)
            session_id = f"{number:012x}"
            head = (session_id, person.id, start.isoformat(), (start + timedelta(hours=1)).isoformat())
            raw.execute(
                "INSERT INTO sessions (id, person_id, start_utc, ended_utc, demo, recording_path, recording_sha256, "
                "analysis_version, software, utc_offset_s) "
                "VALUES (?, ?, ?, ?, 0, 'recordings/a.mcap', NULL, '1', 'x', 0)",
                head,
            )
            done = [make_set(each) for each in range(SETS)]
            raw.executemany(_SET_SQL, [_set_row(session_id, each, number) for each in done])
            raw.executemany(_REP_SQL, [_rep_row(session_id, rep) for each in done for rep in each.reps])
            raw.execute(
                "INSERT INTO edits (session_id, edit_id, op, start_s, end_s, value, at_utc) "
                "VALUES (?, 'e', 'rep_remove', 6.0, 8.0, NULL, ?)",
                (session_id, start.isoformat()),
            )
    return sessions * SETS * REPS, time.process_time() - begin


_SET_SQL = (
    "INSERT INTO sets (session_id, analysis_version, set_id, sensor, start_s, end_s, sensed_rep_count, channel, "
    "confidence, velocity_loss, exercise, load_kg, placement) VALUES (?, '1', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'bar')"
)
_REP_SQL = (
    "INSERT INTO reps (session_id, analysis_version, rep_id, set_id, start_s, turn_s, end_s, phase1_s, phase2_s, "
    "concentric_s, eccentric_s, rom_m, rom_rad, mean_velocity_m_s, peak_velocity_m_s, smoothness_sparc, trunk) "
    "VALUES (?, '1', ?, ?, ?, ?, ?, 1.0, 1.0, 1.0, 1.0, 0.5, 1.2, ?, 0.9, -2.1, ?)"
)
_TRUNK = json.dumps({"inclination_range_rad": 0.71, "twist_range_rad": 0.05, "jerkiness": 0.12, "deviation": []})


def _set_row(session_id: str, done: SensedSet, number: int) -> tuple[object, ...]:
    exercise = EXERCISES[(number + int(done.set_id[4:]) // 4) % len(EXERCISES)]
    values = (done.sensor, done.start_s, done.end_s, REPS, done.channel.value, 0.9, 0.1, exercise, 60.0 + number % 40)
    return (session_id, done.set_id, *values)


def _rep_row(session_id: str, rep: Rep) -> tuple[object, ...]:
    return (session_id, rep.rep_id, rep.set_id, rep.start_s, rep.turn_s, rep.end_s, rep.mean_velocity_m_s, _TRUNK)


def make_set(number: int) -> SensedSet:
    """Return the set of that number in its session, as a sensor sees it."""
    set_id, start_s = f"bar/{number}", 120.0 * number
    reps = tuple(
        Rep(
            sensor="bar",
            set_id=set_id,
            rep_id=f"{set_id}/{each}",
            revision=0,
            state=RepState.CONFIRMED,
            t_s=start_s + 2.0 * each + 2.0,
            start_s=start_s + 2.0 * each,
            turn_s=start_s + 2.0 * each + 1.0,
            end_s=start_s + 2.0 * each + 2.0,
            mean_velocity_m_s=0.6 - 0.01 * each,
        )
        for each in range(REPS)
    )
    return SensedSet(
        set_id=set_id,
        sensor="bar",
        start_s=start_s,
        end_s=start_s + 2.0 * REPS,
        channel=Channel.VERTICAL,
        confidence=0.9,
        velocity_loss=0.1,
        exercise="squat",
        load_kg=60.0,
        sensed_rep_count=REPS,
        reps=reps,
    )

"""How a logbook grows: every query and verb with one, three and ten years in it."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, redirect_stdout
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sensorlog.cli.app import app
from sensorlog.events import Channel, Rep, RepState
from sensorlog.logbook import DATABASE_URL_VARIABLE, Edit, EditOp, HandSet, Logbook, SensedSet
from sensorlog.training import (
    Library,
    Moment,
    PainEntry,
    PainSite,
    choices_needed,
    known_exercises,
    start_program,
)

__all__ = ["run"]

YEARS = (1, 3, 10)
SESSIONS_PER_YEAR = 208
SETS, REPS = 20, 10
EXERCISES = ("squat", "deadlift", "bent-over row", "bench press", "hip hinge", "bridge", "curl", "press")
_FIRST = datetime(2016, 1, 4, 18, 0, tzinfo=UTC)
_LIMIT_MS = 300.0


def run(*, verbs_too: bool = True) -> None:
    """Print the table, for a process in which what is needed is loaded."""
    print(f"{SETS} sets of {REPS} reps, 4 sessions a week; milliseconds of CPU time, in a process that is warm")
    columns: list[dict[str, float]] = []
    for years in YEARS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "log.db"
            reps, filled_s = _fill(path, years)
            size_mb = path.stat().st_size / 1e6
            begin = time.process_time()
            Logbook(f"sqlite:///{path}").close()
            print(
                f"{years:2d} years: {reps} reps, {size_mb:.0f} MB, filled in {filled_s:.0f} s; "
                f"lists made ready anew in {time.process_time() - begin:.0f} s of CPU"
            )
            columns.append(_measure(path, verbs_too=verbs_too))
    print(f"{'':34s}" + "".join(f"{years:>8d} y" for years in YEARS) + "   × from 1 to 10 (years: × 10)")
    for name in columns[0]:
        figures = [column[name] for column in columns]
        over = "  over the limit" if max(figures) > _LIMIT_MS else ""
        print(f"{name:34s}" + "".join(f"{each:10.1f}" for each in figures) + f"{figures[-1] / figures[0]:8.1f}{over}")


def _measure(path: Path, *, verbs_too: bool) -> dict[str, float]:
    os.environ[DATABASE_URL_VARIABLE] = f"sqlite:///{path}"
    found: dict[str, float] = {"open the logbook": _best_ms(lambda: Logbook().close())}
    with closing(Logbook()) as logbook:
        (person,) = logbook.people()
        latest = logbook.summaries(1)[0].id
        numbers = iter(range(10_000))
        queries: dict[str, Callable[[], object]] = {
            "20 latest sessions, in numbers": lambda: logbook.summaries(20),
            "all sessions, in numbers": logbook.summaries,
            "all sessions of a person": lambda: logbook.summaries(person_id=person.id),
            "one session with its reps": lambda: logbook.session(latest),
            "20 latest sessions with reps": lambda: logbook.sessions(20),
            "all sets of one exercise": lambda: logbook.done_sets(person.id, exercises=["squat"]),
            "all sets of the last year": lambda: logbook.done_sets(person.id, since=_year_before_last_day(logbook)),
            "all sets": lambda: logbook.done_sets(person.id),
            "what was felt": lambda: logbook.diary(person.id),
            "unfinished sessions": logbook.unfinished,
            "analysis versions": logbook.analysis_versions,
            "keep a set": lambda: logbook.save_set(latest, "1", _set(100 + next(numbers))),
            "keep an edit": lambda: logbook.add_edit(latest, _edit(next(numbers))),
            "keep a set by hand": lambda: logbook.add_hand_set(latest, HandSet(0.0, 30.0, "plank", held_s=30.0)),
            "move a session": lambda: logbook.move_session(latest, person.id),
            "delete and undelete": lambda: _delete_and_undelete(logbook, latest),
        }
        found |= {name: _best_ms(query) for name, query in queries.items()}
    if verbs_too:
        verbs = (
            ["sessions"],
            ["sessions", "--json"],
            ["sessions", "-n", "100000"],
            ["sessions", "show", latest],
            ["sessions", "show", latest, "--json"],
            ["sessions", "delete", latest],
            ["sessions", "undelete", latest],
            ["history"],
            ["history", "--json"],
            ["progress", "squat"],
            ["progress", "squat", "--json"],
            ["pain"],
            ["outcomes"],
            ["people"],
            ["program", "show"],
            ["log", "squat", "--reps", "8", "--load", "60"],
        )
        for verb in verbs:
            shown = " ".join("ID" if word == latest else word for word in verb)
            found[f"sensorlog {shown}"] = _best_ms(lambda verb=verb: _verb(verb))  # type: ignore[misc]
    return found


def _delete_and_undelete(logbook: Logbook, session_id: str) -> None:
    logbook.delete_session(session_id)
    logbook.undelete_session(session_id)


def _year_before_last_day(logbook: Logbook) -> date:
    return logbook.summaries(1)[0].start_local.date() - timedelta(days=365)


def _verb(arguments: list[str]) -> None:
    with redirect_stdout(io.StringIO()):
        app(arguments, standalone_mode=False)


def _best_ms(work: Callable[[], object]) -> float:
    """CPU time, best of seven: the machine may be doing other things."""
    spent = []
    for _ in range(7):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return 1e3 * min(spent)


def _fill(path: Path, years: int) -> tuple[int, float]:
    """Fill a logbook by its own tables: as many rows one by one through the doors would take an hour."""
    begin = time.process_time()
    with closing(Logbook(f"sqlite:///{path}")) as logbook:
        person = logbook.add_person("Ana")
        for day in range(0, 365 * years, 2):
            when = (_FIRST + timedelta(days=day)).date()
            logbook.add_felt(person.id, PainEntry(when, Moment.BEFORE, day % 6, PainSite.BACK))
        catalogue = known_exercises()
        library = Library(catalogue)
        program = next(each for each in library.all() if not choices_needed(each))
        logbook.begin_program(person.id, program.text, start_program(program, _FIRST.date(), [], catalogue))
    sessions = SESSIONS_PER_YEAR * years
    with closing(sqlite3.connect(path)) as raw, raw:
        for number in range(sessions):
            start = _FIRST + timedelta(days=number * 365 / SESSIONS_PER_YEAR)
            session_id = f"{number:012x}"
            head = (session_id, person.id, start.isoformat(), (start + timedelta(hours=1)).isoformat())
            raw.execute(
                "INSERT INTO sessions (id, person_id, start_utc, ended_utc, demo, recording_path, recording_sha256, "
                "analysis_version, software, utc_offset_s) "
                "VALUES (?, ?, ?, ?, 0, 'recordings/a.mcap', '00', '1', 'x', 0)",
                head,
            )
            done = [_set(each) for each in range(SETS)]
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


def _set(number: int) -> SensedSet:
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


def _edit(number: int) -> Edit:
    return Edit(f"bench-{number}", EditOp.LOAD, 0.0, 20.0, 62.5, None, datetime.now(UTC))

"""A morning at the desk: 500 session logs of 50 people taken in, in a process of their own."""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sensorlog.events import Channel, Rep, RepState, TrunkMeasures, TrunkPhase
from sensorlog.exchange import Choice, log_lines, log_parts
from sensorlog.imu import Placement
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook, SensedSet
from sensorlog.training import Moment, PainEntry, PainSite

__all__ = ["run", "write_logs"]

PEOPLE, SESSIONS = 50, 10
SETS, REPS = 20, 10
LIMIT_S = 60.0
_FIRST = datetime(2026, 1, 5, 17, 0, tzinfo=UTC)


def run() -> None:
    """Print how long it takes, alone and again, that the way back gives the same bytes, and what a cancel leaves."""
    with tempfile.TemporaryDirectory() as folder_name:
        folder = Path(folder_name)
        logs = folder / "logs"
        logs.mkdir()
        write_logs(logs)
        size_mb = sum(path.stat().st_size for path in logs.iterdir()) / 1e6
        number = len(list(logs.iterdir()))
        print(f"{number} session logs of {PEOPLE} people: {SETS} sets of {REPS} reps each, {size_mb:.0f} MB")
        desk = folder / "desk.db"
        for what, extra in (("dry run", ["--dry-run"]), ("taken in", []), ("again, nothing new", [])):
            begin, cpu_before_s = time.perf_counter(), _cpu_s()
            done = subprocess.run(_command(logs, *extra), env=_environment(desk), capture_output=True, check=False)
            wall_s, cpu_s = time.perf_counter() - begin, _cpu_s() - cpu_before_s
            over = f"  over {LIMIT_S:.0f} s" if wall_s > LIMIT_S else ""
            print(f"{what:20s} {wall_s:6.1f} s, {cpu_s:.1f} s of them on the processor, exit {done.returncode}{over}")
        print(f"{'in the logbook':20s} {_count(desk, 'people')} people, {_count(desk, 'reps')} reps, {_whole(desk)}")
        print(f"{'way back':20s} {_same_bytes(logs, desk)} of {number} logs byte for byte")
        _cancel(logs, folder / "cancelled.db")


def _cpu_s() -> float:
    """Return the processor time of what has run: other work on the machine adds nothing to it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _command(logs: Path, *extra: str) -> list[str]:
    return [sys.executable, "-m", "sensorlog", "import", str(logs), *extra]


def _environment(desk: Path) -> dict[str, str]:
    return os.environ | {DATABASE_URL_VARIABLE: f"sqlite:///{desk}"}


def _cancel(logs: Path, desk: Path) -> None:
    process = subprocess.Popen(
        _command(logs), env=_environment(desk), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    while process.poll() is None and _count(desk, "sessions") < SESSIONS:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    sessions, whole = _count(desk, "sessions"), _count(desk, "diary")
    print(f"{'cancelled':20s} {sessions} sessions, {whole} entries of the diary, {_whole(desk)}; said: {said.strip()}")


def _count(path: Path, table: str) -> int:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as raw:
            return int(raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.Error:
        return 0


def _whole(path: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        is_whole = raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return "whole" if is_whole and not raw.execute("PRAGMA foreign_key_check").fetchall() else "DAMAGED"


def _same_bytes(logs: Path, desk: Path) -> int:
    same = 0
    with closing(Logbook(f"sqlite:///{desk}")) as logbook:
        for path in logs.iterdir():
            log = path.read_bytes()
            person_id = json.loads(log)["person"]["id"]
            session_id = json.loads(log)["sessions"][0]["id"]
            parts = log_parts(logbook, person_id, Choice(session_ids={session_id}))
            same += b"".join(log_lines(parts, logbook.foreign_fields(person_id))) == log
    return same


def write_logs(folder: Path) -> None:
    """Write a log for each session of each person: those of one, out of a logbook, under the ids of fifty."""
    with tempfile.TemporaryDirectory() as home, closing(Logbook(f"sqlite:///{home}/log.db")) as logbook:
        person = logbook.add_person("Ana")
        for number in range(SESSIONS):
            session_id = _log_session(logbook, number)
            parts = log_parts(logbook, person.id, Choice(session_ids={session_id}))
            log = b"".join(log_lines(parts, {}))
            for each in range(PEOPLE):
                (folder / f"{each:02}-{number:02}.json").write_bytes(_of_another(log, each))


def _of_another(log: bytes, number: int) -> bytes:
    for found in set(re.findall(rb'"id":"([0-9a-f]{12})"', log)):
        log = log.replace(found, hashlib.sha256(found + b"%d" % number).hexdigest()[:12].encode())
    return log


def _log_session(logbook: Logbook, number: int) -> str:
    (person,) = logbook.people()
    start = _FIRST + timedelta(days=number * 7 // 3)
    session_id = logbook.begin_session(
        start_utc=start, recording=logbook.recordings_dir / f"{number}.mcap", analysis_version="2", software="0.1"
    )
    logbook.set_person(session_id, person)
    for each in range(SETS):
        logbook.save_set(session_id, "2", _set(each))
    logbook.end_session(session_id, ended_utc=start, recording_sha256=f"{number:064x}", analysis_version="2")
    logbook.add_felt(person.id, PainEntry(start.date(), Moment.AFTER, 3, PainSite.BACK), session_id=session_id)
    return session_id


def _set(number: int) -> SensedSet:
    set_id, first_s = f"bar/{number + 1}", 180.0 * number
    return SensedSet(
        set_id=set_id,
        sensor="bar",
        start_s=first_s,
        end_s=first_s + 3.1 * REPS,
        channel=Channel.VERTICAL,
        confidence=0.9,
        velocity_loss=0.12,
        exercise="squat",
        load_kg=62.5,
        sensed_rep_count=REPS,
        reps=tuple(_rep(set_id, each, first_s + 3.1 * each) for each in range(REPS)),
        placement=Placement.TRUNK,
        clip_site="T12",
    )


def _rep(set_id: str, number: int, start_s: float) -> Rep:
    wobble = math.sin(start_s)
    phases = tuple(
        TrunkPhase(1.5, start_s + end_s, 0.71 + 0.1 * wobble, 1.31 + wobble / 7, -1.7 - wobble / 9, -5.1, 0.3)
        for end_s in (1.5, 3.1)
    )
    return Rep(
        sensor="bar",
        set_id=set_id,
        rep_id=f"{set_id}/{number + 1}",
        revision=0,
        state=RepState.CONFIRMED,
        t_s=start_s + 3.1,
        start_s=start_s,
        turn_s=start_s + 1.5,
        end_s=start_s + 3.1,
        phase1_s=1.5,
        phase2_s=1.6,
        concentric_s=1.6,
        eccentric_s=1.5,
        rom_m=0.61 + wobble / 50,
        rom_rad=0.7 + wobble / 30,
        mean_velocity_m_s=0.41 + wobble / 40,
        peak_velocity_m_s=0.8 + wobble / 20,
        smoothness_sparc=-1.6 - wobble / 9,
        trunk=TrunkMeasures(
            inclination_peak_rad=0.9,
            inclination_range_rad=0.8,
            side_bend_rad=0.05,
            twist_range_rad=0.1,
            angular_speed_peak_rad_s=1.3 + wobble,
            smoothness_sparc=-1.7,
            smoothness_ldlj=-5.2,
            jerkiness=0.3,
            phases=phases,
            clip_site="T12",
            deviation=(),
        ),
    )

"""``kill -9`` in the middle of a set: what was acknowledged is there, and the session can be finished."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from sensorlog.events import SessionEvent
from sensorlog.imu import Packet
from sensorlog.logbook import Logbook, LoggedSession
from sensorlog.pipeline import Pipeline, SessionFold
from sensorlog.profiles import Registry
from sensorlog.recordings import read_recording
from sensorlog.session import finish_session, unfinished_sessions
from tests.session.scene import items, performance, profile, record

KILLS = 20
FACTOR = 30.0
PATIENCE_S = 60.0


def moments_within_sets(seed: int) -> list[int]:
    """Numbers of items, each within a set, in either set."""
    chance = random.Random(seed)
    first_ns = next(item.t_ns for item in items() if isinstance(item, Packet))
    times_s = [(item.t_ns - first_ns) / 1e9 for item in items()]
    moments = []
    for number in range(KILLS):
        done = performance().sets[number % 2]
        at_s = chance.uniform(done.reps[0].start_s, done.end_s)
        moments.append(next(n for n, t_s in enumerate(times_s) if t_s >= at_s))
    return moments


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def kill_at(children: dict[Path, int], moments: dict[Path, int]) -> None:
    """Kill each session as soon as it has acknowledged so many items."""
    give_up = time.monotonic() + PATIENCE_S
    alive = set(children)
    while alive:
        assert time.monotonic() < give_up
        for home in sorted(alive):
            if size(home / "acknowledged") >= moments[home]:
                os.kill(children[home], signal.SIGKILL)
                alive.remove(home)
        time.sleep(0.002)


def counts(session: LoggedSession) -> list[tuple[str, float, float, int]]:
    return [(each.set_id, each.start_s, each.end_s, each.rep_count) for each in session.sets]


def expected(recorded: list[Packet | SessionEvent]) -> list[tuple[str, float, float | None, int]]:
    """Analyse what was recorded, in one go."""
    pipeline = Pipeline(Registry(folders=()), attached={profile().id: profile().text})
    fold = SessionFold()
    fold.apply(recorded, pipeline.push(recorded))
    fold.apply([], pipeline.finish())
    return [(each.set_id, each.start_s, each.end_s, each.rep_count) for each in fold.confirmed_sets]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_twenty_sessions_killed_in_the_middle_of_a_set_lose_nothing(tmp_path: Path) -> None:
    record(tmp_path / "given.mcap")
    Logbook(f"sqlite:///{tmp_path / 'log.db'}").close()
    homes = [tmp_path / str(number) for number in range(KILLS)]
    for home in homes:  # a logbook that is there opens faster
        home.mkdir()
        shutil.copy(tmp_path / "log.db", home)
    moments = dict(zip(homes, moments_within_sets(seed=20), strict=True))
    arguments = [str(tmp_path / "given.mcap"), str(tmp_path), str(KILLS), str(FACTOR)]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.session.nursery", *arguments], stdout=subprocess.PIPE, text=True
    ) as nursery:
        assert nursery.stdout is not None
        pids = [int(word) for word in nursery.stdout.readline().split()]
        kill_at(dict(zip(homes, pids, strict=True)), moments)

    unfinished_sets = 0
    for home in homes:
        logbook = Logbook(f"sqlite:///{home / 'log.db'}")
        (session,) = unfinished_sessions(logbook)

        recorded = list(read_recording(session.evidence))
        given = recorded[1:]  # behind the session's own first event
        acknowledged = size(home / "acknowledged")
        assert acknowledged >= moments[home]
        assert given == list(items()[: len(given)])
        assert acknowledged <= len(given) <= acknowledged + 1

        finished = finish_session(logbook, session.id)
        assert counts(finished) == expected(recorded)
        assert set(counts(session)) <= set(counts(finished))
        unfinished_sets += len(finished.sets) - len(session.sets)
        assert finished.ended_utc is not None
        assert unfinished_sessions(logbook) == []
        assert finish_session(logbook, session.id) == finished
        logbook.close()
        with closing(sqlite3.connect(home / "log.db")) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert unfinished_sets >= KILLS // 2  # most were cut in a set that the sensor had confirmed

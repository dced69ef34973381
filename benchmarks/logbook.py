"""How a logbook grows: every query and verb with one, three and ten years in it, and a verb from a cold start."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.filled_logbook import REPS, SESSIONS_PER_YEAR, SETS, YEARS, fill, make_set
from benchmarks.logbook_verbs import AT_THE_SHELL, Verb, verbs
from sensorlog.cli.app import app
from sensorlog.logbook import DATABASE_URL_VARIABLE, Edit, EditOp, HandSet, Logbook
from sensorlog.training import known_exercises, own_equipment

__all__ = ["run"]

_LIMIT_MS = 300.0
_RECORDING = Path(__file__).parents[1] / "recordings" / "bench-press.mcap"
_SHORTEST_MS = 5.0
"""Below this the clock of the processor says more about itself than about growth."""
_LINEAR = 1.15
"""Of time for each session more than with less data: up to here it is scatter."""


def run() -> None:
    """Print the tables, for a process in which what is needed is loaded, and for one that begins."""
    print(f"{SETS} sets of {REPS} reps, 4 sessions a week; milliseconds of CPU time, in a process that is warm")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / str(years) / "log.db" for years in YEARS]
        for years, path in zip(YEARS, paths, strict=True):
            path.parent.mkdir()
            reps, filled_s = fill(path, years)
            size_mb = path.stat().st_size / 1e6
            begin = time.process_time()
            Logbook(f"sqlite:///{path}").close()
            print(
                f"{years:2d} years: {SESSIONS_PER_YEAR * years} sessions, {reps} reps, {size_mb:.0f} MB, "
                f"filled in {filled_s:.0f} s; lists made ready anew in {time.process_time() - begin:.0f} s of CPU"
            )
        _cold(paths[-1])
        _print(_measure(paths))


def _print(rows: dict[str, list[float]]) -> None:
    print(f"\n{'':44s}" + "".join(f"{years:>7d} y" for years in YEARS) + "   growth of time ÷ growth of data")
    depending = {f"sensorlog {verb.shown}": verb.depends_on for verb in verbs("", "", Path()) if verb.depends_on}
    worst, over, steep = 0.0, 0, 0
    for name, figures in rows.items():
        growth = max(
            (figures[later] / figures[earlier]) / (YEARS[later] / YEARS[earlier])
            for later in range(len(YEARS))
            for earlier in range(later)
        )
        notes = []
        if name in depending:
            notes.append(f"depends on {depending[name]}")
        elif max(figures) > _LIMIT_MS:
            over += 1
            notes.append("over the limit")
        if growth > _LINEAR and max(figures) > _SHORTEST_MS:
            steep += 1
            notes.append("more than linear")
        worst = max(worst, *figures) if name not in depending else worst
        print(f"{name:44s}" + "".join(f"{each:9.1f}" for each in figures) + f"{growth:8.2f}  {', '.join(notes)}")
    print(f"slowest {worst:.0f} ms; over {_LIMIT_MS:.0f} ms: {over}; growing more than linearly: {steep}")


def _measure(paths: list[Path]) -> dict[str, list[float]]:
    """Return for each work its times, one for each logbook."""
    found = _compared([(path, _Work(lambda _: Logbook().close())) for path in paths])
    rows = {"open the logbook": found}
    people: list[str] = []
    latest: list[str] = []
    queries: list[dict[str, Callable[[int], object]]] = []
    with ExitStack() as opened:
        for path in paths:
            logbook = opened.enter_context(closing(Logbook(f"sqlite:///{path}")))
            (person,) = logbook.people()
            people.append(person.id)
            latest.append(logbook.summaries(1)[0].id)
            queries.append(_queries(logbook, people[-1], latest[-1]))
            logbook.recordings_dir.mkdir(exist_ok=True)
            shutil.copy(_RECORDING, logbook.recordings_dir / "a.mcap")
        for name in queries[0]:
            rows[name] = _compared([(path, _Work(each[name])) for path, each in zip(paths, queries, strict=True)])
    listed = [verbs(who, session, path.parent) for who, session, path in zip(people, latest, paths, strict=True)]
    for same in zip(*listed, strict=True):
        works = [_Work(partial(_call, verb), verb.prepare) for verb in same]
        rows[f"sensorlog {same[0].shown}"] = _compared(list(zip(paths, works, strict=True)))
    return rows


def _queries(logbook: Logbook, person_id: str, latest: str) -> dict[str, Callable[[int], object]]:
    last_day = logbook.summaries(1)[0].start_local.date()
    entry = logbook.diary(person_id)[-1]
    catalogue, at_hand = known_exercises(), own_equipment()

    def program(_: int) -> object:
        from sensorlog.logbook import running_program

        run = running_program(logbook, person_id, last_day, catalogue, at_hand)
        return None if run is None else run.today(last_day)

    return {
        "20 latest sessions, in numbers": lambda _: logbook.summaries(20),
        "all sessions, in numbers": lambda _: logbook.summaries(),
        "all sessions of a person": lambda _: logbook.summaries(person_id=person_id),
        "one session with its reps": lambda _: logbook.session(latest),
        "20 latest sessions with reps": lambda _: logbook.sessions(20),
        "all sets of one exercise": lambda _: logbook.done_sets(person_id, exercises=["squat"]),
        "all sets of the last year": lambda _: logbook.done_sets(person_id, since=_year_before(last_day)),
        "all sets": lambda _: logbook.done_sets(person_id),
        "names of exercises": lambda _: logbook.exercise_names(person_id),
        "what was felt": lambda _: logbook.diary(person_id),
        "unfinished sessions": lambda _: logbook.unfinished(),
        "deleted sets": lambda _: logbook.deleted_sets(),
        "analysis versions": lambda _: logbook.analysis_versions(),
        "corrected sets": lambda _: logbook.set_counts(),
        "the next session of a program": program,
        "keep a set": lambda turn: logbook.save_set(latest, "1", make_set(100 + turn)),
        "keep an edit": lambda turn: logbook.add_edit(latest, _edit(turn)),
        "keep a set by hand": lambda _: logbook.add_hand_set(latest, HandSet(0.0, 30.0, "plank", held_s=30.0)),
        "move a session": lambda _: logbook.move_session(latest, person_id),
        "delete and undelete a session": lambda _: (
            logbook.delete_session(latest),  # type: ignore[func-returns-value]
            logbook.undelete_session(latest),  # type: ignore[func-returns-value]
        ),
        "delete and undelete a person": lambda _: (
            logbook.delete_person(person_id),
            logbook.undelete_person(person_id),  # type: ignore[func-returns-value]
        ),
        "take an entry back, and put it back": lambda _: (logbook.take_back(entry.id), logbook.put_back(entry.id)),
    }


def _year_before(day: date) -> date:
    return day - timedelta(days=365)


def _edit(number: int) -> Edit:
    return Edit(f"bench-{number}", EditOp.LOAD, 0.0, 20.0, 62.5, None, datetime.now(UTC))


def _call(verb: Verb, turn: int) -> None:
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()):
        try:
            code = app([word.replace("#", str(turn)) for word in verb.words], standalone_mode=False)
        except SystemExit as left:
            code = left.code
    if code not in (None, 0):
        raise RuntimeError(f"sensorlog {verb.shown}: {out.getvalue()}")


@dataclass(frozen=True, slots=True)
class _Work:
    """What is measured; it is given how often it was done before."""

    do: Callable[[int], object]
    prepare: Callable[[], object] | None = None


def _compared(works: list[tuple[Path, _Work]]) -> list[float]:
    """CPU time in milliseconds of each, best of seven.

    They take turns: a machine that is faster now than a minute ago would else be taken for a query that grows.
    """
    spent: list[list[float]] = [[] for _ in works]
    for turn in range(7):
        for (path, work), times in zip(works, spent, strict=True):
            os.environ[DATABASE_URL_VARIABLE] = f"sqlite:///{path}"
            if work.prepare is not None:
                work.prepare()
            begin = time.process_time()
            work.do(turn)
            times.append(time.process_time() - begin)
    return [1e3 * min(times) for times in spent]


def _cold(path: Path) -> None:
    """Print what a verb takes in a process that begins with it."""
    environment = {**os.environ, DATABASE_URL_VARIABLE: f"sqlite:///{path}"}
    for words in AT_THE_SHELL:
        spent = []
        for _ in range(5):
            before = os.times().children_user + os.times().children_system
            subprocess.run(
                [sys.executable, "-m", "sensorlog", *words], env=environment, capture_output=True, check=True
            )
            spent.append(os.times().children_user + os.times().children_system - before)
        print(f"cold start, {max(YEARS)} years: sensorlog {' '.join(words):20s} {1e3 * min(spent):6.0f} ms of CPU")

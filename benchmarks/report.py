"""How long reports take: one person's twelve weeks, and a folder of thirty people."""

from __future__ import annotations

import io
import re
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from benchmarks.simulated_people import Story, live
from sensorlog.exchange import LogReader, overview, person_log, take_in_log
from sensorlog.exchange.report import ReportFormat, ReportOrder, write_report, write_reports
from sensorlog.logbook import Logbook
from sensorlog.training import known_exercises

__all__ = ["run"]

_LAST = date(2026, 6, 30)
_LIMIT_ONE_S, _LIMIT_MANY_S = 5.0, 60.0


def run(people: int = 30) -> None:
    """Print the figures; the limits are for CPU time: the machine may be doing other things."""
    catalogue = known_exercises()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(Logbook(f"sqlite:///{folder / 'log.db'}")) as logbook:
            live(logbook, Story("Person 1", 1, _LAST, skips=0.0, notes=("Felt light.",)))
            _multiply(logbook, people)
            person = logbook.people()[0]
            sets = logbook.done_sets(person.id)
            sessions = len({done.session for done in sets})
            reps = sum(done.reps or 0 for done in sets)
            print(f"one person: {sessions} sessions in 12 weeks, {len(sets)} sets, {reps} reps")
            for kind in ReportFormat:
                order = ReportOrder(_LAST, (kind,))
                begin = (time.perf_counter(), time.process_time())
                (path,) = write_report(logbook, person, order, catalogue, folder / f"one.{kind.value}")
                _tell(f"report, {kind.value}, {path.stat().st_size / 1e6:.1f} MB", begin, _LIMIT_ONE_S)
            for kind in ReportFormat:
                order = ReportOrder(_LAST, (kind,))
                begin = (time.perf_counter(), time.process_time())
                paths = list(write_reports(logbook, logbook.people(), order, catalogue, folder / kind.value))
                _tell(f"folder of {people} people, {kind.value}, {len(paths)} files", begin, _LIMIT_MANY_S)
            begin = (time.perf_counter(), time.process_time())
            overview(logbook, _LAST)
            _tell(f"overview of {people} people", begin, None)


def _multiply(logbook: Logbook, people: int) -> None:
    """Take the first person's log in as that of others: faster than to make each of them up."""
    (first,) = logbook.people()
    text = person_log(logbook, first.id).model_dump_json()
    ids = {first.id, *(each.id for each in logbook.summaries()), *re.findall(r'"id":"([0-9a-f]{12})"', text)}
    for number in range(2, people + 1):
        other = re.sub("|".join(sorted(ids)), lambda found, number=number: f"{found[0][:9]}x{number:02}", text)  # type: ignore[misc]
        data = other.replace('"pseudonym":"Person 1"', f'"pseudonym":"Person {number}"').encode()
        take_in_log(logbook, LogReader(lambda data=data: io.BytesIO(data), "made up"))  # type: ignore[misc]


def _tell(what: str, begin: tuple[float, float], limit_s: float | None) -> None:
    took_s, spent_s = time.perf_counter() - begin[0], time.process_time() - begin[1]
    limit = "" if limit_s is None else f"; limit {limit_s:g} s" + ("  over the limit" if spent_s > limit_s else "")
    print(f"{what}: {spent_s:.2f} s of CPU, {took_s:.2f} s on the clock{limit}")

"""One file that is taken in, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sensorlog.exchange import Incoming, Taken
    from sensorlog.logbook import Arrival, Logbook

__all__ = ["FileTaken", "Wishes", "take_in_file"]

_MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to take files in."""

    dry_run: bool
    unit: str
    skip_bad: bool
    person: str
    start: datetime | None
    passphrase: Callable[[], str]


@dataclass(frozen=True, slots=True)
class FileTaken:
    """What became of a file."""

    lines: list[str]
    problems: list[str]
    document: dict[str, Any]
    has_failed: bool


def take_in_file(logbook: Logbook, each: Incoming, wishes: Wishes) -> FileTaken:
    """Take in one file. Raises a :class:`sensorlog.errors.SensorlogError`, with nothing of it taken in."""
    from sensorlog.exchange import (
        ExchangeError,
        IncomingKind,
        IsPlanError,
        LogReader,
        opened_file,
        take_in_log,
        take_in_package,
    )

    match each.kind:
        case IncomingKind.PACKAGE:
            taken = take_in_package(logbook, each.path, wishes.passphrase, dry_run=wishes.dry_run)
            return _log_taken(each, taken, wishes)
        case IncomingKind.LOG:
            reader = LogReader(lambda: opened_file(each.path), str(each.path))
            return _log_taken(each, take_in_log(logbook, reader, dry_run=wishes.dry_run), wishes)
        case IncomingKind.OTHER_LOG:
            return _other_log(logbook, each, wishes)
        case IncomingKind.PLAN:
            raise IsPlanError(str(each.path))
        case IncomingKind.AGE:
            raise ExchangeError(
                f"{each.path}: was locked by age itself, which may ask for any amount of memory: open it with "
                "`age --decrypt -o NAME.slog FILE`, then take in NAME.slog"
            )
        case IncomingKind.UNREADABLE:
            raise ExchangeError(each.problem)
        case IncomingKind.RECORDING:
            return _recording(logbook, each, wishes)


def _log_taken(each: Incoming, taken: Taken, wishes: Wishes) -> FileTaken:
    from sensorlog.logbook import Verdict
    from sensorlog.tui.taken_words import counted_words
    from sensorlog.tui.words import one_line

    conflicts = taken.of(Verdict.CONFLICT)
    name = one_line(taken.person.label)
    counted = counted_words(taken)
    would = "would be: " if wishes.dry_run else ""
    lines = [f"{each.path}: log of {name} (id {taken.person.id}): {would}{counted}"]
    told = [part for verdict in (Verdict.GREW, Verdict.GONE) for part in taken.of(verdict)]
    told += [part for part in taken.of(Verdict.SAME) if part.why]
    told = [*(part for part in taken.of(Verdict.NEW) if wishes.dry_run or part.why), *told]
    shown = [f"  {part.verdict}: {one_line(part.what)}{f': {one_line(part.why)}' if part.why else ''}" for part in told]
    lines += shown[:_MOST_LINES] + ([f"  … and {len(shown) - _MOST_LINES} more"] if len(shown) > _MOST_LINES else [])
    problems = [
        f"{each.path}: conflict: {one_line(part.what)} {one_line(part.why)}: what is here stays" for part in conflicts
    ]
    document = {
        "file": str(each.path),
        "kind": each.kind.value,
        "dry_run": wishes.dry_run,
        "person": {"id": taken.person.id, "pseudonym": taken.person.label},
        "parts": [
            {"verdict": part.verdict.value, "what": part.what, "why": part.why or None} for part in taken.arrivals
        ],
    }
    return FileTaken(lines, problems, document, has_failed=bool(conflicts))


def _part(part: Arrival) -> dict[str, str | None]:
    return {"verdict": part.verdict.value, "what": part.what, "why": part.why or None}


def _other_log(logbook: Logbook, each: Incoming, wishes: Wishes) -> FileTaken:
    from sensorlog.cli._import_other import take_in_other_log

    taken = take_in_other_log(
        logbook, each.path, wishes.unit, wishes.person, dry_run=wishes.dry_run, skip_bad=wishes.skip_bad
    )
    has_failed = bool(taken.document["problems"]) and not taken.document["taken_in"]
    return FileTaken(taken.lines, taken.problems, taken.document, has_failed=has_failed)


def _recording(logbook: Logbook, each: Incoming, wishes: Wishes) -> FileTaken:
    from sensorlog.cli._people import person_to_write
    from sensorlog.cli._registry import open_registry
    from sensorlog.logbook import Verdict
    from sensorlog.session import adopt_recording
    from sensorlog.tui.words import one_line, plural

    people = logbook.people()
    adopted = adopt_recording(
        logbook,
        each.path,
        person_to_write(logbook, wishes.person) if wishes.person else None,
        open_registry(),
        otherwise=people[0] if len(people) == 1 else None,
        start=wishes.start,
        dry_run=wishes.dry_run,
    )
    arrival = adopted.arrival
    verb = {
        Verdict.NEW: "would be new" if wishes.dry_run else "new",
        Verdict.SAME: "here already",
        Verdict.GREW: "grown",
        Verdict.GONE: "deleted here",
        Verdict.CONFLICT: "in conflict",
    }[arrival.verdict]
    counted = f"{plural(adopted.sets, 'set')}, {plural(adopted.reps, 'rep')}"
    line = f"{each.path}: {arrival.what} of {one_line(adopted.person.label)}: {verb}; {counted}"
    document = {
        "file": str(each.path),
        "kind": each.kind.value,
        "dry_run": wishes.dry_run,
        "person": {"id": adopted.person.id, "pseudonym": adopted.person.label},
        "sets": adopted.sets,
        "reps": adopted.reps,
        "parts": [_part(arrival)],
    }
    problems = [*adopted.notes, *([f"{each.path}: {arrival.what}: {arrival.why}"] if arrival.why else [])]
    return FileTaken([line], problems, document, has_failed=arrival.verdict is Verdict.CONFLICT)

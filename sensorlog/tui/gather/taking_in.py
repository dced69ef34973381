"""Files that others sent: what they are, what would come of them, and taking them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sensorlog.errors import SensorlogError
from sensorlog.exchange import (
    Incoming,
    IncomingKind,
    IsPlanError,
    LogReader,
    Taken,
    incoming_files,
    opened_file,
    take_in_log,
    take_in_package,
)
from sensorlog.logbook import Arrival, Logbook, Verdict
from sensorlog.profiles import Registry
from sensorlog.session import adopt_recording
from sensorlog.tui.books import Books
from sensorlog.tui.taken_words import counted_words
from sensorlog.tui.words import plural

__all__ = ["Arrived", "PassphraseNeededError", "files_at", "take_in_files"]

_SHOWN = 200
"""Lines: nobody reads more of them."""
_ELSEWHERE = {
    IncomingKind.AGE: "was locked by age itself: open it with `age --decrypt` first",
    IncomingKind.OTHER_LOG: "is the export of another app: `sensorlog import` takes it in, and asks for units",
}


class PassphraseNeededError(SensorlogError):
    """A package is locked."""


@dataclass
class Arrived:
    """What came of files, or would."""

    lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """Conflicts, files that cannot be taken in, and what was odd in those that can."""
    news: int = 0
    """Parts that are new or have grown."""
    plans: list[Path] = field(default_factory=list)
    """Plans from therapists, which are accepted rather than taken in."""


def files_at(text: str) -> list[Incoming]:
    """Return the files at a path that was typed. Raises :class:`SensorlogError` where there is none."""
    path = Path(text.strip()).expanduser()
    if not text.strip() or not path.exists():
        raise _NoFileError(f"there is nothing at {text.strip()!r}: type the whole path of a file or a folder")
    return list(incoming_files([path]))


class _NoFileError(SensorlogError):
    """A path leads nowhere."""


def take_in_files(
    books: Books, files: Sequence[Incoming], passphrase: str | None, progress: Callable[[], None], *, dry_run: bool
) -> Arrived:
    """Take files in, each whole or not at all; one that cannot be is told, and the others go on.

    ``progress`` is called often; what it raises stops the work after the files that are done. Raises
    :class:`PassphraseNeededError` where a package is locked and nothing was typed.
    """
    logbook, arrived = books.logbook(), Arrived()
    for each in files:
        progress()
        try:
            _take_in(logbook, each, passphrase, progress, arrived, dry_run=dry_run)
        except PassphraseNeededError:
            raise
        except IsPlanError:
            arrived.plans.append(each.path)
            if len(files) > 1:
                arrived.problems.append(f"{each.path.name} is a plan from a therapist: import it by itself")
        except SensorlogError as error:
            arrived.problems.append(str(error))
    arrived.lines[_SHOWN:] = [f"… and {len(arrived.lines) - _SHOWN} more"] if len(arrived.lines) > _SHOWN else []
    return arrived


def _take_in(
    logbook: Logbook,
    each: Incoming,
    passphrase: str | None,
    progress: Callable[[], None],
    arrived: Arrived,
    *,
    dry_run: bool,
) -> None:
    def ask() -> str:
        if passphrase is None:
            raise PassphraseNeededError(f"{each.path.name} is locked")
        return passphrase

    match each.kind:
        case IncomingKind.PACKAGE:
            _tell(each, take_in_package(logbook, each.path, ask, dry_run=dry_run, progress=progress), arrived)
        case IncomingKind.LOG:
            reader = LogReader(lambda: opened_file(each.path), str(each.path))
            _tell(each, take_in_log(logbook, reader, dry_run=dry_run, progress=progress), arrived)
        case IncomingKind.RECORDING:
            _adopt(logbook, each, arrived, dry_run=dry_run)
        case IncomingKind.PLAN:
            raise IsPlanError(str(each.path))
        case IncomingKind.UNREADABLE:
            arrived.problems.append(each.problem)
        case _:
            arrived.problems.append(f"{each.path.name} {_ELSEWHERE[each.kind]}")


def _adopt(logbook: Logbook, each: Incoming, arrived: Arrived, *, dry_run: bool) -> None:
    people = logbook.people()
    only = people[0] if len(people) == 1 else None
    adopted = adopt_recording(logbook, each.path, None, Registry(), otherwise=only, dry_run=dry_run)
    counted = f"{plural(adopted.sets, 'set')}, {plural(adopted.reps, 'rep')}"
    arrived.lines.append(f"{each.path.name}: a recording of {adopted.person.label}: {counted}")
    arrived.problems.extend(adopted.notes)
    _judge(adopted.arrival, each.path.name, arrived)


def _tell(each: Incoming, taken: Taken, arrived: Arrived) -> None:
    arrived.lines.append(f"{each.path.name}: log of {taken.person.label}: {counted_words(taken)}")
    for part in taken.arrivals:
        _judge(part, each.path.name, arrived)


def _judge(part: Arrival, name: str, arrived: Arrived) -> None:
    """Count what is new, list it, and put conflicts where they are seen."""
    why = f": {part.why}" if part.why else ""
    if part.verdict is Verdict.CONFLICT:
        arrived.problems.append(f"{name}: conflict: {part.what}{why}: what is here stays")
    elif part.verdict in (Verdict.NEW, Verdict.GREW):
        arrived.news += 1
        arrived.lines.append(f"  {part.verdict.value}: {part.what}{why}")

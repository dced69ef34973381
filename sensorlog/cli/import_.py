"""``sensorlog import``: take in session logs, recordings and exports of other apps."""

from __future__ import annotations

import json
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from sensorlog.cli._people import PERSON
from sensorlog.cli._saying import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from sensorlog.cli._import_files import FileTaken
    from sensorlog.exchange import Incoming
    from sensorlog.logbook import Logbook

__all__ = ["app"]

app = typer.Typer(add_completion=False)
_CANCELLED = 130
"""What shells return after Ctrl-C."""


@app.command()
def import_files(
    paths: list[Path] = typer.Argument(
        ..., metavar="PATH...", help="Packages (.slog), session logs, recordings, exports of other apps, folders."
    ),
    unit: str = typer.Option("", "--unit", help="kg or lb, where the file does not say (older exports of Strong)."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Say what would be taken in, and change nothing."),
    skip_bad: bool = typer.Option(False, "--skip-bad", help="Leave out lines that cannot be understood."),
    person: str = PERSON,
    start: str = typer.Option(
        "", "--start", metavar="WHEN", help="When a recording began that does not say: 2026-05-04T18:30."
    ),
    passphrase_file: Path | None = typer.Option(
        None, "--passphrase-file", metavar="FILE", help="Its first line opens locked packages; else you are asked."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON document on stdout."),
) -> None:
    """Take in what others send. The same file again adds nothing; what is here is never overwritten.

    A file that cannot be taken in is named, and the others are. Exit 1 if there was one, or a conflict.
    """
    from sensorlog.cli._import_files import Wishes
    from sensorlog.exchange import incoming_files
    from sensorlog.training import LoadUnit

    if unit and unit not in list(LoadUnit):
        raise typer.BadParameter(f"{unit!r} is neither kg nor lb", param_hint="--unit")
    wishes = Wishes(
        dry_run=dry_run,
        unit=unit,
        skip_bad=skip_bad,
        person=person,
        start=_moment(start),
        passphrase=_asking(passphrase_file),
    )
    files = list(incoming_files(paths))
    taken: list[FileTaken] = []
    try:
        with _open(dry_run=dry_run) as logbook, _progress(len(files)) as advance:
            for each in files:
                taken.append(_one(logbook, each, wishes))
                advance()
    except KeyboardInterrupt:
        say(
            f"sensorlog: cancelled: {len(taken)} of {len(files)} files are done and stay, of the others there is "
            "nothing in the logbook",
            err=True,
        )
        raise typer.Exit(_CANCELLED) from None
    finally:
        _print(taken, as_json=as_json)
    raise typer.Exit(1 if any(each.has_failed for each in taken) else 0)


def _one(logbook: Logbook, each: Incoming, wishes: Any) -> FileTaken:
    from sensorlog.cli._import_files import FileTaken, take_in_file
    from sensorlog.errors import SensorlogError

    try:
        return take_in_file(logbook, each, wishes)
    except (SensorlogError, typer.BadParameter) as error:
        text = str(error) if str(each.path) in str(error) else f"{each.path}: {error}"
        return FileTaken([], [f"sensorlog: {text}"], {"file": str(each.path), "error": text}, has_failed=True)


@contextmanager
def _open(*, dry_run: bool) -> Iterator[Logbook]:
    """Open the logbook; where a dry run finds none, an empty one that nothing is kept of."""
    import tempfile

    from sensorlog.logbook import Logbook, logbook_exists

    if not dry_run or logbook_exists():
        with closing(Logbook()) as logbook:
            yield logbook
        return
    with tempfile.TemporaryDirectory() as folder, closing(Logbook(f"sqlite:///{folder}/none.db")) as logbook:
        yield logbook


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Show how far it is, on a terminal and for more than a few files."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("taking in"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


def _moment(text: str) -> datetime | None:
    from datetime import datetime

    if not text.strip():
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(f"{text[:30]!r}: write it like 2026-05-04T18:30", param_hint="--start") from None
    return found if found.tzinfo is not None else found.astimezone()


def _asking(file: Path | None) -> Callable[[], str]:
    """Return what gives the passphrase: asked once, and only if it is needed."""
    from functools import cache

    @cache
    def ask() -> str:
        from sensorlog.cli._passphrase import read_passphrase

        return read_passphrase(file)

    return ask


def _print(taken: Sequence[FileTaken], *, as_json: bool) -> None:
    for each in taken:
        for problem in each.problems:
            say(problem, err=True)
    if as_json:
        documents = [each.document for each in taken]
        print(json.dumps(documents[0] if len(documents) == 1 else {"files": documents}, ensure_ascii=False))
        return
    for each in taken:
        for line in each.lines:
            say(line)

"""``sensorlog people overview`` and ``people file-number``: what a practice asks about everybody."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._days import DAY, day_of
from sensorlog.cli._people import known_person
from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_CSV, AS_JSON, Cell, print_rows

if TYPE_CHECKING:
    from sensorlog.exchange import PersonLine

__all__ = ["file_number", "overview"]

_COLUMNS = (
    *("name", "file_number", "last_session", "recorded", "planned", "pain_change", "new_pain", "share_edited"),
    "because",
)


def overview(day: str = DAY, as_json: bool = AS_JSON, as_csv: bool = AS_CSV) -> None:
    """Show everybody, who needs attention first: last session, recorded of planned, pain, corrections."""
    from sensorlog.exchange import ORDER_IN_WORDS
    from sensorlog.exchange import overview as lines_of
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        lines = lines_of(logbook, day_of(day))
    has_numbers = any(line.file_number for line in lines)
    print_rows(
        "people",
        [_row(line) for line in lines],
        ("id", *_COLUMNS) if as_csv else [name for name in _COLUMNS if name != "file_number" or has_numbers],
        as_json=as_json,
        as_csv=as_csv,
        if_none="Nobody yet: `sensorlog people add NAME`, or `sensorlog import` takes in what people send.",
    )
    if lines and not (as_json or as_csv):
        say(f"  {ORDER_IN_WORDS}")


def _row(line: PersonLine) -> dict[str, Cell]:
    share = None if line.sets is None else line.sets.share_corrected
    return {
        "id": line.person.id,
        "name": line.person.label,
        "file_number": line.file_number,
        "last_session": None if line.last_session is None else line.last_session.isoformat(),
        "recent_days": line.recent_days,
        "program": line.program,
        "recorded": None if line.planned is None else line.planned.recorded,
        "planned": None if line.planned is None else line.planned.planned,
        "pain_change": None if line.pain is None else round(line.pain.difference, 2),
        "pain_change_important": None if line.pain is None else line.pain.reaches_important,
        "new_pain": [each.isoformat() for each in line.new_pain],
        "sensed_sets": 0 if line.sets is None else line.sets.sensed,
        "sets_by_hand": 0 if line.sets is None else line.sets.by_hand,
        "share_edited": None if share is None else round(share, 3),
        "because": "; ".join(line.because),
    }


def file_number(
    who: str = typer.Argument(..., metavar="WHO", help="Name or id."),
    number: str = typer.Argument("", metavar="NUMBER", help="Under which the practice files them; left out: none."),
) -> None:
    """Link somebody to a file number of the practice. It stays on this computer: no export or backup holds it."""
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        person = known_person(logbook, who)
        logbook.set_file_number(person.id, number)
    told = f"has the file number {number}" if number.strip() else "has no file number now"
    say(f"{person.label} {told}.")

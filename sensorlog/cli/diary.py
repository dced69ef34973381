"""``sensorlog diary``: everything that was felt, scored or weighed; taking an entry back, and having it back."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._choices import one_of
from sensorlog.cli._people import PERSON, reader
from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_CSV, AS_JSON, Cell, print_rows

if TYPE_CHECKING:
    from sensorlog.logbook import DiaryEntry, Felt

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    help="All entries of the diary (pain, soreness, scores, weight, flare-ups); take one back, or put it back.",
)
_COLUMNS = ("id", "day", "about", "value", "details", "note")
ENTRY_ID = typer.Argument(..., metavar="ID", help="Id of an entry; its beginning is enough.")


@app.callback()
def list_entries(
    ctx: typer.Context,
    person: str = PERSON,
    kind: str = typer.Option("", "--kind", help="Only pain, score, body-weight, soreness or flare-up."),
    taken_back: bool = typer.Option(False, "--taken-back", help="Those that were taken back, and can be put back."),
    limit: int = typer.Option(20, "--limit", "-n", min=1, max=100_000, help="Show so many of the latest entries."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """List the entries with their ids, or do one of the commands below."""
    if ctx.invoked_subcommand is not None:
        return
    from sensorlog.logbook import DiaryKind, Logbook

    kinds = [DiaryKind(one_of(kind, list(DiaryKind), "--kind"))] if kind.strip() else list(DiaryKind)
    with closing(Logbook()) as logbook:
        entries = logbook.diary(reader(logbook, person).id, kinds, taken_back=taken_back)
    rows = [_row(each) for each in entries[-limit:]]
    nothing = "Nothing was taken back." if taken_back else "Nothing yet: `sensorlog pain add 3`."
    print_rows("diary", rows, _COLUMNS, as_json=as_json, as_csv=as_csv, if_none=nothing)


@app.command("take-back")
def take_back(entry_id: str = ENTRY_ID) -> None:
    """Leave an entry out from now on. `diary put-back` undoes that, until `sessions purge --all`."""
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        entry = logbook.take_back(entry_id)
    say(f"Taken back: {_words(entry)}. `sensorlog diary put-back {entry.id}` has it count again.")


@app.command("put-back")
def put_back(entry_id: str = ENTRY_ID) -> None:
    """Have an entry count again that was taken back."""
    from sensorlog.logbook import Logbook

    with closing(Logbook()) as logbook:
        entry = logbook.put_back(entry_id)
    say(f"Counts again: {_words(entry)}.")


def _row(entry: DiaryEntry) -> dict[str, Cell]:
    about, value, details = _told(entry.felt)
    return {
        "id": entry.id,
        "day": entry.felt.day.isoformat(),
        "about": about,
        "value": value,
        "details": details or None,
        "session": entry.session_id,
        "note": entry.note or None,
    }


def _words(entry: DiaryEntry) -> str:
    about, value, _ = _told(entry.felt)
    return f"{about}{'' if value is None else f' {value:g}'} of {entry.felt.day.isoformat()}"


def _told(felt: Felt) -> tuple[str, float | None, str]:
    """Return what an entry is about, its number, and the rest in words."""
    from sensorlog.logbook import BodyWeight, FlareUp
    from sensorlog.training import PainEntry, Score, Soreness

    match felt:
        case PainEntry():
            parts = [felt.moment.replace("_", " "), felt.site.replace("_", " "), felt.exercise or ""]
            return (
                "pain",
                float(felt.score),
                ", ".join(filter(None, [*parts, "new or worse" if felt.new_or_worse else ""])),
            )
        case Score():
            return felt.measure.upper(), felt.value, ", ".join(f"{name} {score}" for name, score in felt.activities)
        case BodyWeight():
            return "body weight", felt.weight_kg, felt.entered or ""
        case Soreness():
            return "soreness", None, "excessive" if felt.excessive else "fine"
        case FlareUp():
            return "flare-up", None, ""

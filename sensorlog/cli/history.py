"""``sensorlog history``: sessions, or weeks by muscle group."""

from __future__ import annotations

from contextlib import closing

import typer

from sensorlog.cli._people import PERSON, person_id_or_all
from sensorlog.cli._tables import AS_CSV, AS_JSON, Cell, print_rows

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command()
def history(
    person: str = PERSON,
    limit: int = typer.Option(20, "--limit", "-n", min=1, max=100_000, help="Show so many of the latest sessions."),
    weeks: int = typer.Option(0, "--weeks", min=0, max=5200, help="Instead: so many weeks, by muscle group."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """Show what was trained: the latest sessions, or with --weeks sets and volume by muscle group."""
    if weeks:
        _by_muscle(person, weeks, as_json=as_json, as_csv=as_csv)
    else:
        _sessions(person, limit, as_json=as_json, as_csv=as_csv)


def _sessions(person: str, limit: int, *, as_json: bool, as_csv: bool) -> None:
    from sensorlog.logbook import Logbook
    from sensorlog.training import known_exercises

    catalogue = known_exercises()
    with closing(Logbook()) as logbook:
        summaries = logbook.summaries(limit, person_id=person_id_or_all(logbook, person))
    rows: list[dict[str, Cell]] = [
        {
            "id": each.id,
            "date": each.start_local.strftime("%Y-%m-%d %H:%M"),
            "sets": each.sets,
            "reps": each.reps,
            "volume_load_kg": each.volume_load_kg or None,
            "exercises": list(dict.fromkeys(catalogue.title(name) or "unlabelled" for name in each.exercises)),
        }
        for each in summaries
    ]
    print_rows(
        "sessions",
        rows,
        ("id", "date", "sets", "reps", "volume_load_kg", "exercises"),
        as_json=as_json,
        as_csv=as_csv,
        if_none="Nothing yet: `sensorlog lift` records a session, `sensorlog log` enters a set without a sensor.",
    )


def _by_muscle(person: str, weeks: int, *, as_json: bool, as_csv: bool) -> None:
    from datetime import date, timedelta

    from sensorlog.logbook import Logbook
    from sensorlog.training import SPINE_SUPPORTING, known_exercises, week_of, weekly_by_muscle

    since = week_of(date.today()) - timedelta(weeks=weeks - 1)  # noqa: DTZ011 - the person's own calendar
    with closing(Logbook()) as logbook:
        sets = logbook.done_sets(person_id_or_all(logbook, person), since=since)
    rows: list[dict[str, Cell]] = [
        {
            "week": each.week.isoformat(),
            "muscle": each.muscle.replace("_", " "),
            "supports_spine": each.muscle in SPINE_SUPPORTING,
            "sets": each.sets,
            "assisting_sets": each.assisting_sets,
            "reps": each.reps,
            "volume_load_kg": each.volume_load_kg,
        }
        for each in weekly_by_muscle(sets, known_exercises())
    ]
    print_rows(
        "weeks",
        rows,
        ("week", "muscle", "supports_spine", "sets", "assisting_sets", "reps", "volume_load_kg"),
        as_json=as_json,
        as_csv=as_csv,
        if_none="No set of a known exercise in these weeks.",
    )

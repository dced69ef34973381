"""``sensorlog people usual``: what the trunk is compared with, and the days on which that is frozen or begun anew."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._people import reader
from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_CSV, AS_JSON, Cell, print_rows

if TYPE_CHECKING:
    from datetime import datetime

    from sensorlog.session import UsualLine, UsualNumbers

__all__ = ["usual"]

_COLUMNS = (
    *("exercise", "clip_site", "usual", "since", "reps", "range_deg", "peak_deg_s", "phase_s", "jerkiness"),
    "unlike_it",
)


def usual(
    who: str = typer.Argument("", metavar="[WHO]", help="Name or id. Left out: the only person there is."),
    freeze: bool = typer.Option(
        False, "--freeze", help="Keep it as it is today, to compare with later; it goes on growing beside that."
    ),
    restart: bool = typer.Option(False, "--restart", help="Begin anew: earlier reps are not compared with any more."),
    exercise: str = typer.Option("", "--exercise", metavar="NAME", help="Of this exercise alone."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
) -> None:
    """Show the usual trunk motion of somebody, by exercise: as it is, and as it was when it was frozen.

    It grows with every rep that left it in nothing; a slow change shows against the frozen one. Different from then,
    not worse.
    """
    from datetime import UTC, datetime

    from sensorlog.logbook import Logbook, UsualMark, UsualMarkKind
    from sensorlog.session import usual_lines
    from sensorlog.training import normalise_exercise

    if freeze and restart:
        raise typer.BadParameter("freeze it first, and begin anew after that", param_hint="--restart")
    with closing(Logbook()) as logbook:
        person = reader(logbook, who)
        name = normalise_exercise(exercise) if exercise else None
        if freeze or restart:
            kind = UsualMarkKind.FROZEN if freeze else UsualMarkKind.RESTARTED
            logbook.mark_usual(person.id, UsualMark(kind, datetime.now(UTC), name))
            done = "is kept as it is today" if freeze else "begins anew with the next session"
            say(f"The usual of {person.label}{f' in {name}' if name else ''} {done}.", err=as_json or as_csv)
        lines = usual_lines(logbook, person.id)
    print_rows(
        "usual",
        [row for line in lines if name in (None, line.exercise) for row in _rows(line)],
        _COLUMNS if as_csv or any(line.clip_site for line in lines) else [c for c in _COLUMNS if c != "clip_site"],
        as_json=as_json,
        as_csv=as_csv,
        if_none=f"No reps of {person.label} with a sensor on the trunk and an exercise named.",
    )
    if lines and not (as_json or as_csv):
        say("  medians of the larger, quicker, longer, jerkier way of each rep; clip and skin: ± 5 to 10°")
        say("  unlike it: reps of the latest session that differ from what was frozen")


def _rows(line: UsualLine) -> list[dict[str, Cell]]:
    found = []
    if line.now is not None:
        found.append(_row(line, "now", line.since_utc, line.now))
    if line.frozen_utc is not None and line.then is not None:
        found.append(_row(line, "frozen", line.frozen_utc, line.then))
    return found


def _row(line: UsualLine, kind: str, day: datetime | None, numbers: UsualNumbers) -> dict[str, Cell]:
    from math import degrees

    since = None if day is None else day.astimezone().date().isoformat()
    told = None
    if kind == "frozen" and line.latest_reps:
        told = ", ".join(f"{what} {count}/{line.latest_reps}" for what, count in line.unlike_then.items()) or "none"
    return {
        "exercise": line.exercise,
        "clip_site": line.clip_site,
        "usual": kind,
        "since": since,
        "reps": numbers.reps,
        "range_deg": round(degrees(numbers.range_rad)),
        "peak_deg_s": round(degrees(numbers.angular_speed_peak_rad_s)),
        "phase_s": round(numbers.phase_s, 2),
        "jerkiness": None if numbers.jerkiness is None else round(numbers.jerkiness, 1),
        "unlike_it": told,
    }

"""``sensorlog progress EXERCISE``: one exercise over time, bests, and the one-repetition maximum."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import typer

from sensorlog.cli._exercise import complete_exercise
from sensorlog.cli._people import PERSON, person_id_or_all
from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_CSV, AS_JSON, Cell, print_rows

if TYPE_CHECKING:
    from sensorlog.training import Best, BestKind, DoneSet, LoadUnit, VelocityProfile

__all__ = ["app"]

app = typer.Typer(add_completion=False)
_COLUMNS = (
    "day",
    "sets",
    "reps",
    "heaviest_kg",
    "volume_load_kg",
    "estimated_maximum_kg",
    "longest_hold_s",
    "fastest_m_s",
)


@app.command()
def progress(
    exercise: list[str] = typer.Argument(
        ..., metavar="EXERCISE", help="Name of an exercise.", autocompletion=complete_exercise
    ),
    person: str = PERSON,
    limit: int = typer.Option(20, "--limit", "-n", min=1, max=100_000, help="Show so many of the latest sessions."),
    as_json: bool = AS_JSON,
    as_csv: bool = AS_CSV,
    lb: bool = typer.Option(False, "--lb", help="Loads in pounds, in the table and the bests."),
) -> None:
    """Show one exercise over time: sessions, bests, and what the most may be."""
    from sensorlog.logbook import Logbook
    from sensorlog.training import LoadUnit, known_exercises, personal_bests, progress_by_session, velocity_profile

    catalogue = known_exercises()
    title = catalogue.title(" ".join(exercise)) or ""
    with closing(Logbook()) as logbook:
        whose = person_id_or_all(logbook, person)
        names = [name for name in logbook.exercise_names(whose) if catalogue.title(name) == title]
        sets = logbook.done_sets(whose, exercises=names) if names else []
    sessions = progress_by_session(sets)
    known = catalogue.named(title)
    minimal = known.minimal_velocity_m_s if known else None
    profile = velocity_profile(sets, minimal) if minimal else None
    bests = personal_bests(sets)
    unit = LoadUnit.LB if lb else LoadUnit.KG
    rows: list[dict[str, Cell]] = [
        {
            "day": each.day.isoformat(),
            "session": each.session,
            "sets": each.sets,
            "reps": each.reps,
            "heaviest_kg": each.heaviest_kg,
            "volume_load_kg": each.volume_load_kg,
            "estimated_maximum_kg": each.estimated_maximum_kg,
            "longest_hold_s": each.longest_hold_s,
            "fastest_m_s": each.fastest_m_s,
        }
        for each in sessions[-limit:]
    ]
    if as_json:
        document = {
            "exercise": title,
            "sessions": rows,
            "bests": {kind.value: _best_json(best) for kind, best in bests.items()},
            "velocity_profile": None if profile is None else _profile_json(profile),
        }
        print(json.dumps(document, ensure_ascii=False))
    elif as_csv:
        print_rows("sessions", rows, _COLUMNS, as_json=False, as_csv=True)
    else:
        print_rows(
            "sessions",
            _for_people(rows, unit),
            _shown(rows, unit),
            as_json=False,
            as_csv=False,
            if_none=f"No set of {title!r} in the log. `sensorlog exercises search` finds what it may be called.",
        )
        if sets:
            _print_bests(bests, unit)
            _print_profile(profile, unit)


def _shown(rows: list[dict[str, Cell]], unit: LoadUnit) -> list[str]:
    """Columns that have anything to say, by their names for people."""
    filled = [column for column in _COLUMNS if any(row[column] not in (None, 0) for row in rows)]
    return [_heading(column, unit) for column in filled]


def _heading(column: str, unit: LoadUnit) -> str:
    return column.replace("_kg", f" {unit}").replace("_m_s", " m/s").replace("_s", " s").replace("_", " ")


def _for_people(rows: list[dict[str, Cell]], unit: LoadUnit) -> list[dict[str, Cell]]:
    from sensorlog.training import KG_PER_LB

    per = KG_PER_LB if unit.value == "lb" else 1.0
    return [
        {
            _heading(column, unit): round(cell / per, 1) if column.endswith("_kg") and isinstance(cell, float) else cell
            for column, cell in row.items()
        }
        for row in rows
    ]


def _print_bests(bests: dict[BestKind, Best], unit: LoadUnit) -> None:
    from sensorlog.training import format_load

    for kind, best in bests.items():
        match kind.value:
            case "most_reps":
                value = f"{best.value:g}"
            case "longest_hold":
                value = f"{best.value:g} s"
            case _:
                value = format_load(best.value, unit)
        say(f"  {kind.replace('_', ' '):18} {value:>10}  {best.done.day.isoformat()}")


def _print_profile(profile: VelocityProfile | None, unit: LoadUnit) -> None:
    from sensorlog.training import format_load

    tried = [each for each in profile.rejected if each.done.mean_velocity_m_s is not None] if profile else []
    if profile is None or not (profile.points or tried):
        return  # no sensor measured a velocity, so there is nothing to explain
    if profile.maximum_kg is None:
        say(f"  maximum by velocity: not known ({profile.why_not})")
    else:
        low, high = format_load(profile.low_kg, unit), format_load(profile.high_kg, unit)
        say(
            f"  maximum by velocity {format_load(profile.maximum_kg, unit):>9}  95 % of attempts {low} to {high}, "
            f"from {len(profile.points)} sets; read off at {profile.minimal_velocity_m_s:g} m/s"
        )
    reasons: dict[str, int] = {}
    for rejected in tried:
        reasons[rejected.reason] = reasons.get(rejected.reason, 0) + 1
    for reason, count in reasons.items():
        say(f"    left out: {count} × {reason}")


def _best_json(best: Best) -> dict[str, Any]:
    return {"value": best.value, "day": best.done.day.isoformat(), "session": best.done.session}


def _profile_json(profile: VelocityProfile) -> dict[str, Any]:
    def point(done: DoneSet) -> dict[str, Any]:
        return {
            "day": done.day.isoformat(),
            "load_kg": done.load_kg,
            "mean_velocity_m_s": done.mean_velocity_m_s,
            "session": done.session,
        }

    return {
        "maximum_kg": profile.maximum_kg,
        "low_kg": profile.low_kg,
        "high_kg": profile.high_kg,
        "why_not": profile.why_not or None,
        "minimal_velocity_m_s": profile.minimal_velocity_m_s,
        "slope_kg_per_m_s": profile.slope_kg_per_m_s,
        "intercept_kg": profile.intercept_kg,
        "points": [point(done) for done in profile.points],
        "rejected": [point(each.done) | {"reason": each.reason} for each in profile.rejected],
    }

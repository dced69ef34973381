"""Plans on their way: made by a professional, seen as a difference, accepted by the person."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from sensorlog.events import JsonValue
from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.json_scan import pieces
from sensorlog.exchange.locking import lock
from sensorlog.exchange.log_reader import validated
from sensorlog.exchange.package import MANIFEST_FORMAT, new_private_file, zip_member
from sensorlog.exchange.package_files import MANIFEST_NAME, PLAN_NAME, is_package_head
from sensorlog.exchange.package_reader import checked_member, unlocked_package
from sensorlog.exchange.plan_models import MeasureName, Plan, PlanBands
from sensorlog.logbook import Logbook, Person, Prescription
from sensorlog.training import (
    Catalogue,
    PlannedWork,
    Program,
    ProgramState,
    TrainingError,
    load_program,
    planned_sessions,
    start_program,
)

__all__ = [
    "AskedMeasures",
    "Difference",
    "accept_plan",
    "asked_measures",
    "measures_asked_for",
    "new_plan",
    "plan_differences",
    "plan_program",
    "read_plan",
    "write_plan",
]

_MAX_PLAN_BYTES = 4 * 2**20
_MEASURES = "measures"
"""Under which a prescription names the measures to look at."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a plan changes. ``None``: it was, or will be, nothing."""

    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class AskedMeasures:
    """Measures to look at, in the order of the plan that asks for them."""

    measures: tuple[MeasureName, ...]
    by: str
    day: date


def new_plan(
    person: Person,
    *,
    plan_id: str,
    by: str,
    day: date,
    program_text: str = "",
    chosen: Sequence[str] = (),
    pain_bands: PlanBands | None = None,
    note: str = "",
    measures: Sequence[str] = (),
) -> Plan:
    """Return a plan. Raises :class:`ExchangeError` for what no plan may say, or one that says nothing."""
    if not (program_text or pain_bands or note or measures):
        raise ExchangeError("a plan needs a program, pain bands, a note or measures to look at")
    document = {
        "id": plan_id,
        "person": {"id": person.id, "pseudonym": person.label},
        "by": " ".join(by.split()),
        "day": day.isoformat(),
        "program": {"text": program_text, "chosen": list(chosen)} if program_text else None,
        "pain_bands": None if pain_bands is None else pain_bands.model_dump(),
        "note": note,
        "measures": list(measures),
    }
    return validated(Plan, json.dumps(document).encode(), "plan")


def write_plan(target: Path, plan: Plan, passphrase: str | None = None) -> None:
    """Write a plan as a package, for its owner alone. Raises :class:`ExchangeError`."""
    data = (plan.model_dump_json(indent=1) + "\n").encode()
    manifest = {"format": MANIFEST_FORMAT, "version": 1, "sha256": {PLAN_NAME: sha256(data).hexdigest()}}
    with new_private_file(target) as file, TemporaryDirectory(dir=target.parent, prefix=".slog-") as folder:
        plain = Path(folder) / "plain"
        with plain.open("xb") as inner, zipfile.ZipFile(inner, "w") as archive:
            archive.writestr(zip_member(PLAN_NAME), data)
            archive.writestr(zip_member(MANIFEST_NAME), json.dumps(manifest, indent=1))
        if passphrase is None:
            file.write(plain.read_bytes())
        else:
            lock(plain, file, passphrase)


def read_plan(path: Path, ask_passphrase: Callable[[], str]) -> Plan:
    """Read a plan, packed or not. Raises :class:`ExchangeError` with the place and the reason."""
    where = str(path)
    try:
        with path.open("rb") as file:
            head = file.read(4)
            data = head + file.read(_MAX_PLAN_BYTES) if not is_package_head(head) else b""
    except OSError as error:
        raise ExchangeError(f"{path}: cannot be read ({error.strerror or error}): check its path") from error
    if is_package_head(head):
        with unlocked_package(path, ask_passphrase) as archive:
            checked_member(archive, PLAN_NAME, where)
            data = archive.read(PLAN_NAME)
    reading = iter((data, b""))
    for _ in pieces(lambda _size: next(reading, b""), (), where, _MAX_PLAN_BYTES, "plan"):
        pass  # depth and form are judged before anything is parsed
    return validated(Plan, data, f"{where}: plan")


def plan_program(plan: Plan, catalogue: Catalogue, day: date) -> tuple[Program, ProgramState] | None:
    """Return the program of a plan, begun on ``day``. Raises :class:`ExchangeError` where it cannot be begun here."""
    if plan.program is None:
        return None
    try:
        program = load_program(plan.program.text, catalogue, "the plan's program")
        return program, start_program(program, day, plan.program.chosen, catalogue)
    except TrainingError as error:
        raise ExchangeError(f"plan of {plan.by}: {error}") from error


def plan_differences(
    plan: Plan,
    logbook: Logbook,
    catalogue: Catalogue,
    say: Callable[[PlannedWork], str],
) -> list[Difference]:
    """Return what a plan changes for its person. ``say`` puts a dose into words. Raises :class:`ExchangeError`."""
    found: list[Difference] = []
    if (proposed := plan_program(plan, catalogue, plan.day)) is not None:
        runs = logbook.program_runs(plan.person.id)
        before = load_program(runs[0].program_text, catalogue, runs[0].state.program) if runs else None
        found.append(Difference("program", None if before is None else before.name, proposed[0].name))
        found += _program_differences(
            _weeks(before, runs[0].state.chosen if runs else (), catalogue, say) if before else [],
            _weeks(proposed[0], proposed[1].chosen, catalogue, say),
        )
    if plan.pain_bands is not None:
        bands = logbook.pain_bands(plan.person.id)
        asked = plan.pain_bands
        found.append(
            Difference(
                "pain bands",
                _bands(bands.fine_up_to, bands.acceptable_up_to),
                _bands(asked.fine_up_to, asked.acceptable_up_to),
            )
        )
    if plan.measures:
        shown = asked_measures(logbook.prescriptions(plan.person.id))
        found.append(Difference("measures to look at", ", ".join(shown) or None, ", ".join(plan.measures)))
    if plan.note:
        found.append(Difference("note", None, plan.note))
    return [each for each in found if each.before != each.after]


def _bands(fine: int, acceptable: int) -> str:
    return f"up to {fine} fine, up to {acceptable} acceptable"


_Week = Mapping[tuple[str, str], str]
"""(Day, exercise) → dose in words."""


def _weeks(
    program: Program, chosen: tuple[str, ...], catalogue: Catalogue, say: Callable[[PlannedWork], str]
) -> Sequence[_Week]:
    weeks: list[dict[tuple[str, str], str]] = [{} for _ in range(program.weeks)]
    for session in planned_sessions(program, chosen):
        for work in session.work:
            weeks[session.week - 1][session.name, catalogue.get(work.exercise).name] = say(work)
    return weeks


def _program_differences(before: Sequence[_Week], after: Sequence[_Week]) -> list[Difference]:
    """Compare week by week; weeks that change alike are told once."""
    found: list[Difference] = []
    nothing: _Week = {}
    changes: list[dict[tuple[str, str], tuple[str | None, str | None]]] = []
    for number in range(max(len(before), len(after))):
        old = before[number] if number < len(before) else nothing
        new = after[number] if number < len(after) else nothing
        keys = [*new, *(key for key in old if key not in new)]
        changes.append({key: (old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)})
    first = 0
    for number in range(1, len(changes) + 1):
        if number < len(changes) and changes[number] == changes[first]:
            continue
        weeks = f"week {first + 1}" if number == first + 1 else f"weeks {first + 1}–{number}"
        found += [
            Difference(f"{weeks} · {day} · {exercise}", *doses) for (day, exercise), doses in changes[first].items()
        ]
        first = number
    return found


def accept_plan(plan: Plan, logbook: Logbook, catalogue: Catalogue, day: date) -> Prescription:
    """Take up a plan, for the person whose it is, from ``day`` on.

    Raises :class:`ExchangeError` or :class:`LogbookError`, with nothing changed, where it is for nobody here, was
    accepted before or cannot be begun.
    """
    if all(person.id != plan.person.id for person in logbook.people()):
        raise ExchangeError(
            f"this plan is for {plan.person.pseudonym} (id {plan.person.id}), who is not in this logbook"
        )
    proposed = plan_program(plan, catalogue, day)
    data: dict[str, JsonValue] = {}
    said: list[str] = []
    if plan.pain_bands is not None:
        fine, acceptable = plan.pain_bands.fine_up_to, plan.pain_bands.acceptable_up_to
        if fine > acceptable:
            raise ExchangeError(f"plan of {plan.by}: pain bands {fine} and {acceptable}: the smaller comes first")
        data["pain_bands"] = [fine, acceptable]
        said.append(f"pain up to {fine} is fine, up to {acceptable} acceptable")
    if plan.measures:
        data[_MEASURES] = list(plan.measures)
        said.append(f"look at {', '.join(plan.measures)}")
    if proposed is not None:
        said.append(f"program {proposed[0].name}")
    if plan.note:
        said.append(plan.note)
    return logbook.take_up_plan(
        plan.person.id,
        plan.id,
        by=plan.by,
        day=plan.day,
        text=("; ".join(said) or "a plan that changes nothing")[:5000],
        data=data,
        program=None if proposed is None else (proposed[0].text, proposed[1]),
    )


def measures_asked_for(prescriptions: Sequence[Prescription]) -> AskedMeasures | None:
    """Return what a professional asked to look at last; ``prescriptions`` latest first. ``None``: nothing.

    Measures that this version does not know are left out.
    """
    known: dict[str, MeasureName] = {name: name for name in get_args(MeasureName)}
    for prescription in prescriptions:
        if isinstance(asked := prescription.data.get(_MEASURES), list):
            names = dict.fromkeys(known[name] for name in asked if isinstance(name, str) and name in known)
            return AskedMeasures(tuple(names), prescription.by, prescription.day) if names else None
    return None


def asked_measures(prescriptions: Sequence[Prescription]) -> tuple[MeasureName, ...]:
    """Return the measures alone, in the order of the plan."""
    asked = measures_asked_for(prescriptions)
    return () if asked is None else asked.measures

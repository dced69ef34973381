"""What changed since the last time: the days since then against as many days before, each said in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, median

from sensorlog.exchange.person_record import Period, PersonRecord
from sensorlog.exchange.report.trunk import TRUNK_MEASURES, TrunkLine
from sensorlog.exchange.report.words import clean, day_words, decimal, plural, signed
from sensorlog.logbook import FlareUp
from sensorlog.training import (
    MEASURES,
    Adjusted,
    Catalogue,
    DoneSet,
    MeasureId,
    Moved,
    Score,
    Swapped,
    TrainingError,
    format_load,
    weekly_by_muscle,
    worst_by_day,
)

__all__ = ["Compared", "changes_since", "compared"]

_USUAL_DAYS = 28
_MOST_EXERCISES = 4
_MOST_MUSCLES = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """The days since the last time, and the days before that they are compared with."""

    now: Period
    before: Period | None
    """As long, or what the report's period leaves of it; ``None``: nothing."""


def compared(period: Period, since: date | None) -> Compared:
    """Return what is compared: from ``since``, or the last four weeks."""
    first = max(period.first, period.last - timedelta(days=_USUAL_DAYS - 1) if since is None else since)
    now = Period(min(first, period.last), period.last)
    if now.first == period.first:
        return Compared(now, None)
    return Compared(now, Period(max(period.first, now.first - timedelta(days=now.days)), now.first - timedelta(days=1)))


def changes_since(
    record: PersonRecord, spans: Compared, lines: Sequence[TrunkLine], catalogue: Catalogue
) -> tuple[str, ...]:
    """Return what there is to say, what was felt first. Without days before, only what was done and said since."""
    return (
        *_felt(record, spans),
        *_trained(record, spans, catalogue),
        *_trunk(lines, spans),
        *_planned(record, spans.now, catalogue),
    )


def _felt(record: PersonRecord, spans: Compared) -> list[str]:
    said = []
    new = [entry for entry in record.pain if entry.new_or_worse and entry.day in spans.now]
    said += [
        f"New or worse pain reported on {day_words(entry.day)}: {entry.score} of 10, {entry.site.replace('_', ' ')}"
        + (f", {clean(entry.exercise, 60)}" if entry.exercise else "")
        + "."
        for entry in new
    ]
    flare_ups = [entry for entry in record.diary if isinstance(entry.felt, FlareUp) and entry.felt.day in spans.now]
    if flare_ups:
        said.append(f"Flare-up on {', '.join(day_words(entry.felt.day, year=False) for entry in flare_ups)}.")
    worst = worst_by_day(record.pain)
    now, before = ([score for day, score in worst.items() if day in span] for span in _spans(spans))
    if now and before:
        said.append(
            f"Worst pain of a day, on average: {decimal(fmean(now), 1)} ({plural(len(now), 'day')}), before "
            f"{decimal(fmean(before), 1)} ({plural(len(before), 'day')}); {MEASURES[MeasureId.NPRS].change_is}: "
            f"{MEASURES[MeasureId.NPRS].important_change:g}."
        )
    for measure in MEASURES.values():
        scores = sorted((each for each in record.scores if each.measure is measure.id), key=lambda each: each.day)
        latest = [score for score in scores if score.day in spans.now]
        earlier = [score for score in scores if score.day < spans.now.first]
        if latest and earlier:
            said.append(
                f"{measure.id.value.upper()} {_score(latest[-1])}, before {_score(earlier[-1])}; "
                f"{'higher' if measure.higher_is_better else 'lower'} is better, important change "
                f"{measure.important_change:g}."
            )
    return said


def _score(score: Score) -> str:
    value = f"{score.value:.1f}".removesuffix(".0")
    return f"{value} on {day_words(score.day, year=False)}"


def _trained(record: PersonRecord, spans: Compared, catalogue: Catalogue) -> list[str]:
    now, before = ([done for done in record.done_sets if done.day in span] for span in _spans(spans))
    days = [len({done.day for done in part}) for part in (now, before)]
    said = [f"{plural(days[0], 'day')} of training" + (f", before {days[1]}." if spans.before else ".")]
    if not spans.before:
        return said
    weeks = [span.weeks for span in (spans.now, spans.before)]
    sets = [_sets_by_muscle(part, catalogue) for part in (now, before)]
    change = {
        muscle: sets[0].get(muscle, 0) / weeks[0] - sets[1].get(muscle, 0) / weeks[1]
        for muscle in sets[0].keys() | sets[1].keys()
    }
    largest = sorted(
        (muscle for muscle in change if abs(change[muscle]) >= 1), key=lambda each: (-abs(change[each]), each)
    )
    if largest:
        parts = [f"{muscle} {signed(change[muscle], 1)}" for muscle in largest[:_MOST_MUSCLES]]
        said.append(f"Sets a week by muscle group: {', '.join(parts)}.")
    heaviest = [_heaviest_kg(part, catalogue) for part in (now, before)]
    often = sorted(heaviest[0], key=lambda name: -sum(catalogue.title(done.exercise) == name for done in now))
    moved = [name for name in often if name in heaviest[1] and heaviest[0][name] != heaviest[1][name]]
    if moved:
        parts = [
            f"{name} {format_load(heaviest[0][name])} (before {format_load(heaviest[1][name])})"
            for name in moved[:_MOST_EXERCISES]
        ]
        said.append(f"Heaviest load: {', '.join(parts)}.")
    return said


def _sets_by_muscle(sets: Sequence[DoneSet], catalogue: Catalogue) -> dict[str, int]:
    found: dict[str, int] = {}
    for week in weekly_by_muscle(sets, catalogue):
        name = week.muscle.replace("_", " ")
        found[name] = found.get(name, 0) + week.sets
    return found


def _heaviest_kg(sets: Sequence[DoneSet], catalogue: Catalogue) -> dict[str, float]:
    heaviest: dict[str, float] = {}
    for done in sets:
        name = catalogue.title(done.exercise)
        if name and done.load_kg and done.reps and not done.warm_up:
            heaviest[name] = max(done.load_kg, heaviest.get(name, 0.0))
    return heaviest


def _trunk(lines: Sequence[TrunkLine], spans: Compared) -> list[str]:
    for line in lines[:1]:
        parts = []
        for measure in TRUNK_MEASURES[:3]:
            now, before = (
                [
                    point.spreads[measure.id].middle
                    for point in line.points
                    if point.day in span and measure.id in point.spreads
                ]
                for span in _spans(spans)
            )
            if now and before:
                unit = measure.unit if measure.unit.startswith("°") else ""
                parts.append(
                    f"{measure.name.split(': ')[1]} {decimal(median(now), measure.digits)}{unit} "
                    f"(before {decimal(median(before), measure.digits)}{unit})"
                )
        if parts:
            return [f"Trunk in {line.exercise}, median of the sessions: {', '.join(parts)}."]
    return []


def _planned(record: PersonRecord, now: Period, catalogue: Catalogue) -> list[str]:
    said = [
        f"{day_words(each.day)}, {clean(each.by, 60)}: {clean(each.text, 200)}"
        for each in record.prescriptions
        if each.day in now
    ]
    for entry in record.program.state.entries if record.program else ():
        if entry.day not in now:
            continue
        match entry:
            case Swapped():
                why = f": {clean(entry.why, 100)}" if entry.why else f" ({entry.reason.value})"
                new, old = _name(entry.replacement, catalogue), _name(entry.exercise, catalogue)
                said.append(f"{new} in place of {old}{why}.")
            case Adjusted():
                by = f" by {clean(entry.by, 60)}" if entry.by else ""
                said.append(f"Dose of {_name(entry.exercise, catalogue)} adjusted{by}.")
            case Moved():
                why = f": {clean(entry.why, 100)}" if entry.why else ""
                said.append(f"The program was moved on {day_words(entry.day)}{why}.")
            case _:  # what was done, skipped or accepted shows in the sessions themselves
                pass
    return said


def _name(exercise_id: str, catalogue: Catalogue) -> str:
    try:
        return catalogue.get(exercise_id).name
    except TrainingError:
        return exercise_id


def _spans(spans: Compared) -> tuple[Period | tuple[()], Period | tuple[()]]:
    return spans.now, spans.before or ()

"""A session as a FIT strength workout, for the services and devices that know that form: one file each.

What stands is written: sets with repetitions, load and exercise, and the rests between them. FIT knows no measures of
reps; those are in the session log.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.fit_encoding import Base, Field, FitFile, fit_time
from sensorlog.exchange.formats import ExportOrder
from sensorlog.exchange.log_models import LogSession, LogSet, LogStanding
from sensorlog.exchange.package import new_private_file
from sensorlog.training import Catalogue, Exercise, Kind, Pattern, known_exercises

__all__ = ["fit_workout", "write_fit"]

_FILE_ID, _FILE_CREATOR, _EVENT, _SET, _TITLE, _LAP, _SESSION, _ACTIVITY = 0, 49, 21, 225, 264, 19, 18, 34
_DEVELOPMENT = 255
"""Manufacturer id of those who have none."""
_TIMER, _START, _STOP_ALL, _STOP = 0, 0, 4, 1
_TRAINING, _STRENGTH = 10, 20
_REST, _ACTIVE = 0, 1
_KILOGRAM = 1
_UNKNOWN, _PLANK, _WARM_UP = 65534, 19, 31
_CATEGORY = {
    Pattern.SQUAT: 28,
    Pattern.HINGE: 8,
    Pattern.LUNGE: 17,
    Pattern.HORIZONTAL_PUSH: 0,
    Pattern.VERTICAL_PUSH: 24,
    Pattern.HORIZONTAL_PULL: 23,
    Pattern.VERTICAL_PULL: 21,
    Pattern.TRUNK: 5,
    Pattern.CARRY: 3,
}
"""FIT's categories by how the body moves; the exercise's own name stands beside them."""


def write_fit(order: ExportOrder) -> list[str]:
    """Write ``<stem>-<day>-<session>.fit`` for each session with a set; return the names."""
    names = []
    catalogue = known_exercises()
    for _, session in order.parts().sessions:
        try:
            content = fit_workout(session, catalogue)
        except ExchangeError as error:
            if order.notes is not None:
                order.notes.append(f"session {session.id} is left out: {error}")
            continue
        name = f"{order.stem}-{session.started[:10]}-{session.id}.fit"
        with new_private_file(order.folder / name) as file:
            file.write(content)
        names.append(name)
    return names


def fit_workout(session: LogSession, catalogue: Catalogue) -> bytes:
    """Return the file of one session. Raises :class:`ExchangeError` where nothing stands, or FIT cannot say its day."""
    done = [(each, each.stands) for each in sorted(session.sets, key=lambda each: each.start_s) if each.stands]
    if not done:
        raise ExchangeError("it has no set that stands")
    start = datetime.fromisoformat(session.started)
    end = start + timedelta(seconds=max(0.0, *(each.end_s for each, _ in done)))
    file = FitFile()
    file.add(
        _FILE_ID,
        (
            Field(0, Base.ENUM, 4),  # an activity
            Field(1, Base.UINT16, _DEVELOPMENT),
            Field(2, Base.UINT16, 0),
            Field(4, Base.UINT32, fit_time(start)),
            Field(8, Base.STRING, "sensorlog"),
        ),
    )
    file.add(_FILE_CREATOR, (Field(0, Base.UINT16, 1),))
    file.add(_EVENT, _event(fit_time(start), _START))
    _add_sets(file, start, done, catalogue)
    file.add(_EVENT, _event(fit_time(end), _STOP_ALL))
    _add_sums(file, start, end)
    return file.content()


def _add_sets(file: FitFile, start: datetime, done: Sequence[tuple[LogSet, LogStanding]], catalogue: Catalogue) -> None:
    titles: dict[str, tuple[int, int]] = {}
    index = 0
    before_s: float | None = None
    for each, stands in done:
        if before_s is not None and each.start_s > before_s:
            file.add(_SET, _set(index, start, before_s, each.start_s, kind=_REST))
            index += 1
        title = catalogue.title(stands.exercise) or "unlabelled"
        category = _category(catalogue.named(title))
        number = titles.setdefault(title, (category, len(titles)))
        file.add(
            _SET,
            (
                *_set(index, start, each.start_s, each.end_s, kind=_ACTIVE),
                Field(3, Base.UINT16, stands.rep_count),
                Field(4, Base.UINT16, None if stands.load_kg is None else round(stands.load_kg * 16)),
                Field(7, Base.UINT16, _WARM_UP if stands.warm_up else number[0]),
                Field(8, Base.UINT16, number[1]),
                Field(9, Base.UINT16, None if stands.load_kg is None else _KILOGRAM),
            ),
        )
        index += 1
        before_s = max(each.end_s, before_s or 0.0)
    for title, (category, count) in titles.items():
        fields = (Field(254, Base.UINT16, count), Field(0, Base.UINT16, category), Field(1, Base.UINT16, count))
        file.add(_TITLE, (*fields, Field(2, Base.STRING, title)))


def _set(index: int, start: datetime, from_s: float, to_s: float, *, kind: int) -> tuple[Field, ...]:
    return (
        Field(254, Base.UINT32, fit_time(start + timedelta(seconds=to_s))),
        Field(0, Base.UINT32, round((to_s - from_s) * 1000)),
        Field(5, Base.UINT8, kind),
        Field(6, Base.UINT32, fit_time(start + timedelta(seconds=from_s))),
        Field(10, Base.UINT16, index),
    )


def _category(exercise: Exercise | None) -> int:
    if exercise is None or exercise.kind is Kind.STRETCH:
        return _UNKNOWN
    if exercise.kind is Kind.WARM_UP:
        return _WARM_UP
    if exercise.isometric and exercise.pattern is Pattern.TRUNK:
        return _PLANK
    return _CATEGORY.get(exercise.pattern, _UNKNOWN)


def _event(at: int, what: int) -> tuple[Field, ...]:
    return (Field(253, Base.UINT32, at), Field(0, Base.ENUM, _TIMER), Field(1, Base.ENUM, what))


def _add_sums(file: FitFile, start: datetime, end: datetime) -> None:
    """Add lap, session and activity: every activity has one of each."""
    took_ms = round((end - start).total_seconds() * 1000)
    begun, over = fit_time(start), fit_time(end)
    common = (
        Field(254, Base.UINT16, 0),
        Field(253, Base.UINT32, over),
        Field(2, Base.UINT32, begun),
        Field(7, Base.UINT32, took_ms),
        Field(8, Base.UINT32, took_ms),
    )
    lap = (Field(0, Base.ENUM, 9), Field(1, Base.ENUM, _STOP), Field(25, Base.ENUM, _TRAINING))
    file.add(_LAP, (*common, *lap, Field(39, Base.ENUM, _STRENGTH)))
    whole = (Field(0, Base.ENUM, 8), Field(1, Base.ENUM, _STOP), Field(5, Base.ENUM, _TRAINING))
    laps = (Field(6, Base.ENUM, _STRENGTH), Field(25, Base.UINT16, 0), Field(26, Base.UINT16, 1))
    file.add(_SESSION, (*common, *whole, *laps, Field(28, Base.ENUM, 0)))
    local = over + round((end.utcoffset() or timedelta()).total_seconds())
    file.add(
        _ACTIVITY,
        (
            Field(253, Base.UINT32, over),
            Field(0, Base.UINT32, took_ms),
            Field(1, Base.UINT16, 1),
            Field(2, Base.ENUM, 0),
            Field(3, Base.ENUM, 26),
            Field(4, Base.ENUM, _STOP),
            Field(5, Base.UINT32, local),
        ),
    )

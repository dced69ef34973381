"""What a person felt, scored or weighed: entries of a day, with or without a session. Only added, or taken back."""

from __future__ import annotations

import math
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import Row, select

from sensorlog.logbook.checks import MAX_LOAD_ENTERED_LENGTH, number, one_of, words
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.people import known_person
from sensorlog.logbook.session_rows import known_session
from sensorlog.logbook.tables import SessionRow
from sensorlog.logbook.tables_kept import DiaryRow
from sensorlog.training import MeasureId, Moment, PainEntry, PainSite, Score, Soreness, TrainingError, check_score

__all__ = ["MAX_NOTE_LENGTH", "BodyWeight", "Diary", "DiaryEntry", "DiaryKind", "Felt", "FlareUp", "check_diary_row"]

MAX_NOTE_LENGTH = 2000
_MAX_BODY_KG = 700.0
"""Above this it is a typing error: the heaviest person known weighed 635 kg."""


class DiaryKind(StrEnum):
    """What an entry is about."""

    PAIN = "pain"
    SCORE = "score"
    BODY_WEIGHT = "body_weight"
    SORENESS = "soreness"
    FLARE_UP = "flare_up"


@dataclass(frozen=True, slots=True)
class BodyWeight:
    """What a person weighs."""

    day: date
    weight_kg: float
    entered: str | None = None
    """As it was typed, with its unit."""


@dataclass(frozen=True, slots=True)
class FlareUp:
    """A day of a flare-up; the note says more."""

    day: date


Felt: TypeAlias = PainEntry | Score | BodyWeight | Soreness | FlareUp


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One entry as it is kept."""

    id: str
    person_id: str
    felt: Felt
    session_id: str | None
    set_start_s: float | None
    """Beginning of the set that it is about, in seconds of its session."""
    note: str
    at_utc: datetime
    """When it was entered."""


class Diary(OpenFile):
    """Doors to what was felt."""

    def add_felt(
        self,
        person_id: str,
        felt: Felt,
        *,
        session_id: str | None = None,
        set_start_s: float | None = None,
        note: str = "",
    ) -> DiaryEntry:
        """Keep an entry. Raises :class:`LogbookError` where a value cannot be, or person or session is not known."""
        kind, value, details = _kept(felt)
        if len(note) > MAX_NOTE_LENGTH:
            raise LogbookError(f"the note has {len(note)} letters, of at most {MAX_NOTE_LENGTH}: shorten it")
        if set_start_s is not None and (session_id is None or not math.isfinite(set_start_s)):
            raise LogbookError("an entry about a set needs its session and the second at which the set begins")
        entry = DiaryEntry(secrets.token_hex(6), person_id, felt, session_id, set_start_s, note, datetime.now(UTC))
        with self._writing() as db:
            known_person(db, person_id)
            if session_id is not None:
                known_session(db, session_id)
            db.add(
                DiaryRow(
                    id=entry.id,
                    person_id=person_id,
                    session_id=session_id,
                    set_start_s=set_start_s,
                    day=felt.day.isoformat(),
                    kind=kind.value,
                    value=value,
                    details=details,
                    note=note,
                    at_utc=entry.at_utc.isoformat(),
                    deleted_utc=None,
                )
            )
        return entry

    def diary(
        self,
        person_id: str,
        kinds: Collection[DiaryKind] = tuple(DiaryKind),
        *,
        since: date | None = None,
        session_id: str | None = None,
        taken_back: bool = False,
    ) -> list[DiaryEntry]:
        """Return a person's entries, by day and then as they were entered; without those about deleted sessions.

        With ``taken_back`` only those that were, and can be put back.
        """
        wanted = (
            select(*DiaryRow.__table__.columns)
            .outerjoin(SessionRow, SessionRow.id == DiaryRow.session_id)
            .where(DiaryRow.person_id == person_id, DiaryRow.kind.in_([kind.value for kind in kinds]))
            .where(DiaryRow.deleted_utc.is_not(None) if taken_back else DiaryRow.deleted_utc.is_(None))
            .where(SessionRow.deleted_utc.is_(None))
            .order_by(DiaryRow.day, DiaryRow.at_utc, DiaryRow.id)
        )
        if since is not None:
            wanted = wanted.where(DiaryRow.day >= since.isoformat())
        if session_id is not None:
            wanted = wanted.where(DiaryRow.session_id == session_id)
        with self._reading() as db:
            return [_entry(row) for row in db.execute(wanted)]

    def take_back(self, entry_id: str) -> DiaryEntry:
        """Leave an entry out from now on, and return it; :meth:`put_back` undoes that.

        The beginning of its id is enough where no other begins so.
        """
        return self._mark_entry(entry_id, datetime.now(UTC).isoformat())

    def put_back(self, entry_id: str) -> DiaryEntry:
        """Have an entry count again, and return it."""
        return self._mark_entry(entry_id, None)

    def _mark_entry(self, entry_id: str, deleted_utc: str | None) -> DiaryEntry:
        with self._writing() as db:
            found = db.scalars(select(DiaryRow).where(DiaryRow.id.startswith(entry_id, autoescape=True)).limit(2)).all()
            if len(found) != 1 or not entry_id:
                what = "several entries of the diary begin" if found else "no entry of the diary begins"
                raise LogbookError(f"{what} with {entry_id[:40]!r}: `sensorlog diary` lists them")
            found[0].deleted_utc = deleted_utc
            return _entry(found[0])


def _kept(felt: Felt) -> tuple[DiaryKind, float | None, dict[str, Any]]:
    """Return kind, value and details of an entry as they are kept. Raises :class:`LogbookError`."""
    match felt:
        case PainEntry():
            exercise = None if felt.exercise is None else words("exercise", felt.exercise, 60)
            return (
                DiaryKind.PAIN,
                float(felt.score),
                {
                    "moment": felt.moment.value,
                    "site": felt.site.value,
                    "exercise": exercise,
                    "new_or_worse": felt.new_or_worse,
                },
            )
        case Score():
            try:
                value = check_score(felt.measure, felt.value)
            except TrainingError as error:
                raise LogbookError(str(error)) from error
            activities = [[words("activity", name, 100), score] for name, score in felt.activities]
            return DiaryKind.SCORE, value, {"measure": felt.measure.value, "activities": activities}
        case BodyWeight():
            entered = None if felt.entered is None else words("weight", felt.entered, MAX_LOAD_ENTERED_LENGTH)
            return DiaryKind.BODY_WEIGHT, number("body weight", felt.weight_kg, _MAX_BODY_KG), {"entered": entered}
        case Soreness():
            return DiaryKind.SORENESS, None, {"excessive": felt.excessive}
        case FlareUp():
            return DiaryKind.FLARE_UP, None, {}


def _entry(row: DiaryRow | Row[Any]) -> DiaryEntry:
    return DiaryEntry(
        id=row.id,
        person_id=row.person_id,
        felt=_felt(row),
        session_id=row.session_id,
        set_start_s=row.set_start_s,
        note=row.note,
        at_utc=datetime.fromisoformat(row.at_utc),
    )


def check_diary_row(row: DiaryRow) -> None:
    """Raise :class:`LogbookError` for a row from outside that says what no entry can."""
    try:
        _kept(_felt(row))
    except LogbookError as error:
        raise LogbookError(f"diary of {row.day}, {row.kind[:20]}: {error.__cause__ or error}") from error


def _felt(row: DiaryRow | Row[Any]) -> Felt:
    """Read what was felt. Raises :class:`LogbookError` for a row that no version wrote."""
    day, details = date.fromisoformat(row.day), row.details
    try:
        match DiaryKind(row.kind):
            case DiaryKind.PAIN:
                return PainEntry(
                    day=day,
                    moment=one_of(Moment, details.get("moment")),
                    score=int(number("pain", row.value, 10.0, whole=True)),
                    site=one_of(PainSite, details.get("site")),
                    exercise=details.get("exercise"),
                    new_or_worse=bool(details.get("new_or_worse")),
                )
            case DiaryKind.SCORE:
                activities = tuple((str(name), int(score)) for name, score in details.get("activities") or ())
                measure = one_of(MeasureId, details.get("measure"))
                return Score(measure, day, check_score(measure, row.value or 0.0), activities)
            case DiaryKind.BODY_WEIGHT:
                return BodyWeight(day, number("body weight", row.value, _MAX_BODY_KG), details.get("entered"))
            case DiaryKind.SORENESS:
                return Soreness(day, bool(details.get("excessive")))
            case DiaryKind.FLARE_UP:
                return FlareUp(day)
    except (LogbookError, TrainingError, ValueError, TypeError) as error:
        raise LogbookError(f"entry {row.id} of the diary cannot be read ({error}): restore a backup") from error

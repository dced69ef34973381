"""All that is one person's in a logbook, of some days, and nothing that is anybody else's.

Reports and other ways out are made of this record alone, so that whose data it is has to be decided in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.sharing import Share, share_of
from sensorlog.logbook import DiaryEntry, Logbook, LoggedSession, LoggedSet, Person, Prescription
from sensorlog.training import (
    Catalogue,
    DoneSet,
    PainBands,
    PainEntry,
    PlannedWeek,
    Program,
    ProgramState,
    Score,
    TrainingError,
    load_program,
    planned_weeks,
)

__all__ = ["Evidence", "OwnSession", "Period", "PersonRecord", "PersonsProgram", "default_period", "read_person"]

_USUAL_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the person's own calendar, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ExchangeError(
                f"from {self.first.isoformat()} to {self.last.isoformat()} there is no day: give the earlier day first"
            )

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def weeks(self) -> float:
        """How many weeks what is said by the week is divided by: one at least, as a day is no week to be multiplied."""
        return max(1.0, self.days / 7)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Evidence(StrEnum):
    """What a session's numbers rest on."""

    RECORDED = "recorded"
    """A recording that is on this computer."""
    MISSING = "missing"
    """A recording that is not: the log has been sent without it, or it was moved."""
    BY_HAND = "by_hand"
    """Nothing was recorded."""


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One session, with this person's sets and words only."""

    session: LoggedSession
    """Without edits, which may name others, but for those that this version does not know; of a session that is
    somebody else's, under an id that tells neither."""
    day: date
    evidence: Evidence

    @property
    def working_sets(self) -> tuple[LoggedSet, ...]:
        """All but warm-ups."""
        return tuple(each for each in self.session.sets if not each.warm_up)


@dataclass(frozen=True, slots=True)
class PersonsProgram:
    """A program that the person began, and its weeks up to the last day of the period."""

    program: Program
    state: ProgramState
    sha256: str
    weeks: tuple[PlannedWeek, ...]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person in one period. Everything is in the order of time."""

    person: Person
    period: Period
    sessions: tuple[OwnSession, ...]
    done_sets: tuple[DoneSet, ...]
    diary: tuple[DiaryEntry, ...]
    program: PersonsProgram | None
    """The one that was begun last, up to the last day of the period."""
    prescriptions: tuple[Prescription, ...]
    bands: PainBands

    @property
    def pain(self) -> tuple[PainEntry, ...]:
        """What the diary says of pain."""
        return tuple(entry.felt for entry in self.diary if isinstance(entry.felt, PainEntry))

    @property
    def scores(self) -> tuple[Score, ...]:
        """What the diary says of outcome measures."""
        return tuple(entry.felt for entry in self.diary if isinstance(entry.felt, Score))


def default_period(logbook: Logbook, person_id: str, today: date, first: date | None, last: date | None) -> Period:
    """Return the days that were asked for, or at most twelve weeks.

    These end today, or on the day of the last session where that is older, and begin no earlier than anything that the
    logbook has in them. Raises :class:`ExchangeError` where the first day is behind the last.
    """
    span = timedelta(weeks=_USUAL_WEEKS)
    days = {done.day for done in logbook.done_sets(person_id)}
    if last is None:
        latest = max((day for day in days if day <= today), default=today)
        last = latest if latest <= today - span else today
    if first is None:
        first = last - span + timedelta(days=1)
        days |= {entry.felt.day for entry in logbook.diary(person_id, since=first)}
        days |= {run.state.started for run in logbook.program_runs(person_id, ended=True)}
        first = min((day for day in days if first <= day <= last), default=first)
    return Period(first, last)


def read_person(logbook: Logbook, person: Person, period: Period, catalogue: Catalogue) -> PersonRecord:
    """Read everything of one person in ``period``; sessions that are not finished are left out.

    Raises :class:`LogbookError` where it cannot be read.
    """
    ids = [each.id for each in logbook.summaries(person_id=person.id) if each.start_local.date() in period]
    shares = (share_of(each, person.id) for each in logbook.carried_sessions(person.id, ids))
    prescriptions = tuple(each for each in reversed(logbook.prescriptions(person.id)) if each.day <= period.last)
    return PersonRecord(
        person=person,
        period=period,
        sessions=tuple(own for share in shares if (own := _own(share)) is not None),
        done_sets=tuple(each for each in logbook.done_sets(person.id, since=period.first) if each.day in period),
        diary=tuple(each for each in logbook.diary(person.id, since=period.first) if each.felt.day in period),
        program=_program(logbook, person, period, catalogue),
        prescriptions=prescriptions,
        bands=logbook.pain_bands(person.id),
    )


def _own(share: Share | None) -> OwnSession | None:
    """Return the session with what stands of the person's own part of it; ``None`` where nothing does."""
    standing = None if share is None else share.session.standing
    if share is None or standing is None:
        return None
    theirs = {set_id for set_id, owner in share.session.owners if owner == share.person_id}
    sets = tuple(each for each in standing.sets if each.set_id in theirs)
    if not sets:
        return None
    if standing.recording is None:
        evidence = Evidence.BY_HAND
    else:
        evidence = Evidence.RECORDED if standing.recording.is_file() else Evidence.MISSING
    unknown = tuple(edit for edit in share.edits if not edit.is_known)
    notes = tuple(note for note in share.notes if note in standing.notes)
    own = replace(standing, id=share.id, person=None, sets=sets, notes=notes, edits=unknown)
    return OwnSession(own, standing.start_local.date(), evidence)


def _program(logbook: Logbook, person: Person, period: Period, catalogue: Catalogue) -> PersonsProgram | None:
    runs = [run for run in logbook.program_runs(person.id, ended=True) if run.state.started <= period.last]
    if not runs:
        return None
    run = max(runs, key=lambda each: (each.state.started, each.begun_utc))
    try:
        program = load_program(run.program_text, catalogue)
    except TrainingError:
        return None  # of a program that this version cannot read nothing is known to be planned
    trained = {done.day for done in logbook.done_sets(person.id, since=run.state.started)}
    weeks = planned_weeks(program, run.state, trained, period.last)
    return PersonsProgram(program, run.state, run.program_sha256, tuple(weeks))

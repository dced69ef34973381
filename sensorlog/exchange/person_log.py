"""All that one person has in a logbook → their session log. Nothing of anybody else comes along."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.log_models import (
    LogDiaryEntry,
    LogPerson,
    LogPrescription,
    LogProgram,
    LogProgramEntry,
    LogSession,
    LogUsualMark,
    SessionLog,
)
from sensorlog.exchange.session_part import log_session
from sensorlog.exchange.sharing import Share, share_of
from sensorlog.logbook import Logbook

__all__ = ["EVERYTHING", "Choice", "LogParts", "log_parts", "own_session_ids", "person_log"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a person's log. Days are of the person's own calendar, both included."""

    first: date | None = None
    last: date | None = None
    session_ids: Collection[str] | None = None
    """Only these sessions, and what the diary says of them."""

    def has_day(self, day: date) -> bool:
        """Say whether a day is in the range."""
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class LogParts:
    """A log that is read while it is written: ten years of reps need not be in memory at once.

    Take the sessions first: the diary refers to them.
    """

    person: LogPerson
    sessions: Iterator[tuple[Share, LogSession]]
    diary: Iterator[LogDiaryEntry]
    programs: Iterator[LogProgram]
    prescriptions: Iterator[LogPrescription]
    usual_marks: Iterator[LogUsualMark]


Evidence = Callable[[Share, LogPerson], str | None]
"""Gives the SHA-256 of the recording of somebody's share of a session."""


def kept_sha256(share: Share, _person: LogPerson) -> str | None:
    """Return what the logbook keeps; of a recording that others are in, nothing is known before it is cut."""
    return share.session.recording_sha256 if share.is_whole else None


def person_log(logbook: Logbook, person_id: str, choice: Choice = EVERYTHING) -> SessionLog:
    """Return what a person has in the logbook: the same for the same content, whenever and wherever it is asked.

    Sessions that are not finished are left out. Raises :class:`LogbookError` for nobody known.
    """
    parts = log_parts(logbook, person_id, choice)
    return SessionLog(
        person=parts.person,
        sessions=tuple(session for _, session in parts.sessions),
        diary=tuple(parts.diary),
        programs=tuple(parts.programs),
        prescriptions=tuple(parts.prescriptions),
        usual_marks=tuple(parts.usual_marks),
    )


def log_parts(
    logbook: Logbook, person_id: str, choice: Choice = EVERYTHING, evidence: Evidence = kept_sha256
) -> LogParts:
    """Return the same part by part. Raises :class:`LogbookError` for nobody known."""
    known = logbook.person(person_id)
    person = LogPerson(id=known.id, pseudonym=known.label)
    ids: dict[str, str] = {}
    return LogParts(
        person,
        _sessions(logbook, person, choice, ids, evidence),
        _diary(logbook, person.id, choice, ids),
        _programs(logbook, person.id, choice),
        _prescriptions(logbook, person.id, choice),
        _usual_marks(logbook, person.id, choice),
    )


def _sessions(
    logbook: Logbook, person: LogPerson, choice: Choice, ids: dict[str, str], evidence: Evidence
) -> Iterator[tuple[Share, LogSession]]:
    """Yield what is theirs of each session; ``ids`` learns under which id it goes."""
    for carried in logbook.carried_sessions(person.id, choice.session_ids):
        share = share_of(carried, person.id)
        if share is None or carried.standing is None or not choice.has_day(carried.standing.start_local.date()):
            continue
        ids[carried.id] = share.id
        yield share, log_session(share, None if carried.is_by_hand else evidence(share, person))


def _diary(logbook: Logbook, person_id: str, choice: Choice, ids: Mapping[str, str]) -> Iterator[LogDiaryEntry]:
    for entry in logbook.carried_diary(person_id):
        session_id = None if entry.session_id is None else ids.get(entry.session_id)
        if (choice.session_ids is not None and session_id is None) or not choice.has_day(date.fromisoformat(entry.day)):
            continue
        yield LogDiaryEntry(
            id=entry.id,
            day=date.fromisoformat(entry.day),
            kind=entry.kind,
            value=entry.value,
            details=entry.details,
            note=entry.note,
            session=session_id,
            set_start_s=None if session_id is None else entry.set_start_s,
            at_utc=entry.at_utc,
        )


def _programs(logbook: Logbook, person_id: str, choice: Choice) -> Iterator[LogProgram]:
    if choice.session_ids is not None:
        return
    for run in logbook.carried_programs(person_id):
        begun, ended = run.begun_utc.date(), None if run.ended_utc is None else run.ended_utc.date()
        # A day to either side: begun_utc is not of the person's own calendar.
        is_over = choice.first is not None and ended is not None and ended < choice.first - timedelta(days=1)
        if is_over or (choice.last is not None and begun > choice.last + timedelta(days=1)):
            continue
        yield LogProgram(
            id=run.id,
            text=run.text,
            state=run.start,
            begun_utc=run.begun_utc,
            ended_utc=run.ended_utc,
            entries=tuple(
                LogProgramEntry(
                    id=each.number,
                    at_utc=each.at_utc,
                    by=each.by if each.by == person_id else None,
                    entry=each.entry,
                )
                for each in run.entries
            ),
        )


def _prescriptions(logbook: Logbook, person_id: str, choice: Choice) -> Iterator[LogPrescription]:
    if choice.session_ids is not None:
        return
    for asked in logbook.carried_prescriptions(person_id):
        day = date.fromisoformat(asked.day)
        if choice.last is None or day <= choice.last:  # what was asked before still holds
            yield LogPrescription(
                id=asked.id, day=day, by=asked.by, text=asked.text, data=asked.data, at_utc=asked.at_utc
            )


def _usual_marks(logbook: Logbook, person_id: str, choice: Choice) -> Iterator[LogUsualMark]:
    if choice.session_ids is not None:
        return
    for mark in logbook.usual_marks(person_id):
        at = mark.at_utc.astimezone(UTC)
        if choice.last is None or at.date() <= choice.last + timedelta(days=1):
            mark_id = f"{mark.kind} {at.isoformat()} {mark.exercise or ''}".strip()
            yield LogUsualMark(id=mark_id, kind=mark.kind.value, at_utc=at, exercise=mark.exercise)


def own_session_ids(logbook: Logbook, person_id: str, texts: Collection[str]) -> set[str]:
    """Return the ids that the beginnings ``texts`` mean. Raises :class:`ExchangeError` for one that is not theirs."""
    known = {summary.id for summary in logbook.summaries(person_id=person_id)}
    found = set()
    for text in texts:
        session = logbook.session(text)
        if session.id not in known:
            raise ExchangeError(f"session {session.id} holds no set of this person: `sensorlog sessions` lists them")
        if session.ended_utc is None:
            raise ExchangeError(f"session {session.id} is not finished: `sensorlog sessions finish {session.id}` first")
        found.add(session.id)
    return found

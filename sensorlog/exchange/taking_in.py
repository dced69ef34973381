"""A session log → a logbook: whole or not at all, and nothing that is there is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sensorlog.exchange.log_arrivals import (
    carried_diary_entry,
    carried_prescription,
    carried_program,
    carried_session,
    carried_usual_mark,
)
from sensorlog.exchange.log_models import LogDiaryEntry, LogPrescription, LogProgram, LogSession, LogUsualMark
from sensorlog.exchange.log_reader import LogReader
from sensorlog.exchange.unknown_fields import unknown_fields
from sensorlog.logbook import Arrival, Logbook, Person, Verdict

__all__ = ["Taken", "take_in_log"]

_TOLD = ("sensors", "uncertainty")
"""What a session's log says that follows from its recording and its analysis: kept, as neither need be here."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one log."""

    person: Person
    arrivals: tuple[Arrival, ...]

    def of(self, verdict: Verdict) -> list[Arrival]:
        """Return the parts with that verdict."""
        return [each for each in self.arrivals if each.verdict is verdict]


def take_in_log(
    logbook: Logbook,
    reader: LogReader,
    *,
    dry_run: bool = False,
    recording_of: Callable[[LogSession], str | None] = lambda _session: None,
    progress: Callable[[], None] = lambda: None,
) -> Taken:
    """Take in one log, in one transaction. ``recording_of`` says where a session's recording lies now, if it came.

    ``progress`` is called with each session; what it raises stops the work, with nothing taken in. Raises
    :class:`ExchangeError` or :class:`LogbookError`, with nothing taken in, where anything in it cannot be.
    """
    told = reader.person()
    person = Person(told.id, told.pseudonym)
    arrivals: list[Arrival] = []
    with logbook.carrying_in(person, dry_run=dry_run) as into:
        arrivals.append(into.person())
        fields = unknown_fields(told, "person")
        for session in reader.sessions():
            path = f"sessions/{session.id}"
            arrival = into.session(carried_session(session, person.id), recording_of(session))
            arrivals.append(arrival)
            progress()
            if arrival.verdict in (Verdict.NEW, Verdict.GREW, Verdict.SAME):
                kept = unknown_fields(session, path)
                said = {name: _plain(session, name) for name in _TOLD if getattr(session, name) is not None}
                if said and arrival.verdict is Verdict.NEW:
                    kept[path] = said | kept.get(path, {})
                for where, values in kept.items():
                    into.foreign_fields(where, session.id, values)
        for entry in reader.beside["diary"]:
            if isinstance(entry, LogDiaryEntry):
                arrivals.append(into.diary_entry(carried_diary_entry(entry)))
                fields |= unknown_fields(entry, f"diary/{entry.id}")
        for run in reader.beside["programs"]:
            if isinstance(run, LogProgram):
                program, beside = carried_program(run)
                arrivals.append(into.program(program))
                fields |= beside
                for where, values in unknown_fields(run, f"programs/{run.id}").items():
                    fields[where] = fields.get(where, {}) | values
        for asked in reader.beside["prescriptions"]:
            if isinstance(asked, LogPrescription):
                arrivals.append(into.prescription(carried_prescription(asked)))
                fields |= unknown_fields(asked, f"prescriptions/{asked.id}")
        for mark in reader.beside["usual_marks"]:
            if isinstance(mark, LogUsualMark):
                arrivals.append(into.usual_mark(carried_usual_mark(mark)))
                fields |= unknown_fields(mark, f"usual_marks/{mark.id}")
        if reader.unknown:
            fields[""] = reader.unknown
        for where, values in fields.items():
            into.foreign_fields(where, None, values)
    return Taken(person, tuple(arrivals))


def _plain(session: LogSession, name: str) -> Any:
    return session.model_dump(mode="json", include={name})[name]

"""What each session rests on: its recording, the analysis that counted it, the software that kept it."""

from __future__ import annotations

from sensorlog.exchange.person_record import Evidence, OwnSession
from sensorlog.exchange.report import anchors
from sensorlog.exchange.report.anchors import SessionNames
from sensorlog.exchange.report.document import Cell, Column, Row, Section, Table
from sensorlog.exchange.report.facts import Facts
from sensorlog.exchange.report.words import clean, day_words
from sensorlog.logbook import UNKNOWN_IN_WORDS

__all__ = ["evidence_section", "provenance"]

_EVIDENCE = {
    Evidence.RECORDED: "recording is here",
    Evidence.MISSING: "recording missing",
    Evidence.BY_HAND: "entered by hand",
}
_HASH_LETTERS = 12


def provenance(own: OwnSession) -> str:
    """Return the same of one session on a line."""
    session = own.session
    parts = [_EVIDENCE[own.evidence]]
    if session.recording is not None:
        sha256 = session.recording_sha256
        parts.append(clean(session.recording.name, 80))
        parts.append(f"SHA-256 {sha256[:_HASH_LETTERS]}…" if sha256 else "SHA-256 not known")
        parts.append(f"analysis {clean(session.analysis_version, 40)}")
    parts.append(clean(session.software, 60))
    parts += [f"{UNKNOWN_IN_WORDS}: {clean(edit.op, 40)}" for edit in session.edits]
    if session.ended_utc is None:
        parts.append("cut off, not finished")
    return " · ".join(parts)


def evidence_section(facts: Facts, names: SessionNames) -> Section:
    """Return the section on recordings."""
    rows = []
    for own in facts.record.sessions:
        session = own.session
        rows.append(
            Row(
                (
                    Cell(names.name(own), to=names.anchor(own)),
                    Cell(day_words(own.day)),
                    Cell(_EVIDENCE[own.evidence], marked=own.evidence is not Evidence.RECORDED),
                    Cell("–" if session.recording is None else clean(session.recording.name, 80)),
                    Cell(f"{session.recording_sha256[:_HASH_LETTERS]}…" if session.recording_sha256 else "–"),
                    Cell("–" if session.recording is None else clean(session.analysis_version, 40)),
                    Cell(clean(session.software, 60)),
                    Cell(session.id),
                ),
                names.row(own),
            )
        )
    columns = (
        *(
            Column("session", share=0.7),
            Column("day", share=1.4),
            Column("evidence", share=1.3),
            Column("file", share=2.2),
        ),
        *(Column("SHA-256", share=1.3), Column("analysis"), Column("software", share=1.3), Column("id", share=1.2)),
    )
    table = Table("What each session rests on", columns, tuple(rows), "No session in this period.", anchors.RECORDINGS)
    return Section("evidence", "Recordings", (table,))

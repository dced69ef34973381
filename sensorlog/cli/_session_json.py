"""A session as one JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sensorlog.events import Rep, TrunkMeasures, TrunkPhase
    from sensorlog.logbook import LoggedSession, LoggedSet

__all__ = ["session_json"]


def session_json(session: LoggedSession) -> dict[str, Any]:
    """Return what stands of a session, with every rep."""
    return {
        "id": session.id,
        "start_utc": session.start_utc.isoformat(),
        "ended_utc": session.ended_utc and session.ended_utc.isoformat(),
        "demo": session.demo,
        "person": session.person and {"id": session.person.id, "label": session.person.label},
        "recording": session.recording and str(session.recording),
        "recording_sha256": session.recording_sha256,
        "analysis_version": session.analysis_version,
        "software": session.software,
        "sets": [_set_json(logged) for logged in session.sets],
        "unknown_edits": [
            {"op": edit.op, "start_s": edit.start_s, "end_s": edit.end_s, "value": edit.value, "about": edit.about}
            for edit in session.edits
            if not edit.is_known
        ],
        "notes": [{"t_s": note.t_s, "text": note.text} for note in session.notes],
    }


def _set_json(logged: LoggedSet) -> dict[str, Any]:
    from dataclasses import asdict, replace

    fields = asdict(replace(logged, reps=(), equipment=None))
    fields["equipment"] = None if logged.equipment is None else logged.equipment.to_json()
    return fields | {"rep_count": logged.rep_count, "reps": [_rep_json(rep) for rep in logged.reps]}


def _rep_json(rep: Rep) -> dict[str, Any]:
    """Return a rep's numbers: what a revision was and when it was known is the business of a running session."""
    running = ("sensor", "set_id", "revision", "state", "t_s")
    fields = {name: value for name, value in _fields(rep).items() if name not in running}
    if rep.trunk is not None:
        fields["trunk"] = _fields(rep.trunk) | {"phases": [_fields(phase) for phase in rep.trunk.phases]}
    return fields


def _fields(record: Rep | TrunkMeasures | TrunkPhase) -> dict[str, Any]:
    """Return the fields as they are: ``asdict`` copies each value, and a list of sessions has thousands of reps."""
    return {name: getattr(record, name) for name in record.__slots__}

"""A recording cut to the sets of one person, with nobody else named in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from sensorlog.events import SessionEvent, SessionEventKind
from sensorlog.exchange.log_models import LogPerson
from sensorlog.exchange.sharing import Share
from sensorlog.imu import Packet
from sensorlog.recordings import RecordingWriter, read_recording

__all__ = ["cut_recording", "file_sha256", "is_theirs_alone"]

_BEFORE_S, _AFTER_S = 10.0, 5.0
"""Kept around each set: standing still before it tells where up is, and filters need a while."""
_ALWAYS = frozenset(
    {
        SessionEventKind.SESSION,
        SessionEventKind.SENSOR,
        SessionEventKind.LINK,
        SessionEventKind.WRITE,
        SessionEventKind.ROLE,
        SessionEventKind.END,
    }
)
"""What the recording needs to be decoded; it says nothing of who lifts."""
_HOLD_ON = (SessionEventKind.EXERCISE, SessionEventKind.LOAD)
"""Keys that hold until the next one."""


def is_theirs_alone(path: Path, share: Share, person: LogPerson) -> bool:
    """Say whether a recording holds one person's sets only and names nobody else. Raises :class:`RecordingError`."""
    if not share.is_whole:
        return False
    with read_recording(path) as recording:
        return all(_names_only(item, person) for item in recording if isinstance(item, SessionEvent))


def _names_only(event: SessionEvent, person: LogPerson) -> bool:
    return event.kind is not SessionEventKind.PERSON or (
        event.data.get("id") == person.id and event.data.get("label") in (None, person.pseudonym)
    )


def cut_recording(source: Path, target: Path, share: Share, person: LogPerson) -> None:
    """Write what of ``source`` is one person's: the same input gives the same bytes.

    The first packet stays, as times are counted from it. Raises :class:`RecordingError`.
    """
    held = frozenset[int]() if share.is_whole else _held_keys(source, share)
    others = share.others_s
    with read_recording(source) as recording, RecordingWriter(target) as writer:
        first_ns: int | None = None
        for number, item in enumerate(recording):
            if isinstance(item, Packet):
                is_first, first_ns = first_ns is None, item.t_ns if first_ns is None else first_ns
                if is_first or share.is_whole or _is_kept(share, others, (item.t_ns - first_ns) / 1e9):
                    writer.write(item)
                continue
            event = _event(item, person)
            if event is None:
                continue
            t_s = 0.0 if first_ns is None else (event.t_ns - first_ns) / 1e9
            is_kept = event.kind in _ALWAYS or event.kind is SessionEventKind.PERSON or share.is_whole
            if event.kind in _HOLD_ON and not share.is_whole:
                is_kept = number in held
            elif not is_kept:
                is_kept = _is_kept(share, others, t_s) and _is_told(event, share, t_s)
            if is_kept:
                _attach(writer, recording.profiles, event)
                writer.write(event)


def _event(event: SessionEvent, person: LogPerson) -> SessionEvent | None:
    """Return an event as it may be told: of people only whose recording it is, by the pseudonym."""
    if event.kind is SessionEventKind.PERSON:
        if event.data.get("id") != person.id:
            return None
        return replace(event, data={"id": person.id, "label": person.pseudonym})
    return event


def _attach(writer: RecordingWriter, profiles: Mapping[str, str], event: SessionEvent) -> None:
    profile_id = event.data.get("profile")
    if event.kind is SessionEventKind.SENSOR and isinstance(profile_id, str) and profile_id in profiles:
        writer.attach_profile(profile_id, profiles[profile_id])


def _is_kept(share: Share, others: Iterable[tuple[float, float]], t_s: float) -> bool:
    return any(start - _BEFORE_S <= t_s <= end + _AFTER_S for start, end in share.spans_s) and not any(
        start <= t_s <= end for start, end in others
    )


def _is_told(event: SessionEvent, share: Share, t_s: float) -> bool:
    """Say whether what was said of a set, or a note, is theirs; other keys are where they are."""
    if event.kind is SessionEventKind.SAID:
        return event.data.get("set_id") in {each.set_id for each in share.sensed}
    if event.kind is not SessionEventKind.NOTE:
        return True
    return any(note.text == event.data.get("text") and abs(note.t_s - t_s) < 1.0 for note in share.notes)


def _held_keys(source: Path, share: Share) -> frozenset[int]:
    """Return the numbers of the items that say exercise and load of a set of theirs: the last before its end."""
    first_ns: int | None = None
    said: dict[SessionEventKind, list[tuple[float, int]]] = {kind: [] for kind in _HOLD_ON}
    with read_recording(source) as recording:
        for number, item in enumerate(recording):
            if isinstance(item, Packet):
                first_ns = item.t_ns if first_ns is None else first_ns
            elif item.kind in said:
                said[item.kind].append((0.0 if first_ns is None else (item.t_ns - first_ns) / 1e9, number))
    others = share.others_s
    held = set()
    for keys in said.values():
        for start_s, end_s in share.spans_s:
            before = [number for t_s, number in keys if t_s <= end_s and not _within(others, t_s, start_s)]
            held.update(before[-1:])
    return frozenset(held)


def _within(others: Iterable[tuple[float, float]], t_s: float, start_s: float) -> bool:
    """Say whether a key was given during, or for, the set of somebody else that came before."""
    return any(t_s <= end <= start_s for _, end in others)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

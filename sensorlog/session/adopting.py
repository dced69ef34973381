"""A recording that another computer made, or a file of another app → a session of the logbook."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sensorlog.events import Channel, Rep, RepSource, SessionEvent, SessionEventKind
from sensorlog.logbook import (
    Arrival,
    CarriedSession,
    Edit,
    Logbook,
    Note,
    Person,
    SensedSet,
    Verdict,
    effective_sets,
    make_private_dir,
)
from sensorlog.pipeline import ANALYSIS_VERSION, FoldedSet, Options, Pipeline, Usuals, examine
from sensorlog.profiles import Registry
from sensorlog.recordings import Recording, SampleRecording, notes_about, open_any
from sensorlog.session.bookkeeper import Bookkeeper, Entry
from sensorlog.session.errors import SessionError
from sensorlog.session.finish import batches, file_sha256

__all__ = ["Adopted", "adopt_recording"]


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of a recording."""

    person: Person
    arrival: Arrival
    sets: int
    reps: int
    notes: tuple[str, ...]
    """Sentences for people about what was odd in the file."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file holds."""

    start: datetime
    length_s: float
    entries: Sequence[Entry]
    software: str
    notes: tuple[str, ...]


def adopt_recording(
    logbook: Logbook,
    path: Path,
    person: Person | None,
    registry: Registry,
    *,
    otherwise: Person | None = None,
    start: datetime | None = None,
    dry_run: bool = False,
) -> Adopted:
    """Count a recording and keep it as a session, in one transaction, with a copy of the file beside the logbook.

    ``person`` is whose it is, else who the recording says, else ``otherwise``; ``start`` is when it began, where the
    file does not say. The session's id follows from the file: the same file again changes nothing. Raises
    :class:`SessionError` where person or beginning are not known, :class:`RecordingError` where the file cannot be
    read.
    """
    found = _found(path, registry, start)
    whose = person or next((each for each in reversed(found.entries) if isinstance(each, Person)), None)
    whose = whose or otherwise
    if whose is None:
        raise SessionError(f"{path}: does not say whose it is: add --person")
    sha256 = file_sha256(path)
    sensed = tuple(each for each in found.entries if isinstance(each, SensedSet))
    session = CarriedSession(
        id=sha256[:12],
        person_id=whose.id,
        start_utc=found.start.astimezone(UTC),
        utc_offset_s=_offset_s(found.start),
        ended_utc=found.start.astimezone(UTC) + timedelta(seconds=found.length_s),
        software=found.software,
        analysis_version=ANALYSIS_VERSION,
        is_by_hand=False,
        recording_sha256=sha256,
        sensed=sensed,
        by_hand=(),
        edits=tuple(each for each in found.entries if isinstance(each, Edit)),
        notes=tuple(each for each in found.entries if isinstance(each, Note)),
    )
    standing = effective_sets(sensed, session.edits, ANALYSIS_VERSION)
    sets, reps = len(standing), sum(each.rep_count for each in standing)
    known = logbook.session_of_recording(sha256)
    if known is not None:
        return Adopted(whose, Arrival(Verdict.SAME, f"session {known}"), sets, reps, found.notes)
    with _Copy(path, logbook, sha256, dry_run=dry_run) as copy, logbook.carrying_in(whose, dry_run=dry_run) as into:
        into.person()
        arrival = into.session(session, copy.kept_path)
        copy.stays = arrival.verdict in (Verdict.NEW, Verdict.GREW)
    return Adopted(whose, arrival, sets, reps, found.notes)


def _found(path: Path, registry: Registry, start: datetime | None) -> _Found:
    source = open_any(path)
    if isinstance(source, SampleRecording):
        if start is None:
            raise SessionError(f"{path}: does not say when it was recorded: add --start 2026-05-04T18:30")
        return _from_samples(path, source, registry, start)
    with source:
        return _from_packets(path, source, registry, start)


def _from_packets(path: Path, recording: Recording, registry: Registry, start: datetime | None) -> _Found:
    pipeline = Pipeline(registry, attached=recording.profiles, usuals=Usuals(grows=True))
    books: Bookkeeper | None = None
    entries: list[Entry] = []
    first_ns: int | None = None
    last_ns = 0
    software = ""
    for items in batches(recording):
        for item in items:
            if isinstance(item, SessionEvent) and item.kind is SessionEventKind.SESSION:
                start = start or _said_start(item)
                software = software or str(item.data.get("software") or "")[:200]
        if start is None:
            raise SessionError(f"{path}: does not say when it was recorded: add --start 2026-05-04T18:30")
        books = books or Bookkeeper(start)
        first_ns = items[0].t_ns if first_ns is None else first_ns
        last_ns = items[-1].t_ns
        entries += books.entries(items, pipeline.push(items))
    recording.refuse_nothing()
    assert books is not None
    assert start is not None
    entries += books.entries([], pipeline.finish())
    is_plain = bool(software) and software.isprintable()
    length_s = (last_ns - (first_ns or 0)) / 1e9
    return _Found(start, length_s, entries, software if is_plain else "unknown", notes_about(recording))


def _said_start(event: SessionEvent) -> datetime | None:
    said = event.data.get("start_utc")
    try:
        start = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return start if start is not None and start.tzinfo is not None and 1970 <= start.year <= 2200 else None


def _from_samples(path: Path, source: SampleRecording, registry: Registry, start: datetime) -> _Found:
    examined = examine(path, Options(registry))
    sets = [_sensed_set(each, examined.begins_s) for each in examined.fold.confirmed_sets]
    return _Found(start, source.duration_s, sets, f"import from {source.format}", notes_about(source))


def _since(begins_s: float, rep: Rep) -> Rep:
    return replace(
        rep,
        t_s=rep.t_s - begins_s,
        start_s=rep.start_s - begins_s,
        turn_s=None if rep.turn_s is None else rep.turn_s - begins_s,
        end_s=None if rep.end_s is None else rep.end_s - begins_s,
    )


def _sensed_set(found: FoldedSet, begins_s: float) -> SensedSet:
    """Return a set with its times from the beginning of the session, wherever the file's own clock stood then."""
    reps = tuple(_since(begins_s, rep) for rep in found.reps if rep.source is RepSource.SENSOR)
    return SensedSet(
        set_id=found.set_id,
        sensor=found.sensor,
        start_s=found.start_s - begins_s,
        end_s=(found.start_s if found.end_s is None else found.end_s) - begins_s,
        channel=found.channel or Channel.PERSON,
        confidence=found.confidence,
        velocity_loss=found.velocity_loss,
        exercise=found.exercise,
        load_kg=found.load_kg,
        sensed_rep_count=len(reps) if found.sensed_rep_count is None else found.sensed_rep_count,
        reps=reps,
        placement=found.role.placement,
        clip_site=found.role.clip_site,
        is_carried=found.is_carried,
    )


def _offset_s(start: datetime) -> int | None:
    """Return how far the clock there was ahead of UTC: as it says; of a moment in UTC, what this computer's is then."""
    offset = start.utcoffset() if start.tzinfo not in (None, UTC) else start.astimezone().utcoffset()
    return None if offset is None else round(offset.total_seconds())


class _Copy:
    """The file beside the logbook, under the name of its SHA-256; gone again unless it ``stays``."""

    def __init__(self, path: Path, logbook: Logbook, sha256: str, *, dry_run: bool) -> None:
        suffix = "".join(path.suffixes[-2:])[:20]
        self._source = path
        self._target = logbook.recordings_dir / f"{sha256}{suffix if suffix.replace('.', '').isalnum() else ''}"
        self._is_new = not dry_run and not self._target.exists()
        self.kept_path = str(self._target.relative_to(logbook.path.parent))
        self.stays = False

    def __enter__(self) -> _Copy:
        if self._is_new:
            make_private_dir(self._target.parent)
            part = self._target.with_name(f".{self._target.name}.part")
            try:
                with (
                    self._source.open("rb") as source,
                    os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file,
                ):
                    shutil.copyfileobj(source, file)
                part.replace(self._target)
            except OSError as error:
                part.unlink(missing_ok=True)
                raise SessionError(f"{self._target}: cannot be written ({error.strerror}): check the disk") from error
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if self._is_new and (kind is not None or not self.stays):
            self._target.unlink(missing_ok=True)

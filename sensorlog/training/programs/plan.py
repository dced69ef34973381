"""A program and where a person stands in it → the session that is next. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from sensorlog.training.catalogue import Catalogue
from sensorlog.training.errors import TrainingError
from sensorlog.training.programs.schema import Prescription, Program, Progress, Span, Tempo
from sensorlog.training.programs.state import (
    Accepted,
    Adjusted,
    Done,
    Moved,
    ProgramState,
    Skipped,
    Swapped,
    SwapReason,
)

__all__ = [
    "PlannedSession",
    "PlannedWork",
    "accept",
    "adjust",
    "choices_needed",
    "finish_session",
    "move",
    "next_session",
    "planned_sessions",
    "position",
    "skip_session",
    "start_program",
    "swap",
]


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """One exercise of a session, with the person's swaps and adjustments applied."""

    exercise: str
    """Id."""
    sets: Span
    reps: Span | None
    seconds: Span | None
    reserve: int | None
    percent: float | None
    percent_of: str | None
    tempo: Tempo | None
    rest_s: int | None
    progress: Progress
    sets_first: bool
    note: str = ""
    planned_exercise: str | None = None
    """Id of the exercise in whose place this one stands."""
    swap_reason: SwapReason | None = None
    swap_words: str = ""
    adjusted_by: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session of a program."""

    index: int
    """From 0, over the whole program."""
    week: int
    """From 1."""
    phase: str
    phase_index: int
    name: str
    is_optional: bool
    work: tuple[PlannedWork, ...]
    note: str = ""


def choices_needed(program: Program) -> list[str]:
    """Return what the person has to choose before starting, in the program's words; each once."""
    texts = (work.choose for phase in program.phase for day in phase.day for work in day.work if work.choose)
    return list(dict.fromkeys(texts))


def start_program(program: Program, day: date, chosen: Sequence[str], catalogue: Catalogue) -> ProgramState:
    """Begin a program. Raises :class:`TrainingError` where exercises have to be chosen and were not, or the reverse."""
    needed = choices_needed(program)
    for exercise_id in chosen:
        if catalogue.get(exercise_id).measure != "reps":
            raise TrainingError(f"{exercise_id} is told in seconds, the program in repetitions: choose another")
    if needed and not chosen:
        raise TrainingError(f"{program.name} leaves the exercises open: choose them ({'; '.join(needed)})")
    if chosen and not needed:
        raise TrainingError(f"{program.name} names its exercises: swap one after the start instead")
    if len(set(chosen)) != len(chosen):
        raise TrainingError("an exercise was chosen twice: name each once")
    return ProgramState(program=program.id, started=day, chosen=tuple(chosen))


@lru_cache(maxsize=16)
def planned_sessions(program: Program, chosen: tuple[str, ...] = ()) -> tuple[PlannedSession, ...]:
    """Return every session as the program has it, in order, with the chosen exercises in their places."""
    sessions: list[PlannedSession] = []
    week = 0
    for phase_index, phase in enumerate(program.phase):
        for _ in range(phase.weeks):
            week += 1
            for day in phase.day:
                work = tuple(each for item in day.work for each in _planned(item, chosen))
                sessions.append(
                    PlannedSession(
                        len(sessions), week, phase.name, phase_index, day.name, day.optional, work, phase.note
                    )
                )
    return tuple(sessions)


def _planned(item: Prescription, chosen: Sequence[str]) -> list[PlannedWork]:
    return [
        PlannedWork(
            exercise,
            sets=item.sets,
            reps=item.reps,
            seconds=item.seconds,
            reserve=item.reserve,
            percent=item.percent,
            percent_of=item.of,
            tempo=item.tempo,
            rest_s=item.rest_s,
            progress=item.progress,
            sets_first=item.sets_first,
            note=item.note,
        )
        for exercise in ([item.exercise] if item.exercise else chosen)
    ]


def position(state: ProgramState) -> int:
    """Return the index of the next session: what was done or skipped counts, the calendar does not."""
    index = 0
    for entry in state.entries:
        match entry:
            case Done() | Skipped():
                index += 1
            case Moved():
                index = entry.session
    return index


def next_session(program: Program, state: ProgramState) -> PlannedSession | None:
    """Return the session that is next, swapped and adjusted; ``None`` after the last."""
    sessions = planned_sessions(program, state.chosen)
    index = position(state)
    if index >= len(sessions):
        return None
    session = sessions[index]
    return replace(session, work=tuple(_changed(work, state) for work in session.work))


def _changed(work: PlannedWork, state: ProgramState) -> PlannedWork:
    planned = work.exercise
    for entry in state.entries:
        if isinstance(entry, Swapped) and entry.exercise == planned:
            if entry.replacement == planned:
                work = replace(work, exercise=planned, planned_exercise=None, swap_reason=None, swap_words="")
            else:
                work = replace(
                    work,
                    exercise=entry.replacement,
                    planned_exercise=planned,
                    swap_reason=entry.reason,
                    swap_words=entry.why,
                )
        elif isinstance(entry, Adjusted) and entry.exercise == work.exercise:
            work = replace(
                work,
                sets=entry.sets or work.sets,
                reps=(entry.reps or work.reps) if work.reps else None,
                seconds=(entry.seconds or work.seconds) if work.seconds else None,
                reserve=work.reserve if entry.reserve is None else entry.reserve,
                rest_s=work.rest_s if entry.rest_s is None else entry.rest_s,
                adjusted_by=entry.by or "the person",
            )
    return work


def finish_session(program: Program, state: ProgramState, day: date) -> ProgramState:
    """Mark the next session as done. Raises :class:`TrainingError` after the last."""
    _still_running(program, state)
    return state.with_entry(Done(day=day))


def skip_session(program: Program, state: ProgramState, day: date, why: str = "") -> ProgramState:
    """Leave the next session out for good. Raises :class:`TrainingError` after the last."""
    _still_running(program, state)
    return state.with_entry(Skipped(day=day, why=why))


def move(program: Program, state: ProgramState, day: date, week: int, why: str = "") -> ProgramState:
    """Go on at the first session of ``week`` (from 1): back to repeat it, or forward."""
    for session in planned_sessions(program, state.chosen):
        if session.week == week:
            return state.with_entry(Moved(day=day, session=session.index, why=why))
    raise TrainingError(f"{program.name} has weeks 1 to {program.weeks}, not {week}")


def swap(
    program: Program,
    state: ProgramState,
    catalogue: Catalogue,
    day: date,
    exercise: str,
    replacement: str,
    reason: SwapReason,
    why: str = "",
) -> ProgramState:
    """Let ``replacement`` take the place of ``exercise`` from here on, and keep why.

    Naming what stands there now swaps that again; naming the planned exercise as replacement takes a swap back.
    """
    planned = {work.exercise for session in planned_sessions(program, state.chosen) for work in session.work}
    original = next((each for each in planned if each == exercise), None) or _original(state, exercise)
    if original not in planned:
        raise TrainingError(f"{exercise} is not in this program; it has {', '.join(sorted(planned))}")
    old, new = catalogue.get(original), catalogue.get(replacement)
    if old.measure != new.measure:
        raise TrainingError(
            f"{new.name} is told in {new.measure}, {old.name} in {old.measure}: choose another, such as "
            + ", ".join(each.id for each in catalogue.alternatives(old) if each.measure == old.measure)
        )
    return state.with_entry(Swapped(day=day, exercise=original, replacement=replacement, reason=reason, why=why))


def _original(state: ProgramState, exercise: str) -> str:
    for entry in reversed(state.entries):
        if isinstance(entry, Swapped) and entry.replacement == exercise:
            return entry.exercise
    return exercise


def adjust(program: Program, state: ProgramState, adjustment: Adjusted) -> ProgramState:
    """Change the dose of one exercise from here on. Raises :class:`TrainingError` where it changes nothing."""
    work = {each.exercise: each for each in _all_work(program, state)}
    if adjustment.exercise not in work:
        raise TrainingError(f"{adjustment.exercise} is not in this program; it has {', '.join(sorted(work))}")
    changes = (adjustment.sets, adjustment.reps, adjustment.seconds, adjustment.reserve, adjustment.rest_s)
    if all(change is None for change in changes):
        raise TrainingError("nothing to adjust: give sets, reps, seconds, reserve or rest")
    for span in (adjustment.sets, adjustment.reps, adjustment.seconds):
        if span is not None and span[0] > span[1]:
            raise TrainingError(f"{span[0]} to {span[1]}: write the smaller number first")
    if (adjustment.reps and not work[adjustment.exercise].reps) or (
        adjustment.seconds and not work[adjustment.exercise].seconds
    ):
        told = "repetitions" if work[adjustment.exercise].reps else "seconds"
        raise TrainingError(f"{adjustment.exercise} is told in {told} in this program: adjust those")
    return state.with_entry(adjustment)


def _all_work(program: Program, state: ProgramState) -> list[PlannedWork]:
    sessions = planned_sessions(program, state.chosen)
    return [_changed(work, state) for session in sessions for work in session.work]


def accept(state: ProgramState, accepted: Accepted) -> ProgramState:
    """Keep what the person decided on: the next proposal starts from there."""
    return state.with_entry(accepted)


def _still_running(program: Program, state: ProgramState) -> None:
    if next_session(program, state) is None:
        raise TrainingError(f"{program.name} is complete: start it again, or another one")

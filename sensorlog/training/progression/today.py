"""Today's work: the session that is next, each exercise with its proposal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sensorlog.training.at_hand import AtHand
from sensorlog.training.catalogue import Catalogue, Exercise
from sensorlog.training.feeling import PainBands, PainEntry, PainVerdict, Soreness, judge_pain
from sensorlog.training.lifting import DoneSet
from sensorlog.training.programs.plan import PlannedSession, PlannedWork, next_session, planned_sessions
from sensorlog.training.programs.schema import Program
from sensorlog.training.programs.state import Accepted, Done, Moved, ProgramState, Skipped
from sensorlog.training.progression.history import Outing, outings
from sensorlog.training.progression.proposal import Proposal
from sensorlog.training.progression.rules import Log, propose

__all__ = ["Diary", "Today", "follow_log", "todays_work"]

_SHARE_DONE = 0.5
"""A session counts as trained when at least half of its exercises were done. Our own."""


@dataclass(frozen=True, slots=True)
class Diary:
    """What one person has logged, as far as a program looks at it."""

    sets: Sequence[DoneSet] = ()
    pain: Sequence[PainEntry] = ()
    soreness: Sequence[Soreness] = ()
    trunk_deviations: Mapping[str, Sequence[str]] | None = None
    """Of the last session, by exercise id."""
    bands: PainBands = PainBands()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True)
class Today:
    """What is to be done now."""

    session: PlannedSession
    work: tuple[tuple[PlannedWork, Proposal], ...]


def todays_work(
    program: Program,
    state: ProgramState,
    catalogue: Catalogue,
    diary: Diary,
    today: date,
    loads_kg: Callable[[Exercise], Sequence[float]] | None = None,
) -> Today | None:
    """Return the next session with a proposal for each exercise; ``None`` where the program is complete.

    ``loads_kg``: the loads at hand for an exercise, ascending; left out, usual steps are supposed.
    """
    session = next_session(program, state)
    if session is None:
        return None
    lighter_days = _days(program, state, lambda done: any(work.percent_of == "load_before" for work in done.work))
    phase_days = _days(program, state, lambda done: done.phase_index == session.phase_index)
    by_exercise: dict[str, list[DoneSet]] = {}
    for done in diary.sets:
        if done.day <= today and (known := catalogue.named(done.exercise)) is not None:
            by_exercise.setdefault(known.id, []).append(done)
    work = []
    for item in session.work:
        exercise = catalogue.get(item.exercise)
        own = by_exercise.get(exercise.id, [])
        usual = [done for done in own if done.day not in lighter_days] or own
        last = outings(own)
        last_day = last[-1].day if last else None
        earlier = outings([done for done in usual if done.day not in phase_days])
        log = Log(
            sets=usual,
            pain=_pain_about(diary, exercise, last_day),
            sore=any(entry.excessive and last_day and last_day <= entry.day <= today for entry in diary.soreness),
            chosen_load_kg=_chosen(state, exercise.id, last[-1] if last else None),
            load_before_kg=earlier[-1].load_kg if earlier else None,
            is_new_phase=bool(last) and last[-1].day not in phase_days,
            trunk_deviations=(diary.trunk_deviations or {}).get(exercise.id, ()),
        )
        work.append((item, propose(item, log, (loads_kg or AtHand().loads_kg)(exercise), today)))
    return Today(session, tuple(work))


def follow_log(program: Program, state: ProgramState, catalogue: Catalogue, sets: Sequence[DoneSet]) -> ProgramState:
    """Mark sessions as done that the log shows, one for each day, and return the state.

    Looks at the days after the last session that was marked, from the start on. A day counts for the session that is
    next then, if at least half of its exercises have a set; another day's training leaves the program where it is.
    """
    marked = [entry.day for entry in state.entries if isinstance(entry, Done | Skipped | Moved)]
    since = max(marked, default=None)
    days = sorted({done.day for done in sets if done.day >= state.started and (since is None or done.day > since)})
    for day in days:
        session = next_session(program, state)
        if session is None:
            break
        trained = {
            exercise.id for done in sets if done.day == day and (exercise := catalogue.named(done.exercise)) is not None
        }
        planned = {work.exercise for work in session.work}
        if len(planned & trained) >= _SHARE_DONE * len(planned):
            state = state.with_entry(Done(day=day))
    return state


def _days(program: Program, state: ProgramState, is_wanted: Callable[[PlannedSession], bool]) -> set[date]:
    """Days on which such sessions were done."""
    sessions = planned_sessions(program, state.chosen)
    days, index = set(), 0
    for entry in state.entries:
        match entry:
            case Done():
                if index < len(sessions) and is_wanted(sessions[index]):
                    days.add(entry.day)
                index += 1
            case Skipped():
                index += 1
            case Moved():
                index = entry.session
    return days


def _pain_about(diary: Diary, exercise: Exercise, last_day: date | None) -> PainVerdict | None:
    """Judge what was felt about the last session with the exercise, and on the latest day that says anything since."""
    if last_day is None:
        return None
    latest = max((entry.day for entry in diary.pain if entry.day > last_day), default=last_day)
    about = [entry for entry in diary.pain if entry.day in (last_day, latest)]
    return judge_pain(about, diary.bands, exercise.id) if about else None


def _chosen(state: ProgramState, exercise_id: str, last: Outing | None) -> float | None:
    """Return the load that the person decided on and has not lifted since."""
    for entry in reversed(state.entries):
        if isinstance(entry, Accepted) and entry.exercise == exercise_id and entry.load_kg is not None:
            is_open = last is None or entry.day > last.day or (entry.day == last.day and entry.load_kg != last.load_kg)
            return entry.load_kg if is_open else None
    return None

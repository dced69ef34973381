"""What a person corrects and logs of sets while the session goes on, and takes back step by step."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sensorlog.events import JsonValue, SessionEventKind
from sensorlog.logbook import EditOp
from sensorlog.pipeline import FoldedSet
from sensorlog.session.live import LiveSession
from sensorlog.training import Moment, PainEntry, PainSite

__all__ = ["SetLog"]

_MOST_REPS = 999
_PATIENCE, _PATIENCE_S = 50, 5.0
"""For what was entered to be written down."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Something that was done, in words, and how to take it back."""

    words: str
    take_back: Callable[[], Awaitable[None] | None]


class SetLog:
    """Works on one live session. Every step is an entry of the person; taking it back is another one."""

    def __init__(self, session: LiveSession) -> None:
        self._session = session
        self._steps: list[_Step] = []
        self._said: dict[tuple[str, EditOp], JsonValue] = {}
        """The latest word on each set: keys may come faster than they are written down."""

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._steps)

    def correct(self, one: FoldedSet, by: int) -> None:
        """Count ``by`` reps more or less in a set as a whole; which rep it is stays open."""
        latest = self._said.get((one.set_id, EditOp.REPS), one.said_reps)
        counted = latest if isinstance(latest, int) else one.found_count
        self.count(one, min(_MOST_REPS, max(0, counted + by)))

    def rep(self, *, is_more: bool) -> None:
        """Add a rep that the sensor missed, or take the last one back: in the set that goes on, else in the last."""
        one = self._set_of_keys()
        self._session.key(SessionEventKind.REP_ADD if is_more else SessionEventKind.REP_REMOVE)
        if one is None or not (is_more or one.reps):  # there is nothing that it could have changed
            return

        def back() -> None:
            now = self._set_of_keys()
            if now is not None and now.set_id == one.set_id:
                self._session.key(SessionEventKind.REP_REMOVE if is_more else SessionEventKind.REP_ADD)
            elif (then := self._session.state.set_called(one.set_id)) is not None:
                self._said_of(then, EditOp.REPS, max(0, then.rep_count + (-1 if is_more else 1)), then.said_reps)

        self._steps.append(_Step("the added rep" if is_more else "the removed rep", back))

    def count(self, one: FoldedSet, reps: int) -> None:
        """Say how many reps a set has."""
        self._say(one, EditOp.REPS, reps, one.said_reps, "the count")

    def hold(self, one: FoldedSet, seconds: float) -> None:
        """Say how long a set was held."""
        self._say(one, EditOp.HELD, seconds, one.held_s, "the time")

    def discard(self, one: FoldedSet) -> None:
        """Say that it was no set. One that goes on ends."""
        if one.end_s is None:
            self._session.key(SessionEventKind.SET_END)
        self._say(one, EditOp.DELETE_SET, True, False, "discarding the set")

    def load(self, one: FoldedSet | None, data: dict[str, JsonValue]) -> None:
        """Say what was lifted in a set, and will be from now on; ``data`` is that of the key ``load``."""
        before_kg = self._session.state.load_kg
        self._session.key(SessionEventKind.LOAD, data)
        is_over = one is not None and one.end_s is not None
        of_set = self._said_of(one, EditOp.LOAD, data, {"kg": one.load_kg}) if one is not None and is_over else None

        def back() -> None:
            self._session.key(SessionEventKind.LOAD, {"kg": before_kg})
            if of_set is not None:
                of_set()

        self._steps.append(_Step("the load", back))

    def effort(self, one: FoldedSet, *, rpe: float | None = None, reps_in_reserve: float | None = None) -> None:
        """Say how hard a set was, 0 to 10, or how many reps were left."""
        said: dict[str, JsonValue] = {"rpe": rpe, "reps_in_reserve": reps_in_reserve}
        before: dict[str, JsonValue] = {"rpe": one.rpe, "reps_in_reserve": one.reps_in_reserve}
        self._say(one, EditOp.EFFORT, said, before, "the effort")

    def exercise(self, one: FoldedSet | None, name: str | None) -> None:
        """Say what is lifted from now on, and what a set that is over and has no name was."""
        before = self._session.state.exercise
        self._session.key(SessionEventKind.EXERCISE, {"name": name})
        is_unnamed = one is not None and one.end_s is not None and one.exercise is None
        of_set = self._said_of(one, EditOp.EXERCISE, name, None) if one is not None and is_unnamed else None

        def back() -> None:
            self._session.key(SessionEventKind.EXERCISE, {"name": before})
            if of_set is not None:
                of_set()

        self._steps.append(_Step("the exercise", back))

    def warm_up(self, one: FoldedSet) -> None:
        """Say that a set was a warm-up, or that it was none."""
        self._say(one, EditOp.WARM_UP, not one.warm_up, one.warm_up, "the warm-up")

    def note(self, text: str) -> None:
        """Note something about this moment."""
        self._session.key(SessionEventKind.NOTE, {"text": text})
        self._steps.append(_Step("the note", partial(self._take_note_back, text)))

    async def _take_note_back(self, text: str) -> None:
        """Say in the logbook that it does not hold, as soon as it is there; the recording keeps that it was said."""
        logbook, session_id = self._session.logbook, self._session.session_id
        if logbook is None or session_id is None:
            return
        for _ in range(_PATIENCE):
            if await asyncio.to_thread(logbook.undo_note, session_id, text) is not None:
                return
            await asyncio.sleep(_PATIENCE_S / _PATIENCE)

    async def pain(self, one: FoldedSet | None, score: int, site: PainSite, *, new_or_worse: bool = False) -> None:
        """Keep pain in the diary of who lifts. Raises ``ValueError`` where nobody is known to lift, or in a replay."""
        logbook, person_id = self._session.logbook, self._session.state.person_id
        if logbook is None or person_id is None:
            raise ValueError("pain is kept for a person: say who lifts first")
        entry = PainEntry(
            day=datetime.now().astimezone().date(),
            moment=Moment.DURING,
            score=score,
            site=site,
            exercise=None if one is None else one.exercise,
            new_or_worse=new_or_worse,
        )
        kept = await asyncio.to_thread(
            logbook.add_felt,
            person_id,
            entry,
            session_id=self._session.session_id,
            set_start_s=None if one is None else one.start_s,
        )

        async def back() -> None:
            await asyncio.to_thread(logbook.take_back, kept.id)

        self._steps.append(_Step("the pain", back))

    async def undo(self) -> str | None:
        """Take the last step back; return what it was in words, or ``None`` where there is none.

        Raises :class:`LogbookError` where the logbook cannot be written.
        """
        if not self._steps or not self._session.takes_keys:
            return None
        step = self._steps.pop()
        waiting = step.take_back()
        if waiting is not None:
            await waiting
        return step.words

    def _set_of_keys(self) -> FoldedSet | None:
        """Return the set to which a rep that is added or removed now goes."""
        state = self._session.state
        return state.current_set or state.last_set

    def _say(self, one: FoldedSet, op: EditOp, value: JsonValue, before: JsonValue, words: str) -> None:
        self._steps.append(_Step(words, self._said_of(one, op, value, before)))

    def _said_of(self, one: FoldedSet, op: EditOp, value: JsonValue, before: JsonValue) -> Callable[[], None]:
        """Say something; return what takes it back."""
        key = (one.set_id, op)
        before = self._said.get(key, before)

        def back() -> None:
            self._said[key] = before
            self._session.say(one.set_id, op, before)

        self._session.say(one.set_id, op, value)
        self._said[key] = value
        return back

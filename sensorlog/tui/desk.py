"""What the screens of one session share beside it: targets, the program's next set, the get-ready of a hold."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from sensorlog.events import SessionEventKind
from sensorlog.pipeline import FoldedSet
from sensorlog.session import LiveSession, Moments, SetLog
from sensorlog.settings import Settings
from sensorlog.training import (
    AtHand,
    Exercise,
    LoadUnit,
    NextSet,
    Target,
    Today,
    TrainingError,
    even_steps,
    known_exercises,
    next_above,
    next_below,
    next_set,
    own_equipment,
)
from sensorlog.tui.present.moment import Moment, Playing

__all__ = ["Desk"]

_PATIENCE, _PATIENCE_S = 50, 5.0
READY_S = 5.0
"""Between the key and a hold: time to get down on the floor."""


class Desk:
    """Of one session; knows no Textual. ``today`` is what the program asks for, ``at_hand`` what there is to lift."""

    def __init__(self, session: LiveSession, today: Today | None = None, at_hand: AtHand | None = None) -> None:
        self.session = session
        self.at_hand = _own_equipment() if at_hand is None else at_hand
        self.log = SetLog(session)
        self.is_over = False
        """The source has nothing more."""
        self.moments: Moments | None = None
        """Of a replay, once they are found."""
        self._today = today
        self._targets: dict[str | None, Target] = {}
        """As the person typed them, by exercise."""
        self._ready_until_s: float | None = None
        self._named: tuple[str | None, Exercise | None] = (None, None)
        self._counted: tuple[FoldedSet, ...] | None = None
        self._coming: NextSet | None = None

    @property
    def shown_set(self) -> FoldedSet | None:
        """The set that goes on, else the last one: what a word of the person is about."""
        state = self.session.state
        going = state.current_set
        if going is not None and (going.by_person or going.is_confirmed or going.reps):
            return going
        return state.last_set

    def set_target(self, target: Target) -> None:
        """Hold a typed target for the exercise that is named."""
        self._targets[self.session.state.exercise] = target

    def moment(self, settings: Settings) -> Moment:
        """Return what is to be known of this moment beside the fold."""
        session = self.session
        return Moment(
            now_s=session.now_s,
            begins_s=0.0 if session.transport is None else session.transport.begins_s,
            trace=session.trace(),
            is_replay=session.is_replay,
            is_over=self.is_over,
            waits_for_logbook=session.waits_for_logbook,
            playing=self._playing(),
            unit=LoadUnit(settings.unit),
            target=self.target,
            exercise=self.exercise,
            coming=self.coming,
            at_hand=self.at_hand,
            rest_s=float(settings.rest_s),
            ready_s=self.ready_s,
            live_cue=settings.live_cue,
            effort=settings.ask_effort,
        )

    @property
    def exercise(self) -> Exercise | None:
        """What the catalogue knows of the exercise that is named."""
        name = self.session.state.exercise
        if self._named[0] != name:
            self._named = (name, None if name is None else known_exercises().named(name))
        return self._named[1]

    @property
    def target(self) -> Target:
        """What the set is to be: as typed, else as the program says of this exercise."""
        if (typed := self._targets.get(self.session.state.exercise)) is not None:
            return typed
        coming, exercise = self.coming, self.exercise
        if coming is not None and exercise is not None and coming.proposal.exercise == exercise.id:
            return coming.target
        return Target()

    @property
    def coming(self) -> NextSet | None:
        """The next set of the program, looked for anew when a set has changed."""
        sets = self.session.state.sets
        if self._today is not None and self._counted is not sets:
            self._counted = sets
            self._coming = next_set(self._today, _working_sets(sets))
        return self._coming

    def take_coming(self) -> None:
        """Enter exercise and load of the program's next set."""
        coming = self.coming
        if coming is None or not self.session.takes_keys:
            return
        name = known_exercises().get(coming.proposal.exercise).name
        if self.exercise is None or self.exercise.id != coming.proposal.exercise:
            self.session.key(SessionEventKind.EXERCISE, {"name": name})
        if coming.proposal.load_kg is not None and coming.proposal.load_kg != self.session.state.load_kg:
            self.session.key(SessionEventKind.LOAD, {"kg": coming.proposal.load_kg})

    def next_load_kg(self, load_kg: float | None, *, is_more: bool) -> float | None:
        """Return the load at hand above or below one; ``None`` where there is none."""
        usual = self.exercise is None or "barbell" in self.exercise.equipment
        loads_kg = (
            even_steps(2.5 if usual else 1.0)
            if self.at_hand is None or self.exercise is None
            else self.at_hand.loads_kg(self.exercise)
        )
        return next_above(loads_kg, load_kg or 0.0) if is_more else next_below(loads_kg, load_kg or 0.0)

    @property
    def ready_s(self) -> float | None:
        """Seconds until a hold begins; ``None``: none is about to."""
        return None if self._ready_until_s is None else self._ready_until_s - self.session.now_s

    def get_ready(self) -> None:
        """Begin to count down to a hold, or leave it."""
        self._ready_until_s = None if self._ready_until_s is not None else self.session.now_s + READY_S

    def leave_ready(self) -> None:
        """Begin no hold."""
        self._ready_until_s = None

    def begin_what_is_due(self) -> None:
        """Start the hold whose time has come."""
        if self.ready_s is not None and self.ready_s <= 0:
            self._ready_until_s = None
            if self.session.takes_keys:
                self.session.key(SessionEventKind.SET_START)

    async def person_settled(self) -> bool:
        """Wait until who lifts, just entered, is in the logbook; return whether somebody is."""
        for _ in range(_PATIENCE):
            if self.session.state.person_id is not None:
                return True
            await asyncio.sleep(_PATIENCE_S / _PATIENCE)
        return False

    def _playing(self) -> Playing | None:
        source = self.session.transport
        if source is None:
            return None
        stands_still = source.is_paused or source.is_at_end
        is_cut_off = source.is_at_end and source.is_cut_off
        return Playing(source.position_s, source.speed, stands_still, source.is_on_the_way, self.moments, is_cut_off)


def _own_equipment() -> AtHand | None:
    """Return what the person has listed; a list that cannot be read costs the plates, and no session."""
    try:
        return own_equipment()
    except TrainingError:
        return None


def _working_sets(sets: Sequence[FoldedSet]) -> list[str | None]:
    """Return the exercise ids of the sets that are over, warm-ups left out."""
    over = [one for one in sets if one.end_s is not None and not one.warm_up]
    known = [None if one.exercise is None else known_exercises().named(one.exercise) for one in over]
    return [None if exercise is None else exercise.id for exercise in known]

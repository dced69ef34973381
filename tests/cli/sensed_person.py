"""A person of the sixteen weeks with sensor and logbook.

The first set of each session goes through packets, live session and recording; what no sensor saw is entered by hand.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo

import pytest

import sensorlog.session.record
from sensorlog.events import JsonValue, SessionEvent, SessionEventKind
from sensorlog.imu import Packet, Placement
from sensorlog.logbook import EditOp, HandSet, Logbook, Person, RunningProgram, running_program
from sensorlog.profiles import Registry
from sensorlog.session import Sink, load_data, open_session
from sensorlog.simulate import packets
from sensorlog.simulate.lifter import Hitch, SensorSpec, Set, Stand, any_mounting, perform
from sensorlog.training import Accepted, PlannedWork, Proposal, Today, accept, load_at_hand
from tests.training.simulated_person import GROWTH_PER_SESSION, MAXIMUM_KG, START_KG, reps_done
from tests.training.sixteen_weeks import CATALOGUE, MONDAY, felt, scores

__all__ = ["Sensed", "SensedPerson"]

AT_HAND = load_at_hand(
    """
    [barbell]
    bar = 1
    plates = { "0.5" = 1, "1" = 1, "2" = 1, "4" = 1, "8" = 1, "16" = 1, "32" = 1 }

    [dumbbell]
    step = 1

    [kettlebell]
    step = 1
    """
)
"""Every whole kilogram, as the same person has without a logbook."""
SEEN = {
    "squat": ("squat", SensorSpec("trunk", Placement.TRUNK, rate_hz=52.0, mounting=any_mounting(2))),
    "goblet-squat": ("squat", SensorSpec("trunk", Placement.TRUNK, rate_hz=52.0, mounting=any_mounting(2))),
    "deadlift": ("deadlift", SensorSpec("bar", Placement.BAR, rate_hz=52.0)),
}
"""What of a session a sensor sees: as what the virtual lifter does it, and where the sensor is."""
_PROFILE = Registry().get("sensorlog-imu")
_BY_HAND_FROM_S = 600.0
_REST_S = 120.0


@dataclass(frozen=True)
class Sensed:
    """What a sensor saw of one session, beside what was true."""

    day: date
    exercise: str
    reps: int
    true_reps: int
    deviations: frozenset[str] | None
    """``None``: the trunk was not compared."""


class _OneSet:
    """A source of the packets of one set; ``begun`` is called once the session takes keys."""

    def __init__(self, items: list[Packet | SessionEvent]) -> None:
        self._items = items
        self._now_ns = 0
        self.begun: Callable[[], None] = lambda: None

    @property
    def profiles(self) -> Mapping[str, str]:
        return {_PROFILE.id: _PROFILE.text}

    def now_ns(self) -> int:
        return self._now_ns

    async def run(self, sink: Sink) -> None:
        for number, item in enumerate(self._items):
            self._now_ns = item.t_ns
            sink(item)
            if number == 10:
                self.begun()
            await sink.room()


@dataclass
class SensedPerson:
    """Strength by exercise; everything else is in the logbook."""

    logbook: Logbook
    person: Person
    wall_clock: pytest.MonkeyPatch
    maximum_kg: dict[str, float] = field(default_factory=lambda: dict(MAXIMUM_KG))
    sensed: list[Sensed] = field(default_factory=list)

    def program(self, day: date) -> RunningProgram:
        """The program as it stands on that day, out of the logbook."""
        run = running_program(self.logbook, self.person.id, day, CATALOGUE, AT_HAND)
        assert run is not None
        return run

    def train(self, week: int, weekday: int, day: date, *, hitch: bool = False) -> Today | None:
        """Do what is proposed for ``day`` as far as strength goes, and enter what was felt; ``None``: all is done."""
        run = self.program(day)
        today = run.today(day)
        if today is None:
            return None
        for score in scores(week, day) if weekday == MONDAY else ():
            self.logbook.add_felt(self.person.id, score)
        by_hand: list[HandSet] = []
        session_id = ""
        for work, proposal in today.work:
            load_kg = self._chosen_load_kg(run, work, proposal, day)
            for number in range(proposal.sets):
                reps = reps_done(self.maximum_kg.get(work.exercise), load_kg, proposal.reps, number)
                if not session_id and work.exercise in SEEN and reps is not None and load_kg is not None:
                    session_id = self._lift(work.exercise, reps, load_kg, day, hitch=hitch)
                else:
                    by_hand.append(self._hand_set(work, proposal, reps, load_kg, len(by_hand)))
            if work.exercise in self.maximum_kg:
                self.maximum_kg[work.exercise] *= GROWTH_PER_SESSION
        for done in by_hand:
            self.logbook.add_hand_set(session_id, done, by=self.person.id)
        for entry in felt(week, weekday, day):
            self.logbook.add_felt(self.person.id, entry, session_id=session_id)
        return today

    def _chosen_load_kg(self, run: RunningProgram, work: PlannedWork, proposal: Proposal, day: date) -> float | None:
        if proposal.rule.id != "start" or work.exercise not in START_KG:
            return proposal.load_kg
        load_kg = START_KG[work.exercise]
        run.keep(accept(run.state, Accepted(day=day, exercise=work.exercise, load_kg=load_kg)))
        return load_kg

    def _hand_set(
        self, work: PlannedWork, proposal: Proposal, reps: int | None, load_kg: float | None, number: int
    ) -> HandSet:
        start_s = _BY_HAND_FROM_S + _REST_S * number
        held_s = None if proposal.seconds is None else float(proposal.seconds)
        name = CATALOGUE.get(work.exercise).name
        return HandSet(start_s, start_s + (held_s or 30.0), name, reps, held_s, load_kg)

    def _lift(self, exercise: str, reps: int, load_kg: float, day: date, *, hitch: bool) -> str:
        """Do one set with a sensor, in a session of that day; correct a miscount, as people do."""
        hitches = {reps - 1: Hitch()} if hitch else {}
        movement, spec = SEEN[exercise]
        script = (Stand(4.0), Set(movement, reps, load_kg, hitches=hitches), Stand(4.0))
        source = _OneSet(list(packets(perform(script, (spec,), seed=day.toordinal()).samples, _PROFILE)))
        self._say_the_time_is(datetime.combine(day, time(10), UTC))
        session = open_session(source, self.logbook, Registry())

        def begun() -> None:
            who: dict[str, JsonValue] = {"id": self.person.id, "label": self.person.label}
            session.key(SessionEventKind.PERSON, who)
            session.key(SessionEventKind.EXERCISE, {"name": CATALOGUE.get(exercise).name})
            session.key(SessionEventKind.LOAD, load_data(f"{load_kg:g} kg"))

        source.begun = begun
        asyncio.run(session.run())
        assert session.session_id is not None
        logged = self.logbook.session(session.session_id)
        (done,) = logged.sets
        compared = [rep.trunk.deviation for rep in done.reps if rep.trunk and rep.trunk.deviation is not None]
        deviations = frozenset(name for each in compared for name in each) if compared else None
        self.sensed.append(Sensed(day, exercise, done.rep_count, reps, deviations))
        if done.rep_count != reps:
            self.logbook.say(logged.id, done.set_id, EditOp.REPS, reps, by=self.person.id)
        return logged.id

    def _say_the_time_is(self, moment: datetime) -> None:
        class Wall(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
                return moment.astimezone(tz)

        self.wall_clock.setattr(sensorlog.session.record, "datetime", Wall)

"""The published protocol, followed by a simulated person from the first week to the last."""

from __future__ import annotations

from datetime import date

from sensorlog.resources import exercises_dir, programs_dir
from sensorlog.training import Catalogue, Direction, Library, Proposal
from tests.training.simulated_person import SimulatedPerson, week_day

CATALOGUE = Catalogue([exercises_dir()])
PROGRAM = Library(CATALOGUE, [programs_dir()]).get("simson-2017")
START = date(2026, 1, 5)


def test_the_blocks_follow_each_other_as_published() -> None:
    person = SimulatedPerson(PROGRAM, CATALOGUE, START, ["squat"])
    by_week: dict[int, list[Proposal]] = {}
    for week in range(1, 26):
        for weekday in (0, 3):
            ((_, proposal),) = person.train(week_day(START, week, weekday)).work
            by_week.setdefault(week, []).append(proposal)
    assert person.today(week_day(START, 26, 0)) is None
    first, lighter, slow, endurance = (by_week[week][0] for week in (1, 11, 12, 20))
    assert (first.rule.id, first.sets, first.reps, first.load_kg) == ("start", 2, 12, None)
    before_kg = by_week[10][-1].load_kg
    assert before_kg == 32.0
    # 80 % of 32 kg is 25.6 kg, rounded down to what can be loaded; both sessions of the week are the same.
    assert [(each.rule.id, each.sets, each.reps, each.load_kg) for each in by_week[11]] == [
        ("percent", 3, 10, 25.0)
    ] * 2
    assert lighter.direction is Direction.LESS
    # What comes after the lighter week goes on from the load before it, for more repetitions with a smaller weight.
    assert (slow.rule.id, slow.sets, slow.reps) == ("new_range", 3, 12)
    assert lighter.load_kg is not None
    assert slow.load_kg is not None
    assert lighter.load_kg < slow.load_kg < before_kg
    assert (endurance.rule.id, endurance.reps) == ("new_range", 20)
    # Sets come before load in the strength blocks.
    strength = [each for week in range(5, 11) for each in by_week[week]]
    more = [each.direction for each in strength if each.rule.id == "top_twice"]
    assert more[:2] == [Direction.MORE_SETS, Direction.MORE_LOAD]

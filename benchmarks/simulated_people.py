"""Made-up people who train for weeks: what reports and pictures are tried on. Nobody like them exists."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import radians

from sensorlog.events import Channel, JsonValue, Rep, RepState, TrunkMeasures, TrunkPhase
from sensorlog.imu import Placement
from sensorlog.logbook import Edit, EditOp, FlareUp, HandSet, Logbook, Note, Person, SensedSet
from sensorlog.training import (
    Library,
    MeasureId,
    Moment,
    PainEntry,
    PainSite,
    Score,
    known_exercises,
    psfs_score,
    start_program,
)

__all__ = ["VERSION", "Story", "live"]

VERSION = "made-up"
_LIFTS = (("squat", 40.0, 0.55), ("deadlift", 50.0, 0.6), ("bent-over row", 30.0, 0.4), ("bench press", 30.0, 0.4))


@dataclass(frozen=True, slots=True)
class Story:
    """How somebody's weeks go."""

    name: str
    seed: int
    last_day: date
    weeks: int = 12
    per_week: int = 3
    sets_of_each: int = 3
    reps: int = 8
    pain: tuple[int, int] = (6, 3)
    """Before sessions, at first and at last."""
    skips: float = 0.1
    """How many sessions are missed, 0 to 1."""
    new_pain_at: int | None = None
    """Which session from the last, from 1."""
    notes: tuple[str, ...] = ()
    has_trunk: bool = True
    has_recordings: bool = True


def live(logbook: Logbook, story: Story) -> Person:
    """Fill ``logbook`` with a person's weeks and return who it is."""
    chance = random.Random(story.seed)
    person = logbook.add_person(story.name)
    first = story.last_day - timedelta(weeks=story.weeks) + timedelta(days=1)
    catalogue = known_exercises()
    program = Library(catalogue).get("three-day-split")
    logbook.begin_program(person.id, program.text, start_program(program, first, [], catalogue))
    days = [
        first + timedelta(weeks=week, days=round(n * 7 / story.per_week))
        for week in range(story.weeks)
        for n in range(story.per_week)
    ]
    trained = [day for day in days if chance.random() >= story.skips] or days[:1]
    for number, day in enumerate(trained):
        progress = number / max(1, len(trained) - 1)
        felt = story.pain[0] + (story.pain[1] - story.pain[0]) * progress
        is_new = story.new_pain_at is not None and number == len(trained) - story.new_pain_at
        _feel(logbook, person, day, felt, chance, is_new=is_new)
        if number % 9 == 8:
            _by_hand(logbook, person, day)
        else:
            _session(logbook, person, story, day, number, progress, chance)
    _scores(logbook, person, first, story)
    return person


def _feel(logbook: Logbook, person: Person, day: date, felt: float, chance: random.Random, *, is_new: bool) -> None:
    def pain(moment: Moment, more: float, *, new: bool = False) -> None:
        score = min(10, max(0, round(felt + more + chance.gauss(0, 0.6))))
        logbook.add_felt(person.id, PainEntry(day, moment, score, PainSite.BACK, new_or_worse=new))

    pain(Moment.BEFORE, 0.0)
    pain(Moment.AFTER, 0.4, new=is_new)
    if chance.random() < 0.5:
        pain(Moment.NEXT_DAY, 0.2)
    if is_new:
        logbook.add_felt(person.id, FlareUp(day), note="Pulled a box out of the car.")


def _scores(logbook: Logbook, person: Person, first: date, story: Story) -> None:
    better = story.pain[1] < story.pain[0]
    for week in range(0, story.weeks + 1, 4):
        day = min(first + timedelta(weeks=week), story.last_day)
        step = (week // 4) * (1 if better else -1)
        logbook.add_felt(person.id, Score(MeasureId.RMDQ, day, float(max(0, 12 - 3 * step))))
        activities = [("tying shoes", 4), ("carrying shopping", 5), ("sitting for an hour", 3)]
        logbook.add_felt(
            person.id, psfs_score(day, [(name, min(10, max(0, at + 2 * step))) for name, at in activities])
        )


def _by_hand(logbook: Logbook, person: Person, day: date) -> None:
    sets = [HandSet(60.0 * n, 60.0 * n + 40, "squat", reps=8, load_kg=45.0, rpe=7.0) for n in range(3)]
    sets.append(HandSet(300.0, 345.0, "plank", held_s=45.0))
    start = datetime.combine(day, time(18), UTC)
    logbook.log_by_hand(start, sets, person=person, software="sensorlog")


def _session(
    logbook: Logbook, person: Person, story: Story, day: date, number: int, progress: float, chance: random.Random
) -> None:
    start = datetime.combine(day, time(17, 30), UTC)
    path = logbook.recordings_dir / f"{start:%Y%m%d-%H%M%S}-{story.seed}.mcap"
    if story.has_recordings and number % 7 != 3:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"made up")
    session = logbook.begin_session(start_utc=start, recording=path, analysis_version=VERSION, software="sensorlog")
    logbook.set_person(session, person)
    at_s, index = 60.0, 0
    for lift, (name, load_kg, rom_m) in enumerate(_LIFTS):
        load = round((load_kg * (1 + 0.5 * progress)) / 2.5) * 2.5
        for _ in range(story.sets_of_each):
            index += 1
            made = _set(story, index, at_s, name, load, rom_m, progress, chance, trunk=story.has_trunk and lift < 3)
            logbook.save_set(session, VERSION, made)
            if chance.random() < 0.06:
                last = made.reps[-1]
                logbook.add_edit(session, _edit(index, last, EditOp.REP_ADD, made.end_s))
            at_s = made.end_s + 120
    if story.notes:
        logbook.add_note(session, Note(f"n{number}", at_s, story.notes[number % len(story.notes)], start))
    logbook.add_hand_set(session, HandSet(at_s, at_s + 45, "plank", held_s=45.0))
    logbook.end_session(
        session,
        ended_utc=start + timedelta(seconds=at_s + 60),
        recording_sha256=f"{story.seed:08x}{number:08x}".ljust(64, "0"),
        analysis_version=VERSION,
    )


def _edit(index: int, rep: Rep, op: EditOp, value: JsonValue) -> Edit:
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return Edit(f"e{index}", op, rep.start_s, rep.end_s, value, None, when, f"{rep.set_id}/+1", VERSION)


def _set(
    story: Story,
    index: int,
    start_s: float,
    name: str,
    load_kg: float,
    rom_m: float,
    progress: float,
    chance: random.Random,
    *,
    trunk: bool,
) -> SensedSet:
    set_id = f"bar/{index}"
    reps: list[Rep] = []
    at_s = start_s
    for n in range(story.reps):
        tired = 1 + 0.5 * n / story.reps
        out_s, back_s = chance.gauss(1.6, 0.1), chance.gauss(1.0, 0.06) * tired
        is_hitch = trunk and chance.random() < 0.03
        reps.append(
            Rep(
                sensor="bar",
                set_id=set_id,
                rep_id=f"{set_id}/{n + 1}",
                revision=0,
                state=RepState.CONFIRMED,
                t_s=at_s + out_s + back_s,
                start_s=at_s,
                turn_s=at_s + out_s,
                end_s=at_s + out_s + back_s,
                phase1_s=out_s,
                phase2_s=back_s,
                concentric_s=back_s,
                eccentric_s=out_s,
                rom_m=rom_m * chance.gauss(1, 0.03),
                mean_velocity_m_s=max(0.15, 0.62 / tired * chance.gauss(1, 0.04)),
                smoothness_sparc=-1.5 - 0.2 * chance.random(),
                trunk=_trunk(progress, chance, is_hitch=is_hitch) if trunk else None,
            )
        )
        at_s += out_s + back_s + chance.uniform(0.2, 0.8)
    return SensedSet(
        set_id=set_id,
        sensor="bar",
        start_s=start_s,
        end_s=at_s,
        channel=Channel.VERTICAL,
        confidence=None,
        velocity_loss=0.2,
        exercise=name,
        load_kg=load_kg,
        sensed_rep_count=story.reps,
        reps=tuple(reps),
        placement=Placement.TRUNK if trunk else Placement.BAR,
        clip_site="sternum" if trunk else None,
        load_entered=f"{load_kg:g} kg",
    )


def _trunk(progress: float, chance: random.Random, *, is_hitch: bool) -> TrunkMeasures:
    lean = radians(chance.gauss(38 + 12 * progress, 3))
    speed = radians(chance.gauss(70 + 15 * progress, 6))
    jerkiness = abs(chance.gauss(0.55 - 0.2 * progress, 0.1)) + (1.1 if is_hitch else 0.0)
    return TrunkMeasures(
        inclination_peak_rad=lean,
        inclination_range_rad=lean,
        side_bend_rad=radians(chance.gauss(3, 1)),
        twist_range_rad=radians(abs(chance.gauss(4, 1))),
        angular_speed_peak_rad_s=speed,
        smoothness_sparc=-1.7 - 0.3 * jerkiness,
        smoothness_ldlj=-6.0 - jerkiness,
        jerkiness=jerkiness,
        phases=(TrunkPhase(1.6, 2.0, lean, speed, jerkiness=jerkiness),),
        deviation=("hitch",) if is_hitch else (),
    )

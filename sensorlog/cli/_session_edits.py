"""Correcting a session: what its sets were, when it began, whose it is. What a sensor saw stays beside it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import typer

from sensorlog.cli._choices import one_of
from sensorlog.cli._exercise import complete_exercise, recognised
from sensorlog.cli._saying import say
from sensorlog.cli._session_options import DEMO, SESSION_ID, SET_NUMBERS, numbered

if TYPE_CHECKING:
    from datetime import datetime

    from sensorlog.events import JsonValue
    from sensorlog.logbook import EditOp, Logbook, LoggedSession, LoggedSet, Person

__all__ = ["edit", "move", "start"]

_NONE = "none"
"""Takes back what was said."""


def edit(
    ctx: typer.Context,
    session_id: str = SESSION_ID,
    sets: list[int] = SET_NUMBERS,
    exercise: str = typer.Option(
        "", "--exercise", help="What it was; none: unlabelled.", autocompletion=complete_exercise
    ),
    load: str = typer.Option("", "--load", "-l", help="62.5kg, 135lb; none: not known."),
    reps: str = typer.Option("", "--reps", "-r", help="How many count; none: those that the sensor counted."),
    seconds: str = typer.Option("", "--seconds", "-s", help="How long it was held; none: not known."),
    warm_up: bool | None = typer.Option(None, "--warm-up/--working", help="Whether it was to warm up."),
    side: str = typer.Option("", "--side", help="left, right or both; none: not known."),
    equipment: str = typer.Option(
        "", "--equipment", help="'barbell 20kg', dumbbells, machine, 'band red', 'body weight'; none."
    ),
    reserve: str = typer.Option("", "--reserve", help="How many more repetitions would have gone; none: not known."),
    effort: str = typer.Option("", "--effort", help="How hard it was, 0 to 10; none: not known."),
    pain: str = typer.Option("", "--pain", help="Pain in the set, 0 to 10, for the diary."),
    site: str = typer.Option("back", "--site", help="Of the pain: back, buttock-or-leg or other."),
    demo: bool = DEMO,
) -> None:
    """Say what sets were, sensed ones or by hand: all of a session, or those with --set. Each correction is kept."""
    from sensorlog.logbook import EditOp, Logbook

    said = _said(exercise, load, reps, seconds, warm_up, side, equipment, reserve, effort)
    if not said and not pain.strip():
        raise typer.BadParameter("say what to correct, such as --load 62.5kg: `sensorlog sessions edit --help`")
    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        session = logbook.session(session_id)
        chosen = numbered(session, session.sets, sets or range(1, len(session.sets) + 1), "set")
        by = None if session.person is None else session.person.id
        for done in chosen:
            for op, value in said:
                if op is EditOp.EFFORT and isinstance(value, dict):  # one of the two leaves the other as it is
                    value = {"rpe": done.rpe, "reps_in_reserve": done.reps_in_reserve} | value
                logbook.say(session.id, done.set_id, op, value, by=by)
            if pain.strip():
                _keep_pain(logbook, session, done, pain, site)
    say(f"Corrected in session {session.id}: {_set_words(sets).lower() if sets else 'all its sets'}.")


def _said(
    exercise: str,
    load: str,
    reps: str,
    seconds: str,
    warm_up: bool | None,
    side: str,
    equipment: str,
    reserve: str,
    effort: str,
) -> list[tuple[EditOp, JsonValue]]:
    """Return the edits that the options are."""
    from sensorlog.logbook import EditOp, Side, parse_equipment
    from sensorlog.training import load_as_typed, normalise_exercise, parse_load

    said: list[tuple[EditOp, JsonValue]] = []
    if exercise.strip():
        said.append((EditOp.EXERCISE, None if _is_none(exercise) else normalise_exercise(recognised(exercise))))
    if load.strip():
        kept: JsonValue = {"kg": parse_load(load), "entered": load_as_typed(load)} if not _is_none(load) else None
        said.append((EditOp.LOAD, kept))
    if reps.strip():
        said.append((EditOp.REPS, None if _is_none(reps) else int(_number(reps, "--reps", 1000))))
    if seconds.strip():
        said.append((EditOp.HELD, None if _is_none(seconds) else _number(seconds, "--seconds", 24 * 3600)))
    if warm_up is not None:
        said.append((EditOp.WARM_UP, warm_up))
    if side.strip():
        said.append((EditOp.SIDE, None if _is_none(side) else one_of(side, list(Side), "--side")))
    if equipment.strip():
        said.append((EditOp.EQUIPMENT, None if _is_none(equipment) else parse_equipment(equipment).to_json()))
    hard = (("reps_in_reserve", reserve, "--reserve"), ("rpe", effort, "--effort"))
    if any(text.strip() for _, text, _ in hard):
        given: dict[str, JsonValue] = {
            name: None if _is_none(text) else _number(text, option, 10) for name, text, option in hard if text.strip()
        }
        said.append((EditOp.EFFORT, given))
    return said


def _is_none(text: str) -> bool:
    return text.strip().lower() == _NONE


def _number(text: str, option: str, most: int) -> float:
    typed = text.strip()
    if not typed.isascii() or not typed.isdigit() or int(typed[:9]) > most:
        raise typer.BadParameter(f"{typed[:20]!r} is no whole number from 0 to {most}", param_hint=option)
    return float(typed)


def _keep_pain(logbook: Logbook, session: LoggedSession, done: LoggedSet, pain: str, site: str) -> None:
    from sensorlog.logbook import LogbookError
    from sensorlog.training import Moment, PainEntry, PainSite, known_exercises, parse_pain

    whose = done.moved_to or (None if session.person is None else session.person.id)
    if whose is None:
        raise LogbookError(f"session {session.id} is nobody's yet: `sensorlog sessions move {session.id} NAME` first")
    known = known_exercises().named(done.exercise)
    entry = PainEntry(
        session.start_local.date(),
        Moment.DURING,
        parse_pain(pain),
        PainSite(one_of(site, list(PainSite), "--site")),
        known.id if known else done.exercise,
    )
    logbook.add_felt(whose, entry, session_id=session.id, set_start_s=done.start_s)


def start(
    ctx: typer.Context,
    session_id: str = SESSION_ID,
    when: str = typer.Argument("", metavar="WHEN", help="2026-05-04T18:30, by the clock on the wall there and then."),
    as_recorded: bool = typer.Option(False, "--as-recorded", help="Take that back: as the clock said."),
    demo: bool = DEMO,
) -> None:
    """Say when a session began, where the clock was wrong. What was recorded stays, and this can be taken back."""
    from sensorlog.logbook import Logbook

    if bool(when.strip()) == as_recorded:
        raise typer.BadParameter("give the moment at which it began, or --as-recorded")
    moment = None if as_recorded else _moment(when)
    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        found = logbook.session(session_id)
        logbook.say_start(found.id, moment)
        session = logbook.session(found.id)
    recorded = (
        "" if session.recorded_start_utc is None else f" (recorded as {found.clock_start_utc:%Y-%m-%d %H:%M} UTC)"
    )
    say(f"Session {session.id} began on {session.start_local:%Y-%m-%d at %H:%M}{recorded}.")


def _moment(text: str) -> datetime:
    """Read a moment; without an offset it is of this computer's clock."""
    from datetime import datetime

    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(f"{text[:30]!r} is no moment; write 2026-05-04T18:30", param_hint="WHEN") from None
    if len(text.strip()) <= len("2026-05-04"):
        raise typer.BadParameter("give the time as well: 2026-05-04T18:30", param_hint="WHEN")
    moment = moment if moment.tzinfo is not None else moment.astimezone()
    if moment > datetime.now().astimezone():
        raise typer.BadParameter(f"{text[:30]!r} is still to come", param_hint="WHEN")
    return moment


def move(
    ctx: typer.Context,
    session_id: str = SESSION_ID,
    person: str = typer.Argument(..., metavar="PERSON", help="Whose it is: a name, or an id where several have it."),
    sets: list[int] = SET_NUMBERS,
    is_new: bool = typer.Option(False, "--new", help="Enter somebody whom the logbook does not know yet."),
    demo: bool = DEMO,
) -> None:
    """Give a session, or one set of it, to another person: sensors are shared, and sometimes nobody says who lifts."""
    from sensorlog.logbook import Logbook
    from sensorlog.tui.words import one_line

    with closing(Logbook(demo=demo or ctx.obj["demo"])) as logbook:
        session = logbook.session(session_id)
        chosen = numbered(session, session.sets, sets, "set")
        owner = _person(logbook, person, is_new=is_new)
        if not chosen:
            logbook.move_session(session.id, owner.id)
        for done in chosen:
            logbook.move_set(session.id, done.set_id, owner.id)
    what = f"Session {session.id}" if not chosen else f"{_set_words(sets)} of session {session.id}"
    say(f"{what} is {one_line(owner.label)}'s now.")


def _person(logbook: Logbook, text: str, *, is_new: bool) -> Person:
    """Find somebody by name or id; a typing error must not make a new person."""
    from sensorlog.logbook import LogbookError
    from sensorlog.tui.words import one_line

    people = logbook.people()
    if (by_id := next((each for each in people if each.id == text.strip()), None)) is not None:
        return by_id
    called = logbook.person_called(text)
    if called in people:
        return called
    if is_new:
        return logbook.add_person(text)
    there = ", ".join(one_line(each.label) for each in people) or "nobody yet"
    raise LogbookError(f"nobody is called {called.label!r}; there are: {there}. With --new somebody new is entered")


def _set_words(numbers: Sequence[int]) -> str:
    """``Set 2``, ``Sets 2, 3``."""
    return f"{'Set' if len(numbers) == 1 else 'Sets'} {', '.join(map(str, dict.fromkeys(numbers)))}"

"""What can be said of one set afterwards, and how each of it is asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from sensorlog.events import JsonValue
from sensorlog.logbook import EditOp, LoggedSet, Side, equipment_words, parse_equipment
from sensorlog.session import load_data
from sensorlog.training import normalise_exercise
from sensorlog.tui.gather.edits import is_held, parse_held_s, parse_reps
from sensorlog.tui.gather.sessions import OneSession
from sensorlog.tui.screens.page import Page
from sensorlog.tui.screens.scale import EffortDialog

__all__ = ["QUESTIONS", "Word", "choose_person"]


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says of a set."""

    op: EditOp
    value: JsonValue
    told: str
    """What came of it, in words."""


Question = Callable[[Page, OneSession, LoggedSet], Awaitable[Word | None]]
"""Asks on a page; ``None``: the person left it as it is."""


async def _exercise(page: Page, _one: OneSession, logged: LoggedSet) -> Word | None:
    hint = "In your own words, such as squat. Empty: unlabelled."
    typed = await page.ask_text("Exercise of this set", hint, logged.exercise or "", normalise_exercise)
    return None if typed is None else Word(EditOp.EXERCISE, typed.value, "relabelled")


async def _load(page: Page, _one: OneSession, _logged: LoggedSet) -> Word | None:
    typed = await page.ask_text("Load of this set", "60, 62.5 kg or 135 lb. Empty: not known.", "", load_data)
    return None if typed is None else Word(EditOp.LOAD, typed.value, "the load was changed")


async def _reps(page: Page, _one: OneSession, logged: LoggedSet) -> Word | None:
    if is_held(logged):
        seconds = await page.ask_text(
            "Seconds of this hold", "How long it was held. Empty: not known.", "", parse_held_s
        )
        return None if seconds is None else Word(EditOp.HELD, seconds.value, "the time was changed")
    hint = "How many count, whatever was sensed. Empty: those that stand below."
    typed = await page.ask_text("Reps of this set", hint, "", parse_reps)
    return None if typed is None else Word(EditOp.REPS, typed.value, "the number was changed")


async def _side(page: Page, _one: OneSession, _logged: LoggedSet) -> Word | None:
    chosen = await page.choose("Which side worked?", [*(side.value for side in Side), "not said"])
    if chosen is None:
        return None
    sides = [side.value for side in Side]
    return Word(EditOp.SIDE, sides[chosen] if chosen < len(sides) else None, "the side was said")


async def _equipment(page: Page, _one: OneSession, logged: LoggedSet) -> Word | None:
    hint = "barbell 20 kg, dumbbells, machine, band red, body weight, other. Empty: not said."
    now = "" if logged.equipment is None else equipment_words(logged.equipment)
    typed = await page.ask_text("What was it done with?", hint, now, _read_equipment)
    return None if typed is None else Word(EditOp.EQUIPMENT, typed.value, "the equipment was said")


async def _effort(page: Page, _one: OneSession, _logged: LoggedSet) -> Word | None:
    said = await page.app.push_screen_wait(EffortDialog())
    if said is None:
        return None
    number = float(said.number)
    value: JsonValue = {
        "rpe": None if said.is_reserve else number,
        "reps_in_reserve": number if said.is_reserve else None,
    }
    return Word(EditOp.EFFORT, value, "the effort was said")


async def _warm_up(_page: Page, _one: OneSession, logged: LoggedSet) -> Word | None:
    is_warm_up = not logged.warm_up
    return Word(EditOp.WARM_UP, is_warm_up, "a warm-up" if is_warm_up else "a working set")


async def _whose(page: Page, one: OneSession, _logged: LoggedSet) -> Word | None:
    chosen = await choose_person(page, one, "Whose is this set?", "the session's person")
    return None if chosen is None else Word(EditOp.MOVE_SET, chosen or None, "the set was moved")


async def _delete(_page: Page, _one: OneSession, _logged: LoggedSet) -> Word | None:
    return Word(EditOp.DELETE_SET, True, "this was no set")


QUESTIONS: Mapping[str, Question] = {
    "exercise": _exercise,
    "load": _load,
    "reps": _reps,
    "side": _side,
    "equipment": _equipment,
    "effort": _effort,
    "warm_up": _warm_up,
    "whose": _whose,
    "delete": _delete,
}
"""By the id of the action that asks."""


async def choose_person(page: Page, one: OneSession, title: str, nobody_else: str) -> str | None:
    """Have a person chosen; return the id, empty for ``nobody_else``, or ``None`` where it was left as it is."""
    chosen = await page.choose(title, [nobody_else, *(label for _, label in one.people)])
    return None if chosen is None else "" if chosen == 0 else one.people[chosen - 1][0]


def _read_equipment(text: str) -> JsonValue:
    return parse_equipment(text).to_json() if text.strip() else None

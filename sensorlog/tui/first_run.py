"""What is asked once: units, who lifts, the advice to ask a professional, and how to begin."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from sensorlog.errors import SensorlogError
from sensorlog.logbook import Person
from sensorlog.session import open_demo
from sensorlog.tui.screens.advice import AdviceScreen
from sensorlog.tui.screens.ask import AskScreen
from sensorlog.tui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from sensorlog.tui.app import SensorlogApp

__all__ = ["first_run"]

_UNITS = ("kg", "lb")


async def first_run(app: SensorlogApp) -> None:
    """Ask, and keep the answers. A question that is left by escape keeps what is usual; the advice comes again."""
    unit = await app.push_screen_wait(
        AskScreen(
            "Welcome to sensorlog", "It counts reps and keeps a training log. Which unit?", ["kilograms", "pounds"]
        )
    )
    if unit is not None:
        app.change_settings(unit=_UNITS[unit])
    await _person(app)
    if await app.push_screen_wait(AdviceScreen()):
        app.change_settings(advice_read=True)
    way = await app.push_screen_wait(
        AskScreen(
            "How do you want to begin?",
            "All of it can be done later, too.",
            ["Watch a virtual lifter first", "I have a sensor: show what is near", "Look around"],
        )
    )
    if way == 0:
        error = await app.lift(open_demo, "Switching the virtual sensors on …")
        if error is not None:
            app.notify(str(error), severity="error", timeout=20)
    elif way == 1:
        await app.action_go("sensors")


async def _person(app: SensorlogApp) -> None:
    try:
        people = await asyncio.to_thread(lambda: app.books.logbook().people())
        if not people:
            typed = await app.push_screen_wait(
                TextDialog(
                    "Who lifts?",
                    "A name or any word of your own. It stays on this computer.",
                    "me",
                    lambda text: app.books.logbook().person_called(text).label,
                )
            )
            if typed is None:
                return
            people = [await asyncio.to_thread(partial(_enter, app, typed.value))]
    except SensorlogError as error:
        app.notify(str(error), severity="warning")
        return
    app.change_settings(person=people[0].id)


def _enter(app: SensorlogApp, label: str) -> Person:
    return app.books.logbook().add_person(label)

"""What every screen of a session has: it draws a view, and asks the app for dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import work

from sensorlog.errors import SensorlogError
from sensorlog.events import JsonValue, SessionEventKind
from sensorlog.imu import TORSO
from sensorlog.pipeline import FoldedSet
from sensorlog.session import ROLES, load_data, role_words
from sensorlog.training import NEW_OR_WORSE_PAIN, LoadUnit, normalise_exercise, parse_target
from sensorlog.tui.actions import actions_of
from sensorlog.tui.desk import Desk
from sensorlog.tui.present import sensor_names
from sensorlog.tui.screens.dialogs import TextDialog, Typed
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.registered import RegisteredScreen
from sensorlog.tui.screens.scale import PainDialog, PainSaid

if TYPE_CHECKING:
    from sensorlog.tui.app import SensorlogApp

__all__ = ["LiftingScreen"]


class LiftingScreen(RegisteredScreen[SensorlogError | None]):
    """A screen of the session at ``desk``, with the keys that work on all of them."""

    app: SensorlogApp

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what would change a recording that is only looked at, or one that is closed."""
        records = any(each.id == action and each.records for each in actions_of(self.REGISTERED_AS))
        if records and (self.desk.is_over or self.desk.session.is_replay):
            return None
        if action == "undo":
            return True if self.desk.log.can_undo else None
        if action == "split":
            return True if self.desk.session.state.is_paused else None
        if action in ("discard", "hurts") and self.desk.session.takes_keys:
            return True if action == "hurts" or self.desk.shown_set is not None else None
        return True

    def key(self, kind: SessionEventKind, data: dict[str, JsonValue] | None = None) -> None:
        """Enter something; a session that has just ended takes nothing more."""
        if self.desk.session.takes_keys:
            self.desk.session.key(kind, data)

    @work
    async def action_exercise(self) -> None:
        hint = "In your own words, such as squat. Empty: unlabelled."
        typed = await self.ask("Exercise", hint, self.desk.session.state.exercise or "", normalise_exercise)
        if typed is not None and self.desk.session.takes_keys:
            self.desk.log.exercise(self.desk.shown_set, typed.value)

    @work
    async def action_load(self) -> None:
        read = partial(load_data, unit=LoadUnit(self.app.settings.unit))
        typed = await self.ask("Load", "60, 62.5 kg or 135 lb. Empty: no load.", "", read)
        if typed is not None and self.desk.session.takes_keys:
            self.desk.log.load(None, typed.value)

    @work
    async def action_target(self) -> None:
        hint = "Reps or seconds, tempo down-up, stop at a loss of velocity, rest: 8 3-1 20% rest 90. Empty: none."
        typed = await self.ask("Target of a set", hint, "", parse_target)
        if typed is not None:
            self.desk.set_target(typed.value)

    @work
    async def action_note(self) -> None:
        typed = await self.ask("Note", "It is kept at this moment of the session.", "", str.strip)
        if typed is not None and typed.value and self.desk.session.takes_keys:
            self.desk.log.note(typed.value)

    @work
    async def action_person(self) -> None:
        await self.ask_person()

    async def ask_person(self) -> bool:
        """Ask who lifts; return whether that is known now."""
        session = self.desk.session
        hint = "A name or a short form. It stays on this machine."
        typed = await self.ask("Who lifts?", hint, session.state.person_label or "", session.person_called)
        if typed is None or not session.takes_keys:
            return session.state.person_id is not None
        self.key(SessionEventKind.PERSON, {"id": typed.value.id, "label": typed.value.label})
        return True

    @work
    async def action_role(self) -> None:
        state = self.desk.session.state
        sensors, names = list(state.sensors), sensor_names(state)
        if not sensors:
            self.notify("No sensor has been heard yet.", severity="warning")
            return
        chosen = 0 if len(sensors) == 1 else await self.choose("Which sensor has moved?", [names[s] for s in sensors])
        if chosen is None:
            return
        sensor = sensors[chosen]
        place = await self.choose(f"{names[sensor]}: where does it sit now?", [role_words(role) for role in ROLES])
        if place is not None and self.desk.session.takes_keys:
            self.desk.session.move(sensor, ROLES[place])

    def action_calibrate(self) -> None:
        """Have the sensors at trunk and pelvis learn anew how they sit while their person stands."""
        if any(role.placement in TORSO for role in self.desk.session.state.roles.values()):
            self.key(SessionEventKind.CALIBRATE)
        else:
            self.notify("No sensor sits at the trunk or the pelvis: r says where one sits.", severity="warning")

    def action_discard(self) -> None:
        one = self.desk.shown_set
        if one is not None and self.desk.session.takes_keys:
            self.desk.log.discard(one)
            self.notify("The set is discarded; u brings it back.")

    @work(exclusive=True, group="undo")
    async def action_undo(self) -> None:
        try:
            words = await self.desk.log.undo()
        except SensorlogError as error:
            self.notify(str(error), severity="warning")
        else:
            self.notify("There is nothing to take back." if words is None else f"Taken back: {words}.")

    @work(exclusive=True, group="pain")
    async def action_hurts(self) -> None:
        """End the set at once, say what to do, and then ask how much."""
        one = self.desk.shown_set
        self.desk.leave_ready()
        if one is not None and one.end_s is None:
            self.key(SessionEventKind.SET_END)
        said = await self.app.push_screen_wait(PainDialog(NEW_OR_WORSE_PAIN.title, NEW_OR_WORSE_PAIN))
        await self.keep_pain(one, said, new_or_worse=True)

    async def keep_pain(self, one: FoldedSet | None, said: PainSaid | None, *, new_or_worse: bool) -> None:
        """Put pain into the diary of who lifts; without a number or a person it is a note of the session."""
        session = self.desk.session
        if not session.takes_keys or (said is None and not new_or_worse):
            return
        if said is None or (session.state.person_id is None and not await self.ask_person()):
            number = "" if said is None else f" {said.score} of 10"
            self.key(SessionEventKind.NOTE, {"text": ("new or worse pain" if new_or_worse else "pain") + number})
            return
        person = await self.desk.person_settled()
        if not person:
            return
        try:
            await self.desk.log.pain(one, said.score, said.site, new_or_worse=new_or_worse)
        except SensorlogError as error:
            self.notify(str(error), severity="warning")
        else:
            self.notify(f"Kept in your diary: pain {said.score} of 10.")

    async def choose(self, title: str, choices: Sequence[str]) -> int | None:
        """Have one of several chosen."""
        return await self.app.push_screen_wait(ChoiceScreen(title, "", choices))

    async def ask(self, title: str, hint: str, initial: str, parse: Callable[[str], Any]) -> Typed[Any] | None:
        """Ask for a line."""
        return await self.app.push_screen_wait(TextDialog(title, hint, initial, parse))

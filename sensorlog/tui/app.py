"""The app: its places, its looks, and the way from a page to a session and back."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette, Provider
from textual.screen import Screen

from sensorlog.errors import SensorlogError
from sensorlog.settings import Settings, SettingsError, load_settings, save_settings
from sensorlog.training import Today
from sensorlog.tui.actions import PLACES
from sensorlog.tui.ascii import AsciiFilter, shows_ascii_alone
from sensorlog.tui.books import Books
from sensorlog.tui.hangup import end_when_asked, going_on_well
from sensorlog.tui.radar import Radar
from sensorlog.tui.screens.dialogs import ConfirmDialog
from sensorlog.tui.screens.palette import ActionCommands
from sensorlog.tui.screens.registered import registered_name
from sensorlog.tui.themes import THEMES, theme_name

if TYPE_CHECKING:
    from sensorlog.session import LiveSession
    from sensorlog.tui.screens.running import RunningScreen
    from sensorlog.tui.screens.wait import Opening

__all__ = ["SensorlogApp"]

_SCREENS = {
    "today": ("today", "TodayScreen"),
    "lift": ("start", "StartScreen"),
    "sessions": ("sessions", "SessionsScreen"),
    "progress": ("progress", "ProgressScreen"),
    "people": ("people", "PeopleScreen"),
    "sensors": ("sensors", "SensorsScreen"),
    "settings": ("settings", "SettingsScreen"),
}
"""Place → module in ``screens`` and its class, imported when somebody goes there: so the first page is there soon."""


def _screen_of(place: str) -> Screen[None]:
    module, name = _SCREENS[place]
    screen: Screen[None] = getattr(import_module(f"sensorlog.tui.screens.{module}"), name)()
    return screen


class SensorlogApp(App[SensorlogError | None], inherit_bindings=False):
    """The Textual app. With an ``opening`` it begins with that one session and ends with it, else on the first page.

    Its result is the error that ended the one session, or ``None``.
    """

    TITLE = "sensorlog"
    CSS_PATH = ["sensorlog.tcss", "lifting.tcss"]  # noqa: RUF012 - as Textual types it
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-medium"), (140, "-wide")]  # noqa: RUF012 - as Textual types it
    VERTICAL_BREAKPOINTS = [(0, "-lowest"), (16, "-low"), (22, "-tall")]  # noqa: RUF012
    ENABLE_COMMAND_PALETTE = False
    """Textual's own key for it: ours is an action like all others."""
    BINDINGS: ClassVar[list[BindingType]] = []
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {ActionCommands}
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {
        place.id: partial(_screen_of, place.id) for place in PLACES
    }

    def __init__(self, opening: Opening | None = None, what: str = "Opening …") -> None:
        super().__init__()
        self._opening, self._what = opening, what
        self._session_screen: RunningScreen | None = None
        self.plan: Today | None = None
        """What the program asks for, once somebody has looked it up."""
        self._ascii = AsciiFilter(enabled=False)
        self._filters.append(self._ascii)
        self._has_ascii_alone = False
        """Whether the terminal is one that has no other characters."""
        self.books = Books()
        self.radar = Radar(partial(self.notify, severity="warning"))
        """Is to hear sensors while no session does."""
        for theme in THEMES:
            self.register_theme(theme)
        try:
            self.settings = load_settings()
            self._settings_problem = ""
        except SettingsError as error:
            self.settings = Settings()
            self._settings_problem = f"{error}; usual settings are used, and the file is left as it is"
        self.apply_settings()

    @staticmethod
    def today() -> date:
        """Return the day of the person's own calendar."""
        return date.today()  # noqa: DTZ011

    def apply_settings(self) -> None:
        """Look as the settings say."""
        self.theme = theme_name(self.settings.theme)
        self._ascii.enabled = self.settings.ascii or self._has_ascii_alone

    def change_settings(self, **changes: object) -> None:
        """Change settings, keep them, and look as they say. What cannot be kept holds until the app is left."""
        self.settings = Settings.model_validate(self.settings.model_dump() | changes)
        self.apply_settings()
        self.refresh(layout=True)
        if self._settings_problem:
            self.notify(self._settings_problem, severity="warning")
            return
        try:
            save_settings(self.settings)
        except SettingsError as error:
            self.notify(str(error), severity="warning")

    async def on_mount(self) -> None:
        going_on_well(self._driver)
        if not self.is_headless and sys.__stderr__ is not None:  # where Textual draws
            self._has_ascii_alone = shows_ascii_alone(sys.__stderr__.encoding, os.environ.get("TERM", ""))
            self.apply_settings()
        end_when_asked(self._driver, self.end_well)
        if self._settings_problem:
            self.notify(self._settings_problem, severity="warning")
        if self._opening is not None:
            self._one_session(self._opening)
            return
        self.radar.start()
        await self.switch_mode("today")

    async def on_unmount(self) -> None:
        await self.radar.stop()
        self.books.close()

    @work(exclusive=True, group="end")
    async def end_well(self) -> None:
        """End the session, if there is one, and leave: nobody is there any more, or the system shuts down."""
        screen = self._session_screen
        if screen is not None:
            await screen.leave().wait()
        if screen is None or self._opening is None:
            self.exit()

    @work
    async def _one_session(self, opening: Opening) -> None:
        self.exit(await self.lift(opening, self._what))

    async def lift(self, opening: Opening, what: str) -> SensorlogError | None:
        """Open a session, show it until the person leaves; return what went wrong, if anything did.

        From the first page on it is shown in the place *Lift*, and the person may look elsewhere meanwhile.
        """
        from sensorlog.session import LiveSession
        from sensorlog.tui.desk import Desk
        from sensorlog.tui.screens.live import LiveScreen
        from sensorlog.tui.screens.replay import ReplayScreen
        from sensorlog.tui.screens.wait import WaitScreen

        if self._session_screen is not None:
            await self.action_go("lift")
            return None
        await self.radar.stop()
        try:
            opened = await self.push_screen_wait(WaitScreen(opening, what))
            if not isinstance(opened, LiveSession):
                return opened
            await self._offer_to_remember(opened)
            await self.action_go("lift")
            screen = ReplayScreen if opened.is_replay else LiveScreen
            self._session_screen = screen(Desk(opened, self.plan))
            return await self.push_screen_wait(self._session_screen)
        finally:
            self._session_screen = None
            if self._opening is None:
                self.radar.start()

    @property
    def is_lifting(self) -> bool:
        """Whether a session is open."""
        return self._session_screen is not None

    def leave_session(self, screen: Screen[SensorlogError | None], result: SensorlogError | None) -> None:
        """Take away the screen of a session that is over, wherever the person looks meanwhile."""
        if self._opening is None:
            self.switch_mode("lift")
        while self.screen is not screen and screen in self.screen_stack:
            self.pop_screen()
        screen.dismiss(result)

    async def _offer_to_remember(self, session: LiveSession) -> None:
        """Of a sensor that is taken for the first time nobody has said whose it is: ask, before the session begins."""
        from sensorlog.session import called

        for clip in session.newcomers:
            if clip.found is None:
                continue
            question = (
                f"Is {called(clip.found)} your own sensor? If it is remembered, it is taken by itself next time, "
                "and a stranger's never is."
            )
            if await self.push_screen_wait(ConfirmDialog(question, "remember it", "not now")):
                try:
                    await asyncio.to_thread(session.remember, clip)
                except SensorlogError as error:
                    self.notify(str(error), severity="warning")

    async def action_go(self, place: str) -> None:
        """Go to a place. With the one session of a verb there is no other."""
        if self._opening is None:
            await self.switch_mode(place)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nowhere to go where the app is for one session."""
        return self._opening is None if action == "go" else True

    def action_help(self) -> None:
        """Say what the keys do here."""
        from sensorlog.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(registered_name(self.screen)))

    def action_palette(self) -> None:
        """Offer all that can be done here, to be searched."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette())

    async def action_leave(self) -> None:
        """Leave; a session that is open is ended as its own key does, so that nothing is lost."""
        if self._session_screen is not None:
            await self.action_go("lift")
            with suppress(AttributeError):
                await self._session_screen.run_action("end")
        elif self._opening is not None and registered_name(self.screen) == "wait":
            self.screen.dismiss(None)
        else:
            self.exit()

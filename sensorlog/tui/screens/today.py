"""The first page: what is to be done, with what, and what was done last."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial

from textual import work
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget

from sensorlog.errors import SensorlogError
from sensorlog.logbook import Logbook, LoggedSession
from sensorlog.tui.gather.programs import begin_program, programs_to_choose
from sensorlog.tui.gather.today import TodayPage, today_page
from sensorlog.tui.screens.ask import AskScreen
from sensorlog.tui.screens.page import Page
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.registered import bindings_of
from sensorlog.tui.view import Tone
from sensorlog.tui.widgets.near import NearPanel
from sensorlog.tui.widgets.today.cards import LastCard, ProgramCard, WorkCard
from sensorlog.tui.words import session_line

__all__ = ["TodayScreen"]


class TodayScreen(Page):
    """What to do next."""

    PLACE = "today"
    REGISTERED_AS = "today"
    BINDINGS = bindings_of("today")

    def __init__(self) -> None:
        super().__init__()
        self._page: TodayPage | None = None
        """``None`` until it has been read."""

    def body(self) -> Iterable[Widget]:
        yield ProgramCard()
        yield Horizontal(
            VerticalScroll(WorkCard(), id="work", classes="card"),
            VerticalScroll(
                LastCard(classes="card"),
                NearPanel(self.app.radar),
                id="beside",
            ),
            classes="columns",
        )

    def on_mount(self) -> None:
        self.query_one("#work").border_title = "To do"
        self._begin()

    @work
    async def _begin(self) -> None:
        """Ask what the first run asks, then offer what a crash has left."""
        if not self.app.settings.advice_read:
            from sensorlog.tui.first_run import first_run

            await first_run(self.app)
            self.refresh_page()
        try:
            logbook = await self.read(self.app.books.logbook)
            if await self.read(logbook.unfinished):
                from sensorlog.session import unfinished_sessions

                for session in await self.read(unfinished_sessions, logbook):
                    await self._offer(logbook, session)
        except SensorlogError as error:
            self.say(str(error), Tone.TROUBLE)

    async def _offer(self, logbook: Logbook, session: LoggedSession) -> None:
        """Ask what is to become of a session that was cut off. Raises :class:`SensorlogError`."""
        from sensorlog.session import can_go_on, finish_session, open_resumed

        question = f"A session was cut off: {session_line(session)}."
        if can_go_on(session):
            text = "What came until then is kept. The time between becomes a gap."
            answers = ("Go on with it, with the same sensors", "Finish it as it is", "Later")
            chosen = await self.app.push_screen_wait(AskScreen(question, text, answers))
        else:
            chosen = 1 if await self.ask_yes(f"{question} Finish it now?", "finish it", "later") else None
        if chosen == 0:
            self.app.plan = (await self._known()).work
            looking = "Looking for the sensors of that session – switch them on and move them …"
            self._told(await self.app.lift(partial(open_resumed, session.id), looking))
        elif chosen == 1:
            finished = await self.read(finish_session, logbook, session.id)
            self.say(f"finished: {session_line(finished)}")

    async def reload(self) -> None:
        self._page = None
        page = await self._known()
        self.query_one(ProgramCard).page = page
        self.query_one(WorkCard).page = page
        self.query_one(LastCard).page = page

    async def _known(self) -> TodayPage:
        """Return what the page shows; a key may be pressed before that is read. Raises :class:`SensorlogError`."""
        if self._page is None:
            self._page = await self.read(today_page, self.app.books, self.app.settings, self.app.today())
        return self._page

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a person there is nobody to follow a program."""
        return None if action == "program" and (self._page is None or self._page.person is None) else True

    @work(exclusive=True, group="lift")
    async def action_lift(self) -> None:
        await asyncio.wait_for(self.app.radar.is_ready.wait(), None)
        nearby = self.app.radar.nearby
        if nearby is not None and not nearby.has_own:
            await self.app.action_go("lift")
            return
        await self._lift()

    async def _lift(self) -> None:
        from sensorlog.session import open_lift

        try:
            page = await self._known()
        except SensorlogError as error:
            self.say(str(error), Tone.TROUBLE)
            return
        self.app.plan = page.work
        opening = partial(open_lift, (), page.keys())
        self._told(await self.app.lift(opening, "Looking for your sensors – switch them on and move them …"))

    @work(exclusive=True, group="lift")
    async def action_demo(self) -> None:
        from sensorlog.session import open_demo

        self._told(await self.app.lift(open_demo, "Switching the virtual sensors on …"))

    def _told(self, error: SensorlogError | None) -> None:
        if error is not None:
            self.app.notify(str(error), severity="error", timeout=20)

    @work(exclusive=True, group="form")
    async def action_by_hand(self) -> None:
        from sensorlog.tui.screens.by_hand import ByHandScreen

        told = await self.app.push_screen_wait(ByHandScreen())
        if told:
            self.say(told)
        self.refresh_page()

    @work(exclusive=True, group="form")
    async def action_program(self) -> None:
        """Begin a program, or end the one that is followed."""
        page = self._page
        if page is None or (person := page.person) is None:
            return
        logbook = await self.read(self.app.books.logbook)
        if page.program:
            if await self.ask_yes(f"End {page.program}? What was logged stays.", "end it", "go on with it"):
                for run in await self.read(logbook.program_runs, person.id):
                    await self.read(logbook.end_program, run.id)
                self.say("ended")
            self.refresh_page()
            return
        programs = await self.read(programs_to_choose)
        chosen = await self.app.push_screen_wait(
            ChoiceScreen(
                "Which program?", "Its whole text: sensorlog program about ID.", [each.line for each in programs]
            )
        )
        if chosen is None:
            return
        program = programs[chosen]
        exercises: tuple[str, ...] = ()
        if program.asks:
            typed = await self.ask_text("Which exercises?", f"{program.asks}. Commas between them.", "", program.read)
            if typed is None:
                return
            exercises = typed.value
        try:
            await self.read(begin_program, logbook, person, program.id, exercises, self.app.today())
        except SensorlogError as error:
            self.say(str(error), Tone.TROUBLE)
        else:
            self.say("begun; ask a professional before you start")
        self.refresh_page()

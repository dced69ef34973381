"""One's own sensors and those that are near: what they are called, where they sit, how well they are heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, Label

from sensorlog.errors import SensorlogError
from sensorlog.events import SessionEventKind
from sensorlog.imu import TORSO, Role
from sensorlog.logbook import Pairing
from sensorlog.session import ROLES, NearSensor, new_pairing, open_lift, pairing_candidates, role_words
from sensorlog.tui.gather.today import today_page
from sensorlog.tui.screens.page import Page
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.registered import bindings_of
from sensorlog.tui.view import Tone
from sensorlog.tui.widgets.filling import fill
from sensorlog.tui.widgets.sensors import SENSOR_COLUMNS, sensor_row

__all__ = ["SensorsScreen"]

_REFRESH_HZ = 2.0


class SensorsScreen(Page):
    """Lists what is heard. Only one's own are taken unasked."""

    PLACE = "sensors"
    REGISTERED_AS = "sensors"
    BINDINGS = bindings_of("sensors")

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[NearSensor] = []
        self._strangers = False
        self._drawn: tuple[int, list[list[str]]] = (0, [])

    def body(self) -> Iterable[Widget]:
        yield Label("Sensors", id="heading", classes="page-title")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield Label("", id="hint", classes="page-text")

    def on_mount(self) -> None:
        self.query_one(DataTable).focus()
        self.set_interval(1 / _REFRESH_HZ, self._show)

    async def reload(self) -> None:
        self._show()

    def _show(self) -> None:
        radar = self.app.radar
        lines = radar.sensors(strangers=self._strangers)
        columns = SENSOR_COLUMNS[: 3 if self.is_narrow else len(SENSOR_COLUMNS)]
        rows = [sensor_row(each, radar.signal_history(each.address)) for each in lines]
        told = (self.room, [[cell.plain for cell in row] for row in rows])
        if told != self._drawn:  # twice a second nothing may be new
            self._drawn = told
            fill(self.query_one(DataTable), columns, rows, self.room)
        self._lines = lines
        nobody = "" if lines else "None is heard: switch the sensor on or move it, and close other apps that hold it."
        busy = "A session runs and has the adapter to itself." if self.app.is_lifting else nobody
        self.query_one("#hint", Label).update(
            Content("\n".join(filter(None, [busy, *(f"▲ {p}" for p in radar.problems)])))
        )
        self.show_keys(self.labels())

    def labels(self) -> dict[str, str]:
        return {"strangers": "known ones" if self._strangers else "all devices"}

    @property
    def _chosen(self) -> NearSensor | None:
        row = self.query_one(DataTable).cursor_row
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow pairing where somebody's sensor is heard, and changing where it is one's own."""
        chosen = self._chosen
        if action == "pair":
            return True if chosen and chosen.found and chosen.profile and not chosen.pairing else None
        if action in ("place", "rename", "forget"):
            return True if chosen and chosen.pairing else None
        if action == "calibrate":
            return True if any(each.pairing and each.pairing.placement in TORSO for each in self._lines) else None
        return True

    async def _ask_role(self, title: str) -> Role | None:
        places = [role_words(role) for role in ROLES]
        place = await self.app.push_screen_wait(ChoiceScreen(title, "", places))
        if place is None:
            return None
        hint = "Such as sternum or T12: where exactly it is clipped. Empty: not said."
        typed = await self.ask_text("Clip site", hint, ROLES[place].clip_site or "", str.strip)
        return None if typed is None else replace(ROLES[place], clip_site=typed.value or None)

    async def _keep(self, pairing: Pairing, told: str) -> None:
        logbook = await self.read(self.app.books.logbook)
        if await self.guarded(logbook.pair, pairing):
            self.say(told)
        await self.app.radar.read_again()

    @work(exclusive=True, group="edit")
    async def action_pair(self) -> None:
        chosen = self._chosen
        if chosen is None or chosen.found is None:
            return
        role = await self._ask_role("Where is it clipped?")
        if role is None:
            return
        try:
            logbook = await self.read(self.app.books.logbook)
            made = new_pairing(chosen.found, role, await self.read(logbook.pairings))
        except SensorlogError as error:
            self.say(str(error), Tone.TROUBLE)
            return
        await self._keep(made, f"remembered as {made.name}")

    @work(exclusive=True, group="edit")
    async def action_place(self) -> None:
        chosen = self._chosen
        if chosen is None or chosen.pairing is None:
            return
        role = await self._ask_role(f"Where is {chosen.pairing.name} clipped?")
        if role is not None:
            moved = replace(chosen.pairing, placement=role.placement, clip_site=role.clip_site)
            await self._keep(moved, f"{moved.name}: {role_words(role)}")

    @work(exclusive=True, group="edit")
    async def action_rename(self) -> None:
        chosen = self._chosen
        if chosen is None or chosen.pairing is None:
            return
        typed = await self.ask_text("What do you call it?", "", chosen.pairing.name, str.strip)
        if typed is not None:
            await self._keep(replace(chosen.pairing, name=typed.value), f"called {typed.value} now")

    @work(exclusive=True, group="edit")
    async def action_forget(self) -> None:
        chosen = self._chosen
        if chosen is None or chosen.pairing is None:
            return
        if await self.ask_yes(f"Forget {chosen.pairing.name}? Sessions with it stay.", "forget it", "keep it"):
            logbook = await self.read(self.app.books.logbook)
            if await self.guarded(logbook.unpair, chosen.pairing.address):
                self.say(f"{chosen.pairing.name} is forgotten")
            await self.app.radar.read_again()

    @work(exclusive=True, group="lift")
    async def action_calibrate(self) -> None:
        """Calibrate in a session: it holds for as long as the sensor stays where it is clipped."""
        if self.app.is_lifting:
            await self.app.action_go("lift")
            return
        page = await self.read(today_page, self.app.books, self.app.settings, self.app.today())
        self.app.plan = page.work
        keys = (*page.keys(), (SessionEventKind.CALIBRATE, {}))
        error = await self.app.lift(partial(open_lift, (), keys), "Looking for your sensors – clip them on …")
        if error is not None:
            self.app.notify(str(error), severity="error", timeout=20)

    @work(exclusive=True, group="edit")
    async def action_shake(self) -> None:
        """Mark the one that is shaken."""
        from sensorlog.tui.screens.shake import ShakeScreen

        near = [each.found for each in self._lines if each.found is not None]
        try:
            candidates = pairing_candidates(near, ())
        except SensorlogError as error:
            self.say(str(error), Tone.TROUBLE)
            return
        await self.app.radar.stop()
        try:
            found = await self.app.push_screen_wait(ShakeScreen(candidates))
        finally:
            self.app.radar.start()
        if isinstance(found, SensorlogError):
            self.say(str(found), Tone.TROUBLE)
        elif found is not None:
            row = next((n for n, each in enumerate(self._lines) if each.address == found.address), 0)
            self.query_one(DataTable).move_cursor(row=row)
            self.say("that is the marked one")

    def action_strangers(self) -> None:
        self._strangers = not self._strangers
        self._show()

"""Sending a log and taking others in, from any page: ask, work with a way to stop, say what came of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from sensorlog.errors import SensorlogError
from sensorlog.exchange import Incoming
from sensorlog.tui.gather.plans import offered_plan, take_up
from sensorlog.tui.gather.sending import offers, pack
from sensorlog.tui.gather.taking_in import Arrived, PassphraseNeededError, files_at, take_in_files
from sensorlog.tui.screens.dialogs import TextDialog
from sensorlog.tui.screens.page import Page
from sensorlog.tui.screens.plan import PlanScreen
from sensorlog.tui.screens.send import SendScreen
from sensorlog.tui.screens.taking_in import TakeInScreen
from sensorlog.tui.screens.task import TaskScreen
from sensorlog.tui.view import Tone
from sensorlog.tui.words import plural

__all__ = ["import_files", "send_log"]


async def send_log(page: Page, session_id: str | None, *, demo: bool = False) -> None:
    """Ask what is to be sent, and pack it."""
    app = page.app
    try:
        offered = await page.read(offers, app.books, app.settings.person, session_id, app.today(), demo=demo)
    except SensorlogError as error:
        page.say(str(error), Tone.TROUBLE)
        return
    order = await app.push_screen_wait(SendScreen(offered))
    if order is None:
        return
    packing = partial(pack, app.books, order, demo=demo)
    packed = await app.push_screen_wait(TaskScreen("Packing …", packing, order.offer.sessions))
    if packed is None:
        page.say("stopped; there is no package")
    elif isinstance(packed, SensorlogError):
        page.say(str(packed), Tone.TROUBLE)
    else:
        beside = f" and {plural(packed.recordings, 'recording')}" if order.recordings else ""
        left = f"; left out: {'; '.join(packed.left_out[:2])}" if packed.left_out else ""
        page.say(f"{plural(packed.sessions, 'session')}{beside} in {order.path}{left}")


async def import_files(page: Page) -> None:
    """Ask for a path, say what would come of it, and take it in where the person wants that."""
    app = page.app
    hint = "A package (.slog), a plan, a session log, a recording, or a folder of them. First you see what would come."
    typed = await app.push_screen_wait(TextDialog("Take in which file?", hint, "", files_at))
    if typed is None:
        return
    files, passphrase = typed.value, None
    would = await _taken(page, files, passphrase, dry_run=True)
    if isinstance(would, PassphraseNeededError):
        secret = TextDialog("It is locked. The passphrase?", str(would), "", str, secret=True)
        given = await app.push_screen_wait(secret)
        if given is None:
            return
        passphrase = given.value
        would = await _taken(page, files, passphrase, dry_run=True)
    if not isinstance(would, Arrived):
        _tell_failed(page, would)
        return
    if len(files) == len(would.plans) == 1:
        await _offer_plan(page, would.plans[0], passphrase)
        return
    if not await app.push_screen_wait(TakeInScreen(would)):
        page.say("left as it was; nothing was taken in")
        return
    done = await _taken(page, files, passphrase, dry_run=False)
    if not isinstance(done, Arrived):
        _tell_failed(page, done)
    elif done.problems:
        page.say(f"{plural(done.news, 'part')} taken in; {'; '.join(done.problems[:2])}", Tone.ATTENTION)
    else:
        page.say(f"{plural(done.news, 'part')} taken in")
    page.refresh_page()


async def _offer_plan(page: Page, path: Path, passphrase: str | None) -> None:
    try:
        offered = await page.read(offered_plan, page.app.books, path, passphrase)
        if not await page.app.push_screen_wait(PlanScreen(offered.lines)):
            page.say("left as it was; the plan was not accepted")
            return
        await page.read(take_up, page.app.books, offered.plan, page.app.today())
    except SensorlogError as error:
        page.say(str(error), Tone.TROUBLE)
        return
    page.say("accepted; Today shows what comes next" if offered.plan.program else "accepted")
    page.refresh_page()


async def _taken(
    page: Page, files: list[Incoming], passphrase: str | None, *, dry_run: bool
) -> Arrived | SensorlogError | None:
    what = "Looking what would come …" if dry_run else "Taking it in …"
    work = partial(take_in_files, page.app.books, files, passphrase, dry_run=dry_run)
    found: Arrived | SensorlogError | None = await page.app.push_screen_wait(TaskScreen(what, work, None))
    return found


def _tell_failed(page: Page, failed: SensorlogError | None) -> None:
    if failed is None:
        page.say("stopped; files that were done stay, of the others there is nothing")
    else:
        page.say(str(failed), Tone.TROUBLE)

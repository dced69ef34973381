"""Every screen that asks, waits or works, with nothing, with what is usual, and with more than has room."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bleak.backends.device import BLEDevice
from textual.screen import Screen

from sensorlog.ble import Found
from sensorlog.exchange import EVERYTHING
from sensorlog.logbook import Person
from sensorlog.session import ROLES, LiveSession, Nearby, role_words
from sensorlog.training import NEW_OR_WORSE_PAIN, LoadUnit, normalise_exercise
from sensorlog.tui.desk import Desk
from sensorlog.tui.gather.sending import Offer, Offers
from sensorlog.tui.gather.taking_in import Arrived
from sensorlog.tui.screens.advice import AdviceScreen
from sensorlog.tui.screens.ask import AskScreen
from sensorlog.tui.screens.by_hand import ByHandScreen
from sensorlog.tui.screens.dialogs import ConfirmDialog, TextDialog
from sensorlog.tui.screens.help import HelpScreen
from sensorlog.tui.screens.log_load import LoadDialog
from sensorlog.tui.screens.near import NearScreen
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.plan import PlanScreen
from sensorlog.tui.screens.scale import EffortDialog, PainDialog
from sensorlog.tui.screens.send import SendScreen
from sensorlog.tui.screens.shake import ShakeScreen
from sensorlog.tui.screens.taking_in import TakeInScreen
from sensorlog.tui.screens.task import TaskScreen
from sensorlog.tui.screens.wait import WaitScreen
from sensorlog.tui.screens.working import Step, WorkingScreen
from tests.tui import scene

__all__ = ["AT_WORK", "DIALOGS", "held_work"]

AT_WORK = (ShakeScreen, TaskScreen, WaitScreen, WorkingScreen)
"""What they do ends only when it is stopped, or let go."""

_RELEASED = threading.Event()
LONG = "Maximiliane Wilhelmina Freifrau von Hohenfels-Wartburg, No.7"
PATH = "/home/lifter/Documents/" + "a folder with a long name/" * 4


@contextmanager
def held_work() -> Iterator[None]:
    """Have all work wait until this is left."""
    _RELEASED.clear()
    try:
        yield
    finally:
        _RELEASED.set()


def _wait() -> None:
    _RELEASED.wait(60)


async def _never() -> LiveSession:
    await asyncio.Event().wait()
    raise AssertionError


def _heard(number: int, name: str, rssi_dbm: int = -60) -> Found:
    address = f"C0:FF:EE:00:02:{number:02X}"
    return Found(address, name, rssi_dbm, scene.PROFILE, BLEDevice(address, name, None))


def _near(*found: Found) -> Screen[Any]:
    nearby = Nearby(scene.REGISTRY)
    now_s = asyncio.get_running_loop().time()
    for each in found:
        nearby.hear(each, now_s + 3600.0)  # and so it stays
    return NearScreen(nearby)


def _load(session: scene.StillSession) -> Screen[Any]:
    last = session.state.last_set
    assert last is not None
    return LoadDialog(Desk(session), last, LoadUnit.KG)


def _offers(label: str, folder: str) -> Offers:
    words = ("this session, 2026-03-14 20:00", "the last 4 weeks", "everything")
    made = (
        Offer(each, EVERYTHING, number, Path(f"{folder}sensorlog-{n}.slog"))
        for n, (each, number) in enumerate(zip(words, (1, 12, 523), strict=True))
    )
    return Offers(Person("ana", label), tuple(made))


def _stuck(_advance: Callable[[], None]) -> None:
    _wait()


CUT_OFF = "A session was cut off: Sun 01 Mar 2026 18:30  Ana  1 set, 5 reps."
GO_ON = ("Go on with it, with the same sensors", "Finish it as it is", "Later")
LINES = ("12 sessions are new: 36 sets, 301 reps", "3 entries of the diary are new", "2 sessions are here already")

DIALOGS: dict[str, Callable[[], Screen[Any]]] = {
    "first run, unit": lambda: AskScreen(
        "Welcome to sensorlog", "It counts reps and keeps a training log. Which unit?", ["kilograms", "pounds"]
    ),
    "advice": AdviceScreen,
    "ask, a session that was cut off": lambda: AskScreen(
        CUT_OFF, "What came until then is kept. The time between becomes a gap.", GO_ON
    ),
    "ask, overfull": lambda: AskScreen(f"{CUT_OFF} " * 3, "It is long. " * 20, [f"{LONG} {n}" for n in range(30)]),
    "confirm": lambda: ConfirmDialog("Forget my bar sensor? Sessions with it stay.", "forget it", "keep it"),
    "confirm, overfull": lambda: ConfirmDialog(
        f"Is {LONG}'s sensor ({LONG}) your own sensor? If it is remembered, it is taken by itself next time, "
        "and a stranger's never is.",
        "remember it",
        "not now",
    ),
    "text": lambda: TextDialog("Exercise", "In your own words, such as squat.", "back squat", normalise_exercise),
    "text, overfull": lambda: TextDialog(f"What do you call {LONG}?", "Such as this. " * 20, LONG * 8, str.strip),
    "choice": lambda: ChoiceScreen("Where is it clipped?", "", [role_words(role) for role in ROLES]),
    "choice, empty": lambda: ChoiceScreen("Sessions so far", "There is none yet: it is kept when you have lifted.", ()),
    "choice, overfull": lambda: ChoiceScreen(LONG * 3, "A text. " * 40, [f"{LONG} 💪 {n} {LONG}" for n in range(60)]),
    "near, empty": _near,
    "near": lambda: _near(_heard(1, "Movesense 1234"), _heard(2, "Movesense 5678", -80)),
    "near, overfull": lambda: _near(*(_heard(n, f"{LONG} {n}", -40 - n) for n in range(50))),
    "shake": lambda: ShakeScreen([_heard(1, "one"), _heard(2, "other")]),
    "wait": lambda: WaitScreen(_never, "Looking for your sensors – switch them on and move them …"),
    "working": lambda: WorkingScreen("Counting anew", [Step("session 8405054f9759", _wait)] * 3),
    "task": lambda: TaskScreen("Packing …", _stuck, 12),
    "task, nobody knows how long": lambda: TaskScreen("Looking what would come …", _stuck, None),
    "by hand": ByHandScreen,
    "send": lambda: SendScreen(_offers("Ana", "/home/ana/Documents/")),
    "send, overfull": lambda: SendScreen(_offers(LONG, PATH)),
    "take in": lambda: TakeInScreen(Arrived(list(LINES), [], 15)),
    "take in, nothing new": lambda: TakeInScreen(Arrived([LINES[2]], [], 0)),
    "take in, overfull": lambda: TakeInScreen(
        Arrived([f"{PATH}{n}.slog: {LINES[0]}" for n in range(150)], [f"{PATH}: is no package", LONG * 3], 40)
    ),
    "plan": lambda: PlanScreen(["program: 8 weeks → 16 weeks", "squat 2 × 8 → 3 × 5", "note: slowly, please"]),
    "plan, overfull": lambda: PlanScreen([f"{LONG}: {n} × 8 → 3 × 5, {LONG}" for n in range(80)]),
    "load": lambda: _load(scene.between_sets()),
    "load, overfull": lambda: _load(scene.overfull_rest()),
    "effort": EffortDialog,
    "pain": lambda: PainDialog("Pain in the last set"),
    "new pain": lambda: PainDialog(NEW_OR_WORSE_PAIN.title, NEW_OR_WORSE_PAIN),
    "help of live": lambda: HelpScreen("live"),
    "help of session": lambda: HelpScreen("session"),
    "help of settings": lambda: HelpScreen("settings"),
}
"""What it is, and how it is made."""

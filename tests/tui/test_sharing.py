"""Sending a log from the screen and taking one in: the doors of the shell, with a look before anything changes."""

from __future__ import annotations

import json
import shutil
import stat
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Label, RadioSet

from sensorlog.exchange import ExchangeError, PlanBands, new_plan, take_in_package, write_package, write_plan
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook, Verdict
from sensorlog.resources import sample_recordings_dir
from sensorlog.settings import Settings, save_settings
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.dialogs import TextDialog
from sensorlog.tui.screens.plan import PlanScreen
from sensorlog.tui.screens.send import SendScreen
from sensorlog.tui.screens.sessions import SessionsScreen
from sensorlog.tui.screens.taking_in import TakeInScreen
from sensorlog.tui.screens.task import TaskScreen
from tests.tui.logbooks import TODAY, normal
from tests.tui.waiting import settled, until

SECRET = "three blind mice"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("six-weeks") / "log.db"
    with closing(Logbook(f"sqlite:///{path}")) as logbook:
        return path, normal(logbook).id


@pytest.fixture
def logbook(tmp_path: Path, template: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> Logbook:
    shutil.copy(template[0], tmp_path / "log.db")
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    monkeypatch.setattr(SensorlogApp, "today", staticmethod(lambda: TODAY))
    monkeypatch.setattr("sensorlog.tui.gather.sending.user_documents_path", lambda: tmp_path)
    save_settings(Settings(advice_read=True, person=template[1]))
    return Logbook()


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Logbook:
    """The logbook of somebody else, on the screen."""
    (tmp_path / "other").mkdir()
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'other' / 'log.db'}")
    save_settings(Settings(advice_read=True))
    return Logbook()


@asynccontextmanager
async def sessions_page() -> AsyncIterator[Pilot[Any]]:
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(lambda: app.is_running and "today" in str(app.current_mode))
        await pilot.press("3")
        await until(lambda: isinstance(app.screen, SessionsScreen) and app.screen.query("#message"))
        await settled(pilot)
        yield pilot


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def said(pilot: Pilot[Any]) -> str:
    found = pilot.app.screen.query("#message")
    return str(found.first(Label).content) if found else ""


async def on(pilot: Pilot[Any], kind: type) -> None:
    await until(lambda: isinstance(pilot.app.screen, kind))
    await settled(pilot)


async def fill(pilot: Pilot[Any], **fields: str) -> None:
    for name, text in fields.items():
        pilot.app.screen.query_one(f"#{name}", Input).value = text


async def fill_in(pilot: Pilot[Any], text: str) -> None:
    """Answer the one question that is open."""
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")


async def take_in(pilot: Pilot[Any], path: Path) -> None:
    await pilot.press("i")
    await on(pilot, TextDialog)
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")


async def test_everything_is_sent_locked_into_a_file_that_the_shell_takes_in(logbook: Logbook, tmp_path: Path) -> None:
    async with sessions_page() as pilot:
        await pilot.press("p")
        await on(pilot, SendScreen)
        assert pilot.app.screen.query_one(RadioSet).pressed_index == 0
        await pilot.press("down", "down", "enter")
        await fill(pilot, passphrase=SECRET, again=SECRET)
        target = Path(pilot.app.screen.query_one("#path", Input).value)
        await pilot.press("f2")
        await until(lambda: "in " in said(pilot))
        assert str(target) in said(pilot).replace("\n", "")
    assert mode(target) == 0o600
    theirs = {each.id for each in logbook.summaries(person_id=logbook.people()[0].id)}
    with closing(Logbook(f"sqlite:///{tmp_path / 'desk.db'}")) as desk:
        taken = take_in_package(desk, target, lambda: SECRET)
        assert {each.id for each in desk.sessions()} <= theirs
        assert len(taken.of(Verdict.NEW)) > len(desk.sessions()) > 10
        with pytest.raises(ExchangeError, match="passphrase"):
            take_in_package(desk, target, lambda: "four blind mice")


async def test_one_session_is_sent_from_its_page(logbook: Logbook, tmp_path: Path) -> None:
    async with sessions_page() as pilot:
        await pilot.press("enter")
        await until(lambda: not isinstance(pilot.app.screen, SessionsScreen))
        await pilot.press("p")
        await on(pilot, SendScreen)
        await fill(pilot, path=str(tmp_path / "one.slog"))
        await pilot.press("f2")
        await until(lambda: "1 session in" in said(pilot))
    with closing(Logbook(f"sqlite:///{tmp_path / 'desk.db'}")) as desk:
        take_in_package(desk, tmp_path / "one.slog", str)
        assert len(desk.sessions()) == 1


async def test_nothing_is_overwritten_and_two_passphrases_have_to_agree(logbook: Logbook, tmp_path: Path) -> None:
    there = tmp_path / "there.slog"
    there.write_text("mine")
    async with sessions_page() as pilot:
        await pilot.press("p")
        await on(pilot, SendScreen)
        error = pilot.app.screen.query_one(".dialog-error", Label)
        await fill(pilot, path=str(there))
        await pilot.press("f2")
        await until(lambda: "never overwritten" in str(error.content))
        await fill(pilot, path=str(tmp_path / "new.slog"), passphrase=SECRET, again="else")
        await pilot.press("f2")
        await until(lambda: "differ" in str(error.content))
        await pilot.press("escape")
        await on(pilot, SessionsScreen)
    assert there.read_text() == "mine"
    assert not (tmp_path / "new.slog").exists()


async def test_a_locked_package_is_looked_at_first_taken_in_and_known_the_second_time(
    logbook: Logbook, empty: Logbook, tmp_path: Path
) -> None:
    package = tmp_path / "ana.slog"
    write_package(package, logbook, logbook.people()[0].id, passphrase=SECRET)
    async with sessions_page() as pilot:
        for typed in ("four blind mice", SECRET):
            await take_in(pilot, package)
            await until(lambda: isinstance(pilot.app.screen, TextDialog) and "locked" in dialog_title(pilot))
            await settled(pilot)
            assert pilot.app.screen.query_one(Input).password
            pilot.app.screen.query_one(Input).value = typed
            await pilot.press("enter")
            if typed != SECRET:
                await on(pilot, TakeInScreen)
                assert "passphrase" in " ".join(str(each.content) for each in pilot.app.screen.query(Label))
                await pilot.press("escape")
                await until(lambda: "nothing was taken in" in said(pilot))
        await on(pilot, TakeInScreen)
        assert empty.sessions() == []
        await pilot.press("enter")
        await until(lambda: "taken in" in said(pilot) and "nothing" not in said(pilot))
        assert len(empty.sessions()) > 10
        await take_in(pilot, package)
        await on(pilot, TextDialog)
        pilot.app.screen.query_one(Input).value = SECRET
        await pilot.press("enter")
        await on(pilot, TakeInScreen)
        assert dialog_title(pilot) == "Nothing new would come"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TakeInScreen)


def dialog_title(pilot: Pilot[Any]) -> str:
    found = pilot.app.screen.query(".dialog-title")
    return str(found.first(Label).content) if found else ""


@pytest.mark.parametrize("secret", [None, SECRET])
async def test_a_plan_is_seen_as_a_difference_and_changes_nothing_before_it_is_accepted(
    logbook: Logbook, tmp_path: Path, secret: str | None
) -> None:
    (ana,) = (each for each in logbook.people() if logbook.program_runs(each.id))
    bands = PlanBands(fine_up_to=1, acceptable_up_to=2)
    plan = new_plan(ana, plan_id="abc123", by="T. Smith", day=TODAY, pain_bands=bands, note="slowly, please")
    package = tmp_path / "plan.slog"
    write_plan(package, plan, secret)
    async with sessions_page() as pilot:
        for key, then in (("escape", "not accepted"), ("enter", "✔ accepted"), ("enter", "accepted before")):
            await take_in(pilot, package)
            if secret is not None:
                await until(lambda: isinstance(pilot.app.screen, TextDialog) and "locked" in dialog_title(pilot))
                await settled(pilot)
                await fill_in(pilot, secret)
            await on(pilot, PlanScreen)
            shown = " ".join(str(each.content) for each in pilot.app.screen.query(Label))
            assert "From T. Smith" in shown
            assert "slowly, please" in shown
            assert logbook.pain_bands(ana.id).fine_up_to == (1 if then == "accepted before" else 3)
            await pilot.press(key)
            await until(lambda then=then: then in said(pilot))  # type: ignore[misc]
    assert logbook.pain_bands(ana.id).fine_up_to == 1
    assert logbook.prescriptions(ana.id)[0].by == "T. Smith"


async def test_a_conflict_is_shown_and_what_is_here_stays(logbook: Logbook, tmp_path: Path) -> None:
    from sensorlog.exchange import FORMATS, ExportOrder

    person = logbook.people()[0]
    FORMATS["json"].write(ExportOrder(logbook, person.id, tmp_path, "log"))
    log = json.loads((tmp_path / "log.json").read_text())
    log["sessions"][0]["sets"][0]["sensed"]["load_kg"] = 999.0
    (tmp_path / "log.json").write_text(json.dumps(log))
    before = logbook.session(log["sessions"][0]["id"])
    async with sessions_page() as pilot:
        await take_in(pilot, tmp_path / "log.json")
        await on(pilot, TakeInScreen)
        shown = " ".join(str(each.content) for each in pilot.app.screen.query(Label))
        assert "conflict" in shown
        assert "what is here stays" in shown
        await pilot.press("escape")
        await until(lambda: "nothing was taken in" in said(pilot))
    assert logbook.session(before.id) == before


async def test_work_that_is_stopped_leaves_nothing_behind(logbook: Logbook, tmp_path: Path) -> None:
    target = tmp_path / "stopped.slog"
    begun: list[None] = []

    def pack(step: Callable[[], None]) -> object:
        def slowly() -> None:
            begun.append(None)
            time.sleep(0.05)
            step()

        return write_package(target, logbook, logbook.people()[0].id, progress=slowly)

    results: list[object] = []
    async with sessions_page() as pilot:
        pilot.app.push_screen(TaskScreen("Packing …", pack, 40), results.append)
        await until(lambda: begun)
        assert target.exists()
        await pilot.press("escape")
        await until(lambda: results)
    assert results == [None]
    assert not target.exists()
    assert len(begun) < 40


async def test_that_a_recording_was_cut_off_is_said_before_and_after(empty: Logbook, tmp_path: Path) -> None:
    empty.add_person("Ben")
    path = tmp_path / "cut.mcap"
    whole = (sample_recordings_dir() / "link-loss.mcap").read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])
    async with sessions_page() as pilot:
        await take_in(pilot, path)
        await on(pilot, TakeInScreen)
        shown = " ".join(str(label.content) for label in pilot.app.screen.query(Label))
        assert "cut.mcap: ends without a summary (cut off" in shown
        await pilot.press("enter")
        await until(lambda: "taken in" in said(pilot))
        assert "cut off" in said(pilot).replace("\n", " ")
    assert len(empty.sessions()) == 1

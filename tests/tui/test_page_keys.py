"""What the keys of the pages do: to the logbook, the settings, the sensors."""

from __future__ import annotations

import shutil
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Input, Label

from sensorlog.logbook import DATABASE_URL_VARIABLE, Equipment, EquipmentKind, Logbook, Side
from sensorlog.settings import Settings, load_settings, save_settings
from sensorlog.training import own_equipment
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.gather.sessions import one_session
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.scale import EffortDialog
from sensorlog.tui.screens.session import SessionScreen
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from tests.tui.logbooks import TODAY, normal
from tests.tui.test_start import until_screen
from tests.tui.waiting import settled, until


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A filled logbook, made once, and the id of who lifts."""
    path = tmp_path_factory.mktemp("six-weeks") / "log.db"
    logbook = Logbook(f"sqlite:///{path}")
    person = normal(logbook)
    logbook.close()
    return path, person.id


@pytest.fixture(autouse=True)
def six_weeks(tmp_path: Path, template: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    path, person_id = template
    shutil.copy(path, tmp_path / "log.db")
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    monkeypatch.setattr(SensorlogApp, "today", staticmethod(lambda: TODAY))
    save_settings(Settings(advice_read=True, person=person_id))


@asynccontextmanager
async def page(key: str) -> AsyncIterator[Pilot[Any]]:
    app = SensorlogApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, key)
        yield pilot


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Fill the one field of the dialog that is open."""
    while not pilot.app.screen.query(Input):
        await pilot.pause(0.02)
    pilot.app.screen.query_one(Input).value = text
    await press(pilot, "enter")


async def choose(pilot: Pilot[Any], key: str, down: int) -> None:
    """Press the key that asks, and choose the answer that stands so far down."""
    await pilot.press(key)
    await until_screen(pilot, ChoiceScreen)
    await pilot.press(*["down"] * down, "enter")
    await until_screen(pilot, SessionScreen)
    await settled(pilot)


def said(pilot: Pilot[Any]) -> str:
    return str(pilot.app.screen.query_one("#message", Label).content)


async def test_a_session_is_corrected_and_all_of_it_taken_back() -> None:
    logbook = Logbook()
    session_id = logbook.summaries(1)[0].id

    def sets() -> list[tuple[str | None, float | None, int]]:
        return [(each.exercise, each.load_kg, each.rep_count) for each in logbook.session(session_id).sets]

    before = sets()
    assert before == [("deadlift", 72.5, 8), ("bent-over row", 37.5, 12)]
    async with page("3") as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SessionScreen)
        await press(pilot, "plus")
        assert sets()[0][2] == 9
        assert "added" in said(pilot)
        await press(pilot, "tab", "down", "down", "minus")
        assert [rep.rep_id for rep in logbook.session(session_id).sets[0].reps][:3] == ["bar/1/1", "bar/1/2", "bar/1/4"]
        await press(pilot, "s")
        assert [count for _, _, count in sets()] == [2, 6, 12]
        await press(pilot, "m")
        assert [count for _, _, count in sets()] == [8, 12]
        await press(pilot, "e")
        await type_in(pilot, "romanian deadlift")
        await press(pilot, "l")
        await type_in(pilot, "160 lb")
        await press(pilot, "c")
        await type_in(pilot, "7")
        exercise, load_kg, count = sets()[0]
        assert (exercise, count) == ("romanian deadlift", 7)
        assert load_kg == pytest.approx(72.575, abs=1e-3)
        listed = str(pilot.app.screen.query_one("#edits", Label).content)
        assert "· the number of reps" in listed
        assert "and 3 more" in listed
        await press(pilot, *["u"] * 7)
        assert sets() == before
        await press(pilot, "u")
        assert "nothing is left" in said(pilot)


async def test_what_else_is_known_of_a_set_is_said_and_stands_beside_it() -> None:
    logbook = Logbook()
    session_id = logbook.summaries(1)[0].id
    async with page("3") as pilot:
        await press(pilot, "enter")
        await choose(pilot, "d", 1)
        await press(pilot, "g")
        await type_in(pilot, "band red")
        await pilot.press("f")
        await until_screen(pilot, EffortDialog)
        await press(pilot, "v", "2")
        await until_screen(pilot, SessionScreen)
        table = pilot.app.screen.query_one("#sets", DataTable)
        await until(lambda: str(table.get_row_at(0)[-1]) == "right, band red, 2 in reserve")
        stood = logbook.session(session_id).sets[0]
        assert (stood.side, stood.reps_in_reserve, stood.rpe) == (Side.RIGHT, 2.0, None)
        assert stood.equipment == Equipment(EquipmentKind.BAND, resistance="red")
        await press(pilot, "u", "u", "u")
        stood = logbook.session(session_id).sets[0]
        assert (stood.side, stood.reps_in_reserve, stood.equipment) == (None, None, None)


async def test_a_key_that_leads_back_says_so() -> None:
    async with page("3") as pilot:
        for key, there, back in (("d", "own sessions", "demo's"), ("t", "those that stand", "deleted")):
            for label in (there, back):
                await pilot.press(key)
                await until(partial(has_label, pilot, label))
                await settled(pilot)
                assert has_label(pilot, label), "it stays"


def has_label(pilot: Pilot[Any], label: str) -> bool:
    return label in [cell.label for cell in pilot.app.screen.query_one(KeyBar).keys]


async def test_a_session_is_moved_and_noted_and_all_of_it_taken_back() -> None:
    logbook = Logbook()
    session_id = logbook.summaries(1)[0].id
    async with page("3") as pilot:
        await press(pilot, "enter")
        await press(pilot, "n")
        await type_in(pilot, "  slept badly ")
        assert [(note.t_s, note.text) for note in logbook.session(session_id).notes] == [(174.0, "slept badly")]
        assert "2:54  slept badly" in str(pilot.app.screen.query_one("#edits", Label).content)
        await choose(pilot, "o", 2)
        moved = logbook.session(session_id).person
        assert moved is not None
        assert moved.label == "Ben"
        assert "Ben" in str(pilot.app.screen.query_one("#heading", Label).content)
        await press(pilot, "u")
        back = logbook.session(session_id).person
        assert back is not None
        assert back.label == "Ana"
        await press(pilot, "u")
        assert "taken back: the note" in said(pilot)
        assert logbook.session(session_id).notes == ()


async def test_what_was_read_before_a_correction_is_not_shown_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    read, begun, go_on = one_session, threading.Event(), threading.Event()

    def slow(*args: Any, **kwargs: Any) -> Any:
        one = read(*args, **kwargs)
        if not begun.is_set():
            begun.set()
            go_on.wait(60)
        return one

    async with page("3") as pilot:
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, SessionScreen)
        monkeypatch.setattr("sensorlog.tui.screens.session.one_session", slow)
        screen.refresh_page()
        await until(begun.is_set)
        await pilot.press("plus")
        await until(lambda: "a rep was added" in said(pilot))
        await pilot.pause(0.5)  # what is read now must not be shown before what was read earlier
        go_on.set()
        await settled(pilot)
        assert "a rep" in str(screen.query_one("#edits", Label).content)


async def test_what_is_no_number_of_reps_is_said_in_the_dialog() -> None:
    async with page("3") as pilot:
        await press(pilot, "enter", "c")
        await type_in(pilot, "seven")
        error = pilot.app.screen.query_one(".dialog-error", Label)
        assert "'seven' is no number of reps" in str(error.content)
        await press(pilot, "escape")


async def test_sessions_are_looked_for_deleted_and_had_back() -> None:
    async with page("3") as pilot:
        table = pilot.app.screen.query_one(DataTable)
        assert table.row_count == 14
        await press(pilot, "slash")
        await type_in(pilot, "bent-over")
        assert table.row_count == 6
        await press(pilot, "x")
        assert table.row_count == 5
        assert len(Logbook().summaries(deleted=True)) == 1
        await press(pilot, "t")
        assert table.row_count == 1
        await press(pilot, "x")
        assert Logbook().summaries(deleted=True) == []
        assert "None has such" in str(pilot.app.screen.query_one("#hint", Label).content)


async def test_somebody_is_added_renamed_and_lifts_now() -> None:
    async with page("5") as pilot:
        await press(pilot, "a")
        await type_in(pilot, "Cem")
        assert "Cem was added" in said(pilot)
        people = {each.label: each.id for each in Logbook().people()}
        assert set(people) == {"Ana", "Ben", "Cem"}
        table = pilot.app.screen.query_one(DataTable)
        rows = [str(table.get_row_at(row)[1]) for row in range(table.row_count)]
        table.move_cursor(row=rows.index("Cem"))
        await press(pilot, "enter")
        assert load_settings().person == people["Cem"]
        await press(pilot, "n")
        await type_in(pilot, "")
        assert said(pilot).startswith("▲")
        await press(pilot, "n")
        await type_in(pilot, "Cemil")
        assert "Cemil" in {each.label for each in Logbook().people()}


async def test_a_sensor_is_renamed_and_forgotten() -> None:
    async with page("6") as pilot:
        await press(pilot, "n")
        await type_in(pilot, "the bar's")
        assert [each.name for each in Logbook().pairings()] == ["the bar's", "my trunk sensor"]
        await press(pilot, "x", "y")
        assert [each.name for each in Logbook().pairings()] == ["my trunk sensor"]


async def test_settings_are_changed_and_kept() -> None:
    async with page("7") as pilot:
        await press(pilot, "enter", "down", "enter", "down", "down", "enter")
        settings = load_settings()
        assert (settings.unit, settings.theme, settings.sound) == ("lb", "light", True)
        assert pilot.app.theme == "sensorlog-light"
        await press(pilot, *["down"] * 4, "enter")
        await type_in(pilot, "5")
        assert "from 10 to 900" in str(pilot.app.screen.query_one(".dialog-error", Label).content)
        await type_in(pilot, "90")
        assert load_settings().rest_s == 90
        await press(pilot, "down", "enter")
        await type_in(pilot, "45: 2x45 25 10 5 2.5")
        listed = own_equipment()
        assert (listed.unit, listed.barbell_text()) == ("lb", "45: 2x45 25 10 5 2.5")


async def test_an_exercise_is_chosen_and_its_maximum_explained() -> None:
    async with page("4") as pilot:
        heading = pilot.app.screen.query_one("#heading", Label)
        assert str(heading.content) == "deadlift"
        await press(pilot, "right_square_bracket")
        assert str(heading.content) == "plank"
        await press(pilot, "left_square_bracket")
        assert "95 %" in (below := str(pilot.app.screen.query_one("#below", Label).content)) or "not known" in below


async def test_a_program_is_ended_and_another_begun() -> None:
    async with page("1") as pilot:
        await press(pilot, "g", "y")
        ana = load_settings().person
        assert Logbook().program_runs(ana) == []
        await pilot.press("g")
        await until(lambda: isinstance(pilot.app.screen, ChoiceScreen))
        await settled(pilot)
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        (run,) = Logbook().program_runs(ana)
        assert run.state.program == "sixteen-weeks"

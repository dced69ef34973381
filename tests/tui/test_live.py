"""What the keys of the live screen do, on real sessions that are recorded and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandList
from textual.widgets import Input, Label

from sensorlog.events import SessionEventKind
from sensorlog.imu import Placement, Role
from sensorlog.session import ROLES, LiveSession, open_replay
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.dialogs import ConfirmDialog, TextDialog
from sensorlog.tui.screens.help import HelpScreen
from sensorlog.tui.screens.pages import ChoiceScreen
from sensorlog.tui.screens.replay import ReplayScreen
from sensorlog.tui.view import LiveView
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from sensorlog.tui.widgets.panels import SensorBar
from tests.tui.stage import on_screen


async def test_a_set_is_counted_by_hand_and_kept(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        assert scene.label("toggle_set") == "start set"
        await scene.pilot.press("space")
        await scene.until(lambda: scene.label("toggle_set") == "end set")
        assert scene.count == "0"
        await scene.play_to(1.5)
        await scene.pilot.press("plus", "equals_sign", "minus")
        await scene.until(lambda: scene.count == "1")
        await scene.play_to(2.0)
        await scene.pilot.press("enter")
        await scene.until(lambda: "saved" in scene.status)
        assert scene.status == "set 1 saved: 1 × unlabelled"
        (kept,) = scene.logged().sets
        assert (kept.rep_count, kept.exercise, kept.load_kg) == (1, None, None)


async def test_a_sensor_that_moves_is_said_with_a_key_and_the_next_set_has_the_new_place(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.pilot.press("space")
        await scene.until(lambda: scene.label("toggle_set") == "end set")
        await scene.pilot.press("plus", "r")
        await scene.until(lambda: isinstance(scene.pilot.app.screen, ChoiceScreen))
        await scene.pilot.press(*["down"] * ROLES.index(Role(Placement.WRIST, "left wrist")), "enter")
        await scene.until(lambda: "saved" in scene.status)
        assert str(scene.screen.query_one(SensorBar).sensors[0].name) == "left wrist"
        await scene.play_to(2.0)
        await scene.pilot.press("space")
        await scene.until(lambda: scene.label("toggle_set") == "end set")
        await scene.pilot.press("plus", "space")
        await scene.until(lambda: "set 2 saved" in scene.status)
        assert [(each.placement, each.clip_site) for each in scene.logged().sets] == [
            (Placement.BAR, None),
            (Placement.WRIST, "left wrist"),
        ]
        assert SessionEventKind.ROLE in scene.recorded()


async def test_a_calibration_is_asked_for_with_a_key_where_a_sensor_sits_on_the_trunk(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.pilot.press("c")
        assert SessionEventKind.CALIBRATE not in scene.recorded()
        assert any("No sensor sits at the trunk" in str(each.message) for each in scene.pilot.app._notifications)
        await scene.pilot.press("r")
        await scene.until(lambda: isinstance(scene.pilot.app.screen, ChoiceScreen))
        await scene.pilot.press(*["down"] * ROLES.index(Role(Placement.TRUNK, "sternum")), "enter")
        await scene.until(lambda: SessionEventKind.ROLE in scene.recorded())
        await scene.pilot.press("c")
        await scene.until(lambda: "stand upright and still" in scene.status)
        assert SessionEventKind.CALIBRATE in scene.recorded()


async def test_reps_show_as_they_come_and_the_set_is_kept_with_its_labels(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.type_in("e", "Squat")
        await scene.type_in("l", "135 lb")
        shown: list[str] = []
        for tenth in range(40, 400, 5):
            await scene.play_to(tenth / 10)
            if not shown or shown[-1] != scene.count:
                shown.append(scene.count)
            if "saved" in scene.status:
                break
        assert shown[:2] == ["–", "1?"]
        assert shown[-1] == "5"
        (kept,) = scene.logged().sets
        assert (kept.rep_count, kept.exercise) == (5, "squat")
        assert kept.load_kg == pytest.approx(61.235, abs=1e-3)
        assert scene.status == "set 1 saved: 5 × squat, 61.23 kg"


async def test_what_is_no_load_is_said_at_once(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.pilot.press("l")
        await scene.until(lambda: isinstance(scene.pilot.app.focused, Input))
        await scene.pilot.press(*"sixty", "enter")
        dialog = scene.pilot.app.screen
        assert isinstance(dialog, TextDialog)
        error = dialog.query_one(".dialog-error", Label)
        assert "'sixty' is no load" in str(error.content)
        await scene.pilot.press("backspace")
        assert str(error.content) == ""
        dialog.query_one(Input).value = "60"
        await scene.pilot.press("enter")
        await scene.until(lambda: scene.session.state.load_kg == 60.0)


async def test_escape_changes_nothing(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.type_in("e", "curl", "escape")
        await scene.type_in("n", "")
        await scene.type_in("l", "", "escape")
        await scene.type_in("w", "", "escape")
        await scene.play_to(2.0)
        assert scene.session.state.exercise is None
        assert not set(scene.recorded()) & {SessionEventKind.EXERCISE, SessionEventKind.NOTE, SessionEventKind.LOAD}


async def test_pausing_stops_counting_and_not_recording(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.pilot.press("p")
        await scene.until(lambda: scene.label("toggle_pause") == "go on")
        assert "recording goes on" in scene.status
        await scene.play_to(20.0)
        assert scene.count == "–"
        await scene.pilot.press("p")
        await scene.until(lambda: scene.label("toggle_pause") == "pause")
        kinds = scene.recorded()
        assert kinds.index(SessionEventKind.PAUSE) < kinds.index(SessionEventKind.RESUME)


async def test_a_note_and_a_name_are_kept(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.type_in("n", "left knee")
        await scene.type_in("w", "Ana")
        await scene.until(lambda: scene.session.state.person_label == "Ana")
        logged = scene.logged()
        assert [note.text for note in logged.notes] == ["left knee"]
        assert logged.person is not None
        assert logged.person.label == "Ana"
        scene.session.key(SessionEventKind.NOTE, {"text": "new or worse pain"})
        await scene.until(lambda: len(scene.logged().notes) == 2)
        await scene.pilot.press("u")
        await scene.until(lambda: [note.text for note in scene.logged().notes] == ["new or worse pain"])
        assert SessionEventKind.NOTE in scene.recorded(), "what was said is kept in the recording"


async def test_quitting_in_a_set_asks_first(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.pilot.press("space")
        await scene.until(lambda: scene.label("toggle_set") == "end set")
        await scene.pilot.press("q")
        assert isinstance(scene.pilot.app.screen, ConfirmDialog)
        await scene.pilot.press("n")
        await scene.play_to(2.0)
        assert scene.logged().ended_utc is None
        await scene.pilot.press("plus", "q", "y")
        await scene.until(lambda: not scene.pilot.app.is_running)
    logged = scene.logged()
    assert logged.ended_utc is not None
    assert [one.rep_count for one in logged.sets] == [1]
    assert scene.recorded()[-1] is SessionEventKind.END


async def test_control_c_ends_the_session_as_quit_does(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.pilot.press("ctrl+c")
        await scene.until(lambda: not scene.pilot.app.is_running)
    assert scene.logged().ended_utc is not None


async def test_help_and_palette_know_the_keys(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.pilot.press("question_mark")
        assert isinstance(scene.pilot.app.screen, HelpScreen)
        await scene.pilot.press("escape")
        await scene.until(lambda: not scene.pilot.app.screen.is_modal)
        await scene.pilot.press("ctrl+p")
        await scene.until(lambda: isinstance(scene.pilot.app.focused, Input))
        await scene.pilot.press(*"pause or")
        found = scene.pilot.app.screen.query_one(CommandList)
        await scene.until(lambda: found.option_count and "ause or" in str(found.get_option_at_index(0).prompt))
        await scene.pilot.press("enter", "enter")
        await scene.until(lambda: scene.session.state.is_paused)


async def test_the_key_bar_can_be_clicked(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        assert await scene.pilot.click(KeyBar, offset=(8, 0))
        await scene.until(lambda: scene.label("toggle_set") == "end set")


async def test_a_replay_shows_the_same_set_and_changes_nothing(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.type_in("e", "squat")
        await scene.play_to(40.0)
        await scene.pilot.press("plus", "q")
        if isinstance(scene.pilot.app.screen, ConfirmDialog):
            await scene.pilot.press("y")
        await scene.until(lambda: not scene.pilot.app.is_running)
    path = scene.logged().evidence
    before = path.read_bytes()

    async def opening() -> LiveSession:
        return await open_replay(path, None)

    app = SensorlogApp(opening)
    async with app.run_test(size=(100, 30)) as pilot:
        scene.use(pilot)
        await scene.until(lambda: isinstance(app.screen, ReplayScreen) and app.screen.is_mounted)
        await scene.until(lambda: scene.status == "set 1 seen: 6 × squat")
        assert scene.count == "6"
        await pilot.press("n", "l", "h", "x")
        assert isinstance(app.screen, ReplayScreen), "keys that would record something are none here"
        assert not any(cell.action.records for cell in scene.screen.query_one(KeyBar).keys)
        await pilot.press("q")
        await scene.until(lambda: not app.is_running)
    assert path.read_bytes() == before


def test_the_view_is_equal_to_itself_unless_something_changed() -> None:
    assert LiveView() != LiveView(paused=True)

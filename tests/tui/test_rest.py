"""Between two sets, and holds: what the keys of the rest screen do, on real sessions that are recorded and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sensorlog.tui.screens.dialogs import TextDialog
from sensorlog.tui.screens.live import LiveScreen
from sensorlog.tui.screens.rest import RestScreen
from sensorlog.tui.screens.scale import PainDialog
from tests.tui.stage import Scene, on_screen


async def by_hand(scene: Scene) -> None:
    """Lift a set of two, counted by hand, and come to rest."""
    await scene.pilot.press("space")
    await scene.until(lambda: scene.label("toggle_set") == "end set")
    await scene.pilot.press("plus", "plus")
    await scene.until(lambda: scene.count == "2")
    await scene.pilot.press("space")
    await scene.until(lambda: isinstance(scene.screen, RestScreen) and scene.count == "2")


async def test_pain_of_nobody_is_a_note_and_never_lost(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.pilot.press("space")
        await scene.until(lambda: scene.label("toggle_set") == "end set")
        await scene.pilot.press("plus", "h")
        await scene.until(lambda: isinstance(scene.pilot.app.screen, PainDialog))
        await scene.until(lambda: scene.session.state.current_set is None)
        await scene.pilot.press("7")
        await scene.until(lambda: isinstance(scene.pilot.app.screen, TextDialog))
        await scene.pilot.press("escape")
        await scene.until(lambda: bool(scene.logged().notes))
        assert [note.text for note in scene.logged().notes] == ["new or worse pain 7 of 10"]
        assert [one.rep_count for one in scene.logged().sets] == [1], "the set ended, and counts as far as it went"


async def test_a_load_is_taken_back_for_the_set_and_for_what_follows(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await by_hand(scene)
        await scene.type_in("l", "70")
        await scene.until(lambda: scene.session.state.sets[0].load_kg == 70.0)
        assert scene.session.state.load_kg == 70.0
        await scene.pilot.press("u")
        await scene.until(lambda: scene.session.state.sets[0].load_kg is None)
        await scene.until(lambda: scene.session.state.load_kg is None)
        assert [one.load_kg for one in scene.logged().sets] == [None]


async def test_keys_that_come_faster_than_they_are_kept_all_count(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await by_hand(scene)
        await scene.pilot.press("right", "right", "right", "left")
        await scene.until(lambda: scene.count == "4")
        for _ in range(4):
            await scene.pilot.press("u")
        await scene.until(lambda: scene.count == "2")
        assert [one.rep_count for one in scene.logged().sets] == [2]


async def test_a_discarded_set_is_gone_and_comes_back(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await by_hand(scene)
        await scene.pilot.press("x")
        await scene.until(lambda: isinstance(scene.pilot.app.screen, LiveScreen))
        await scene.until(lambda: scene.count == "–")
        assert scene.logged().sets == ()
        await scene.pilot.press("u")
        await scene.until(lambda: scene.count == "2")
        assert [one.rep_count for one in scene.logged().sets] == [2]


async def test_a_hold_counts_down_and_then_up_and_is_heard(tmp_path: Path, monkeypatch: Any) -> None:
    rings: list[int] = []
    monkeypatch.setattr("sensorlog.tui.app.SensorlogApp.bell", lambda _app: rings.append(1))
    async with on_screen(tmp_path) as scene:
        await scene.type_in("e", "plank")
        await scene.until(lambda: scene.session.state.exercise == "plank")
        await scene.type_in("t", "4 s")
        await scene.until(lambda: scene.screen.desk.target.seconds == 4.0)
        await scene.pilot.press("space")
        await scene.until(lambda: scene.count == "5")
        for tenth in range(11, 125, 2):
            await scene.play_to(tenth / 10)
        assert scene.count in ("6", "5")
        await scene.until(lambda: len(rings) == 1 + 2 + 3)  # start, half, and end
        await scene.pilot.press("space")
        await scene.until(lambda: isinstance(scene.pilot.app.screen, RestScreen))

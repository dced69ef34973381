"""``u`` on Lift and in the rest takes back what was entered last, whatever it was, and of the set that it was about."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from sensorlog.tui.screens.live import LiveScreen
from sensorlog.tui.screens.rest import RestScreen
from tests.tui.stage import Scene, on_screen


async def begin_set(scene: Scene) -> None:
    await scene.pilot.press("space")
    await scene.until(lambda: isinstance(scene.screen, LiveScreen) and scene.label("toggle_set") == "end set")


def changed(scene: Scene, before: str) -> bool:
    return scene.count != before


async def test_a_rep_more_and_a_rep_less_are_taken_back_before_what_was_entered_earlier(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.type_in("l", "60")
        await begin_set(scene)
        await scene.pilot.press("plus", "plus")
        await scene.until(lambda: scene.count == "2")
        await scene.pilot.press("minus")
        await scene.until(lambda: scene.count == "1")
        shown = []
        for _ in range(3):
            before = scene.count
            await scene.pilot.press("u")
            await scene.until(partial(changed, scene, before))
            shown.append(scene.count)
        assert shown == ["2", "1", "0"]
        assert scene.session.state.load_kg == 60.0
        await scene.pilot.press("u")
        await scene.until(lambda: scene.session.state.load_kg is None)


async def test_a_rep_of_a_set_that_is_over_is_taken_back_there_and_not_in_the_set_that_goes_on(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await begin_set(scene)
        await scene.pilot.press("plus", "plus")
        await scene.until(lambda: scene.count == "2")
        await scene.pilot.press("space")
        await scene.until(lambda: isinstance(scene.screen, RestScreen) and scene.count == "2")
        await begin_set(scene)
        await scene.pilot.press("u")
        await scene.until(lambda: scene.session.state.sets[0].rep_count == 1)
        await scene.pilot.press("plus")
        await scene.until(lambda: scene.count == "1")
        await scene.heard()
        assert [one.rep_count for one in scene.logged().sets][:1] == [1]


async def test_the_name_of_an_exercise_is_taken_back_for_what_follows_and_for_the_set_that_had_none(
    tmp_path: Path,
) -> None:
    async with on_screen(tmp_path) as scene:
        await begin_set(scene)
        await scene.pilot.press("plus", "space")
        await scene.until(lambda: isinstance(scene.screen, RestScreen) and scene.count == "1")
        await scene.type_in("e", "curl")
        await scene.until(lambda: scene.session.state.sets[0].exercise == "curl")
        await scene.pilot.press("u")
        await scene.until(lambda: scene.session.state.sets[0].exercise is None)
        await scene.until(lambda: scene.session.state.exercise is None)
        await scene.heard()
        assert [one.exercise for one in scene.logged().sets] == [None]


async def test_a_rep_without_a_set_goes_nowhere_and_says_so(tmp_path: Path) -> None:
    async with on_screen(tmp_path) as scene:
        await scene.pilot.press("plus")
        await scene.until(lambda: any("no set yet" in str(n.message) for n in scene.pilot.app._notifications))
        assert not scene.session.state.sets

"""Going about in a recording with keys and mouse: the same screen, the same counts, and nothing written."""

from __future__ import annotations

from sensorlog.session import LiveSession, ReplaySource, open_replay
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.replay import ReplayScreen
from sensorlog.tui.widgets.bars import TransportBar
from sensorlog.tui.widgets.count import BigCount
from sensorlog.tui.widgets.frame.key_bar import KeyBar
from tests.tui.scene import SAMPLE
from tests.tui.waiting import until


async def opening() -> LiveSession:
    return await open_replay(SAMPLE, 1.0)


async def test_from_rep_to_rep_and_set_to_set_at_any_speed() -> None:
    before = SAMPLE.read_bytes()
    app = SensorlogApp(opening)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(lambda: isinstance(app.screen, ReplayScreen) and app.screen.is_mounted)
        screen = app.screen
        assert isinstance(screen, ReplayScreen)
        source = screen.desk.session.transport
        assert isinstance(source, ReplaySource)

        def count() -> str:
            return screen.query_one(BigCount).view.text

        async def press(key: str) -> None:
            await pilot.press(key)
            await until(lambda: not source.is_on_the_way)
            screen._tick()  # as ten times a second, without the waiting
            await pilot.pause()

        await press("space")
        assert source.is_paused
        await until(lambda: screen.desk.moments is not None)
        moments = screen.desk.moments
        assert moments is not None
        await press("down")
        assert source.position_s == moments.sets_s[0]
        await press("right")
        first, at_s = count(), source.position_s
        assert at_s in moments.reps_s
        assert first.rstrip("?").isdigit()
        await press("right")
        assert int(count().rstrip("?")) > int(first.rstrip("?"))
        await press("left")
        assert count() == first, "back is through the same analysis"
        await press("full_stop")
        await press("comma")
        assert abs(source.position_s - at_s) < 0.01
        for key, speed in (("minus", 0.5), ("minus", 0.25), ("minus", 0.25), ("plus", 0.5)):
            await press(key)
            assert source.speed == speed
        bar = screen.query_one(TransportBar)
        await pilot.click(TransportBar, offset=(bar.size.width - 10, 0))
        await until(lambda: source.position_s > 0.7 * moments.duration_s)
        source.seek(moments.duration_s)
        source.is_paused = False
        await until(lambda: source.is_at_end)
        await until(lambda: any(cell.label == "play" for cell in screen.query_one(KeyBar).keys))
        ways_on = [cell for cell in screen.query_one(KeyBar).keys if cell.action.id in ("rep_after", "set_after")]
        assert [cell.is_allowed for cell in ways_on] == [False, False]
        await press("space")
        assert source.position_s < 10.0, "it plays again from its beginning"
        assert not source.is_paused
        await press("n")
        assert app.screen is screen, "there is nothing to write into"
        await pilot.press("q")
        await until(lambda: not app.is_running)
    assert SAMPLE.read_bytes() == before

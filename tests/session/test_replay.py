"""Replay: any file, any speed, the same code."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from sensorlog.events import Event, LinkState, SensorState
from sensorlog.pipeline import analyze
from sensorlog.profiles import Registry
from sensorlog.recordings import RecordingError
from sensorlog.session import DemoSource, LiveSession, ReplaySource
from sensorlog.simulate import run_virtual
from tests.session.scene import items, performance, profile, record


def played(source: ReplaySource | DemoSource) -> tuple[LiveSession, float]:
    """Run a session on virtual time; return it and how long it took."""
    session = LiveSession(source, None, Registry(folders=()))

    async def run() -> float:
        await session.run()
        return asyncio.get_running_loop().time()

    return session, run_virtual(run())


@pytest.mark.parametrize("speed", [1.0, 4.0])
def test_a_replay_takes_its_time(speed: float, tmp_path: Path) -> None:
    session, took_s = played(ReplaySource(record(tmp_path / "a.mcap"), speed))
    assert took_s == pytest.approx((items()[-1].t_ns - items()[0].t_ns) / 1e9 / speed, abs=0.1)
    assert [one.rep_count for one in session.state.confirmed_sets] == [5, 6]


def test_the_speed_may_be_changed_while_it_plays(tmp_path: Path) -> None:
    source = ReplaySource(record(tmp_path / "a.mcap"), 1.0)
    session = LiveSession(source, None, Registry(folders=()))

    async def run() -> float:
        running = asyncio.create_task(session.run())
        await asyncio.sleep(20.0)
        source.speed = None
        await running
        return asyncio.get_running_loop().time()

    assert run_virtual(run()) == pytest.approx(20.0, abs=1.0)
    assert [one.rep_count for one in session.state.confirmed_sets] == [5, 6]


def test_an_export_of_another_app_is_replayed_as_it_is_analysed(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    samples = performance().samples[0]
    header = "time (s),acc_x (m/s^2),acc_y (m/s^2),acc_z (m/s^2),gyr_x (rad/s),gyr_y (rad/s),gyr_z (rad/s)\n"
    rows = zip(samples.t_s.tolist(), samples.acc_m_s2.tolist(), samples.gyr_rad_s.tolist(), strict=True)
    path.write_text(header + "".join(f"{t_s},{','.join(map(str, [*acc, *gyr]))}\n" for t_s, acc, gyr in rows))
    session, _ = played(ReplaySource(path, None))
    sets = analyze(path)["sets"]
    assert [one.rep_count for one in session.state.confirmed_sets] == [each["rep_count"] for each in sets] == [5, 6]
    assert [rep.start_s for one in session.state.confirmed_sets for rep in one.reps] == pytest.approx(
        [rep["start_s"] for each in sets for rep in each["reps"]], abs=1e-9
    )


def test_what_is_no_recording_is_refused_before_anything_begins(tmp_path: Path) -> None:
    (tmp_path / "letter.mcap").write_text("Dear diary")
    for name in ("letter.mcap", "nothing.mcap"):
        with pytest.raises(RecordingError, match=name):
            ReplaySource(tmp_path / name)


def test_without_the_virtual_radio_a_demo_says_so_and_counts_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bumble", None)
    source = DemoSource(performance().samples, profile())
    told: list[Event] = []

    async def run() -> LiveSession:
        session = LiveSession(source, None, Registry(folders=()))

        def listen(events: Sequence[Event]) -> None:
            told.extend(events)

        session.listen(listen)
        await session.run()
        return session

    session = run_virtual(run())
    assert [one.rep_count for one in session.state.confirmed_sets] == [5, 6]
    details = {event.detail for event in told if isinstance(event, SensorState) and event.link is LinkState.STREAMING}
    assert any("sensorlog[simulate]" in detail for detail in details)


@pytest.mark.parametrize("speed", [0.0, -1.0, float("nan")])
def test_a_speed_is_above_zero(speed: float, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="above 0"):
        ReplaySource(record(tmp_path / "a.mcap"), speed)
    with pytest.raises(ValueError, match="above 0"):
        DemoSource(performance().samples, profile(), factor=speed)

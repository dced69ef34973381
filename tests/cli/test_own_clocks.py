"""Exports that count from 1970, or from before 0: people see the time of the session, results keep that of the file."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sensorlog.cli.app import app
from sensorlog.logbook import Logbook
from sensorlog.profiles import Registry
from sensorlog.session import LiveSession, ReplaySource, find_moments
from sensorlog.settings import Settings
from sensorlog.simulate import run_virtual
from sensorlog.tui.desk import Desk
from sensorlog.tui.present import live_view
from tests.session.scene import performance

UNIX_S = 1_700_000_000.0
Export = Callable[[float], Path]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    samples = performance().samples[0]
    header = "time (s),acc_x (m/s^2),acc_y (m/s^2),acc_z (m/s^2),gyr_x (rad/s),gyr_y (rad/s),gyr_z (rad/s)\n"
    rows = list(zip(samples.t_s.tolist(), samples.acc_m_s2.tolist(), samples.gyr_rad_s.tolist(), strict=True))

    def write(later_s: float) -> Path:
        path = tmp_path / f"from {later_s:g}.csv"
        path.write_text(header + "".join(f"{t_s + later_s},{','.join(map(str, [*a, *g]))}\n" for t_s, a, g in rows))
        return path

    return write


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("later_s", [UNIX_S, -500.0])
def test_results_keep_the_times_of_the_file_and_people_see_those_of_the_session(
    export: Export, later_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    at_zero, later = export(0.0), export(later_s)
    first, shifted = (json.loads(run("analyze", "--json", path))["sets"] for path in (at_zero, later))
    assert [one["rep_count"] for one in shifted] == [one["rep_count"] for one in first] == [5, 6]
    assert [one["start_s"] - later_s for one in shifted] == pytest.approx([one["start_s"] for one in first], abs=1e-3)
    for verb in (("analyze",), ("replay", "--no-ui", "--speed", "max")):
        assert run(*verb, later).splitlines()[1:] == run(*verb, at_zero).splitlines()[1:]


def test_a_session_of_the_logbook_begins_at_zero(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENSORLOG_DATABASE_URL", f"sqlite:///{tmp_path / 'log.db'}")
    for path in (export(0.0), export(UNIX_S)):
        run("import", path, "--person", "Ana", "--start", "2026-05-04T18:30")
    with closing(Logbook()) as logbook:
        one, other = logbook.sessions()
    assert [each.rep_count for each in one.sets] == [5, 6]
    for mine, theirs in zip(one.sets, other.sets, strict=True):
        assert (theirs.start_s, theirs.end_s) == pytest.approx((mine.start_s, mine.end_s), abs=1e-3)
        assert [rep.end_s for rep in theirs.reps] == pytest.approx([rep.end_s for rep in mine.reps], abs=1e-3)


@pytest.mark.parametrize("later_s", [UNIX_S, -500.0])
def test_a_replay_shows_how_far_it_is(export: Export, later_s: float) -> None:
    path = export(later_s)
    source = ReplaySource(path, None, stays=True)
    session = LiveSession(source, None, Registry(folders=()))
    desk = Desk(session)
    desk.moments = find_moments(path, Registry(folders=()))

    async def look() -> None:
        running = asyncio.create_task(session.run())
        source.is_paused = True
        source.seek(later_s + 42.5)
        await asyncio.sleep(1.0)
        view = live_view(session.state, desk.moment(Settings()))
        assert view.elapsed == "0:42"
        assert view.transport is not None
        assert view.transport.text.startswith("■ 0:42 of 1:")
        assert 0.3 < view.transport.share < 0.7
        assert all(0.0 < mark < 1.0 for mark in view.transport.sets)
        session.stop()
        await running

    run_virtual(look())

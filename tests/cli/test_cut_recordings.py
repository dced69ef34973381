"""Recordings that were cut off: every verb that reads one says so, and refuses one in which nothing is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from mcap.writer import Writer
from typer.testing import CliRunner, Result

from sensorlog.cli.app import app
from sensorlog.events import SessionEvent, SessionEventKind
from sensorlog.recordings import RecordingError, RecordingWriter
from tests.session.scene import record

VERBS = (
    ("analyze",),
    ("analyze", "--json"),
    ("replay", "--no-ui", "--speed", "max"),
    ("import", "--person", "Ana", "--start", "2026-05-04T18:30"),
    ("export", "--mcap"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return record(tmp_path_factory.mktemp("whole") / "whole.mcap").read_bytes()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[tuple[str, ...], bytes], Result]:
    monkeypatch.setenv("SENSORLOG_DATABASE_URL", f"sqlite:///{tmp_path / 'log.db'}")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.mcap"

    def run_on(verb: tuple[str, ...], content: bytes) -> Result:
        path.write_bytes(content)
        return CliRunner().invoke(app, [*verb, str(path)])

    return run_on


def said(result: Result) -> str:
    """Return what a person reads: an error that ends the program is printed by its entry point."""
    return f"{result.output}{result.exception}"


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
@pytest.mark.parametrize(
    ("bytes_left", "reason"),
    [(0, "is empty"), (5, "cut off"), (8, "cut off"), (100, "cut off"), (3000, "cut off")],
)
def test_one_in_which_no_sensor_sent_anything_is_refused(run, whole: bytes, verb, bytes_left: int, reason) -> None:
    result = run(verb, whole[:bytes_left])
    assert result.exit_code == 1
    assert "a.mcap: " in said(result)
    assert reason in said(result)
    assert result.exception is None or isinstance(result.exception, SystemExit | RecordingError)


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_one_that_holds_something_is_read_up_to_the_cut_and_that_is_said(run, whole: bytes, verb, caplog) -> None:
    result = run(verb, whole[: len(whole) * 6 // 10])
    assert result.exit_code == 0, said(result)
    assert "a.mcap: ends without a summary (cut off" in result.output + caplog.text


def test_another_programs_file_is_refused_and_a_session_without_packets_is_not(run, tmp_path: Path) -> None:
    others = io.BytesIO()
    writer = Writer(others)
    writer.start()
    writer.finish()  # type: ignore[no-untyped-call]
    result = run(("analyze",), others.getvalue())
    assert (result.exit_code, "no session of this program" in said(result)) == (1, True)
    with RecordingWriter(tmp_path / "ours.mcap") as ours:
        ours.write(SessionEvent(3, SessionEventKind.SESSION, None, {"demo": False}))
        ours.write(SessionEvent(4, SessionEventKind.END))
    assert run(("analyze",), (tmp_path / "ours.mcap").read_bytes()).exit_code == 0

"""``sensorlog sessions``: what is kept is listed and shown, and a fault is one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sensorlog.cli._session_words import print_list
from sensorlog.cli.app import app
from sensorlog.imu import Placement
from sensorlog.logbook import DATABASE_URL_VARIABLE, Edit, EditOp, FlareUp, Logbook, Note, Person
from sensorlog.pipeline import analyze
from tests.logbook.sample import START_UTC, VERSION, begin, make_set, url_of
from tests.session.scene import record


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    chosen = url_of(tmp_path / "log.db")
    monkeypatch.setenv(DATABASE_URL_VARIABLE, chosen)
    monkeypatch.setenv("COLUMNS", "100")
    return chosen


def invoke(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["sessions", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def keep_one_session(*, demo: bool = False) -> str:
    with closing(Logbook(demo=demo)) as logbook:
        session_id = begin(logbook)
        logbook.set_person(session_id, Person("p1", "Ana\x1b[2J"))
        logbook.save_set(session_id, VERSION, make_set())
        logbook.save_set(session_id, VERSION, make_set(100.0, 4, 2, exercise=None))
        logbook.add_edit(session_id, Edit("e1", EditOp.REP_REMOVE, 18.0, 20.0, None, None, START_UTC))
        logbook.add_note(session_id, Note("n1", 75.0, "[bold]felt\x1b[31m light", START_UTC))
        logbook.end_session(session_id, ended_utc=START_UTC, recording_sha256="00", analysis_version=VERSION)
    return session_id


def test_an_empty_history_says_how_to_begin(url: str) -> None:
    assert "sensorlog lift" in invoke()
    assert "sensorlog demo" in invoke("--demo")
    assert json.loads(invoke("--json")) == {"sessions": []}


def test_a_session_is_listed_with_what_stands_after_edits(url: str) -> None:
    session_id = keep_one_session()
    (line,) = [line for line in invoke().splitlines() if session_id in line]
    assert line.split()[-4:] == ["2", "8", "squat,", "unlabelled"]
    (session,) = json.loads(invoke("--json"))["sessions"]
    assert [each["rep_count"] for each in session["sets"]] == [4, 4]
    assert [each["sensed_rep_count"] for each in session["sets"]] == [5, 4]
    assert session["sets"][0]["reps"][0]["rom_rad"] is None


def test_a_session_is_shown_set_by_set(url: str) -> None:
    session_id = keep_one_session()
    shown = invoke("show", session_id[:6])
    assert "4 (sensor 5)" in shown
    assert "62.5 kg" in shown
    assert "137.79 lb" in invoke("show", session_id, "--lb")
    assert "1:15  [bold]felt [31m light" in shown
    assert "\x1b" not in shown
    assert json.loads(invoke("show", session_id, "--json"))["notes"][0]["t_s"] == 75.0


def test_a_session_that_was_cut_off_is_offered_and_finished(url: str, tmp_path: Path) -> None:
    recording = tmp_path / "cut.mcap"
    record(recording)
    recording.write_bytes(recording.read_bytes()[:-2_000])
    with closing(Logbook()) as logbook:
        session_id = logbook.begin_session(
            start_utc=START_UTC, recording=recording, analysis_version=VERSION, software="sensorlog 0"
        )
    assert "`sensorlog sessions finish ID`" in invoke()
    sets = analyze(recording)["sets"]
    assert len(sets) == 2
    reps = sum(each["rep_count"] for each in sets)
    finished = invoke("finish", session_id)
    assert finished == f"Session {session_id} is finished: 2 sets, {reps} reps.\n"
    assert "unfinished" not in invoke()
    assert invoke("finish", session_id) == finished


@pytest.mark.parametrize("width", [30, 40, 60, 100])
def test_no_number_is_cut_in_a_narrow_terminal(
    url: str, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session_id = keep_one_session()
    monkeypatch.setenv("COLUMNS", str(width))
    shown = invoke("show", session_id)
    assert "…" not in shown
    assert max(map(len, shown.splitlines()[1:-1])) <= width
    with closing(Logbook()) as logbook:
        session = logbook.session(session_id)
        (listed,) = logbook.summaries(1)
    assert all(str(each.rep_count) in shown.split() for each in session.sets)
    assert (session.sets[0].exercise or "unlabelled") in shown
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    print_list([listed], demo=False)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    assert str(listed.reps) in " ".join(lines).split()
    assert str(listed.sets) in " ".join(lines).split()


def test_demos_are_in_a_logbook_of_their_own(url: str) -> None:
    session_id = keep_one_session(demo=True)
    assert session_id not in invoke()
    assert session_id in invoke("--demo")
    assert "demo" in invoke("--demo", "show", session_id)
    assert "demo" in invoke("show", session_id, "--demo")


def test_what_is_advised_for_a_demo_names_its_logbook(url: str, tmp_path: Path) -> None:
    recording = record(tmp_path / "cut.mcap")
    with closing(Logbook(demo=True)) as logbook:
        cut_off = logbook.begin_session(
            start_utc=START_UTC, recording=recording, analysis_version=VERSION, software="sensorlog 0"
        )
    assert "`sensorlog sessions finish ID --demo`" in invoke("--demo")
    refused = CliRunner().invoke(app, ["sessions", "reanalyze", cut_off, "--demo"])
    advice = f"sensorlog sessions finish {cut_off} --demo"
    assert f"`{advice}` first" in refused.output
    assert "is finished" in invoke(*advice.split()[2:])


def test_a_fault_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "log.db").write_text("no database")
    run = subprocess.run(
        [sys.executable, "-m", "sensorlog", "sessions"],
        env=os.environ | {DATABASE_URL_VARIABLE: url_of(tmp_path / "log.db")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.splitlines() == [
        f"sensorlog: {tmp_path}/log.db is no database: name another file, or move this one away"
    ]
    assert (tmp_path / "log.db").read_text() == "no database"


def test_a_set_or_a_session_is_given_to_whose_it_is(url: str) -> None:
    session_id = keep_one_session()
    assert invoke("move", session_id, "Ben", "--set", "2", "--new") == f"Set 2 of session {session_id} is Ben's now.\n"
    (shown,) = [line for line in invoke("show", session_id).splitlines() if "Ben's" in line]
    assert shown.split()[0] == "2"
    first, second = json.loads(invoke("show", session_id, "--json"))["sets"]
    assert first["moved_to"] is None
    ben = second["moved_to"]
    assert invoke("move", session_id, ben) == f"Session {session_id} is Ben's now.\n"
    assert json.loads(invoke("show", session_id, "--json"))["person"] == {"id": ben, "label": "Ben"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Bne",), "nobody is called 'Bne'; there are: Ana"),
        (("Ana", "--set", "3"), "has 2 sets, and no set 3"),
    ],
)
def test_a_typing_error_moves_nothing_and_makes_nobody(url: str, words: tuple[str, ...], said: str) -> None:
    session_id = keep_one_session()
    result = CliRunner().invoke(app, ["sessions", "move", session_id, *words])
    assert said in str(result.exception)
    with closing(Logbook()) as logbook:
        assert [person.id for person in logbook.people()] == ["p1"]


def test_where_the_sensor_sat_is_shown_with_its_set(url: str) -> None:
    with closing(Logbook()) as logbook:
        session_id = begin(logbook)
        logbook.save_set(session_id, VERSION, replace(make_set(), placement=Placement.TRUNK, clip_site="sternum"))
        logbook.save_set(session_id, VERSION, make_set(100.0, 4, 2))
    lines = invoke("show", session_id).splitlines()
    assert any("trunk, sternum" in line for line in lines)
    assert any(line.rstrip().endswith("also") for line in lines)


def test_deleting_is_taken_back_and_purging_is_not(url: str, tmp_path: Path) -> None:
    session_id = keep_one_session()
    (tmp_path / "recordings").mkdir()
    (tmp_path / "recordings" / "a.mcap").write_bytes(b"evidence")
    backup = CliRunner().invoke(app, ["backup"], catch_exceptions=False).output
    assert str(tmp_path / "backups") in backup
    assert "undelete" in invoke("delete", session_id[:8])
    assert session_id not in invoke()
    assert session_id in invoke("--deleted")
    assert "deleted" in invoke("show", session_id).splitlines()[0]
    invoke("undelete", session_id)
    assert session_id in invoke()
    invoke("delete", session_id)
    asked = CliRunner().invoke(app, ["sessions", "purge", "--all"], input="n\n")
    assert asked.exit_code == 1
    assert (tmp_path / "recordings" / "a.mcap").exists()
    assert "1 session purged: 1 recording removed, 1 backup cleaned." in invoke("purge", "--all", "--yes")
    assert session_id not in invoke("--deleted")
    assert not (tmp_path / "recordings" / "a.mcap").exists()
    assert "nothing to purge" in invoke("purge", "--all")
    with closing(Logbook()) as logbook:
        logbook.take_back(logbook.add_felt("p1", FlareUp(date(2026, 3, 1))).id)
    assert "1 entry of the diary" in invoke("purge", "--all", "--yes")
    assert "nothing to purge" in invoke("purge", "--all")


def test_a_backup_is_restored_from_the_shell(url: str, tmp_path: Path) -> None:
    session_id = keep_one_session()
    CliRunner().invoke(app, ["backup", str(tmp_path / "copy.db")], catch_exceptions=False)
    invoke("delete", session_id)
    restored = CliRunner().invoke(app, ["restore", str(tmp_path / "copy.db")], catch_exceptions=False)
    assert "has 1 session now" in restored.output
    assert session_id in invoke()


def test_sessions_are_counted_again_from_the_shell(url: str, tmp_path: Path) -> None:
    recording = tmp_path / "whole.mcap"
    record(recording)
    with closing(Logbook()) as logbook:
        session_id = logbook.begin_session(
            start_utc=START_UTC, recording=recording, analysis_version="0", software="sensorlog 0"
        )
        logbook.end_session(session_id, ended_utc=START_UTC, recording_sha256=None, analysis_version="0")
    assert "0 reps before, 11 now" in invoke("reanalyze", "--all")
    assert "already" in invoke("reanalyze", session_id)
    recording.unlink()
    result = CliRunner().invoke(app, ["sessions", "reanalyze", session_id])
    assert result.exit_code == 1
    assert "put it back" in result.output

"""Correcting, deleting and purging from the shell: sets, sessions, entries of the diary, people."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sensorlog.cli.app import app
from sensorlog.logbook import Logbook, Person
from tests.cli.anas_logbook import ago, anas_logbook, empty_logbook, invoke, today
from tests.logbook.sample import START_UTC, VERSION, begin, make_set

__all__ = ["anas_logbook", "empty_logbook"]


@pytest.fixture
def sensed(anas_logbook: Path) -> str:
    """A session of Ana's with two sets that a sensor saw; its id."""
    with closing(Logbook()) as logbook:
        (ana,) = logbook.people()
        logbook.recordings_dir.mkdir()
        (logbook.recordings_dir / "a.mcap").write_bytes(b"evidence")
        session_id = begin(logbook)
        logbook.set_person(session_id, ana)
        for number in (1, 2):
            logbook.save_set(session_id, VERSION, make_set(100.0 * number, 5, number))
        logbook.end_session(session_id, ended_utc=START_UTC, recording_sha256="00", analysis_version=VERSION)
    return session_id


def sets_of(session_id: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(invoke("sessions", "show", session_id, "--json"))["sets"]
    return found


def test_everything_of_a_sensed_set_can_be_said_afterwards_and_taken_back(sensed: str) -> None:
    invoke(
        *("sessions", "edit", sensed, "--set", "2", "--exercise", "split squat", "--load", "135lb", "--reps", "6"),
        *("--warm-up", "--side", "left", "--equipment", "barbell 20kg", "--reserve", "2", "--effort", "7"),
    )
    first, second = sets_of(sensed)
    assert first["exercise"] == "squat"
    assert second["exercise"] == "split squat"
    assert second["load_entered"] == "135 lb"
    assert (second["rep_count"], second["sensed_rep_count"]) == (6, 5)
    assert (second["warm_up"], second["side"]) == (True, "left")
    assert second["equipment"] == {"kind": "barbell", "weight_kg": 20.0, "resistance": None}
    assert (second["reps_in_reserve"], second["rpe"]) == (2.0, 7.0)
    shown = invoke("sessions", "show", sensed)
    assert "warm-up, left, barbell 20 kg, 2 in reserve, effort 7" in " ".join(shown.split())
    invoke("sessions", "edit", sensed, "--set", "2", "--reserve", "none")
    assert (sets_of(sensed)[1]["reps_in_reserve"], sets_of(sensed)[1]["rpe"]) == (None, 7.0)
    invoke("sessions", "edit", sensed, "--set", "2", "--reps", "none", "--side", "none", "--working", "--load", "none")
    second = sets_of(sensed)[1]
    assert (second["rep_count"], second["side"], second["warm_up"], second["load_kg"]) == (5, None, False, None)


def test_all_sets_of_a_session_are_corrected_at_once(sensed: str) -> None:
    invoke("sessions", "edit", sensed[:6], "--equipment", "band red", "--load", "none")
    assert [each["equipment"] for each in sets_of(sensed)] == [
        {"kind": "band", "weight_kg": None, "resistance": "red"}
    ] * 2


def test_pain_of_a_set_goes_into_the_diary_and_the_one_rule_judges_it(sensed: str) -> None:
    invoke("sessions", "edit", sensed, "--set", "1", "--pain", "7")
    (entry,) = json.loads(invoke("diary", "--json"))["diary"]
    assert (entry["value"], entry["session"], entry["details"]) == (7.0, sensed, "during, back, squat")
    assert "less" in invoke("pain")


@pytest.mark.parametrize(
    "words",
    [
        ("--set", "3", "--reps", "6"),
        ("--load", "heavy"),
        ("--equipment", "trampoline"),
        ("--equipment", "machine red"),
        ("--side", "up"),
        ("--reserve", "11"),
        ("--pain", "11"),
        (),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(sensed: str, words: tuple[str, ...]) -> None:
    before = sets_of(sensed)
    with pytest.raises(Exception, match=r"set 3|no load|no equipment|only a barbell|none of|from 0|no pain|exit|2"):
        invoke("sessions", "edit", sensed, *words)
    assert sets_of(sensed) == before
    assert json.loads(invoke("diary", "--json"))["diary"] == []


def test_a_wrong_clock_is_corrected_and_had_back(sensed: str) -> None:
    told = invoke("sessions", "start", sensed, "2026-04-02T07:15:00+02:00")
    assert "2026-04-02 at 07:15 (recorded as 2026-03-01 18:30 UTC)" in told
    assert "The clock said 2026-03-01 18:30 UTC" in invoke("sessions", "show", sensed)
    assert "2026-04-02" in invoke("history")
    assert invoke("sessions", "start", sensed, "--as-recorded").count("2026-03-01") == 1
    for wrong in (("2099-01-01T00:00",), ("2026-04-02",), ("noon",), ()):
        invoke("sessions", "start", sensed, *wrong, code=2)


def test_a_set_is_deleted_had_back_and_purged(sensed: str) -> None:
    invoke("sessions", "delete", sensed, "--set", "1")
    assert len(sets_of(sensed)) == 1
    assert "deleted set 1: 5 × squat, 1:40" in invoke("sessions", "show", sensed)
    invoke("sessions", "undelete", sensed, "--set", "1")
    assert len(sets_of(sensed)) == 2
    invoke("sessions", "delete", sensed, "--set", "2")
    told = invoke("sessions", "purge", "--all", "--yes")
    assert told.startswith("1 set purged: 0 recordings removed")
    assert "a.mcap" in told
    assert "deleted set" not in invoke("sessions", "show", sensed)
    assert "nothing to purge" in invoke("sessions", "purge", "--all")


def test_every_kind_of_entry_is_listed_taken_back_and_put_back(anas_logbook: Path) -> None:
    invoke("pain", "add", "3", "--note", "after gardening")
    invoke("pain", "soreness", "yes", "--day", ago(1))
    invoke("pain", "flare-up", "--day", ago(2))
    invoke("outcomes", "weight", "180lb", "--day", ago(3))
    invoke("outcomes", "score", "rmdq", "9", "--day", ago(4))
    entries = json.loads(invoke("diary", "--json"))["diary"]
    assert [each["about"] for each in entries] == ["RMDQ", "body weight", "flare-up", "soreness", "pain"]
    for entry in entries:
        assert str(entry["day"]) in invoke("diary", "take-back", entry["id"][:8])
    assert json.loads(invoke("diary", "--json"))["diary"] == []
    assert json.loads(invoke("pain", "--json"))["pain"] == []
    assert json.loads(invoke("diary", "--taken-back", "--json"))["diary"] == entries
    invoke("diary", "put-back", entries[-1]["id"])
    assert [each["id"] for each in json.loads(invoke("diary", "--kind", "pain", "--json"))["diary"]] == [
        entries[-1]["id"]
    ]
    assert "4 entries of the diary purged" in invoke("sessions", "purge", "--all", "--yes")
    assert "Nothing was taken back." in invoke("diary", "--taken-back")


def test_a_person_is_deleted_had_back_and_purged(sensed: str, anas_logbook: Path) -> None:
    invoke("people", "add", "Ben")
    invoke("log", "squat", "-r", "8", "--person", "Ben")
    assert "with 1 session" in invoke("people", "delete", "Ana")
    assert [each["name"] for each in json.loads(invoke("people", "--json"))["people"]] == ["Ben"]
    assert "Ana" in invoke("people", "--deleted")
    invoke("people", "purge", "Ben", code=2)
    invoke("people", "undelete", "ana")
    assert sensed in invoke("history")
    invoke("people", "delete", "Ana")
    told = invoke("people", "purge", "Ana", "--yes")
    assert "1 session purged: 1 recording removed" in told
    assert "Nobody is deleted." in invoke("people", "--deleted")
    assert b"Ana" not in anas_logbook.read_bytes()
    assert today().isoformat() in invoke("history")


def test_a_set_without_a_sensor_takes_equipment_and_effort(anas_logbook: Path) -> None:
    invoke("log", "band row", "-r", "12", "--equipment", "band red", "--effort", "6", "--side", "both")
    (summary,) = json.loads(invoke("history", "--json"))["sessions"]
    (done,) = sets_of(summary["id"])
    assert (done["equipment"], done["rpe"], done["side"]) == (
        {"kind": "band", "weight_kg": None, "resistance": "red"},
        6.0,
        "both",
    )


def test_a_session_of_somebody_unknown_takes_no_pain(anas_logbook: Path) -> None:
    with closing(Logbook()) as logbook:
        session_id = begin(logbook)
        logbook.save_set(session_id, VERSION, make_set())
        assert logbook.people()[0] != Person("", "")
    with pytest.raises(Exception, match="nobody's yet"):
        invoke("sessions", "edit", session_id, "--pain", "3")


def test_log_and_program_print_csv(anas_logbook: Path) -> None:
    assert invoke("log", "squat", "-r", "8", "-l", "60kg", "--csv").splitlines()[1].endswith(",squat,1,60.0")
    invoke("program", "start", "eight-weeks")
    invoke("program", "swap", "squat", "goblet squat", "--hurts", "--why", "pinches")
    head, *rows = invoke("program", "next", "--csv").splitlines()
    assert head == "exercise,sets,reps,seconds,load_kg,direction,rule,because"
    assert any(row.startswith("goblet-squat,") for row in rows)
    assert invoke("program", "show", "--csv").splitlines()[1].split(",")[1] == "swapped"
    assert "instead of squat: it hurts (pinches)" in invoke("program", "next")


def test_the_shell_completes_verbs_exercises_and_people(anas_logbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def completed(typed: str) -> list[str]:
        monkeypatch.setenv("_SENSORLOG_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", f"sensorlog {typed}")
        monkeypatch.setenv("COMP_CWORD", str(len(typed.split())))
        result = CliRunner().invoke(app, [], prog_name="sensorlog")
        return result.output.split()

    assert {"progress", "program", "profiles"} == set(completed("pro"))
    assert completed("program swap gob") == ["goblet-squat"]
    assert completed("log squat --person A") == ["Ana"]
    assert completed("program start sixt") == ["sixteen-weeks"]

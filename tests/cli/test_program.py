"""``sensorlog program``: from choosing one to the session that is next, through a real logbook."""

from __future__ import annotations

import asyncio
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sensorlog.events import SessionEventKind
from sensorlog.logbook import Logbook
from sensorlog.profiles import Registry
from sensorlog.session import open_session
from sensorlog.training import TrainingError
from tests.cli.anas_logbook import ago, anas_logbook, empty_logbook, invoke
from tests.session.scene import Given, Key, items

__all__ = ["anas_logbook", "empty_logbook"]
pytestmark = pytest.mark.usefixtures("anas_logbook")


def told(*arguments: str, code: int = 0) -> str:
    """What is printed, without the lines of tables and the cuts of lines."""
    return " ".join(invoke(*arguments, code=code).replace("│", " ").split())


def upcoming() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told("program", "next", "--json"))
    return found


def proposal(exercise: str) -> dict[str, Any]:
    (found,) = [work for work in upcoming()["work"] if work["exercise"] == exercise]
    return dict(found["proposal"])


def train(day: str, *exercises: str, load: str = "40") -> None:
    for exercise in exercises:
        amount = ("-s", "20,20") if "plank" in exercise else ("-r", "12,12", "-l", load)
        told("log", exercise, *amount, "--when", day)


A, B = ("squat", "bench press", "bent-over row", "plank"), ("deadlift", "bench press", "bent-over row", "side plank")


def test_programs_are_listed_with_whose_dose_they_are() -> None:
    listed = {each["id"]: each["dose"] for each in json.loads(told("program", "list", "--json"))["programs"]}
    assert listed["simson-2017"] == "published"
    assert listed["eight-weeks"] == "own"
    assert "tested in no study" in told("program", "about", "sixteen-weeks")
    assert "what you choose: 2 × 12–15, 2 in reserve, 2 s down 2 s up" in told("program", "about", "simson-2017")


def test_without_a_program_it_says_how_to_start_one() -> None:
    assert "program start" in told("program", "next", code=2)
    with pytest.raises(TrainingError, match="leaves the exercises open"):
        told("program", "start", "simson-2017")
    told("program", "start", "simson-2017", "--exercise", "squat", "--exercise", "bent over row")
    assert [work["exercise"] for work in upcoming()["work"]] == ["squat", "bent-over-row"]
    assert "is running" in told("program", "start", "eight-weeks", code=2)


def test_the_log_moves_the_program_on_and_missed_days_do_not() -> None:
    told("program", "start", "eight-weeks", "--day", ago(30))
    assert (upcoming()["week"], upcoming()["name"]) == (1, "A: squat")
    train(ago(20), *A)
    assert upcoming()["name"] == "B: deadlift"
    # Half of a session is a session; a stray set is none.
    train(ago(15), "squat")
    assert upcoming()["name"] == "B: deadlift"
    train(ago(12), *B)
    assert (upcoming()["week"], upcoming()["name"]) == (2, "A: squat")
    # What is trained today may still go on.
    train(ago(0), *A)
    assert upcoming()["name"] == "A: squat"
    assert "Next: week 2, B: deadlift." in told("program", "done")


def test_a_proposal_names_rule_and_source_and_the_person_decides() -> None:
    told("program", "start", "eight-weeks", "--day", ago(9))
    assert proposal("squat")["rule"] == "start"
    assert "give one" in told("program", "take", "squat", code=2)
    train(ago(4), *A)
    told("program", "go-to", "3")
    found = proposal("squat")
    assert (found["rule"], found["direction"], found["sets"], found["load_kg"]) == ("double", "more_sets", 3, 40.0)
    assert "ACSM" in found["source"]
    shown = told("program", "next")
    assert "top of the range in every set" in shown
    assert "Whose rules these are: [1]" in shown
    told("program", "take", "squat", "45kg")
    assert (proposal("squat")["rule"], proposal("squat")["load_kg"]) == ("chosen", 45.0)
    train(ago(0), "squat", load="45")
    assert proposal("squat")["rule"] == "double"


def test_the_bar_is_loaded_with_the_plates_that_are_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sensorlog.training.at_hand.equipment_file", lambda: tmp_path / "equipment.toml")
    (tmp_path / "equipment.toml").write_text('[barbell]\nbar = 20\nplates = { "10" = 2, "1.25" = 1 }\n')
    told("program", "start", "eight-weeks", "--day", ago(9))
    train(ago(4), "squat", "bench press", "plank", load="42.5")
    shown = told("program", "next")
    assert proposal("bench-press")["load_kg"] == 42.5
    assert "each side: 10 + 1.25 (kg)" in shown
    assert "warm-up: 8 × 20 kg, 5 × 22.5 kg" in shown


def test_pain_lowers_and_the_reason_is_shown() -> None:
    told("program", "start", "eight-weeks", "--day", ago(9))
    train(ago(4), *A)
    told("program", "go-to", "3")
    told("pain", "add", "7", "--when", "during", "--exercise", "squat", "--day", ago(4))
    assert (proposal("squat")["rule"], proposal("squat")["load_kg"]) == ("pain_too_much", 35.0)
    assert proposal("bench-press")["direction"] == "more_sets"
    told("pain", "soreness", "yes")
    assert proposal("bench-press")["rule"] == "soreness"


def test_a_swap_because_it_hurts_keeps_the_reason() -> None:
    told("program", "start", "eight-weeks")
    told("program", "swap", "squat", "goblet squat", "--hurts", "--why", "pinches")
    (work,) = [each for each in upcoming()["work"] if each["instead_of"] == "squat"]
    assert (work["exercise"], work["swap_reason"], work["swap_words"]) == ("goblet-squat", "hurts", "pinches")
    assert "instead of squat: it hurts (pinches)" in told("program", "next")
    assert "goblet-squat instead of squat: it hurts (pinches)" in told("program", "show")


def test_a_dose_is_adjusted_a_session_skipped_a_program_ended() -> None:
    told("program", "start", "eight-weeks")
    told("program", "adjust", "squat", "--sets", "1", "--reps", "15-20", "--by", "Dr. Lee")
    (squat,) = [each for each in upcoming()["work"] if each["exercise"] == "squat"]
    assert (squat["planned"]["sets"], squat["planned"]["reps"], squat["adjusted_by"]) == ([1, 1], [15, 20], "Dr. Lee")
    assert "write a number" in told("program", "adjust", "squat", "--reps", "many", code=2)
    assert "Next: week 1, B" in told("program", "skip", "--why", "ill")
    state = json.loads(told("program", "show", "--json"))
    assert [entry["kind"] for entry in state["entries"]] == ["adjusted", "skipped"]
    told("program", "end")
    assert "no program is running" in told("program", "show", code=2)


def test_a_program_file_of_ones_own_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("schema = 1\nid = 'x'\n")
    assert "own.toml: name: is missing" in told("program", "check", str(path), code=1)


def test_what_a_sensor_counted_is_what_the_next_proposal_starts_from(anas_logbook: Path) -> None:
    """The virtual lifter squats with the sensor on the bar; the session is kept live and nothing is typed again."""
    told("program", "start", "eight-weeks", "--day", ago(1))
    (ana,) = json.loads(told("people", "--json"))["people"]
    keys: list[Key] = [
        (SessionEventKind.PERSON, {"id": ana["id"], "label": ana["name"]}),
        (SessionEventKind.EXERCISE, {"name": "back squat"}),
        (SessionEventKind.LOAD, {"kg": 60.0}),
    ]
    source = Given(items(), {5: keys, len(items()) // 2: [(SessionEventKind.EXERCISE, {"name": "barbell curl"})]})

    async def live() -> None:
        with closing(Logbook()) as logbook:
            source.session = open_session(source, logbook, Registry())
            await source.session.run()

    asyncio.run(live())
    found = json.loads(told("progress", "squat", "--json"))
    assert [(row["sets"], row["reps"], row["heaviest_kg"]) for row in found["sessions"]] == [(1, 5, 60.0)]
    (point,) = found["velocity_profile"]["points"]
    assert 0.2 < point["mean_velocity_m_s"] < 1.5
    assert "at least 4" in found["velocity_profile"]["why_not"]
    # Five repetitions with 60 kg are as much as twelve with 50: the plan asks for twelve.
    found = proposal("squat")
    assert (found["because"], found["rule"], found["load_kg"]) == ("5 with 60 kg last time", "new_range", 50.0)

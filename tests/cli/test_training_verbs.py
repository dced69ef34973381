"""The log by hand, history, progress, people, pain and outcomes from the shell."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sensorlog.logbook import BodyWeight, FlareUp, Logbook
from sensorlog.training import TrainingError
from tests.cli.anas_logbook import ago, anas_logbook, empty_logbook, invoke, today

__all__ = ["anas_logbook", "empty_logbook"]
pytestmark = pytest.mark.usefixtures("anas_logbook")


def read(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(invoke(*arguments, "--json"))
    return found


def sessions() -> list[dict[str, Any]]:
    return list(read("history")["sessions"])


# --- log, history


def test_sets_of_one_day_are_one_session() -> None:
    invoke("log", "Squat", "--reps", "12,11", "--load", "40kg", "--when", ago(3))
    invoke("log", "plank", "-s", "30", "--sets", "2", "--when", ago(3))
    invoke("log", "standing hamstring stretch", "-s", "30", "--side", "left", "--when", ago(1))
    later, first = sessions()
    assert (first["sets"], first["reps"], first["volume_load_kg"]) == (4, 23, 920.0)
    assert first["exercises"] == ["squat", "plank"]
    assert (later["sets"], later["reps"], later["volume_load_kg"]) == (1, 0, None)


def test_a_known_exercise_is_kept_under_its_name_and_a_likely_slip_is_named() -> None:
    invoke("log", "bent over rows", "-r", "10", "--load", "100 lb")
    (session,) = sessions()
    assert session["exercises"] == ["bent-over row"]
    assert session["volume_load_kg"] == pytest.approx(453.59, abs=0.01)
    assert "did you mean 'deadlift'" in invoke("log", "dedlift", "-r", "5")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("squat",), "either --reps or --seconds"),
        (("squat", "-r", "8", "-s", "3"), "either --reps or --seconds"),
        (("squat", "-r", "0"), "no number from 1 to 1000"),
        (("squat", "-r", "8,x"), "'x' is no number"),
        (("squat", "-r", "8,8", "--sets", "2"), "one number for each set"),
        (("squat", "-r", "8", "--side", "up"), "left, right, both"),
        (("squat", "-r", "8", "--when", "yesterday"), "is no date"),
        (("squat", "-r", "8", "--when", "2999-01-01"), "still to come"),
        (("squat", "-r", "8", "--person", "Ana"), ""),
    ],
)
def test_what_cannot_be_logged_is_refused(arguments: tuple[str, ...], says: str) -> None:
    out = " ".join(invoke("log", *arguments, code=2 if says else 0).replace("│", " ").split())
    assert says in out


def test_a_load_that_is_none_is_refused_in_one_line() -> None:
    with pytest.raises(TrainingError, match="is no load"):
        invoke("log", "squat", "-r", "8", "--load", "heavy")
    assert sessions() == []


def test_weeks_are_added_up_by_muscle_group() -> None:
    invoke("log", "squat", "-r", "10", "--sets", "3", "-l", "50")
    rows = list(csv.DictReader(io.StringIO(invoke("history", "--weeks", "2", "--csv"))))
    quadriceps = next(row for row in rows if row["muscle"] == "quadriceps")
    assert (quadriceps["sets"], quadriceps["reps"], float(quadriceps["volume_load_kg"])) == ("3", "30", 1500.0)
    assert next(row for row in rows if row["muscle"] == "abdominals")["supports_spine"] == "1"


# --- progress


def test_progress_joins_every_spelling_of_an_exercise() -> None:
    invoke("log", "back squat", "-r", "5", "-l", "60", "--when", ago(9))
    invoke("log", "Squat (Barbell)", "-r", "5,5", "-l", "65", "--when", ago(2))
    found = read("progress", "squats")
    assert found["exercise"] == "squat"
    assert [(row["day"], row["sets"], row["heaviest_kg"]) for row in found["sessions"]] == [
        (ago(9), 1, 60.0),
        (ago(2), 2, 65.0),
    ]
    assert found["bests"]["estimated_maximum"]["value"] == pytest.approx(65 * (1 + 5 / 30))
    profile = found["velocity_profile"]
    assert profile["maximum_kg"] is None
    assert {each["reason"] for each in profile["rejected"]} == {"the sensor was not on the bar"}
    assert "143.3 lb" in invoke("progress", "squat", "--lb").replace("143.30", "143.3")
    assert "No set of" in invoke("progress", "unicycle")


# --- people


def test_equal_names_stay_different_people() -> None:
    invoke("people", "add", "Ana")
    people = read("people")["people"]
    assert [each["name"] for each in people] == ["Ana", "Ana"]
    assert "several people" in " ".join(invoke("history", "--person", "ana", code=2).replace("│", " ").split())
    invoke("people", "rename", people[0]["id"], "Bo")
    invoke("log", "squat", "-r", "5", "--person", "Bo")
    assert len(read("history", "--person", "Bo")["sessions"]) == 1
    assert read("history", "--person", "Ana")["sessions"] == []
    assert "whose entry" in invoke("log", "squat", "-r", "5", code=2)


# --- pain


def test_pain_is_judged_by_the_bands_and_a_therapist_can_set_them() -> None:
    assert "fine, up to 3" in invoke("pain", "add", "3")
    invoke("pain", "bands", "1", "2", "--by", "Dr. Lee")
    assert "set by Dr. Lee" in invoke("pain", "bands")
    assert "is above 2. The next session: less" in invoke("pain", "add", "3", "--site", "buttock-or-leg")
    (first, second) = read("pain")["pain"]
    assert (first["band"], second["site"]) == ("too much", "buttock or leg")
    assert "who sets them" in invoke("pain", "bands", "3", "5", code=2)


def test_new_pain_shows_the_advice_and_the_signs_with_their_source() -> None:
    shown = invoke("pain", "add", "2", "--when", "during", "--exercise", "squat", "--new-or-worse")
    assert "Stop this set" in shown
    assert "Finucane" in shown
    assert invoke("pain", "advice") in shown


def test_the_next_day_is_about_the_session_before() -> None:
    invoke("pain", "add", "1", "--when", "before", "--day", ago(1))
    assert "higher on the next day" in invoke("pain", "add", "2", "--when", "next-day")
    assert {row["day"] for row in read("pain")["pain"]} == {ago(1)}


@pytest.mark.parametrize("arguments", [("3", "--site", "nose"), ("3", "--when", "later"), ("3", "--day", "2999-01-01")])
def test_what_is_no_pain_entry_is_refused(arguments: tuple[str, ...]) -> None:
    invoke("pain", "add", *arguments, code=2)
    assert read("pain") == {"pain": []}


def test_flare_ups_and_body_weight_are_kept_by_date(anas_logbook: Path) -> None:
    invoke("pain", "flare-up", "--day", ago(2), "--note", "after gardening")
    assert "82 kg" in invoke("outcomes", "weight", "82")
    with closing(Logbook()) as logbook:
        entries = logbook.diary(logbook.people()[0].id)
    assert [(each.felt.day.isoformat(), each.note) for each in entries] == [(ago(2), "after gardening"), (ago(0), "")]
    assert isinstance(entries[0].felt, FlareUp)
    assert entries[1].felt == BodyWeight(today(), 82.0, "82")


# --- outcomes


def test_outcomes_stand_beside_the_change_that_matters() -> None:
    invoke("outcomes", "score", "rmdq", "11", "--day", ago(60))
    assert "-6.0 since" in invoke("outcomes", "score", "rmdq", "5")
    invoke("outcomes", "activities", "tying shoes=3", "sitting=4", "carrying=5")
    rmdq, psfs = read("outcomes")["outcomes"]
    assert (rmdq["change"], rmdq["direction"], rmdq["matters_from"], rmdq["reached"]) == (-6, "better", 5, True)
    assert "Ostelo" in rmdq["source"]
    assert (psfs["latest"], psfs["change"]) == (4.0, None)
    with pytest.raises(TrainingError, match="out of range, from 0 to 24"):
        invoke("outcomes", "score", "rmdq", "30")
    with pytest.raises(TrainingError, match="3 to 5"):
        invoke("outcomes", "activities", "a=3")
    assert "is none of nprs, rmdq, odi, pseq" in " ".join(
        invoke("outcomes", "score", "psfs", "3", code=2).replace("│", " ").split()
    )


# --- import

STRONG = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2025-03-01 07:30:00,Push,1h,"Bench Press (Barbell)",W,40,12,0,0,,,
2025-03-01 07:30:00,Push,1h,"Bench Press (Barbell)",1,80,8,0,0,,,8
2025-03-03 07:30:00,Legs,1h,Zercher,1,60,5,0,0,,,
"""


def test_an_export_is_taken_in_once(tmp_path: Path) -> None:
    path = tmp_path / "strong.csv"
    path.write_text(STRONG)
    assert "would be taken in" in invoke("import", str(path), "--unit", "kg", "--dry-run")
    assert sessions() == []
    first = read("import", str(path), "--unit", "kg")
    assert (first["taken_in"], first["workouts"], first["sets"]) == (True, 2, 3)
    assert first["exercises_not_in_catalogue"] == ["zercher"]
    again = read("import", str(path), "--unit", "kg")
    assert again["workouts_already_there"] == 2
    legs, push = sessions()
    assert (legs["exercises"], push["exercises"]) == (["zercher"], ["bench press"])
    assert (push["sets"], push["volume_load_kg"]) == (2, 640.0)
    assert push["date"] == "2025-03-01 07:30"


def test_lines_that_are_wrong_are_named_and_stop_the_import_unless_left_out(tmp_path: Path) -> None:
    path = tmp_path / "strong.csv"
    path.write_text(STRONG.replace("80,8", "lots,8"))
    out = invoke("import", str(path), "--unit", "kg", code=1)
    assert f"{path}:3: weight 'lots' is no number" in out
    assert "Nothing was taken in" in out
    assert sessions() == []
    invoke("import", str(path), "--unit", "kg", "--skip-bad")
    assert len(sessions()) == 2


@pytest.mark.parametrize("width", [30, 50, 60, 70, 80, 160])
def test_no_number_or_day_is_cut_off_in_a_narrow_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    invoke("log", "squat", "--sets", "2", "--reps", "8", "--load", "62.5", "--when", ago(3))
    (session,) = read("history")["sessions"]
    shown = invoke("history")
    for whole in (session["id"], ago(3), "16", "1000", "squat"):
        assert whole in shown
    assert ago(3) in invoke("progress", "squat")

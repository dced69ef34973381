"""Exports of Strong and Hevy: every layout that these apps have written, and lines that are wrong."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sensorlog.exchange import ExchangeError, LogFormat, OtherLog, read_other_log
from sensorlog.exchange.other_loggers import is_other_log_head
from sensorlog.training import KG_PER_LB, LoadUnit

STRONG_OLD = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2025-03-01 07:30:00,Push Day,1h 5m,"Bench Press (Barbell)",W,40.0,12,0,0,,Felt good,
2025-03-01 07:30:00,Push Day,1h 5m,"Bench Press (Barbell)",1,80,8,0,0,,Felt good,8
2025-03-01 07:30:00,Push Day,1h 5m,"Bench Press (Barbell)",Rest Timer,0,0,0,90,,Felt good,
2025-03-01 07:30:00,Push Day,1h 5m,Plank,1,0,0,0,60,,Felt good,
2025-03-01 07:30:00,Push Day,1h 5m,Running,1,0,0,5000,0,,,
"""
STRONG_UNITS = """\
Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;\
Distance;Distance Unit;Seconds;Notes;Workout Notes;Workout Duration
2025-09-02 07:10:00;"Morning; heavy";"Deadlift (Barbell)";1;135.0;lbs;5.0;;0.0;mi.;0.0;"";"";35m
2025-09-02 07:10:00;"Morning; heavy";"Squat (Barbell)";2;82,5;kg;5;8,5;;;0;;
"""
STRONG_NEW = """\
"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";\
"RPE";"Distance (meters)";"Seconds";"Notes";"Workout Notes"
"1";"2026-05-20 07:22:32";"Push";"3600";"Bench Press (Barbell)";"1";"80";"5";"8";"";"";"two
lines";""
"1";"2026-05-20 07:22:32";"Push";"3600";"Rest Timer";"1";"0";"0";"";"";"60";"";""
"1";"2026-05-20 7:22:32\u202fPM";"Push";"3600";"Lat Pulldown (Cable)";"D";"50";"8";"";"";"";"";""
"""
HEVY = """\
"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes",\
"set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
"Pull","2 Mar 2025, 08:00","2 Mar 2025, 09:10","","Deadlift (Barbell)",,"Hook grip",0,"warmup",60,5,,,
"Pull","2 Mar 2025, 08:00","2 Mar 2025, 09:10","","Deadlift (Barbell)",,"Hook grip",1,"normal",140,5,,,8.5
"Pull","Mar 4, 2025, 7:26 PM","Mar 4, 2025, 8:00 PM","","Plank",,"",0,"normal",,,,60,
"""
HEVY_LB = HEVY.replace("weight_kg", "weight_lbs")


def clock(text: str) -> datetime:
    """A time of day as these exports know it, without a zone."""
    return datetime.fromisoformat(text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


def read(path: Path, text: str, unit: LoadUnit | None = None) -> OtherLog:
    path.write_text(text, encoding="utf-8", newline="")
    return read_other_log(path, unit)


def test_strong_without_a_unit_asks_for_it(path: Path) -> None:
    with pytest.raises(ExchangeError, match="--unit kg or --unit lb"):
        read(path, STRONG_OLD)
    log = read(path, STRONG_OLD, LoadUnit.LB)
    assert log.format is LogFormat.STRONG
    warm, work, plank = log.sets
    assert (warm.warm_up, warm.reps, warm.load_kg) == (True, 12, 40 * KG_PER_LB)
    assert (work.warm_up, work.reps_in_reserve, work.started) == (False, 2, clock("2025-03-01 07:30"))
    assert (plank.exercise, plank.reps, plank.duration_s, plank.load_kg) == ("plank", None, 60.0, None)
    assert [each.order for each in log.sets] == [1, 2, 3]
    assert [(each.line, each.text) for each in log.left_out] == [
        (4, "a rest timer"),
        (6, "neither repetitions nor seconds"),
    ]
    assert log.problems == ()


def test_strong_with_units_semicolons_and_decimal_commas(path: Path) -> None:
    lb, kg = read(path, STRONG_UNITS.replace("\n", "\r\n")).sets
    assert (lb.load_kg, lb.reps, lb.workout) == (135 * KG_PER_LB, 5, "Morning; heavy")
    assert (kg.load_kg, kg.reps_in_reserve) == (82.5, 1.5)


def test_strong_with_the_unit_in_its_header_and_notes_over_lines(path: Path) -> None:
    log = read(path, "\ufeff" + STRONG_NEW)
    first, second = log.sets
    assert (first.line, first.note, first.load_kg) == (2, "two lines", 80.0)
    # The line is where the row begins in the file, also behind a note of two lines.
    assert (second.line, second.started.hour, second.exercise) == (5, 19, "lat pulldown (cable)")
    assert [each.line for each in log.left_out] == [4]


def test_hevy_in_kilograms_and_pounds(path: Path) -> None:
    warm, work, plank = read(path, HEVY).sets
    assert (warm.warm_up, work.warm_up) == (True, False)
    assert (work.load_kg, work.reps, work.reps_in_reserve, work.note) == (140.0, 5, 1.5, "Hook grip")
    assert (plank.duration_s, plank.started) == (60.0, clock("2025-03-04 19:26"))
    assert read(path, HEVY_LB).sets[1].load_kg == 140 * KG_PER_LB


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("2 Mar 2025, 08:00", "2 févr. 2025, 08:00", 2, "set the app to English"),
        ("140,5", "lots,5", 3, "weight 'lots' is no number"),
        ("140,5", "14000,5", 3, "more than 1000 kg"),
        ("140,5", "140,4.5", 3, "no whole number"),
        ("140,5", "140,-5", 3, "reps '-5' is no number"),
        ("140,5", "140,5000", 3, "more than 1000"),
        ('"Plank"', '""', 4, "name of the exercise is missing"),
        ('"Plank"', '"' + "x" * 80 + '"', 4, "80 letters"),
        ("60,\n", "60,,more\n", 4, "another number of fields"),
    ],
)
def test_a_line_that_is_wrong_is_named_and_the_others_are_read(
    path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in HEVY
    log = read(path, HEVY.replace(old, new, 1))
    assert [problem.line for problem in log.problems] == [line]
    assert says in log.problems[0].text
    assert len(log.sets) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "neither an export"), ("a,b,c\n1,2,3\n", "neither an export"), (STRONG_NEW[:300], "no CSV from here on")],
)
def test_what_is_no_export_is_refused(path: Path, text: str, says: str) -> None:
    with pytest.raises(ExchangeError, match=says):
        read(path, text)


@pytest.mark.parametrize("kept", [STRONG_NEW, HEVY])
def test_an_export_that_lost_a_column_is_told_which(path: Path, kept: str) -> None:
    lost = "Set Order" if kept is STRONG_NEW else "set_type"
    path.write_text(kept.replace(lost, "mine"))
    with path.open("rb") as file:
        assert is_other_log_head(file.read(1000))
    with pytest.raises(ExchangeError, match=f"without its column '{lost.lower()}'"):
        read_other_log(path, LoadUnit.KG)


def test_a_file_that_is_no_text_is_refused(path: Path) -> None:
    path.write_bytes(HEVY.encode() + b"\xff")
    with pytest.raises(ExchangeError, match=r"export.csv:5: byte \d+ is not UTF-8"):
        read_other_log(path)
    with pytest.raises(ExchangeError, match="cannot be read"):
        read_other_log(path.parent)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_raises_anything_else(path: Path, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([STRONG_UNITS, STRONG_NEW, HEVY]))
    where = data.draw(st.integers(0, len(text)))
    damaged = text[:where] + data.draw(st.text(max_size=5)) + text[where + data.draw(st.integers(0, 10)) :]
    path.write_bytes(damaged.encode("utf-8", "surrogatepass"))
    with suppress(ExchangeError):
        for each in read_other_log(path).sets:
            assert each.load_kg is None or 0 < each.load_kg <= 1000
            assert each.reps or each.duration_s
            assert each.exercise.isprintable()

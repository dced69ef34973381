"""Exercises: the shipped catalogue, a person's own, and finding them."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.imu import Placement
from sensorlog.resources import exercises_dir
from sensorlog.training import (
    SPINE_SUPPORTING,
    Catalogue,
    Counting,
    Kind,
    OneCount,
    TrainingError,
    load_exercises,
    normalise_exercise,
)
from sensorlog.training.catalogue.schema import Clip
from sensorlog.training.catalogue.search import key_of, turned_key_of

SHIPPED = Catalogue([exercises_dir()])
OWN = """
[[exercise]]
id = "sled-push"
name = "Sled  Push"
aliases = ["prowler"]
pattern = "lunge"
muscles = ["quadriceps"]
equipment = ["machine"]
clip = ["trunk"]
guidance = "Lean in and walk."
"""


def test_the_shipped_exercises_are_all_read() -> None:
    assert SHIPPED.problems == []
    assert len(SHIPPED.all()) >= 60


def test_what_the_source_documents_name_is_there() -> None:
    names = {exercise.name for exercise in SHIPPED.all()}
    assert {"squat", "deadlift", "bent-over row", "bench press", "plank", "side plank", "hip hinge", "bridge"} <= names
    assert {"bird-dog", "band row", "body-weight squat", "face pull"} <= names
    stretches = [exercise for exercise in SHIPPED.all() if exercise.kind is Kind.STRETCH]
    assert sum("hamstrings" in exercise.muscles for exercise in stretches) >= 3
    assert sum("chest" in exercise.muscles for exercise in stretches) >= 2
    assert any(exercise.kind is Kind.WARM_UP for exercise in SHIPPED.all())


@pytest.mark.parametrize("group", SPINE_SUPPORTING)
def test_each_spine_supporting_group_is_trained_and_can_be_stretched_or_warmed(group: str) -> None:
    trained = [each for each in SHIPPED.all() if group in each.muscles and each.kind is Kind.STRENGTH]
    assert len(trained) >= 3


def test_no_two_shipped_exercises_answer_to_one_name() -> None:
    for fold in (key_of, turned_key_of):
        owners: dict[str, str] = {}
        for exercise in SHIPPED.all():
            for name in exercise.spellings:
                assert owners.setdefault(fold(name), exercise.id) == exercise.id


def test_every_exercise_says_where_to_clip_or_why_not() -> None:
    for exercise in SHIPPED.all():
        assert exercise.clip or exercise.counting is Counting.NO
        assert exercise.counting is Counting.REPS or exercise.why_no_count
        assert exercise.guidance.endswith(".")


def test_placements_are_those_of_recordings() -> None:
    assert set(get_args(Clip)) == set(Placement) - {Placement.UNKNOWN}


@pytest.mark.parametrize(
    ("recorded", "name"),
    [
        ("squat", "squat"),
        ("bent over row", "bent-over row"),
        ("Bench Press (Barbell)", "bench press"),
        ("Squat (Barbell)", "squat"),
        ("  BACK   squats ", "squat"),
        ("RDL", "romanian deadlift"),
        ("my secret lift", "my secret lift"),
    ],
)
def test_what_was_recorded_as_free_text_is_listed_under_one_name(recorded: str, name: str) -> None:
    assert SHIPPED.title(recorded) == name
    # The text itself stays as it was: a recording is not rewritten.
    assert normalise_exercise(recorded) == " ".join(recorded.lower().split())


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_unlabelled_stays_unlabelled(nothing: str | None) -> None:
    assert SHIPPED.named(nothing) is None
    assert SHIPPED.title(nothing) is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sqaut", "squat"),
        ("dedlift", "deadlift"),
        ("bent ovr row", "bent-over row"),
        ("benchpress", "bench press"),
        ("plnk", "plank"),
        ("brid dog", "bird-dog"),
        ("hip fexor", "hip flexor stretch"),
        ("romanian", "romanian deadlift"),
    ],
)
def test_search_forgives_typing_errors(typed: str, first: str) -> None:
    assert SHIPPED.search(typed)[0].name == first


@given(st.data())
def test_one_typing_error_in_a_long_name_is_forgiven(data: st.DataObject) -> None:
    exercise = data.draw(st.sampled_from([each for each in SHIPPED.all() if len(each.name) >= 8]))
    where = data.draw(st.integers(1, len(exercise.name) - 2))
    name = exercise.name
    swapped = name[:where] + name[where + 1] + name[where] + name[where + 2 :]
    assert exercise in SHIPPED.search(swapped, limit=20)


@given(st.text(max_size=300))
def test_any_text_may_be_looked_for(text: str) -> None:
    assert len(SHIPPED.search(text, limit=5)) <= 5
    named = SHIPPED.named(text)
    assert named is None or SHIPPED.search(text, limit=1) == [named]


def test_a_persons_own_exercises_join_and_replace(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN + OWN.replace("sled-push", "squat").replace("Sled  Push", "my squat"))
    catalogue = Catalogue([exercises_dir(), tmp_path])
    assert catalogue.problems
    assert "'prowler' is taken by exercise 1" in str(catalogue.problems[0])
    (tmp_path / "own.toml").write_text(OWN)
    (tmp_path / "zz.toml").write_text(
        OWN.replace("sled-push", "squat").replace("Sled  Push", "squat").replace("prowler", "pit squat")
    )
    catalogue = Catalogue([exercises_dir(), tmp_path])
    assert catalogue.problems == []
    assert catalogue.get("sled-push").name == "sled push"
    assert catalogue.named("Prowler") == catalogue.get("sled-push")
    assert catalogue.get("squat").equipment == ("machine",)
    assert len(catalogue.all()) == len(SHIPPED.all()) + 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('pattern = "lunge"', 'pattern = "dance"', "own.toml:6: exercise[1].pattern: "),
        ('muscles = ["quadriceps"]', "muscles = []", "own.toml:7: exercise[1].muscles: "),
        ('clip = ["trunk"]', "", "clip is empty"),
        ('clip = ["trunk"]', 'clip = ["nose"]', "own.toml:9: exercise[1].clip"),
        ('clip = ["trunk"]', 'clip = ["trunk"]\nisometric = true', "isometric is told in seconds"),
        ('clip = ["trunk"]', 'clip = ["trunk"]\nsides = "alternating"', "one_count_is must be"),
        ('clip = ["trunk"]', 'clip = ["trunk"]\nminimal_velocity_m_s = 0.2', "belong together"),
        ('name = "Sled  Push"', 'name = " "', "own.toml:4: exercise[1].name: is empty"),
        ('guidance = "Lean in and walk."', 'giudance = "Lean."', "is no key that a file of exercises has here"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_field(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in OWN
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace(old, new))
    with pytest.raises(TrainingError) as caught:
        load_exercises(path)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_stands_in_moves_alike_or_trains_the_same() -> None:
    squat = SHIPPED.get("squat")
    for other in SHIPPED.alternatives(squat):
        assert other.id != "squat"
        assert other.pattern is squat.pattern or set(other.muscles) & set(squat.muscles)
    with pytest.raises(TrainingError, match="did you mean deadlift"):
        SHIPPED.get("dedlift")


def test_counts_of_one_sided_exercises_say_what_they_mean() -> None:
    assert SHIPPED.get("bird-dog").one_count_is is OneCount.PAIR
    assert SHIPPED.get("lunge").one_count_is is OneCount.SIDE
    assert SHIPPED.get("squat").one_count_is is OneCount.REP

"""What a person has to lift with, as they list it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sensorlog.resources import exercises_dir
from sensorlog.training import KG_PER_LB, AtHand, Catalogue, LoadUnit, TrainingError, load_at_hand

CATALOGUE = Catalogue([exercises_dir()])
SQUAT, CURL, PULLDOWN = (CATALOGUE.get(each) for each in ("squat", "dumbbell-curl", "lat-pulldown"))
MINE = """
[barbell]
bar = 20
plates = { "20" = 1, "10" = 1, "2.5" = 1 }

[dumbbell]
loads = [10, 4, 6, 4]

[machine]
step = 5
"""


def test_loads_are_what_can_be_made_of_what_is_there() -> None:
    mine = load_at_hand(MINE)
    assert list(mine.loads_kg(SQUAT)) == [20.0, 25.0, 40.0, 45.0, 60.0, 65.0, 80.0, 85.0]
    assert list(mine.loads_kg(CURL)) == [4.0, 6.0, 10.0]
    assert list(mine.loads_kg(PULLDOWN))[:3] == [5.0, 10.0, 15.0]
    loading = mine.loading(SQUAT, 66.0)
    assert loading is not None
    assert (loading.load_kg, loading.per_side) == (65.0, (20.0, 2.5))
    assert mine.loading(SQUAT, 15.0) is None
    assert mine.loading(CURL, 15.0) is None


def test_pounds_stay_pounds() -> None:
    mine = load_at_hand('unit = "lb"\n' + MINE)
    assert list(mine.loads_kg(SQUAT))[1] == pytest.approx(25 * KG_PER_LB)
    assert min(mine.loads_kg(CURL)) == pytest.approx(4 * KG_PER_LB)


def test_without_a_list_usual_steps_are_supposed() -> None:
    assert list(AtHand().loads_kg(SQUAT))[:2] == [2.5, 5.0]
    assert list(AtHand().loads_kg(CURL))[:2] == [1.0, 2.0]
    assert AtHand().loading(SQUAT, 60.0) is None
    assert LoadUnit(AtHand().unit) is LoadUnit.KG


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("bar = 20", "bar = -1", "own.toml:3: barbell.bar"),
        ('"20" = 1', '"twenty" = 1', "own.toml:4: barbell.plates"),
        ('"20" = 1', '"200" = 1', "own.toml:4: barbell.plates: 1 pairs of 200 kg"),
        ("loads = [10, 4, 6, 4]", "", "needs either loads"),
        ("step = 5", "step = 0", "own.toml:10: machine.step"),
        ("step = 5", "steps = 5", "is no key that a list of equipment has here"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_field(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in MINE
    path = tmp_path / "own.toml"
    path.write_text(MINE.replace(old, new))
    with pytest.raises(TrainingError) as caught:
        load_at_hand(path)
    assert says in str(caught.value)

"""What the documentation shows can be used as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from sensorlog.resources import exercises_dir
from sensorlog.training import MEASURES, RULES, Catalogue, load_at_hand, load_exercises, load_program

DOCS = Path(__file__).parents[2] / "docs"


def toml_of(page: str) -> list[str]:
    return re.findall(r"```toml\n(.*?)```", (DOCS / page).read_text(), re.DOTALL)


def test_the_shown_files_are_right() -> None:
    exercise_text, equipment_text = toml_of("training.md")
    (exercise,) = load_exercises(exercise_text)
    assert exercise.id == "sled-push"
    catalogue = Catalogue([exercises_dir()])
    assert load_at_hand(equipment_text).loads_kg(catalogue.get("squat"))[:2] == (20.0, 22.5)
    (program_text,) = toml_of("programs.md")
    program = load_program(program_text, catalogue)
    assert program.weeks == 4


def test_every_rule_and_measure_is_documented() -> None:
    page = (DOCS / "training.md").read_text()
    for rule in RULES.values():
        assert f"`{rule.id}`" in page or rule.id.startswith("pain_")
    for measure in MEASURES.values():
        assert measure.id.upper() in page
        assert f"{measure.important_change:g} (" in page or f"{measure.important_change:g} (important)" in page
    assert f"{len(Catalogue([exercises_dir()]).all())} of them" in page

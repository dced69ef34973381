"""What the documentation shows can be used as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from sensorlog.resources import exercises_dir
from sensorlog.training import MEASURES, RULES, Catalogue, load_exercises, load_program

DOCS = Path(__file__).parents[2] / "docs"


def toml_of(page: str) -> str:
    (text,) = re.findall(r"```toml\n(.*?)```", (DOCS / page).read_text(), re.DOTALL)
    return str(text)


def test_the_shown_exercise_and_program_are_right() -> None:
    (exercise,) = load_exercises(toml_of("training.md"))
    assert exercise.id == "sled-push"
    program = load_program(toml_of("programs.md"), Catalogue([exercises_dir()]))
    assert program.weeks == 4


def test_every_rule_and_measure_is_documented() -> None:
    page = (DOCS / "training.md").read_text()
    for rule in RULES.values():
        assert f"`{rule.id}`" in page or rule.id.startswith("pain_")
    for measure in MEASURES.values():
        assert measure.id.upper() in page
        assert f"{measure.important_change:g} (" in page or f"{measure.important_change:g} (important)" in page
    assert f"{len(Catalogue([exercises_dir()]).all())} of them" in page

"""docs/profiles.md is what people write their profiles from: its example works, and no key is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from sensorlog.profiles import check, load_profile, message, schema, steps
from sensorlog.profiles.units import SI_FACTOR

PAGE = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text(encoding="utf-8")


def test_the_example_is_a_profile_that_comes_true() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
    assert [str(finding) for finding in check(load_profile(text, "docs/profiles.md"))] == []


TABLES = (
    schema.Profile,
    schema.Match,
    schema.Link,
    schema.Option,
    schema.Choice,
    message.Message,
    message.Scale,
    schema.Time,
    schema.Sequence,
    steps.Step,
    steps.Reply,
    steps.Poll,
    schema.Example,
)


@pytest.mark.parametrize("table", TABLES)
def test_every_key_is_described(table: type[BaseModel]) -> None:
    keys = {field.alias or name for name, field in table.model_fields.items()}
    assert {key for key in keys if not re.search(rf"\b{key}\b", PAGE)} == set()


def test_every_unit_is_named() -> None:
    (units,) = re.findall(r"Units: `(.*?)`", PAGE)
    assert units.split() == list(SI_FACTOR)

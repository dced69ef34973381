"""docs/writing-a-profile.md is what people write profiles by: its example works. docs/profiles.md knows every key.

docs/sensors.md is what they buy by: it says of each sensor what its profile says.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from sensorlog.profiles import ProfileError, Registry, check, load_profile, message, schema, steps
from sensorlog.profiles.describe import overview
from sensorlog.profiles.units import SI_FACTOR
from sensorlog.resources import firmware_profiles_dir

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "profiles.md").read_text(encoding="utf-8")
TUTORIAL = (DOCS / "writing-a-profile.md").read_text(encoding="utf-8")
PIECES = re.findall(r"```toml\n(.*?)```", TUTORIAL, flags=re.DOTALL)


def test_the_pieces_of_the_tutorial_are_a_profile_that_comes_true() -> None:
    assert [str(finding) for finding in check(load_profile("\n".join(PIECES), "the tutorial"))] == []


@pytest.mark.parametrize("number", range(1, len(PIECES)))
def test_after_each_piece_nothing_is_wrong_but_that_the_next_is_missing(number: int) -> None:
    try:
        findings = [str(finding) for finding in check(load_profile("\n".join(PIECES[:number]), "the tutorial"))]
    except ProfileError as error:
        findings = [str(error)]
    assert all("is missing" in finding or "there is none" in finding for finding in findings)


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


def test_the_table_of_sensors_says_what_the_profiles_say() -> None:
    page = (DOCS / "sensors.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines()]
    said = {row[1].strip("`"): row[2:5] for row in rows if len(row) == 5 and row[1].startswith("`")}
    wanted = {}
    for profile in Registry(folders=[firmware_profiles_dir()]).all():
        profile_id, _, confidence, rates, _, purposes = overview(profile)
        default = f"{profile.option['rate_hz'].default:g}"
        shown = " ".join(f"**{rate}**" if rate == default else rate for rate in rates.split())
        wanted[profile_id] = [confidence, shown, purposes]
    assert said == wanted

"""docs/profiles.md is what people write their profiles from: its example works, and no key is missing.

docs/sensors.md is what they buy by: it says of each sensor what its profile says.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from sensorlog.profiles import Registry, check, load_profile, message, schema, steps
from sensorlog.profiles.describe import overview
from sensorlog.profiles.units import SI_FACTOR
from sensorlog.resources import firmware_profiles_dir

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "profiles.md").read_text(encoding="utf-8")


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

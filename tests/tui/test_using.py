"""The page for people who use the screen: its pictures are what the screen shows, its keys are the keys."""

from __future__ import annotations

import re
from pathlib import Path

from sensorlog.tui.actions import ACTIONS, PLACES, key_names
from tests.tui.page_pictures import FOLDER, SHOWN, pictures

USING = FOLDER.parent / "using.md"


async def test_the_pictures_are_current(tmp_path: Path) -> None:
    for name, svg in (await pictures(tmp_path)).items():
        assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == svg, (
            f"{name}.svg is not what the screen shows: python -m tests.tui.page_pictures, and look at it"
        )


def test_every_picture_is_shown_and_every_picture_shown_is_there() -> None:
    shown = set(re.findall(r"\(screens/([a-z]+)\.svg\)", USING.read_text(encoding="utf-8")))
    assert shown == set(SHOWN)
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(SHOWN)


def test_every_place_is_told_with_its_key() -> None:
    text = USING.read_text(encoding="utf-8")
    for place in PLACES:
        assert f"| `{place.key}` | {place.name} |" in text


def test_every_key_that_the_page_names_does_what_it_says() -> None:
    """Rows of the tables of keys: ``| `+` | Add a rep |``."""
    known = {(name, action.title) for action in ACTIONS for name in key_names(action)}
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|$", USING.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 20
    assert [row for row in rows if row not in known] == []

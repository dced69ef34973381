"""Reading where a sensor sits, and saying it."""

from __future__ import annotations

import pytest

from sensorlog.imu import Placement, Role
from sensorlog.session import ROLES, SessionError, parse_role, role_words


@pytest.mark.parametrize(
    ("text", "clip_site", "role"),
    [
        ("trunk", "", Role(Placement.TRUNK)),
        ("Upper Arm", "", Role(Placement.UPPER_ARM)),
        ("upper-arm", "left upper arm", Role(Placement.UPPER_ARM, "left upper arm")),
        ("sternum", "", Role(Placement.TRUNK, "sternum")),
        ("t12", "", Role(Placement.TRUNK, "T12")),
        ("trunk", "t12", Role(Placement.TRUNK, "T12")),
        ("LEFT_WRIST", "", Role(Placement.WRIST, "left wrist")),
        ("bar", "", Role(Placement.BAR, "bar")),
        ("bar", "Left  sleeve", Role(Placement.BAR, "left sleeve")),
        ("unknown", "", Role()),
    ],
)
def test_what_people_type(text: str, clip_site: str, role: Role) -> None:
    assert parse_role(text, clip_site) == role


@pytest.mark.parametrize(
    ("text", "clip_site", "said"),
    [
        ("hat", "", "'hat' is no place for a sensor; there are trunk, pelvis"),
        ("", "", "is no place for a sensor"),
        ("trunk", "left wrist", "no place of the trunk"),
        ("trunk", "x" * 41, "no clip site"),
        ("trunk", "a\x1bb", "no clip site"),
    ],
)
def test_what_is_no_place_says_what_there_is(text: str, clip_site: str, said: str) -> None:
    with pytest.raises(SessionError, match=said):
        parse_role(text, clip_site)


def test_the_usual_places_can_be_typed_as_they_are_and_are_said_apart() -> None:
    assert [parse_role(role.clip_site or role.placement.value) for role in ROLES] == list(ROLES)
    words = [role_words(role) for role in ROLES]
    assert len(set(words)) == len(words)
    assert role_words(Role(Placement.TRUNK, "sternum")) == "trunk, sternum"
    assert role_words(Role(Placement.UPPER_ARM)) == "upper arm"

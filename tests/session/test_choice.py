"""Which sensors a session takes: never a stranger's unasked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bleak.backends.device import BLEDevice
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.ble import Found
from sensorlog.imu import Placement, Role
from sensorlog.logbook import Pairing
from sensorlog.profiles import Registry
from sensorlog.resources import firmware_profiles_dir
from sensorlog.session import Clip, SessionError, Wanted
from sensorlog.session.choice import Search

REGISTRY = Registry(folders=[firmware_profiles_dir()])
KNOWN = REGISTRY.get("metamotion")

TRUNK = Role(Placement.TRUNK, "sternum")
BAR = Role(Placement.BAR, "bar")


def device(address: str, name: str | None = "MetaWear", rssi_dbm: int = -60, *, known: bool = True) -> Found:
    return Found(address, name, rssi_dbm, KNOWN if known else None, BLEDevice(address, name, None))


def own(address: str, name: str, role: Role = TRUNK, profile: str = "metamotion") -> Pairing:
    return Pairing(address, name, role.placement, role.clip_site, profile, None, datetime(2026, 1, 1, tzinfo=UTC))


def chosen(wanted: list[Wanted], pairings: list[Pairing], *heard: Found) -> list[Clip]:
    search = Search(wanted, pairings, REGISTRY)
    search.heard.update({found.address: found for found in heard})
    return search.clips(15.0)


def brief(clips: list[Clip]) -> list[tuple[str, str | None, Role]]:
    return [(clip.sensor, None if clip.found is None else clip.found.address, clip.role) for clip in clips]


# ---- nothing is remembered -----------------------------------------------------------------------------------------


def test_the_only_sensor_that_is_near_is_taken() -> None:
    clips = chosen([], [], device("AA:01"), device("AA:02", "TV", -30, known=False))
    assert brief(clips) == [("AA:01", "AA:01", Role())]
    assert brief(chosen([Wanted(TRUNK)], [], device("AA:01"))) == [("trunk", "AA:01", TRUNK)]


def test_of_two_that_are_near_none_is_taken_and_both_are_named() -> None:
    with pytest.raises(SessionError, match=r"2 sensors are near.*AA:01\) -60 dBm.*AA:02\) -40 dBm.*sensors pair"):
        chosen([], [], device("AA:01"), device("AA:02", rssi_dbm=-40))


def test_with_nothing_near_it_says_what_to_do() -> None:
    with pytest.raises(SessionError, match=r"no sensor that a profile fits was heard within 15 s: close the vendor"):
        chosen([], [])
    with pytest.raises(SessionError, match="2 other devices were"):
        chosen([], [], device("AA:01", known=False), device("AA:02", known=False))


def test_several_have_to_be_named() -> None:
    with pytest.raises(SessionError, match="say which is where"):
        Search([Wanted(TRUNK), Wanted(BAR)], [], REGISTRY)


# ---- the person's own ----------------------------------------------------------------------------------------------

MINE = [own("AA:01", "my trunk sensor"), own("AA:02", "my bar sensor", BAR)]


def test_ones_own_are_taken_unasked_with_the_role_that_is_remembered() -> None:
    clips = chosen([], MINE, device("AA:09", rssi_dbm=-20), device("AA:02"), device("AA:01"))
    assert brief(clips) == [("trunk", "AA:01", TRUNK), ("bar", "AA:02", BAR)]


@given(
    strangers=st.lists(st.integers(10, 99).map(lambda n: device(f"AA:{n}", rssi_dbm=-30)), max_size=4),
    mine=st.sets(st.sampled_from([pairing.address for pairing in MINE])),
    roles=st.lists(st.sampled_from([TRUNK, BAR, Role(), Role(Placement.WRIST)]), max_size=2),
)
def test_a_stranger_is_never_taken_unasked(strangers: list[Found], mine: set[str], roles: list[Role]) -> None:
    try:
        clips = chosen([Wanted(role) for role in roles], MINE, *strangers, *(device(address) for address in mine))
    except SessionError:
        return
    assert {clip.found.address for clip in clips if clip.found} <= mine


def test_one_that_is_not_heard_is_named_and_the_other_goes_on() -> None:
    clips = chosen([], MINE, device("AA:02"), device("AA:09"))
    assert brief(clips) == [("trunk", None, TRUNK), ("bar", "AA:02", BAR)]
    assert clips[0].profile is KNOWN
    assert clips[0].fits(device("aa:01"))
    assert not clips[0].fits(device("AA:09"))


def test_none_of_them_heard_is_said_with_their_names_and_what_to_do() -> None:
    with pytest.raises(
        SessionError, match=r"none of your sensors was heard \(my trunk sensor, my bar sensor\).*1 other"
    ):
        chosen([], MINE, device("AA:09"))


def test_asked_for_by_role_the_one_that_has_it_is_taken() -> None:
    heard = device("AA:01"), device("AA:02")
    assert brief(chosen([Wanted(Role(Placement.BAR))], MINE, *heard)) == [("bar", "AA:02", BAR)]
    two_wrists = [
        own("AA:01", "l", Role(Placement.WRIST, "left wrist")),
        own("AA:02", "r", Role(Placement.WRIST, "right wrist")),
    ]
    right = Role(Placement.WRIST, "right wrist")
    assert brief(chosen([Wanted(right)], two_wrists, *heard)) == [("wrist", "AA:02", right)]
    with pytest.raises(SessionError, match="2 of your sensors could be meant"):
        chosen([Wanted(Role(Placement.WRIST))], two_wrists, *heard)


def test_ones_only_sensor_may_be_clipped_elsewhere_for_once() -> None:
    wrist = Role(Placement.WRIST, "left wrist")
    assert brief(chosen([Wanted(wrist)], MINE[:1], device("AA:01"))) == [("wrist", "AA:01", wrist)]
    # What has its role goes first, whatever the order of asking.
    both = chosen([Wanted(wrist), Wanted(BAR)], MINE, device("AA:01"), device("AA:02"))
    assert brief(both) == [("wrist", "AA:01", wrist), ("bar", "AA:02", BAR)]
    with pytest.raises(SessionError, match="none of your sensors is left for left wrist"):
        chosen([Wanted(TRUNK), Wanted(wrist)], MINE[:1], device("AA:01"))


# ---- asked for -----------------------------------------------------------------------------------------------------


def test_by_what_it_is_called_by_address_or_by_its_own_name() -> None:
    heard = device("AA:01"), device("AA:02", "Bar 7"), device("AA:09", "Gym")
    assert brief(chosen([Wanted(None, "My Trunk Sensor")], MINE, *heard)) == [("trunk", "AA:01", TRUNK)]
    assert brief(chosen([Wanted(BAR, "aa:01")], MINE, *heard)) == [("bar", "AA:01", BAR)]
    assert brief(chosen([Wanted(None, "bar 7")], MINE, *heard)) == [("bar", "AA:02", BAR)]
    assert brief(chosen([Wanted(TRUNK, "gym")], MINE, *heard)) == [("trunk", "AA:09", TRUNK)]


def test_of_equal_names_ones_own_is_meant_else_it_is_asked() -> None:
    equal = device("AA:01"), device("AA:09")
    assert brief(chosen([Wanted(None, "MetaWear")], MINE, *equal)) == [("trunk", "AA:01", TRUNK)]
    with pytest.raises(SessionError, match=r"2 sensors are called 'MetaWear'.*shaking"):
        chosen([Wanted(None, "MetaWear")], [], *equal)


def test_one_that_no_profile_fits_is_refused_unless_its_profile_is_remembered() -> None:
    stranger = device("AA:01", "Odd\x1b[2J", known=False)
    with pytest.raises(SessionError, match=r"no firmware profile fits Odd\[2J \(AA:01\)"):
        chosen([Wanted(None, "AA:01")], [], stranger)
    assert chosen([], [own("AA:01", "mine")], stranger)[0].profile is KNOWN
    (clip,) = chosen([], [own("AA:01", "mine", profile="gone")], device("AA:01"))
    assert clip.profile is KNOWN


def test_nobody_is_two() -> None:
    with pytest.raises(SessionError, match="asked for twice"):
        chosen([Wanted(TRUNK, "AA:01"), Wanted(BAR, "aa:01")], [], device("AA:01"))


def test_ids_tell_sensors_of_one_place_apart() -> None:
    left, right = Role(Placement.WRIST, "left wrist"), Role(Placement.WRIST, "right wrist")
    heard = device("AA:01"), device("AA:02")
    both = chosen([Wanted(left, "AA:01"), Wanted(right, "AA:02")], [], *heard)
    assert [clip.sensor for clip in both] == ["left wrist", "right wrist"]
    same = chosen([Wanted(BAR, "AA:01"), Wanted(BAR, "AA:02")], [], *heard)
    assert [clip.sensor for clip in same] == ["AA:01", "AA:02"]


# ---- when to stop listening ----------------------------------------------------------------------------------------


def test_listening_ends_at_once_only_where_nothing_can_change() -> None:
    search = Search([], MINE, REGISTRY)
    assert (search.has_begun, search.is_lucky) == (False, False)
    search.heard["AA:01"] = device("AA:01")
    assert (search.has_begun, search.is_lucky) == (True, False)
    search.heard["AA:02"] = device("AA:02")
    assert (search.is_lucky, search.is_open) == (True, False)
    nearest = Search([], [], REGISTRY)
    nearest.heard["AA:01"] = device("AA:01")
    assert (nearest.is_lucky, nearest.is_open) == (True, True)

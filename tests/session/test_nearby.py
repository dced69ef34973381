"""The list of sensors in reach: no line jumps, nothing is made up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sensorlog.ble import Found
from sensorlog.session import Nearby
from sensorlog.session.nearby import GONE_S
from tests.session.test_choice import MINE, REGISTRY, device

FOUND = st.builds(
    device,
    st.sampled_from([f"AA:0{n}" for n in range(1, 7)]),
    st.sampled_from(["MetaWear", None]),
    st.integers(-99, -20),
    known=st.booleans(),
)


@given(st.lists(FOUND, max_size=30))
def test_a_line_that_is_there_stays_above_those_that_come_later(heard: list[Found]) -> None:
    nearby = Nearby(REGISTRY, MINE)
    before = [sensor.address for sensor in nearby.sensors(0.0)]
    assert before == ["AA:01", "AA:02"]
    for number, found in enumerate(heard):
        nearby.hear(found, float(number))
        after = [sensor.address for sensor in nearby.sensors(float(number))]
        assert after[: len(before)] == before
        assert len(set(after)) == len(after)
        before = after


def test_ones_own_are_listed_heard_or_not_and_whoever_falls_silent_is_not_near() -> None:
    nearby = Nearby(REGISTRY, MINE)
    nearby.hear(device("aa:02", rssi_dbm=-70), 0.0)
    nearby.hear(device("AA:09"), 8.0)
    trunk, bar, other = nearby.sensors(9.0)
    assert (trunk.pairing, trunk.rssi_dbm, trunk.found) == (MINE[0], None, None)
    assert trunk.profile is REGISTRY.get("metamotion")
    assert (bar.pairing, bar.rssi_dbm) == (MINE[1], -70)
    assert (other.pairing, other.rssi_dbm) == (None, -60)
    assert [sensor.rssi_dbm for sensor in nearby.sensors(GONE_S + 1.0)] == [None, None, -60]


def test_devices_that_no_profile_knows_are_counted_and_listed_on_demand() -> None:
    nearby = Nearby(REGISTRY)
    nearby.hear(device("AA:07", "TV", known=False), 0.0)
    assert (nearby.sensors(0.0), nearby.stranger_count, nearby.has_own) == ([], 1, False)
    (tv,) = nearby.sensors(0.0, strangers=True)
    assert (tv.name, tv.profile, tv.battery_percent) == ("TV", None, None)
    # Its name came later, and with it the profile.
    nearby.hear(device("AA:07", "MetaWear"), 1.0)
    assert (len(nearby.sensors(1.0)), nearby.stranger_count) == (1, 0)

"""A sensor on the trunk and one at the pelvis: how their lean differs, in each rep."""

from __future__ import annotations

from math import radians

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.events import Rep, RepState
from sensorlog.imu import FloatArray, Gap, ImuBlock, Placement, StreamInfo
from sensorlog.pipeline import Item, Pipeline
from sensorlog.profiles import Registry
from tests.motion.movements import rotation, swing

TRUNK_RAD, PELVIS_RAD = radians(60), radians(25)


def blocks(name: str, angle_rad: float, mounting: FloatArray, length: int, from_s: float = 0.0) -> list[Item]:
    """A sensor that leans forward by so much in each of six reps, in pieces of so many samples."""
    t_s, acc, gyr = swing(angle_rad=angle_rad, mounting=mounting)
    # Somebody who stands still sways a little: a table does not.
    gyr = gyr + 0.02 * np.sin(7.0 * t_s)[:, None]
    late = int(np.searchsorted(t_s, from_s))
    t_s, acc, gyr = t_s[late:], acc[late:], gyr[late:]
    cuts = [slice(start, start + length) for start in range(0, len(t_s), length)]
    return [ImuBlock(name, t_s[cut], acc[cut], gyr[cut]) for cut in cuts]


def time(item: Item) -> float:
    assert isinstance(item, ImuBlock)
    return float(item.t_s[-1])


def reps_of(placements: dict[str, Placement], items: list[Item]) -> list[Rep]:
    """Whichever of the two counts."""
    pipeline = Pipeline(Registry(folders=()))
    infos: list[Item] = [StreamInfo(name, placement, 100.0, 100.0) for name, placement in placements.items()]
    events = pipeline.push([*infos, *sorted(items, key=time)]) + pipeline.finish()
    reps = {event.rep_id: event for event in events if isinstance(event, Rep)}
    return [rep for rep in reps.values() if rep.state is RepState.CONFIRMED]


BOTH = {"trunk": Placement.TRUNK, "pelvis": Placement.PELVIS}


@given(st.integers(0, 50), st.integers(51, 99), st.sampled_from((20, 100, 400)))
@settings(max_examples=5, deadline=None)
def test_the_difference_is_that_of_the_two_leans_however_they_are_clipped_and_cut(
    one: int, other: int, length: int
) -> None:
    items = blocks("trunk", TRUNK_RAD, rotation(one), length) + blocks("pelvis", PELVIS_RAD, rotation(other), length)
    found = reps_of(BOTH, items)
    assert len(found) == 6
    for rep in found:
        assert rep.trunk is not None
        assert rep.trunk.thorax_pelvis_peak_rad == pytest.approx(TRUNK_RAD - PELVIS_RAD, abs=radians(2.5))
        assert rep.trunk.thorax_pelvis_range_rad == pytest.approx(TRUNK_RAD - PELVIS_RAD, abs=radians(3))


def test_a_pelvis_that_leans_more_makes_it_negative() -> None:
    items = blocks("trunk", PELVIS_RAD, rotation(1), 100) + blocks("pelvis", TRUNK_RAD, rotation(2), 100)
    found = reps_of(BOTH, items)
    assert [rep.trunk.thorax_pelvis_peak_rad for rep in found if rep.trunk] == [
        pytest.approx(PELVIS_RAD - TRUNK_RAD, abs=radians(2.5))
    ] * 6


@pytest.mark.parametrize("missing", ["trunk", "pelvis"])
def test_it_is_unknown_where_one_was_not_seen_standing(missing: str) -> None:
    late = dict.fromkeys(("trunk", "pelvis"), 0.0) | {missing: 2.5}
    items = blocks("trunk", TRUNK_RAD, rotation(1), 100, late["trunk"])
    items += blocks("pelvis", PELVIS_RAD, rotation(2), 100, late["pelvis"])
    found = reps_of(BOTH, items)
    assert found[0].trunk is not None
    assert [rep.trunk.thorax_pelvis_range_rad for rep in found if rep.trunk][:5] == [None] * 5


def test_a_pelvis_that_does_not_lean_shows_no_forward_and_nothing_is_said() -> None:
    items = blocks("trunk", TRUNK_RAD, rotation(1), 100) + blocks("pelvis", radians(4), rotation(2), 100)
    assert all(rep.trunk and rep.trunk.thorax_pelvis_peak_rad is None for rep in reps_of(BOTH, items))


def test_without_one_at_the_pelvis_nothing_waits_and_nothing_is_said() -> None:
    found = reps_of({"trunk": Placement.TRUNK}, blocks("trunk", TRUNK_RAD, rotation(1), 100))
    assert all(rep.trunk and rep.trunk.thorax_pelvis_peak_rad is None for rep in found)


def test_a_pelvis_that_falls_silent_holds_nothing_up() -> None:
    pelvis = [item for item in blocks("pelvis", PELVIS_RAD, rotation(2), 100) if time(item) < 8.0]
    silent: list[Item] = [*blocks("trunk", TRUNK_RAD, rotation(1), 100), *pelvis]
    found = reps_of(BOTH, silent)
    assert len(found) == 6
    assert not isinstance(silent[-1], Gap)
    assert found[0].trunk is not None
    assert found[0].trunk.thorax_pelvis_peak_rad is not None
    assert found[-1].trunk is not None
    assert found[-1].trunk.thorax_pelvis_peak_rad is None

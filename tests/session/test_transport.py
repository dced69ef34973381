"""Going about in a recording: wherever a person comes from, what is shown at a moment is what was there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.pipeline import FoldedSet
from sensorlog.profiles import Registry
from sensorlog.session import LiveSession, Moments, ReplaySource, find_moments
from sensorlog.simulate import run_virtual
from tests.session.scene import record

REGISTRY = Registry(folders=())
END_S = 85.0


@cache
def a_recording() -> Path:
    return record(Path(mkdtemp()) / "a.mcap")


async def at(source: ReplaySource, session: LiveSession) -> None:
    """Wait until the replay is where it was sent, and all of it is analysed."""
    while source.is_on_the_way:  # noqa: ASYNC110 - a person has no event to wait for either
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.5)


def stands_after(seeks_s: Sequence[float]) -> tuple[FoldedSet, ...]:
    source = ReplaySource(a_recording(), 1.0, stays=True)
    source.is_paused = True
    session = LiveSession(source, None, REGISTRY)

    async def run() -> tuple[FoldedSet, ...]:
        running = asyncio.create_task(session.run())
        for t_s in seeks_s:
            source.seek(t_s)
            await at(source, session)
        sets = session.state.sets
        session.stop()
        await running
        return sets

    return run_virtual(run())


@cache
def straight_to(t_s: float) -> tuple[FoldedSet, ...]:
    return stands_after([t_s])


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.floats(0.0, END_S), max_size=3),
    st.sampled_from([0.0, 12.0, 18.0, 31.5, 47.0, END_S]),
)
def test_a_moment_looks_the_same_from_wherever_one_comes(before_s: list[float], t_s: float) -> None:
    assert stands_after([*before_s, t_s]) == straight_to(t_s)


def test_it_stands_still_and_goes_on_at_the_speed_that_is_wanted() -> None:
    source = ReplaySource(a_recording(), 1.0, stays=True)
    session = LiveSession(source, None, REGISTRY)

    async def run() -> list[float]:
        running = asyncio.create_task(session.run())
        await asyncio.sleep(5.0)
        positions = [source.position_s]
        source.is_paused = True
        await asyncio.sleep(20.0)
        positions.append(source.position_s)
        source.seek(source.position_s + 0.1)
        await asyncio.sleep(1.0)
        positions.append(source.position_s)
        source.speed, source.is_paused = 0.25, False
        await asyncio.sleep(8.0)
        positions.append(source.position_s)
        source.speed = 16.0
        await asyncio.sleep(1.0)
        positions.append(source.position_s)
        session.stop()
        await running
        return positions

    played, paused, stepped, slow, fast = run_virtual(run())
    assert played == paused
    assert stepped - paused == pytest.approx(0.1, abs=0.05)
    assert slow - stepped == pytest.approx(2.0, abs=0.2)
    assert fast - slow == pytest.approx(16.0, abs=0.6)


def test_its_end_is_a_moment_like_any_other() -> None:
    source = ReplaySource(a_recording(), None, stays=True)
    session = LiveSession(source, None, REGISTRY)

    async def run() -> None:
        running = asyncio.create_task(session.run())
        source.seek(1e6)
        await at(source, session)
        ended = source.is_at_end
        await asyncio.sleep(1.0)
        assert [one.rep_count for one in session.state.confirmed_sets] == [5, 6]
        assert all(one.end_s is not None for one in session.state.sets)
        source.is_paused = True
        source.seek(22.0)
        await at(source, session)
        assert [ended, source.is_at_end] == [True, False]
        assert [len(one.reps) for one in session.state.sets] == [4]
        session.stop()
        await running

    run_virtual(run())


def test_where_it_was_cut_off_is_known_when_it_is_there(tmp_path: Path) -> None:
    cut = tmp_path / "cut.mcap"
    cut.write_bytes(a_recording().read_bytes()[:-2000])
    source = ReplaySource(cut, None, stays=True)
    session = LiveSession(source, None, REGISTRY)

    async def run() -> None:
        running = asyncio.create_task(session.run())
        before = source.is_cut_off
        source.seek(1e6)
        await at(source, session)
        assert [before, source.is_cut_off] == [False, True]
        assert source.notes[0].startswith(f"{cut}: ends without a summary")
        session.stop()
        await running

    run_virtual(run())


def test_reps_and_sets_are_found_beforehand() -> None:
    moments = find_moments(a_recording(), REGISTRY)
    assert len(moments.sets_s) == 2
    assert len(moments.reps_s) in range(9, 12), "some reps are found together"
    assert moments.duration_s > moments.reps_s[-1]
    first, second = moments.reps_s[:2]
    assert moments.rep_after(0.0) == first
    assert moments.rep_after(first) == second
    assert moments.rep_before(second) == first
    assert moments.rep_before(first) is None
    assert moments.rep_after(moments.reps_s[-1]) is None
    assert moments.set_after(moments.sets_s[0]) == moments.sets_s[1]
    assert moments.set_before(moments.sets_s[1] + 5.0) == moments.sets_s[1]


def test_at_the_moment_of_a_rep_it_is_on_the_screen() -> None:
    moments = find_moments(a_recording(), REGISTRY)
    counts = []
    for t_s in moments.reps_s[:4]:
        sets = stands_after([t_s])
        counts.append(len(sets[-1].reps))
    assert counts == sorted(set(counts)), "each shows more than the one before"
    assert counts[0] > 0


def test_where_there_is_nothing_there_is_nowhere_to_go() -> None:
    assert Moments().rep_after(0.0) is None
    assert Moments().set_before(9.0) is None

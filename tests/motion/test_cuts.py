"""One result, however the stream is cut."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sensorlog.imu import ImuBlock
from sensorlog.motion import Motion
from tests.motion import contract
from tests.motion.movements import Samples, analyse, counts, info, lift, same, swing

CUTS = st.lists(st.integers(1, 400), min_size=1, max_size=12)


def blocks(samples: Samples, cuts: list[int], *, acc: bool = True, gyr: bool = True) -> Iterator[ImuBlock]:
    t, a, g = samples
    start = 0
    index = 0
    while start < len(t):
        end = min(start + cuts[index % len(cuts)], len(t))
        yield ImuBlock("bar", t[start:end], a[start:end] if acc else None, g[start:end] if gyr else None)
        start, index = end, index + 1


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cuts=CUTS, reps=st.integers(3, 5), rate_hz=st.sampled_from([12.5, 26.0, 50.0, 104.0, 200.0]), turning=st.booleans()
)
def test_any_cut_gives_the_same_events(cuts, reps, rate_hz, turning):
    samples = (swing if turning else lift)(reps, rate_hz=rate_hz, tail_s=9.0)
    whole = analyse(samples, info(rate_hz, rate_hz))
    motion = Motion(info(rate_hz, rate_hz))
    cut = [event for block in blocks(samples, cuts) for event in motion.push(block)]
    cut += motion.finish(float(samples[0][-1]))
    assert same(whole, cut)
    contract.check(cut)


def test_one_sample_at_a_time():
    samples = lift(4, rate_hz=50.0)
    motion = Motion(info(50.0, 50.0))
    cut = [event for block in blocks(samples, [1]) for event in motion.push(block)]
    cut += motion.finish(float(samples[0][-1]))
    assert same(analyse(samples, info(50.0, 50.0)), cut)
    assert counts(cut) == [4]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acc_cuts=CUTS, gyr_cuts=CUTS, picks=st.lists(st.booleans(), min_size=3, max_size=9))
def test_separate_streams_in_any_interleaving(acc_cuts, gyr_cuts, picks):
    t, acc, gyr = lift(4, rate_hz=50.0)
    slow = (t[::4] + 0.013, acc[::4], gyr[::4])
    fast = (t[::2], acc[::2], gyr[::2])
    rates = info(12.5, 25.0)

    whole_motion = Motion(rates)
    whole = whole_motion.push(ImuBlock("bar", slow[0], slow[1], None))
    whole += whole_motion.push(ImuBlock("bar", fast[0], None, fast[2]))
    whole += whole_motion.finish(float(t[-1]))

    motion = Motion(rates)
    waiting = [list(blocks(slow, acc_cuts, gyr=False)), list(blocks(fast, gyr_cuts, acc=False))]
    mixed = []
    turn = 0
    while waiting[0] or waiting[1]:
        which = int(picks[turn % len(picks)])
        turn += 1
        queue = waiting[which] or waiting[1 - which]
        mixed += motion.push(queue.pop(0))
    mixed += motion.finish(float(t[-1]))
    assert same(whole, mixed)
    assert counts(mixed) == [4]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    cuts=CUTS,
    together=st.integers(0, 900),
    rate_hz=st.sampled_from([50.0, 200.0]),
    bad=st.lists(st.integers(0, 2000), max_size=3),
    hole=st.integers(100, 900),
)
def test_both_kinds_in_one_block_or_each_in_its_own_is_the_same(cuts, together, rate_hz, bad, hole):
    t, acc, gyr = (np.delete(values, slice(hole, hole + round(rate_hz)), axis=0) for values in lift(4, rate_hz=rate_hz))
    acc[[index for index in bad if index < len(t)], 1] = np.nan
    both, rates = (t, acc, gyr), info(rate_hz, rate_hz)

    def each_in_its_own(samples: Samples) -> Iterator[ImuBlock]:
        for block in blocks(samples, cuts):
            yield ImuBlock("bar", block.t_s, block.acc_m_s2, None)
            yield ImuBlock("bar", block.t_s, None, block.gyr_rad_s)

    apart, mixed = Motion(rates), Motion(rates)
    expected = [event for block in each_in_its_own(both) for event in apart.push(block)]
    first, rest = ((t[part], acc[part], gyr[part]) for part in (slice(0, together), slice(together, None)))
    told = [event for block in blocks(first, cuts) for event in mixed.push(block)]
    told += [event for block in each_in_its_own(rest) for event in mixed.push(block)]
    assert same(expected + apart.finish(float(t[-1])), told + mixed.finish(float(t[-1])))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cuts=CUTS, hole_start=st.floats(2.0, 14.0), hole_s=st.floats(0.7, 5.0), alone=st.booleans())
def test_holes_are_the_same_for_any_cut(cuts, hole_start, hole_s, alone):
    t, acc, gyr = swing(6, rate_hz=50.0) if alone else lift(6, rate_hz=50.0)
    there = (t < hole_start) | (t > hole_start + hole_s)
    samples = (t[there], acc[there], gyr[there])
    rates = info(50.0, None if alone else 50.0)
    whole = analyse((samples[0], samples[1], None) if alone else samples, rates)
    motion = Motion(rates)
    cut = [event for block in blocks(samples, cuts, gyr=not alone) for event in motion.push(block)]
    cut += motion.finish(float(t[-1]))
    assert same(whole, cut)
    contract.check(cut)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), scale=st.sampled_from([0.0, 1e-3, 1.0, 1e3, 1e300]))
def test_nothing_raises(seed, scale):
    rng = np.random.default_rng(seed)
    motion = Motion(info(50.0, 50.0))
    events = []
    for _ in range(6):
        n = int(rng.integers(0, 200))
        t = np.sort(rng.uniform(0, 20, n)) if rng.random() < 0.5 else rng.uniform(0, 20, n)
        values = scale * rng.standard_normal((n, 3))
        values[rng.random((n, 3)) < 0.01] = np.nan
        events += motion.push(ImuBlock("bar", t, values, values))
    events += motion.finish(20.0)
    contract.check(events)

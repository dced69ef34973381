"""What was counted against what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pytest

from sensorlog.events import Rep, RepState
from sensorlog.pipeline import Item, Pipeline, SessionFold
from sensorlog.profiles import Registry
from sensorlog.simulate.lifter import Performance

AT_ONCE = 500
"""Items pushed together: how they are cut changes no event."""
AROUND_S = 1.5
"""A rep whose middle lies so far outside of the set is none of its reps."""


def not_yet(why: str) -> pytest.MarkDecorator:
    """Mark a case that the counter gets wrong so far. Once it is right the test fails: take the mark away then."""
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=why)


@dataclass(frozen=True)
class Done:
    exercise: str
    start_s: float
    end_s: float
    reps: int


@dataclass(frozen=True)
class Counted:
    start_s: float
    end_s: float
    reps: int
    middles_s: tuple[float, ...]

    def __str__(self) -> str:
        return f"{self.reps} reps from {self.start_s:.1f} to {self.end_s:.1f} s"


def done_in(performance: Performance, began_s: float) -> list[Done]:
    """Sets of a performance that began so many seconds after the first packet."""
    return [Done(one.exercise, one.start_s + began_s, one.end_s + began_s, len(one.reps)) for one in performance.sets]


def count(items: Iterable[Item], registry: Registry) -> list[Counted]:
    """Sets that the pipeline finds in the items of a session."""
    pipeline, fold = Pipeline(registry), SessionFold()
    items = list(items)
    for at in range(0, len(items), AT_ONCE):
        batch = items[at : at + AT_ONCE]
        fold.apply(batch, pipeline.push(batch))
    fold.apply([], pipeline.finish())
    return [
        Counted(one.start_s, one.end_s or one.start_s, one.rep_count, tuple(_middle(rep) for rep in one.reps))
        for one in fold.confirmed_sets
    ]


def _middle(rep: Rep) -> float:
    assert rep.state is RepState.CONFIRMED
    return (rep.start_s + (rep.end_s or rep.start_s)) / 2


def differences(done: Sequence[Done], counted: Sequence[Counted]) -> list[str]:
    """In words; nothing to say is what a test wants."""
    said = []
    for one in done:
        hits = [found for found in counted if found.start_s < one.end_s and found.end_s > one.start_s]
        what = f"{one.reps} × {one.exercise} from {one.start_s:.1f} to {one.end_s:.1f} s"
        if [hit.reps for hit in hits] != [one.reps]:
            said.append(f"{what}: counted {', '.join(str(hit) for hit in hits) or 'nothing'}")
    for found in counted:
        outside = [
            t_s for t_s in found.middles_s if not any(a.start_s - AROUND_S < t_s < a.end_s + AROUND_S for a in done)
        ]
        if outside or not found.middles_s:
            said.append(f"{found}: {len(outside)} of these reps are outside of any set")
    return said

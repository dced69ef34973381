"""Which set of today's work comes next, after those that are done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sensorlog.training.lifting import Target
from sensorlog.training.programs.plan import PlannedWork
from sensorlog.training.progression.proposal import Proposal
from sensorlog.training.progression.today import Today

__all__ = ["NextSet", "next_set"]


@dataclass(frozen=True, slots=True)
class NextSet:
    """One set that the program asks for."""

    proposal: Proposal
    target: Target
    number: int
    """From 1, among the sets of its exercise."""
    of: int


def next_set(today: Today, done: Sequence[str | None]) -> NextSet | None:
    """Return the next set of ``today``; ``None`` where all of it is done.

    ``done`` holds the exercise id of each working set of this session, in order; ``None`` is none of the catalogue. An
    exercise that was begun is finished first; otherwise the order is the program's, and no set has to follow it.
    """
    counts = Counter(done)
    left = [(work, proposal) for work, proposal in today.work if counts[proposal.exercise] < proposal.sets]
    if not left:
        return None
    begun = done[-1] if done else None
    work, proposal = next((each for each in left if each[1].exercise == begun), left[0])
    return NextSet(proposal, _target(work, proposal), counts[proposal.exercise] + 1, proposal.sets)


def _target(work: PlannedWork, proposal: Proposal) -> Target:
    return Target(
        reps=proposal.reps,
        seconds=proposal.seconds,
        lower_s=None if work.tempo is None else work.tempo.lower_s,
        lift_s=None if work.tempo is None else work.tempo.lift_s,
        rest_s=work.rest_s,
    )

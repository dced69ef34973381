"""The set that is open: what is known of it, which reps it shows, and what is told of it when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from sensorlog.events import Channel, SetEnded
from sensorlog.motion.confidence import sureness
from sensorlog.motion.evidence import Evidence
from sensorlog.motion.following import Following
from sensorlog.motion.ledger import Ledger
from sensorlog.motion.measures import velocity_loss
from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Run
from sensorlog.motion.reps import RepDraft, RepList, Way

__all__ = ["OpenSet", "Seen"]


class Seen(NamedTuple):
    """The reps of a set as they are seen now."""

    drafts: tuple[RepDraft, ...]
    channel: Channel
    first_direction: int
    """+1: the set began upwards (or in the positive sense of its axis)."""


@dataclass(slots=True)
class OpenSet:
    """A set from its first sight to its end."""

    sensor: str
    set_id: str
    start_s: float
    by_person: bool
    ledger: Ledger
    deadline_s: float
    run: Run | None = None
    following: Following | None = None
    convinced: Run | None = None
    """The last run that convinced, though its strokes were not yet enough for a set."""
    is_carried: bool | None = None
    """See :attr:`sensorlog.events.SetEnded.is_carried`."""

    @property
    def channel(self) -> Channel:
        """What carries the count: the person as long as nothing else does for certain."""
        return Channel.PERSON if self.following is None else self.following.channel

    def seen(self) -> Seen | None:
        """Give the reps that are followed, or that the run which was found would have; ``None`` without either."""
        if self.following is not None:
            return Seen(self.following.told, self.following.channel, self.following.first_direction)
        run = self.run
        if run is None:
            return None
        reps = RepList(run.channel, run.outward, run.apart)
        for number, (start, end) in enumerate(pairwise(run.turns)):
            reps.stroke(start, end, Way.between(start, end, run.values, run.first), follows=number > 0)
        return Seen(reps.drafts, run.channel, reps.first_direction)

    def is_not_carried(self, t_s: float, params: Params) -> bool:
        """Tell whether nothing repeated in a set of the person that would have been found if it had not been asked for.

        What is left are sway, breathing and the echo of what the other limbs do.
        """
        if t_s - self.start_s < params.min_reps * params.usual_rep_s:
            return False
        return self.run is None or not self.ledger.reps or self.run.size_m < 2 * params.travel_floor_m

    def ended(self, t_s: float, now_s: float, evidence: Evidence | None) -> SetEnded:
        """Sum the set up; a set that ended by itself ended with its last rep, else at ``t_s``."""
        reps = self.ledger.reps
        end_s = t_s
        if reps and not self.by_person:
            end_s = reps[-1].end_s or reps[-1].turn_s or reps[-1].start_s
        sure = None if evidence is None else sureness(evidence, len(reps))
        velocities = [rep.mean_velocity_m_s for rep in reps if rep.mean_velocity_m_s is not None]
        return SetEnded(
            sensor=self.sensor,
            set_id=self.set_id,
            t_s=now_s,
            start_s=self.start_s,
            end_s=end_s,
            rep_count=len(reps),
            confidence=None if sure is None else sure.confidence,
            channel=self.channel,
            velocity_loss=velocity_loss(velocities) if reps and reps[-1].mean_velocity_m_s is not None else None,
            is_carried=self.is_carried,
            other_count=None if sure is None else sure.other_count,
        )

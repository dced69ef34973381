"""One set as it stands in a session."""

from __future__ import annotations

from dataclasses import dataclass, field

from sensorlog.events import Channel, Rep, RepState
from sensorlog.imu import Role

__all__ = ["FoldedSet"]


@dataclass(frozen=True, slots=True)
class FoldedSet:
    """One set as it stands."""

    set_id: str
    sensor: str
    start_s: float
    by_person: bool
    role: Role = field(default_factory=Role)
    """Where its sensor sat. Sets of different roles are not compared."""
    end_s: float | None = None
    """``None`` while it goes on."""
    is_confirmed: bool = False
    channel: Channel | None = None
    confidence: float | None = None
    """How likely the sensor's own count is exact; ``None`` while the set goes on, or where it cannot be known."""
    sensed_other_count: int | None = None
    """The sensor's next likely count, where it is not sure."""
    is_carried: bool | None = None
    """``False``: it cannot be counted from where its sensor sat; ``None`` while the set goes on, or where too little
    was seen to tell."""
    velocity_loss: float | None = None
    reps: tuple[Rep, ...] = ()
    """Reps that stand, provisional ones included, by their start."""
    sensed_rep_count: int | None = None
    """What the sensor alone counted; ``None`` while the set goes on."""
    exercise: str | None = None
    """``None``: unlabelled."""
    load_kg: float | None = None
    said_reps: int | None = None
    """Reps as the person says them; ``None``: as they were found."""
    rpe: float | None = None
    """Effort, 0 to 10."""
    reps_in_reserve: float | None = None
    held_s: float | None = None
    """How long it was held, as the person says."""
    warm_up: bool = False
    is_discarded: bool = False
    """The person says that it was no set."""

    @property
    def found_count(self) -> int:
        """Confirmed reps, those that the person added included."""
        return sum(rep.state is RepState.CONFIRMED for rep in self.reps)

    @property
    def rep_count(self) -> int:
        """Reps that count: as the person says, else as they were found."""
        return self.found_count if self.said_reps is None else self.said_reps

    @property
    def other_count(self) -> int | None:
        """Another count to ask the person about; ``None`` where the sensor is sure, or the person has had a say."""
        was_told = self.said_reps is not None or self.found_count != self.sensed_rep_count
        return None if was_told else self.sensed_other_count

    @property
    def provisional_count(self) -> int:
        """Reps that may still change."""
        return len(self.reps) - self.found_count

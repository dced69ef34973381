"""A set: as the sensor saw it, as a person entered it, and as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sensorlog.events import Channel, Rep
from sensorlog.imu import Placement
from sensorlog.logbook.set_details import Equipment, Side

__all__ = ["HandSet", "LoggedSet", "SensedSet", "SetSource"]


@dataclass(frozen=True, slots=True)
class SensedSet:
    """A set that is over, as the sensor saw it: what :meth:`Logbook.save_set` keeps unchanged.

    ``reps`` are those of the sensor, with the ones that the person took back (as they were known then) and without
    those that were added.
    """

    set_id: str
    sensor: str
    start_s: float
    end_s: float
    channel: Channel
    confidence: float | None
    velocity_loss: float | None
    exercise: str | None
    """As the keys said when the set ended; ``None`` is unlabelled."""
    load_kg: float | None
    sensed_rep_count: int
    """What the sensor alone had counted."""
    reps: tuple[Rep, ...]
    placement: Placement | None = None
    """``None``: kept before this was known; ``UNKNOWN``: not said."""
    clip_site: str | None = None
    """See :class:`sensorlog.imu.Role`."""
    load_entered: str | None = None
    """The load as it was typed, with its unit: ``135 lb``."""
    is_carried: bool | None = None
    """See :attr:`sensorlog.events.SetEnded.is_carried`."""


@dataclass(frozen=True, slots=True)
class HandSet:
    """A set, a hold or a stretch that a person enters: what :meth:`Logbook.add_hand_set` keeps. ``None`` is unknown."""

    start_s: float
    """Seconds from the session's start."""
    end_s: float
    exercise: str | None
    reps: int | None = None
    held_s: float | None = None
    load_kg: float | None = None
    load_entered: str | None = None
    warm_up: bool = False
    side: Side | None = None
    equipment: Equipment | None = None
    rpe: float | None = None
    reps_in_reserve: float | None = None


class SetSource(StrEnum):
    """Who says that a set was done."""

    SENSED = "sensed"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class LoggedSet:
    """A set as it stands: sensed or entered, with the person's edits applied."""

    set_id: str
    sensor: str
    start_s: float
    end_s: float
    channel: Channel
    confidence: float | None
    velocity_loss: float | None
    exercise: str | None
    load_kg: float | None
    reps: tuple[Rep, ...]
    """In order of time. Added ones have ``source`` person and null measures. Revisions are not kept: 0."""
    sensed_rep_count: int | None
    """What the sensor alone had counted; ``None``: there was none."""
    placement: Placement | None = None
    clip_site: str | None = None
    moved_to: str | None = None
    """Id of the person to whom this set was moved; ``None``: it is the session's."""
    source: SetSource = SetSource.SENSED
    warm_up: bool = False
    side: Side | None = None
    equipment: Equipment | None = None
    rpe: float | None = None
    """Effort, 0 to 10."""
    reps_in_reserve: float | None = None
    load_entered: str | None = None
    """The load as it was typed, with its unit; ``None``: it was not, or in an older version."""
    said_reps: int | None = None
    """Reps as the person says them, sensed or not."""
    held_s: float | None = None
    """How long it was held, as the person says; of what a sensor saw, the times of the set tell."""
    deleted: bool = False
    is_carried: bool | None = None
    """``False``: it cannot be counted from where its sensor sat; ``None``: not known, or no sensor saw it."""

    @property
    def rep_count(self) -> int:
        """Reps that stand."""
        return len(self.reps) if self.said_reps is None else self.said_reps

    @property
    def is_uncountable(self) -> bool:
        """It cannot be counted from where its sensor sat, and nobody has said how many reps it had."""
        return self.is_carried is False and not self.rep_count and self.said_reps is None and self.held_s is None

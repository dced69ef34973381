"""What a screen knows beside the fold."""

from __future__ import annotations

from dataclasses import dataclass, field

from sensorlog.motion import Trace
from sensorlog.session import LogbookWait, Moments
from sensorlog.training import AtHand, Exercise, LoadUnit, NextSet, Target

__all__ = ["Moment", "Playing"]


@dataclass(frozen=True, slots=True)
class Playing:
    """Where a replay is."""

    position_s: float
    speed: float | None
    stands_still: bool
    """Stopped by the person, or at its end."""
    is_on_the_way: bool
    moments: Moments | None
    """``None``: not found yet."""
    is_cut_off: bool = False
    """The file ends here, too soon."""


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What the screen knows beside the fold."""

    now_s: float = 0.0
    """Session time: seconds from the first packet, or as in an export that is replayed."""
    begins_s: float = 0.0
    """Session time of the beginning."""
    trace: Trace | None = None
    is_replay: bool = False
    """A recording is looked at: nothing is recorded or kept."""
    is_over: bool = False
    """The source has nothing more."""
    waits_for_logbook: LogbookWait | None = None
    """What another program keeps from being written into the logbook."""
    playing: Playing | None = None
    unit: LoadUnit = LoadUnit.KG
    target: Target = field(default_factory=Target)
    """Of the set that goes on or comes next."""
    exercise: Exercise | None = None
    """What the catalogue knows of the exercise that is named."""
    coming: NextSet | None = None
    """What the program asks for next."""
    at_hand: AtHand | None = None
    rest_s: float | None = None
    """How long a rest is to be where neither target nor program says."""
    ready_s: float | None = None
    """Seconds until a hold begins; ``None``: none is about to."""
    live_cue: bool = False
    """Trunk deviations are shown while the set goes on."""
    effort: bool = False
    """Effort is asked for."""

    @property
    def is_hold(self) -> bool:
        """Whether what is done is timed, not counted."""
        if self.target.seconds is not None:
            return True
        return self.target.reps is None and self.exercise is not None and self.exercise.measure == "seconds"

    @property
    def wanted_rest_s(self) -> float | None:
        """How long the rest is to be."""
        return self.rest_s if self.target.rest_s is None else self.target.rest_s

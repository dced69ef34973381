"""What comes out: samples of each sensor, and what was truly done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sensorlog.imu import FloatArray, ImuBlock, Placement, StreamInfo

__all__ = ["HoldTruth", "Performance", "RepMeasures", "RepTruth", "SensorSamples", "SetTruth", "Span"]


@dataclass(frozen=True, slots=True)
class RepMeasures:
    """How one sensor moved in one rep."""

    rom_m: float
    """Vertical travel of the sensor between start and turn, unsigned."""
    rom_rad: float
    """Angle between the sensor's orientations at start and turn."""
    mean_velocity_m_s: float
    """Vertical travel in the concentric phase ÷ its duration, unsigned."""
    peak_velocity_m_s: float
    """Highest vertical speed of the concentric phase."""


@dataclass(frozen=True, slots=True)
class RepTruth:
    """One repetition as it was done. Seconds from the start of the performance."""

    start_s: float
    turn_s: float
    """The farthest point is reached."""
    back_s: float
    """It is left again; equal to ``turn_s`` without a pause."""
    end_s: float
    concentric_s: float | None
    """``None`` where the movement has no up and down."""
    eccentric_s: float | None
    half: bool
    paused: bool
    """It stood still in the middle of the concentric phase."""
    hitch: bool
    measures: Mapping[str, RepMeasures]
    """By name of the sensor."""

    @property
    def phase1_s(self) -> float:
        """Duration of the way out."""
        return self.turn_s - self.start_s

    @property
    def phase2_s(self) -> float:
        """Duration of the way back."""
        return self.end_s - self.back_s


@dataclass(frozen=True, slots=True)
class SetTruth:
    """One set: starts with its first rep and ends with its last."""

    exercise: str
    load_kg: float | None
    start_s: float
    end_s: float
    reps: tuple[RepTruth, ...]


@dataclass(frozen=True, slots=True)
class HoldTruth:
    """One isometric hold."""

    exercise: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Span:
    """What was done besides sets and holds: ``stand``, ``rest``, ``walk``, ``rack`` …: the segment's name."""

    kind: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class SensorSamples:
    """What one sensor measured, in its own frame, and where it truly was.

    Sample ``k`` was taken at ``t_s[k]`` true time; the sensor's own clock says ``k / rate_hz``. The two differ by its
    ``clock_ppm``.
    """

    name: str
    placement: Placement
    rate_hz: float
    t_s: FloatArray
    """Shape (n,)."""
    acc_m_s2: FloatArray
    """Specific force, shape (n, 3)."""
    gyr_rad_s: FloatArray
    """Angular rate, shape (n, 3)."""
    position_m: FloatArray
    """True position in the room, z up, shape (n, 3)."""
    orientation: FloatArray
    """True orientation, unit quaternions (w, x, y, z) that turn sensor into room vectors, shape (n, 4)."""

    def block(self) -> ImuBlock:
        """All samples as one block."""
        return ImuBlock(self.name, self.t_s, self.acc_m_s2, self.gyr_rad_s)

    def info(self) -> StreamInfo:
        """Tell what an algorithm is told about this sensor."""
        return StreamInfo(self.name, self.placement, self.rate_hz, self.rate_hz)


@dataclass(frozen=True, slots=True, eq=False)
class Performance:
    """A whole session with its truth. Spans, sets and holds are in time order."""

    duration_s: float
    samples: tuple[SensorSamples, ...]
    sets: tuple[SetTruth, ...]
    holds: tuple[HoldTruth, ...]
    spans: tuple[Span, ...]

    def sensor(self, name: str) -> SensorSamples:
        """Find the samples of one sensor; ``KeyError`` if there is none of this name."""
        for samples in self.samples:
            if samples.name == name:
                return samples
        raise KeyError(name)

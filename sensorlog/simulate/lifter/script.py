"""What the virtual lifter is told to do, and what is clipped to whom.

A script is a sequence of segments. Times are seconds, loads kilograms, rep numbers count from 1 as people count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sensorlog.imu import Placement
from sensorlog.simulate.errors import SimulateError

__all__ = [
    "ClipOn",
    "Hitch",
    "Hold",
    "Lifter",
    "PickUp",
    "PutDown",
    "Quaternion",
    "Rack",
    "Rest",
    "ScriptError",
    "Segment",
    "SensorSpec",
    "Set",
    "Stand",
    "Tempo",
    "Unrack",
    "Walk",
]

Quaternion = tuple[float, float, float, float]
"""(w, x, y, z), unit length."""


class ScriptError(SimulateError):
    """The script asks for something that the virtual lifter cannot do."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """Duration of the parts of a rep, as coaches write them: eccentric – pause – concentric – pause.

    Of a movement without up and down, ``eccentric_s`` is the way out and ``concentric_s`` the way back.
    """

    eccentric_s: float
    stretched_pause_s: float
    """Pause between eccentric and concentric. Where that is in the middle of a rep, 0 turns without a stop."""
    concentric_s: float
    shortened_pause_s: float
    """Pause between concentric and eccentric. Where that is in the middle of a rep, 0 turns without a stop."""


@dataclass(frozen=True, slots=True)
class Hitch:
    """A jerk in the middle of the concentric phase: the movement stalls and is torn on, and the trunk leans sideways.

    The default costs a deadlift a third of its speed or more for a moment; it is far from a reversal of the movement.
    """

    depth: float = 0.1
    """Share of the rep's range that is lost and caught up again."""
    duration_s: float = 0.35
    side_rad: float = 0.03


@dataclass(frozen=True, slots=True)
class Stand:
    """Stand still: people are asked to, so that the sensor can find out where down is."""

    duration_s: float


@dataclass(frozen=True, slots=True)
class Rest:
    """Sit down, fidget, drink, stand up."""

    duration_s: float


@dataclass(frozen=True, slots=True)
class Walk:
    """Turn round, walk away, turn, come back."""

    duration_s: float
    step_rate_hz: float = 1.8


@dataclass(frozen=True, slots=True)
class ClipOn:
    """The sensor is held in a hand, turned over and clipped on."""

    duration_s: float = 6.0
    exercise: str | None = None
    """Where the bar or dumbbell of this exercise waits; ``None`` leaves it where it is."""
    sensors: tuple[str, ...] | None = None
    """Which sensors are handled; ``None``: all."""


@dataclass(frozen=True, slots=True)
class Unrack:
    """Step to the rack, lift the bar out, step back."""

    exercise: str


@dataclass(frozen=True, slots=True)
class Rack:
    """Step to the rack and put the bar back: it rings."""

    exercise: str


@dataclass(frozen=True, slots=True)
class PickUp:
    """Bend down and pick the weight up from the floor."""

    exercise: str


@dataclass(frozen=True, slots=True)
class PutDown:
    """Put the weight back on the floor."""

    exercise: str


@dataclass(frozen=True, slots=True)
class Set:
    """Repetitions of one exercise (see ``exercises.EXERCISES``)."""

    exercise: str
    reps: int
    load_kg: float | None = None
    tempo: Tempo | None = None
    """``None``: the exercise's usual tempo."""
    fatigue: float = 0.3
    """How much longer the last concentric phase takes than the first: 0.3 is 30 %."""
    half_reps: tuple[int, ...] = ()
    """Numbers of the reps done over about 60 % of the range."""
    pauses_s: Mapping[int, float] = field(default_factory=dict)
    """Rep number → pause in the middle of its concentric phase, at the sticking point."""
    hitches: Mapping[int, Hitch] = field(default_factory=dict)
    """Rep number → hitch."""
    range_scale: float = 1.0
    """Range of motion as a share of the exercise's usual one."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Take the position of an exercise and hold it: a plank."""

    exercise: str
    duration_s: float


Segment = Stand | Rest | Walk | ClipOn | Unrack | Rack | PickUp | PutDown | Set | Hold


@dataclass(frozen=True, slots=True)
class SensorSpec:
    """One sensor: where it is clipped, and how good it is.

    The defaults are those of a common MEMS part: noise from the data sheets of BMI270 and LSM6DS3 (160 µg/√Hz and
    0.007 (°/s)/√Hz), biases of the size that is seen without calibration, ±8 g and ±2000 °/s. Quantisation is the
    wire's business.
    """

    name: str
    placement: Placement
    rate_hz: float = 100.0
    mounting: Quaternion = (1.0, 0.0, 0.0, 0.0)
    """Turns vectors of the sensor frame into the frame of the body segment or bar."""
    acc_noise_m_s2_sqrt_hz: float = 1.6e-3
    gyr_noise_rad_s_sqrt_hz: float = 1.2e-4
    acc_bias_m_s2: tuple[float, float, float] = (0.05, -0.08, 0.1)
    gyr_bias_rad_s: tuple[float, float, float] = (0.006, -0.004, 0.008)
    acc_scale: float = 1.0
    """What the sensor reads ÷ what is there; 2 % off is common."""
    acc_range_m_s2: float = 8 * 9.80665
    gyr_range_rad_s: float = 34.907
    clock_ppm: float = 0.0
    """How much faster than true time the sensor's clock runs: its samples come earlier than ``k / rate_hz``."""

    def __post_init__(self) -> None:
        if not 1.0 <= self.rate_hz <= 1000.0:
            raise ScriptError(f"sensor {self.name!r}: rate {self.rate_hz} Hz is outside of 1 to 1000 Hz")
        length = sum(part * part for part in self.mounting)
        if abs(length - 1.0) > 1e-6:
            raise ScriptError(f"sensor {self.name!r}: mounting {self.mounting} is no unit quaternion")
        if self.placement is Placement.UNKNOWN:
            raise ScriptError(f"sensor {self.name!r}: a simulated sensor needs a placement")


@dataclass(frozen=True, slots=True)
class Lifter:
    """The person: size, and how steady they are."""

    height_m: float = 1.75
    sway_rad: float = 0.006
    """Standard deviation of the slow sway of a standing trunk (quiet stance: about 0.3°)."""
    tremor_m_s2: float = 0.08
    """Standard deviation of the shaking of hands and bar under load."""
    variability: float = 1.0
    """Scales the differences between reps: 1 is an ordinary lifter, 0 a machine."""

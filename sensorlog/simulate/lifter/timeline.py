"""The movement as it is put together: pieces of joint paths, each beginning where the one before ended.

Every piece starts and ends at rest, so that positions, velocities and accelerations are continuous over the session.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sensorlog.imu import FloatArray
from sensorlog.simulate.lifter.body import BAR, JOINTS, Body, Joint
from sensorlog.simulate.lifter.exercises import at_ease
from sensorlog.simulate.lifter.performance import HoldTruth, Span
from sensorlog.simulate.lifter.script import Lifter
from sensorlog.simulate.lifter.strokes import minimum_jerk

__all__ = ["GRID_HZ", "Handling", "Impact", "RepDraft", "SetDraft", "Timeline"]

GRID_HZ = 200.0
"""Joint paths are sampled at this rate; sensors read splines through them."""


@dataclass(frozen=True, slots=True)
class Impact:
    """A knock: a joint coordinate rings. ``acceleration`` is its peak, m/s² or rad/s²."""

    at: int
    joint: Joint
    acceleration: float
    frequency_hz: float


@dataclass(frozen=True, slots=True)
class Handling:
    """From ``start`` to ``end`` these sensors (``None``: all) are in somebody's hand."""

    start: int
    end: int
    sensors: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class RepDraft:
    """A rep on the grid."""

    start: int
    turn: int
    back: int
    end: int
    half: bool
    paused: bool
    hitch: bool


@dataclass(frozen=True, slots=True)
class SetDraft:
    """A set on the grid."""

    exercise: str
    load_kg: float | None
    reps: tuple[RepDraft, ...]


@dataclass(slots=True)
class Timeline:
    """Grows at its end; ``now`` is the posture there."""

    lifter: Lifter
    rng: np.random.Generator
    body: Body = field(init=False)
    now: FloatArray = field(init=False)
    length: int = 0
    """Grid steps so far: the index of the end."""
    pieces: list[FloatArray] = field(default_factory=list)
    loaded: list[FloatArray] = field(default_factory=list)
    """Per piece (n,): 1 where the weight is carried, 0 where it lies."""
    unsteady: list[FloatArray] = field(default_factory=list)
    """Per piece (n,): how much the trunk sways, 1 standing."""
    impacts: list[Impact] = field(default_factory=list)
    handlings: list[Handling] = field(default_factory=list)
    sets: list[SetDraft] = field(default_factory=list)
    holds: list[HoldTruth] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    carrying: bool = False
    supported: bool = False
    """Sitting or lying."""

    def __post_init__(self) -> None:
        self.body = Body(self.lifter.height_m)
        self.now = at_ease(self.body, np.zeros(JOINTS), sitting=False)
        self.pieces.append(self.now[None].copy())
        self.loaded.append(np.zeros(1))
        self.unsteady.append(np.ones(1))

    def lay_out_bar(self, posture: FloatArray) -> None:
        """Before anything is done: the bar lies where it lies in this posture."""
        self.now[BAR] = self.pieces[0][0, BAR] = posture[BAR]

    @property
    def t_s(self) -> float:
        """Time at the end."""
        return self.length / GRID_HZ

    def tau(self, duration_s: float) -> FloatArray:
        """Grid of a piece of this duration: values in 0 < τ ≤ 1."""
        n = max(round(duration_s * GRID_HZ), 1)
        return np.arange(1, n + 1) / n

    def vary(self, value: float, share: float) -> float:
        """Vary a value as people do when they repeat: log-normal with this relative spread."""
        spread = share * self.lifter.variability
        return value * float(np.exp(np.clip(self.rng.standard_normal(), -2.5, 2.5) * spread))

    def append(self, joints: FloatArray) -> None:
        """Go on with this path, shape (n, JOINTS); its last row is at rest."""
        self.pieces.append(joints)
        self.loaded.append(np.full(len(joints), float(self.carrying)))
        self.unsteady.append(np.full(len(joints), 0.3 if self.supported else 1.0))
        self.length += len(joints)
        self.now = joints[-1].copy()

    def wait(self, duration_s: float) -> None:
        """Stay as you are."""
        if duration_s > 0:
            self.append(np.repeat(self.now[None], max(round(duration_s * GRID_HZ), 1), axis=0))

    def move(self, target: FloatArray, duration_s: float) -> None:
        """Go to a posture, every joint on its minimum-jerk path."""
        self.append(self.now + minimum_jerk(self.tau(duration_s))[:, None] * (target - self.now))

    def get_into(self, target: FloatArray) -> None:
        """Go to a posture in the time that people take: longer for a larger change."""
        change = float(np.max(np.abs(target - self.now)[Joint.TRUNK : Joint.BAR_X]))
        if change > 1e-6 or not np.allclose(target, self.now):
            self.move(target, self.vary(0.9 + 1.2 * min(change, 2.0), 0.1))

    def impact(self, joint: Joint, acceleration: float, frequency_hz: float) -> None:
        """Let something knock at the present end."""
        self.impacts.append(Impact(self.length, joint, acceleration, frequency_hz))

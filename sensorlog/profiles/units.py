"""Units a data sheet speaks, and their SI equivalents."""

from __future__ import annotations

import math
from typing import Literal, get_args

__all__ = ["SI_FACTOR", "Unit"]

STANDARD_GRAVITY_M_S2 = 9.80665
"""Conventional value (3rd CGPM, 1901); data sheets count acceleration in it."""

Unit = Literal[
    "g", "mg", "m/s^2", "deg/s", "mdeg/s", "rad/s", "deg", "rad", "uT", "%", "mV", "V", "degC", "s", "ms", "1"
]
"""What ``unit`` of a scale may say; ``"1"`` is a pure number."""

SI_FACTOR: dict[Unit, float] = dict.fromkeys(get_args(Unit), 1.0) | {
    "g": STANDARD_GRAVITY_M_S2,
    "mg": STANDARD_GRAVITY_M_S2 / 1000.0,
    "deg/s": math.pi / 180.0,
    "mdeg/s": math.pi / 180_000.0,
    "deg": math.pi / 180.0,
    "mV": 1e-3,
    "ms": 1e-3,
}
"""Value in the unit × factor = value inside the program. Per cent, µT and °C stay what they are."""

"""Room ``motion``: streaming repetition counting and trunk motion from one inertial sensor. See docs/algorithms.md."""

from sensorlog.motion.engine import Motion
from sensorlog.motion.lean import LEAN_DIFFERENCE_ERROR_RAD, LEAN_ERROR_RAD
from sensorlog.motion.low_pass import preload
from sensorlog.motion.measures import (
    MEAN_VELOCITY_ERROR_M_S,
    PEAK_VELOCITY_ERROR_M_S,
    RANGE_ERROR_M,
    VELOCITY_LOSS_ERROR,
    velocity_loss,
)
from sensorlog.motion.params import Params
from sensorlog.motion.trace import Trace
from sensorlog.motion.usual import Deviation, Usual, UsualRep, judge

__all__ = [
    "LEAN_DIFFERENCE_ERROR_RAD",
    "LEAN_ERROR_RAD",
    "MEAN_VELOCITY_ERROR_M_S",
    "PEAK_VELOCITY_ERROR_M_S",
    "RANGE_ERROR_M",
    "VELOCITY_LOSS_ERROR",
    "Deviation",
    "Motion",
    "Params",
    "Trace",
    "Usual",
    "UsualRep",
    "judge",
    "preload",
    "velocity_loss",
]

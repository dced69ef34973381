"""Room ``motion``: streaming repetition counting from one inertial sensor. See docs/algorithms.md."""

from sensorlog.motion.counter import Trace
from sensorlog.motion.engine import Motion
from sensorlog.motion.params import Params

__all__ = ["Motion", "Params", "Trace"]

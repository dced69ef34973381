"""Room ``simulate``: motion whose truth is known, and sensors that are not there. See docs/architecture.md.

What needs bumble (the extra ``simulate``) is imported when it is asked for; without bumble that is a
:class:`SimulateError` that says what to install, and :func:`packets` gives the same bytes without a radio.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sensorlog.simulate.air import Air
from sensorlog.simulate.errors import SimulateError
from sensorlog.simulate.motion import Motion
from sensorlog.simulate.over_the_air import packets
from sensorlog.simulate.virtual_time import VirtualTimeLoop, run_virtual

if TYPE_CHECKING:
    from sensorlog.simulate.bleak_backend import installed
    from sensorlog.simulate.radio import VirtualRadio
    from sensorlog.simulate.sensor import VirtualSensor

__all__ = [
    "Air",
    "Motion",
    "SimulateError",
    "VirtualRadio",
    "VirtualSensor",
    "VirtualTimeLoop",
    "installed",
    "packets",
    "run_virtual",
]

_NEEDS_BUMBLE = {"installed": "bleak_backend", "VirtualRadio": "radio", "VirtualSensor": "sensor"}


def __getattr__(name: str) -> Any:
    if name not in _NEEDS_BUMBLE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"{__name__}.{_NEEDS_BUMBLE[name]}"), name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "bumble":
            raise
        raise SimulateError(
            "the virtual radio needs bumble, which is not installed; get it with: pip install 'sensorlog[simulate]'"
        ) from error

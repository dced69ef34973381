"""Rep counting and load logging with a commodity Bluetooth LE motion sensor."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"

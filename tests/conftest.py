"""For all tests: no clock decides whether one passes. Speed is measured by ``python -m benchmarks``."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")

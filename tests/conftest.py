"""For all tests: no clock decides whether one passes. Speed is measured by ``python -m benchmarks``."""

from __future__ import annotations

import gc

from hypothesis import settings

settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")


def pytest_collection_finish() -> None:
    """Leave alone what stays to the end: half a million objects of imported modules and of three thousand tests.

    To look through them for garbage again and again was a twentieth of the time that all tests take; and what tests
    leave behind is looked through less often, since the collector then takes any heap for a small one.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)

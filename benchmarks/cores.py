"""The same work on many inputs, on all cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

__all__ = ["on_all_cores"]

Given = TypeVar("Given")
Found = TypeVar("Found")

_LITTLE = 8
"""Fewer inputs than this are done here: starting processes would take longer."""


def on_all_cores(work: Callable[[Given], Found], inputs: Sequence[Given]) -> list[Found]:
    """Give ``work`` of each input, in the order of ``inputs``. Both must be picklable."""
    cores = os.cpu_count() or 1
    if cores == 1 or len(inputs) < _LITTLE:
        return [work(one) for one in inputs]
    with ProcessPoolExecutor(cores) as pool:
        return list(pool.map(work, inputs, chunksize=max(1, len(inputs) // (16 * cores))))

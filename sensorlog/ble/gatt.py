"""bleak's operations as the rest of this room wants them: each ends in time, and no cancellation is lost in one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from bleak.exc import BleakCharacteristicNotFoundError, BleakGATTProtocolError

__all__ = ["REFUSALS", "heeding_cancellation", "in_time"]

REFUSALS = (BleakCharacteristicNotFoundError, BleakGATTProtocolError)
"""The sensor cannot or will not do this one thing; the link is fine."""

_ANSWER_S = 5.0
"""A single GATT operation takes some connection intervals; ATT itself would give up after 30 s."""

_T = TypeVar("_T")


async def in_time(operation: Awaitable[_T]) -> _T:
    """Await a single GATT operation. Raises ``TimeoutError`` where a sensor, or bluetoothd, does not answer."""
    async with asyncio.timeout(_ANSWER_S):
        return await heeding_cancellation(operation)


async def heeding_cancellation(operation: Awaitable[_T]) -> _T:
    """Await one of bleak's operations; raise a cancellation that came meanwhile and was lost in it.

    ``asyncio.wait_for``, which bleak's backends use, returns the answer and drops a cancellation that comes in the same
    turn of the loop (until Python 3.12, cpython#86296). Whoever cancelled would wait for ever.
    """
    task = asyncio.current_task()
    before = 0 if task is None else task.cancelling()
    result = await operation
    if task is not None and task.cancelling() > before:
        raise asyncio.CancelledError
    return result

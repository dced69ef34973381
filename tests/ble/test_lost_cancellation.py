"""Whoever is cancelled ends, even where bleak forgets about it."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from sensorlog.ble.gatt import heeding_cancellation


async def forgetful() -> str:
    """Answer, and drop a cancellation that comes with the answer, as ``asyncio.wait_for`` does before Python 3.12."""
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.Event().wait()
    return "answer"


async def test_a_cancellation_that_was_dropped_is_raised() -> None:
    task = asyncio.create_task(heeding_cancellation(forgetful()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_what_is_done_while_closing_is_done() -> None:
    done: list[str] = []

    async def close_when_cancelled() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            done.append(await heeding_cancellation(asyncio.sleep(0, "stopped")))

    task = asyncio.create_task(close_when_cancelled())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert done == ["stopped"]

"""Commands of the shell over the virtual radio, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from sensorlog.simulate import VirtualSensor, run_virtual
from tests.session.test_radio import on_the_air

__all__ = ["put_on_air"]


def put_on_air(monkeypatch: pytest.MonkeyPatch, *sensors: VirtualSensor) -> None:
    """Let every ``asyncio.run`` of a command happen among ``sensors``, on a clock that jumps."""

    def run(main: Coroutine[Any, Any, Any]) -> Any:
        async def among_them() -> Any:
            async with on_the_air(*sensors):
                return await main

        return run_virtual(among_them())

    monkeypatch.setattr(asyncio, "run", run)

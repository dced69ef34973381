"""What holds for every screen: no test listens to the radio of the computer that it runs on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest

from sensorlog.ble import Found
from sensorlog.profiles import Registry


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is heard, unless a test brings air of its own."""

    async def scan(_registry: Registry, _seconds: float | None) -> AsyncGenerator[Found, None]:
        await asyncio.Event().wait()
        yield  # type: ignore[misc]

    monkeypatch.setattr("sensorlog.session.nearby.scan", scan)

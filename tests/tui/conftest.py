"""What holds for every screen: no test listens to the radio of its computer, or has the settings of its owner."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from sensorlog.ble import Found
from sensorlog.profiles import Registry
from sensorlog.settings import Settings, save_settings


async def no_radio(_registry: Registry, _seconds: float | None) -> AsyncGenerator[Found, None]:
    """Hear nothing."""
    await asyncio.Event().wait()
    yield  # type: ignore[misc]


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is heard, unless a test brings air of its own."""
    monkeypatch.setattr("sensorlog.session.nearby.scan", no_radio)


@pytest.fixture(autouse=True)
def no_loudspeaker(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test is heard by those who sit beside it."""
    monkeypatch.setenv("SSH_TTY", os.devnull)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody has answered the questions of the first run."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    save_settings(Settings(advice_read=True), tmp_path / "config" / "sensorlog" / "settings.toml")

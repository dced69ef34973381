"""What the screens look like. Changed on purpose? ``pytest tests/tui --snapshot-update``, and look at each."""

from __future__ import annotations

from pathlib import Path

import pytest

from sensorlog.logbook import DATABASE_URL_VARIABLE
from sensorlog.tui.app import SensorlogApp
from tests.tui.waiting import settled

SIZES = {"60": (60, 24), "100": (100, 30), "160": (160, 45)}


def test_the_start_page(snap_compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, f"sqlite:///{tmp_path / 'log.db'}")
    assert snap_compare(SensorlogApp(), terminal_size=SIZES["100"], run_before=settled)

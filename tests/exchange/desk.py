"""A second logbook, where logs are taken in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sensorlog.logbook import Logbook
from tests.logbook.sample import url_of

__all__ = ["desk"]


@pytest.fixture
def desk(tmp_path: Path, empty_logbook: Path) -> Iterator[Logbook]:
    """Another, empty logbook."""
    path = tmp_path / "desk" / "log.db"
    path.parent.mkdir()
    shutil.copy(empty_logbook, path)
    with closing(Logbook(url_of(path))) as book:
        yield book

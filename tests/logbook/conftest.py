"""A logbook for each test, copied from one that was made once: the steps of its schema take half a second."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sensorlog.logbook import Logbook
from tests.logbook.sample import url_of


@pytest.fixture(scope="session")
def empty_logbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A logbook with nothing in it, closed."""
    path = tmp_path_factory.mktemp("empty") / "log.db"
    Logbook(url_of(path)).close()
    return path


@pytest.fixture
def logbook(tmp_path: Path, empty_logbook: Path) -> Iterator[Logbook]:
    """An open logbook in a folder of its own."""
    path = tmp_path / "home" / "log.db"
    path.parent.mkdir()
    shutil.copy(empty_logbook, path)
    book = Logbook(url_of(path))
    yield book
    book.close()

"""A logbook of one person, Ana; made once and copied, because making one anew takes a while."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from tests.logbook.sample import url_of

__all__ = ["anas_logbook", "empty_logbook"]


@pytest.fixture(scope="session")
def empty_logbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A logbook with Ana in it and nothing else."""
    path = tmp_path_factory.mktemp("ana") / "log.db"
    with closing(Logbook(url_of(path))) as logbook:
        logbook.add_person("Ana")
    return path


@pytest.fixture
def anas_logbook(empty_logbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same as the logbook that the shell uses in this test."""
    path = tmp_path / "log.db"
    shutil.copy(empty_logbook, path)
    monkeypatch.setenv(DATABASE_URL_VARIABLE, url_of(path))
    monkeypatch.setenv("COLUMNS", "160")
    return path

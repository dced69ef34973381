"""A logbook of one person, Ana; made once and copied, because making one anew takes a while."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sensorlog.cli.app import app
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from tests.logbook.sample import url_of

__all__ = ["ago", "anas_logbook", "empty_logbook", "invoke", "today"]


def today() -> date:
    """The day on which the test runs: a run of all tests may go past midnight."""
    return date.today()  # noqa: DTZ011 - the person's own calendar


def ago(days: int) -> str:
    """The day that many days before today."""
    return (today() - timedelta(days=days)).isoformat()


def invoke(*arguments: str, code: int = 0) -> str:
    """What the shell prints for these words; it ends with ``code``."""
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


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

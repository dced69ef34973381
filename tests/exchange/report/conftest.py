"""A logbook with made-up people, filled once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from benchmarks.simulated_people import Story, live
from sensorlog.exchange.report import ReportFormat, ReportOrder, report_on
from sensorlog.exchange.report.document import Document
from sensorlog.logbook import Logbook
from sensorlog.training import known_exercises
from tests.logbook.sample import url_of

TODAY = date(2026, 6, 30)
ORDER = ReportOrder(TODAY, (ReportFormat.HTML,))
ANA = Story(
    "Ana", 1, TODAY, weeks=5, per_week=2, sets_of_each=1, reps=5, new_pain_at=1, notes=("Felt light.",), skips=0.2
)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a logbook in which Ana trained for five weeks."""
    folder = tmp_path_factory.mktemp("people")
    with closing(Logbook(url_of(folder / "log.db"))) as logbook:
        live(logbook, ANA)
    return folder


@pytest.fixture
def logbook(kept: Path, tmp_path: Path) -> Iterator[Logbook]:
    """A copy of it, open."""
    shutil.copytree(kept, tmp_path / "home")
    with closing(Logbook(url_of(tmp_path / "home" / "log.db"))) as book:
        yield book


@pytest.fixture(scope="session")
def document(kept: Path) -> Document:
    """The report on Ana."""
    with closing(Logbook(url_of(kept / "log.db"))) as logbook:
        return report_on(logbook, logbook.people()[0], ORDER, known_exercises())

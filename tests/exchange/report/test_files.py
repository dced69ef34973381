"""Reports as files: private, whole, and never over something else."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from sensorlog.exchange.report import ReportError, ReportFormat, ReportOrder, write_report, write_reports
from sensorlog.logbook import Logbook
from sensorlog.training import known_exercises
from tests.exchange.report.conftest import TODAY

CATALOGUE = known_exercises()
BOTH = ReportOrder(TODAY, (ReportFormat.HTML, ReportFormat.PDF))
HTML = ReportOrder(TODAY, (ReportFormat.HTML,))


def test_files_are_private_and_named_after_person_and_day(
    logbook: Logbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    person = logbook.people()[0]
    paths = write_report(logbook, person, BOTH, CATALOGUE)
    assert [path.name for path in paths] == [
        f"report-Ana-{person.id[:6]}-2026-06-30.{ending}" for ending in ("html", "pdf")
    ]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in paths)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["home", *(path.name for path in paths)])


@pytest.mark.parametrize("label", ["../../etc/passwd", "CON", "ä / ö", "a" * 60])
def test_a_name_never_leads_elsewhere(
    logbook: Logbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, label: str
) -> None:
    monkeypatch.chdir(tmp_path)
    person = logbook.rename_person(logbook.people()[0].id, label)
    (path,) = write_report(logbook, person, HTML, CATALOGUE)
    assert path.resolve().parent == tmp_path
    assert path.name.startswith("report-")
    assert path.name.isascii()


def test_what_is_there_is_replaced_only_when_told(logbook: Logbook, tmp_path: Path) -> None:
    person, path = logbook.people()[0], tmp_path / "mine.html"
    path.write_text("precious")
    with pytest.raises(ReportError, match="is there already"):
        write_report(logbook, person, HTML, CATALOGUE, path)
    assert path.read_text() == "precious"
    write_report(logbook, person, ReportOrder(TODAY, (ReportFormat.HTML,), overwrite=True), CATALOGUE, path)
    assert path.read_text().startswith("<!DOCTYPE html>")
    (within,) = write_report(
        logbook, person, ReportOrder(TODAY, (ReportFormat.HTML,), overwrite=True), CATALOGUE, tmp_path
    )
    assert within.parent == tmp_path, "a folder is never replaced"


def test_a_folder_that_cannot_be_is_told(logbook: Logbook, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match="cannot be made"):
        list(write_reports(logbook, logbook.people(), HTML, CATALOGUE, tmp_path / "file" / "folder"))
    with pytest.raises(ReportError, match="cannot be written"):
        write_report(logbook, logbook.people()[0], HTML, CATALOGUE, tmp_path / "nowhere" / "a.html")


def test_the_missing_engine_is_named(logbook: Logbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ReportError, match=r"sensorlog\[report\]"):
        write_report(
            logbook, logbook.people()[0], ReportOrder(TODAY, (ReportFormat.PDF,)), CATALOGUE, tmp_path / "a.pdf"
        )
    assert not (tmp_path / "a.pdf").exists()

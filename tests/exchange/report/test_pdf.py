"""The same on paper."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from sensorlog.exchange.report import ReportError, render_pdf, report_on
from sensorlog.exchange.report.document import Bullets, Document, Section, Table
from sensorlog.logbook import BodyWeight, Logbook
from sensorlog.training import known_exercises
from tests.exchange.report.conftest import ORDER, TODAY

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
MARKUP = '#panic() $x^2$ *bold* _it_ `raw` @ref <label> \\ // /* #read("/etc/passwd") = heading'


def text_of(pdf: bytes, tmp_path: Path, *options: str) -> str:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    found = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, check=True, timeout=30)
    return found.stdout.decode()


def test_it_can_be_archived_and_read_without_seeing_it_and_has_no_clock(document: Document) -> None:
    pdf = render_pdf(document)
    assert pdf.startswith(b"%PDF-")
    assert b"<pdfaid:part>2<" in pdf
    assert b"<pdfuaid:part>1<" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang" in pdf
    assert b"/JavaScript" not in pdf
    assert b"/URI" not in pdf
    assert pdf == render_pdf(document)


@needs_poppler
def test_the_first_page_holds_the_summary_and_nothing_else(document: Document, tmp_path: Path) -> None:
    pdf = render_pdf(document)
    first = text_of(pdf, tmp_path, "-f", "1", "-l", "1")
    for words in ("Recorded of planned", "Load by muscle group", "Trunk in", "Notes", "no diagnosis"):
        assert words in first
    assert "The numbers behind the first page" not in first
    assert "SHA-256" in text_of(pdf, tmp_path)


@needs_poppler
def test_markup_of_the_engine_in_names_and_notes_is_words(logbook: Logbook, tmp_path: Path) -> None:
    person = logbook.people()[0]
    logbook.rename_person(person.id, "#panic() $x$ *Ana* @b <c>")
    logbook.add_felt(person.id, BodyWeight(TODAY, 80.0), note=MARKUP)
    text = text_of(render_pdf(report_on(logbook, logbook.people()[0], ORDER, known_exercises())), tmp_path)
    assert "#panic() $x$ *Ana* @b <c>" in text
    assert MARKUP in " ".join(text.split())
    assert "root:" not in text


def test_letters_that_no_font_has_are_no_reason_to_fail(document: Document) -> None:
    pdf = render_pdf(replace(document, title="\U0010fffe and \ue000"))
    assert pdf.startswith(b"%PDF-")
    assert b"pdfaid" not in pdf


@needs_poppler
def test_a_word_without_end_stays_on_the_page(document: Document, tmp_path: Path) -> None:
    endless = Section("endless", "Endless", (Bullets(("x" * 400,)), Table("", (), ())))
    text = text_of(render_pdf(replace(document, details=(endless,))), tmp_path, "-layout")
    assert max(len(line.strip()) for line in text.splitlines() if "xxx" in line) < 200


def test_a_picture_that_is_none_is_told(document: Document) -> None:
    broken = replace(document.figures()[0], pictures=("<svg",))
    with pytest.raises(ReportError, match="could not be made"):
        render_pdf(replace(document, details=(Section("s", "s", (broken,)),)))

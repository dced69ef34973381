"""A report as PDF, for screen readers and archives, by Typst: an engine that pip installs on every system."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import Any

from sensorlog.exchange.report.document import Block, Document, Section, Table
from sensorlog.exchange.report.errors import ReportError

__all__ = ["TEMPLATE", "plain", "render_pdf"]

_PIECE = 16
_LONG_WORD = re.compile(r"\S{25,}")
_BREAK = "\u200b"
"""A place without width at which a line may end."""
_NAMES = ("id", "anchor", "to", "numbers")
TEMPLATE = Path(__file__).parent / "templates" / "report.typ"


def render_pdf(document: Document) -> bytes:
    """Return the file. Raises :class:`ReportError` where Typst is not installed or fails."""
    try:
        import typst
    except ImportError as error:
        raise ReportError("a report in PDF needs typst: pip install 'sensorlog[report]'") from error
    # Data go in as a string that the template parses: what a person typed is never read as markup.
    inputs = {"document": json.dumps(plain(document), ensure_ascii=False)}
    try:
        return _compiled(inputs, is_strict=True)
    except typst.TypstError:  # the standards refuse letters that no font on this computer has
        pass
    try:
        return _compiled(inputs, is_strict=False)
    except typst.TypstError as error:
        raise ReportError(f"the PDF of {document.person} could not be made ({error.message}): try --html") from error


def _compiled(inputs: dict[str, str], *, is_strict: bool) -> bytes:
    """Return the file; strict is PDF/A-2a, to be kept for decades, and PDF/UA-1, to be read without seeing it."""
    import typst

    made: bytes = typst.compile(
        TEMPLATE.read_bytes(), format="pdf", sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"] if is_strict else []
    )
    return made


def plain(document: Document) -> dict[str, Any]:
    """Return the document as the template reads it: plain values, each block with its kind."""
    first = [section for band in document.summary for column in band.columns for section in column]
    return {
        "title": document.title,
        "person_id": document.person_id,
        "period": document.period,
        "made": document.made,
        "made_on": [document.made_on.year, document.made_on.month, document.made_on.day],
        "software": document.software,
        "purpose": document.purpose,
        "anchors": sorted(_anchors([*first, *document.details])),
        "summary": [
            {"columns": [[_section(section) for section in column] for column in band.columns]}
            for band in document.summary
        ],
        "details": [_section(section) for section in document.details],
    }


def _section(section: Section) -> dict[str, Any]:
    return {"id": section.id, "title": section.title, "blocks": [_block(block) for block in section.blocks]}


def _block(block: Block) -> dict[str, Any]:
    plain: dict[str, Any] = _breakable(asdict(block))
    return {"kind": type(block).__name__, **plain}


def _breakable(value: Any) -> Any:
    """Let words that are longer than a column be broken: Typst itself would have them leave the page."""
    match value:
        case str() if not value.startswith("<svg"):
            return _LONG_WORD.sub(lambda found: _BREAK.join(wrap(found[0], _PIECE)), value)
        case dict():
            return {key: each if key in _NAMES else _breakable(each) for key, each in value.items()}
        case list() | tuple():
            return [_breakable(each) for each in value]
    return value


def _anchors(sections: Iterable[Section]) -> set[str]:
    found = set()
    for section in sections:
        if section.id != "key-figures":
            found.add(section.id)
        for block in section.blocks:
            if isinstance(block, Table):
                found |= {row.anchor for row in block.rows if row.anchor} | ({block.id} if block.id else set())
    return found

"""Draws the pictures of docs/for-therapists.md: ``python -m tests.exchange.report.picture``."""

from __future__ import annotations

import json
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import typst

from benchmarks.simulated_people import Story, live
from sensorlog.exchange.report import ReportFormat, ReportOrder, report_on
from sensorlog.exchange.report.pdf import TEMPLATE, plain
from sensorlog.logbook import Logbook
from sensorlog.training import known_exercises
from tests.logbook.sample import url_of

_DOCS = Path(__file__).parents[3] / "docs"
_LAST = date(2026, 6, 30)
_STORY = Story(
    "Ana (made up)",
    3,
    _LAST,
    weeks=8,
    pain=(6, 3),
    skips=0.12,
    new_pain_at=7,
    notes=("Felt light.", "Back stiff in the morning, fine after warming up.", "Slept badly."),
)
_PIXELS_PER_INCH = 96
_SESSIONS_PAGE = 6
"""One that shows whole sessions."""


def main() -> None:
    """Draw page one, and a page of sessions."""
    with tempfile.TemporaryDirectory() as folder, closing(Logbook(url_of(Path(folder) / "log.db"))) as logbook:
        person = live(logbook, _STORY)
        document = report_on(logbook, person, ReportOrder(_LAST, (ReportFormat.PDF,)), known_exercises())
    document = replace(document, person_id="0123456789ab")  # made anew, the pictures stay as they are
    said = json.dumps(plain(document), ensure_ascii=False)
    made = typst.compile(TEMPLATE.read_bytes(), format="png", ppi=_PIXELS_PER_INCH, sys_inputs={"document": said})
    pages = cast("list[bytes]", made)
    (_DOCS / "report-page-one.png").write_bytes(pages[0])
    (_DOCS / "report-sessions.png").write_bytes(pages[_SESSIONS_PAGE])
    print(_DOCS)


if __name__ == "__main__":
    main()

"""People as rows of a table."""

from __future__ import annotations

from rich.text import Text

from sensorlog.exchange import RECENT_DAYS, PersonLine
from sensorlog.tui.words import one_line

__all__ = ["PEOPLE_COLUMNS", "person_row"]

PEOPLE_COLUMNS = ("", "who", "last session", f"days in {RECENT_DAYS}", "pain", "why here")


def person_row(line: PersonLine, *, is_lifting: bool) -> list[Text]:
    """Say who it is, when they trained, and how the pain is."""
    pain = "–" if line.pain is None else f"{line.pain.first:.0f} → {line.pain.latest:.0f}"
    return [
        Text("▶" if is_lifting else " "),
        Text(one_line(line.person.label), "bold" if is_lifting else ""),
        Text("–" if line.last_session is None else f"{line.last_session:%d %b %Y}"),
        Text(str(line.recent_days), justify="right"),
        Text(pain),
        Text(", ".join(line.because)),
    ]

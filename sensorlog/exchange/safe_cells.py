"""Text for spreadsheets: never run, whatever somebody has typed as a name or a note."""

from __future__ import annotations

__all__ = ["safe_text"]

_BEGIN_FORMULAS = "=+-@|\uff1d\uff0b\uff0d\uff20"
"""OWASP, CSV Injection; with the full-width forms that spreadsheets in East Asia take as the same."""
_MAX_CELL_LENGTH = 32_767
"""Of Excel; LibreOffice takes more."""


def safe_text(text: str) -> str:
    """Return ``text`` on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    line = "".join(char if char.isprintable() else " " for char in text)[: _MAX_CELL_LENGTH - 1]
    return f"'{line}" if line.lstrip()[:1] and line.lstrip()[0] in _BEGIN_FORMULAS else line

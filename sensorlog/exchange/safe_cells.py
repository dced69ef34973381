"""Text for spreadsheets: never run, whatever somebody has typed as a name or a note."""

from __future__ import annotations

import re

__all__ = ["safe_text"]

_BEGIN_FORMULAS = "=+-@|\uff1d\uff0b\uff0d\uff20"
"""OWASP, CSV Injection; with the full-width forms that spreadsheets in East Asia take as the same."""
_LOOKS_LIKE_NUMBER = re.compile(r"\d+(?:[eE]\d+)?")
"""An id of digits alone, or with an ``e`` between them, would lose what makes it one."""
_MAX_CELL_LENGTH = 32_767
"""Of Excel; LibreOffice takes more."""


def safe_text(text: str) -> str:
    """Return ``text`` on one line, with an apostrophe before what a spreadsheet would take for a formula or number."""
    line = "".join(char if char.isprintable() else " " for char in text)[: _MAX_CELL_LENGTH - 1]
    begins_formula = line.lstrip()[:1] and line.lstrip()[0] in _BEGIN_FORMULAS
    return f"'{line}" if begins_formula or _LOOKS_LIKE_NUMBER.fullmatch(line) else line

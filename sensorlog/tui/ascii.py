"""All that is drawn, in the characters of ASCII alone: for terminals and fonts that have no others."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

__all__ = ["AsciiFilter", "in_ascii", "shows_ascii_alone"]

_LIKE = {
    **dict.fromkeys("·•∙⋅", "."),
    **dict.fromkeys("−–—─━╌┄═", "-"),
    **dict.fromkeys("│┃║▏▎▍▌▐▕▊▋┆┊", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝┏┓┗┛╋┣┫┳┻╞╡╪", "+"),
    **dict.fromkeys("█▓▇▆▅■●◉", "#"),
    **dict.fromkeys("▀▔", '"'),
    **dict.fromkeys("▄▃▂▁", "_"),
    **dict.fromkeys("▒░", ":"),
    **dict.fromkeys("✔✓", "+"),
    **dict.fromkeys("✘✗×", "x"),
    **dict.fromkeys("▲△↑", "^"),
    **dict.fromkeys("▼▽↓", "v"),
    **dict.fromkeys("▶▸→›»", ">"),
    **dict.fromkeys("◀◂←‹«", "<"),
    **dict.fromkeys("○◌◯", "o"),
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("‘’", "'"),
    "…": "~",
    "±": "~",
    "°": "o",
    "≥": ">",
    "≤": "<",
    "≈": "~",
    "\u00a0": " ",
}
_SAMPLE = "█▄╭─·✔⣿"
_BRAILLE = range(0x2800, 0x2900)
_UPPER_DOTS = 0b00011011
"""Of a braille character: dots 1, 2, 4 and 5."""


@lru_cache(4096)
def _like(char: str) -> str:
    if char.isascii():
        return char
    if char in _LIKE:
        return _LIKE[char]
    if ord(char) in _BRAILLE:
        dots = ord(char) - _BRAILLE.start
        upper, lower = bool(dots & _UPPER_DOTS), bool(dots & ~_UPPER_DOTS)
        return ":" if upper and lower else "'" if upper else "." if lower else " "
    plain = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    width = cell_len(char)
    return plain if len(plain) == width else "?" * width


def in_ascii(text: str) -> str:
    """Return ``text`` with each character by one of ASCII that looks like it, in as many cells."""
    return text if text.isascii() else "".join(map(_like, text))


def shows_ascii_alone(encoding: str, term: str) -> bool:
    """Say whether a terminal has no other characters: they cannot be written to it, or its font lacks them.

    ``term`` is what the environment calls it; ``linux`` is the console, whose fonts have 256 or 512 characters and none
    of Braille.
    """
    try:
        _SAMPLE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return True
    return term == "linux"


class AsciiFilter(LineFilter):
    """Puts lines into ASCII on their way to the terminal, whichever widget drew them."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in ASCII, with their styles."""
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]

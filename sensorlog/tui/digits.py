"""Digits that are read from three metres: seven segments drawn with half blocks at any height.

A terminal cell is about twice as tall as wide, so a half block is about a square. Segments are drawn on that square
grid and two rows of it become one row of text; strokes stay even at every size, unlike those of a scaled bitmap.
"""

from __future__ import annotations

from itertools import pairwise

__all__ = ["MIN_HEIGHT", "big_text", "big_text_width", "fitting_height"]

MIN_HEIGHT = 7
"""Rows of text below which the count can't be read from three metres."""

_SEGMENTS = {
    "0": "abcdef",
    "1": "bc",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgedc",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
    "?": "abhij",
    "–": "g",
    ":": "kl",
    "/": "",
    " ": "",
}


def _stroke(height: int) -> int:
    return max(2, round(2 * height / 7))


def _glyph_width(height: int, char: str = "0") -> int:
    if char == ":":
        return _stroke(height)
    return max(6, round(1.1 * height)) if char != "/" else max(4, round(0.8 * height))


def _rectangles(height: int) -> dict[str, tuple[int, int, int, int]]:
    """Segment → (left, top, right, bottom), half open, on the square grid of a glyph ``height`` text rows tall."""
    width, rows, stroke = _glyph_width(height), 2 * height, _stroke(height)
    middle_top = (rows - stroke) // 2
    middle_bottom = middle_top + stroke
    stem_left = (width - stroke) // 2
    dot_top = rows - stroke
    return {
        "a": (0, 0, width, stroke),
        "b": (width - stroke, 0, width, middle_bottom),
        "c": (width - stroke, middle_top, width, rows),
        "d": (0, rows - stroke, width, rows),
        "e": (0, middle_top, stroke, rows),
        "f": (0, 0, stroke, middle_bottom),
        "g": (0, middle_top, width, middle_bottom),
        "h": (stem_left, middle_top, width, middle_bottom),
        "i": (stem_left, middle_top, stem_left + stroke, max(middle_bottom, dot_top - stroke // 2 - 1)),
        "j": (stem_left, dot_top, stem_left + stroke, rows),
        "k": (0, rows // 4, stroke, rows // 4 + stroke),
        "l": (0, rows - rows // 4 - stroke, stroke, rows - rows // 4),
    }


def _slash(height: int) -> list[tuple[int, int, int, int]]:
    """Return rectangles of a stroke that rises from the lower left corner."""
    width, rows, stroke = _glyph_width(height, "/"), 2 * height, _stroke(height)
    lefts = [round((width - stroke) * (rows - 1 - row) / (rows - 1)) for row in range(rows)]
    return [(left, row, left + stroke, row + 1) for row, left in enumerate(lefts)]


def _gap(height: int) -> int:
    return max(2, _stroke(height) - 1)


def big_text_width(text: str, height: int) -> int:
    """Columns that ``text`` needs in glyphs of ``height`` rows."""
    return sum(_glyph_width(height, char) for char in text) + max(0, len(text) - 1) * _gap(height)


def fitting_height(text: str, columns: int, rows: int, least: int = MIN_HEIGHT) -> int:
    """Tallest height at which ``text`` fits into ``columns`` × ``rows``, but never less than ``least``."""
    height = max(least, rows)
    while height > least and big_text_width(text, height) > columns:
        height -= 1
    return height


def big_text(text: str, height: int) -> list[str]:
    """``text`` (digits, ``?``, ``–``, ``:``, ``/``, blanks) as ``height`` rows of equal width.

    Raises ``KeyError`` for a character that has no glyph.
    """
    rectangles = _rectangles(height)
    lefts = [0]
    for char in text:
        lefts.append(lefts[-1] + _glyph_width(height, char) + _gap(height))
    total = big_text_width(text, height)
    grid = [[False] * total for _ in range(2 * height)]
    for char, (offset, _) in zip(text, pairwise(lefts), strict=True):
        strokes = _slash(height) if char == "/" else [rectangles[segment] for segment in _SEGMENTS[char]]
        for left, top, right, bottom in strokes:
            for row in range(top, bottom):
                grid[row][offset + left : offset + right] = [True] * (right - left)
    halves = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return [
        "".join(halves[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(grid[::2], grid[1::2], strict=True)
    ]

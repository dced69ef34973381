"""Digits that are read from three metres: seven segments drawn with half blocks at any height.

A terminal cell is about twice as tall as wide, so a half block is about a square. Segments are drawn on that square
grid and two rows of it become one row of text; strokes stay even at every size, unlike those of a scaled bitmap.
"""

from __future__ import annotations

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
    " ": "",
}


def _stroke(height: int) -> int:
    return max(2, round(2 * height / 7))


def _glyph_width(height: int) -> int:
    return max(6, round(1.1 * height))


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
    }


def _gap(height: int) -> int:
    return max(2, _stroke(height) - 1)


def big_text_width(characters: int, height: int) -> int:
    """Columns that ``characters`` glyphs of ``height`` rows need."""
    return characters * _glyph_width(height) + max(0, characters - 1) * _gap(height)


def fitting_height(characters: int, columns: int, rows: int) -> int:
    """Tallest height that fits into ``columns`` × ``rows``, but never less than :data:`MIN_HEIGHT`."""
    height = max(MIN_HEIGHT, rows)
    while height > MIN_HEIGHT and big_text_width(characters, height) > columns:
        height -= 1
    return height


def big_text(text: str, height: int) -> list[str]:
    """``text`` (digits, ``?``, ``–``, blanks) as ``height`` rows of equal width.

    Raises ``KeyError`` for a character that has no glyph.
    """
    rectangles = _rectangles(height)
    width, gap = _glyph_width(height), _gap(height)
    total = big_text_width(len(text), height)
    grid = [[False] * total for _ in range(2 * height)]
    for position, character in enumerate(text):
        offset = position * (width + gap)
        for segment in _SEGMENTS[character]:
            left, top, right, bottom = rectangles[segment]
            for row in range(top, bottom):
                grid[row][offset + left : offset + right] = [True] * (right - left)
    halves = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return [
        "".join(halves[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(grid[::2], grid[1::2], strict=True)
    ]

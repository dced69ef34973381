"""Small SVG pictures as text. Whatever text goes in is escaped here, and nothing but shapes, text and links comes out.

Every shape has a class and the colour that goes with it: a style sheet may change colours by class (a dark screen), and
where there is none (in a PDF) those here hold. They differ in lightness, so that they stay apart in grey.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["COLOURS", "Picture", "points"]

COLOURS = {
    "ink": "#1d2733",
    "soft": "#5b6673",
    "line": "#c3cad2",
    "band": "#e7ebf0",
    "fill": "#2f5d8a",
    "pale": "#a9c1d9",
    "mark": "#a33c12",
    "paper": "#ffffff",
}
_FONT = "Segoe UI, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def points(values: Iterable[tuple[float, float]]) -> str:
    """Return the coordinates of a line."""
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in values)


class Picture:
    """A picture that grows shape by shape, in units of about a pixel; y grows downwards."""

    def __init__(self, width: float, height: float, title: str) -> None:
        self.width, self.height = width, height
        self._title = title
        self._shapes: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, colour: str, *, stroke: str | None = None) -> None:
        """Draw a box, filled, or with ``stroke`` outlined as well."""
        outline = f' stroke="{COLOURS[stroke]}" stroke-width="1"' if stroke else ""
        kind = f"f-{colour} s-{stroke}" if stroke else f"f-{colour}"
        self._shapes.append(
            f'<rect class="{kind}" x="{_number(x)}" y="{_number(y)}" width="{_number(max(0.0, width))}" '
            f'height="{_number(max(0.0, height))}" fill="{COLOURS[colour]}"{outline}/>'
        )

    def line(
        self, path: Sequence[tuple[float, float]], colour: str, width: float = 1.0, *, dashed: bool = False
    ) -> None:
        """Draw a line through points."""
        dashes = ' stroke-dasharray="3 3"' if dashed else ""
        self._shapes.append(
            f'<polyline class="s-{colour}" points="{points(path)}" fill="none" stroke="{COLOURS[colour]}" '
            f'stroke-width="{_number(width)}" stroke-linejoin="round"{dashes}/>'
        )

    def polygon(self, path: Sequence[tuple[float, float]], colour: str) -> None:
        """Draw a filled shape."""
        self._shapes.append(f'<polygon class="f-{colour}" points="{points(path)}" fill="{COLOURS[colour]}"/>')

    def polygons(
        self, paths: Sequence[Sequence[tuple[float, float]]], colour: str, *, stroke: str | None = None
    ) -> None:
        """Draw many filled shapes of one colour as one: a page of reps has thousands."""
        course = "".join(f"M{points(path).replace(' ', 'L')}Z" for path in paths)
        outline = f' stroke="{COLOURS[stroke]}" stroke-linejoin="round"' if stroke else ""
        kind = f"f-{colour} s-{stroke}" if stroke else f"f-{colour}"
        self._shapes.append(f'<path class="{kind}" d="{course}" fill="{COLOURS[colour]}"{outline}/>')

    def dot(self, x: float, y: float, radius: float, colour: str, *, hollow: bool = False, says: str = "") -> None:
        """Draw a dot, or a ring; ``says`` is shown where somebody points at it."""
        inside, outline = ("paper", colour) if hollow else (colour, colour)
        title = f"<title>{escape(says)}</title>" if says else ""
        self._shapes.append(
            f'<circle class="f-{inside} s-{outline}" cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}" '
            f'fill="{COLOURS[inside]}" stroke="{COLOURS[outline]}" stroke-width="1.2">{title}</circle>'
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 11,
        colour: str = "ink",
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """Write words; ``anchor`` is start, middle or end."""
        weight = ' font-weight="600"' if bold else ""
        self._shapes.append(
            f'<text class="f-{colour}" x="{_number(x)}" y="{_number(y)}" font-size="{_number(size)}" '
            f'fill="{COLOURS[colour]}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'
        )

    def svg(self) -> str:
        """Return the picture. Whoever cannot see it hears the title."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_number(self.width)} '
            f'{_number(self.height)}" width="{_number(self.width)}" height="{_number(self.height)}" '
            f'font-family="{_FONT}"><title>{escape(self._title)}</title>{"".join(self._shapes)}</svg>'
        )

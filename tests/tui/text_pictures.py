"""Pictures as text, which is what a terminal shows; colours are judged by their contrast.

One file holds the picture of a screen at each width, one below the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.style import Style
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App
from textual.pilot import Pilot
from textual.theme import Theme

from tests.tui.test_themes import contrast
from tests.tui.waiting import drawn, settled

__all__ = ["SIZES", "as_drawn", "compare"]

SIZES = ((60, 24), (100, 30), (160, 45))
READABLE = 3.0
"""WCAG 2.1, 1.4.3 asks for 4.5 of text, which test_themes.py holds; marked lines lie on a mixed ground."""
_LOOKS = 10
EDGE = "\n" + "=" * 160 + "\n"


class TextPicture(SingleFileSnapshotExtension):
    """A picture as a file of text."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"
    _file_extension = "txt"


async def as_drawn(pilot: Pilot[Any], themes: Sequence[Theme], *, is_at_work: bool = False) -> str:
    """Return the screen once it rests: in every theme the same text, each word of which stands out."""
    app = pilot.app
    for _ in range(_LOOKS):  # a machine with much to do draws late
        await settled(pilot, is_at_work=is_at_work)
        lines = drawn(app)
        assert all(len(line) <= app.size.width for line in lines)
        for theme in sorted(themes, key=lambda theme: theme.name != app.theme):  # changing it takes longest
            app.theme = theme.name
            await pilot.pause()
            if drawn(app) != lines:
                break
            told = faint(app)
            assert told == [], f"{app.screen} at {app.size.width} in {theme.name}: {told}"
        else:
            return "\n".join(lines)
    raise AssertionError(f"{app.screen} does not show the same in every theme")


def compare(snapshot: SnapshotAssertion, name: str, pages: Sequence[str]) -> None:
    """Compare the pictures of one screen with those that are kept."""
    assert EDGE.join(pages) + "\n" == snapshot(name=name, extension_class=TextPicture)


def faint(app: App[Any]) -> list[str]:
    """Return texts that do not stand out from their ground; what lies under a dialog is not to be read."""
    dialog = app.screen.query(".dialog, CommandPalette > Vertical")
    seen = dialog.first().region if dialog else app.screen.region
    found = []
    for strip in app.screen._compositor.render_strips()[seen.y : seen.bottom]:
        for text, style, _ in strip.crop(seen.x, seen.right):
            is_inactive = isinstance(style, Style) and (style.dim or style.strike)
            if not text.strip() or style is None or style.color is None or style.bgcolor is None or is_inactive:
                continue
            ink, ground = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
            is_line = all(0x2500 <= ord(char) < 0x25A0 for char in text.strip())
            if not is_line and contrast(ink, ground) < READABLE:
                found.append(f"{text!r} in {ink} on {ground}")
    return found

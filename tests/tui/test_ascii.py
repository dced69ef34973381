from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from sensorlog.tui.ascii import AsciiFilter, in_ascii, shows_ascii_alone


@given(st.text(st.characters(exclude_categories=("C", "M", "Z"))))
def test_every_line_is_in_ascii_and_as_wide_as_before(text: str) -> None:
    drawn = in_ascii(text)
    assert drawn.isascii()
    assert cell_len(drawn) == cell_len(text)


def test_what_it_looks_like() -> None:
    assert in_ascii("✔ 8 × 62.5 kg · −64 dBm") == "+ 8 x 62.5 kg . -64 dBm"
    assert in_ascii("José Müller") == "Jose Muller"
    assert in_ascii("⠉⣀⣿⠀▁█") == "'.: _#"


def test_styles_stay() -> None:
    bold = Style(bold=True)
    (segment,) = AsciiFilter().apply([Segment("▲", bold)], Color(0, 0, 0))
    assert segment == Segment("^", bold)


@pytest.mark.parametrize(
    ("encoding", "term", "alone"),
    [
        ("utf-8", "xterm-256color", False),
        ("utf-8", "linux", True),
        ("iso8859-1", "xterm", True),
        ("ascii", "xterm", True),
        ("no such one", "xterm", True),
    ],
)
def test_a_terminal_without_other_characters_gets_none(encoding: str, term: str, alone: bool) -> None:
    assert shows_ascii_alone(encoding, term) is alone

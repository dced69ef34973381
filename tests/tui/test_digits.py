from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.tui.digits import MIN_HEIGHT, big_text, big_text_width, fitting_height

GLYPHS = "0123456789?–:/"


@given(st.text(GLYPHS, min_size=1, max_size=4), st.integers(MIN_HEIGHT, 40))
def test_rows_have_the_size_that_was_said(text: str, height: int) -> None:
    rows = big_text(text, height)
    assert len(rows) == height
    assert {len(row) for row in rows} == {big_text_width(text, height)}


@pytest.mark.parametrize("height", [7, 8, 9, 12, 20, 31])
def test_no_two_glyphs_look_alike(height: int) -> None:
    drawn = {glyph: "\n".join(big_text(glyph, height)) for glyph in GLYPHS}
    assert len(set(drawn.values())) == len(GLYPHS)


@given(st.text(GLYPHS, min_size=1, max_size=4), st.integers(20, 200), st.integers(1, 60))
def test_the_count_is_never_smaller_than_seven_rows_and_fits_where_it_can(text: str, columns: int, rows: int) -> None:
    height = fitting_height(text, columns, rows)
    assert height >= MIN_HEIGHT
    if height > MIN_HEIGHT:
        assert height <= rows
        assert big_text_width(text, height) <= columns


def test_two_digits_and_a_question_mark_fit_sixty_columns() -> None:
    assert big_text_width("10?", MIN_HEIGHT) <= 58


def test_a_seven_is_drawn_as_one_reads_it() -> None:
    assert [row.rstrip() for row in big_text("7", 7)] == ["████████"] + ["      ██"] * 6

"""Tables of figures in terminals of any width: whole figures, and a word about each known one that is not there."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sensorlog.cli._fitting import Column, Holds, print_fitting

COLUMNS = (
    Column("set", 0, ("bar/1", "left wrist/12"), Holds.NAMES),
    Column("reps", 0, ("9 or 12", "8 (sensed 7)")),
    Column("exercise", 1, ("standing trunk flexion", "squat"), Holds.PROSE),
    Column("m/s", 2, ("0.48", "12.34")),
    Column("also", 5, ("warm-up, left, held 30 s", "left wrist"), Holds.PROSE),
    Column("kg", 3, ("–", "–")),
    Column("peak °", 4, ("116", "7")),
)


def printed(width: int, columns: tuple[Column, ...] = COLUMNS) -> tuple[str, set[str]]:
    out = io.StringIO()
    shown = print_fitting(Console(file=out, width=width), columns)
    return out.getvalue(), shown


@given(st.integers(16, 120))
def test_a_figure_is_whole_or_its_column_is_named_and_nothing_unknown_is_missed(width: int) -> None:
    text, shown = printed(width)
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= width
    table, _, left_out = text.partition("no room for:")
    assert "kg" not in left_out
    for column in COLUMNS:
        if column.heading not in shown:
            assert column.heading == "kg" or column.heading.split()[0] in left_out
        elif column.holds is Holds.FIGURES:
            assert all(cell in table for cell in column.cells)


def test_where_there_is_room_everything_is_there() -> None:
    text, shown = printed(100)
    assert shown == {column.heading for column in COLUMNS}
    assert "no room" not in text


def test_what_nobody_knows_goes_first_and_then_by_rank() -> None:
    widths = range(100, 20, -1)
    gone = list(
        dict.fromkeys(column.heading for w in widths for column in COLUMNS if column.heading not in printed(w)[1])
    )
    assert gone == ["kg", "also", "peak °", "m/s", "exercise"]


@pytest.mark.parametrize("width", [10, 24])
def test_the_name_is_folded_where_even_the_least_does_not_fit(width: int) -> None:
    named = (Column("set", 0, ("a very long name of a sensor/1",), Holds.NAMES), Column("reps", 0, ("12",)))
    text, _ = printed(width, named)
    assert "12" in text.split()
    assert "…" not in text

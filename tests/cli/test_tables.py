"""Rows for people: whatever the width, no word of a heading and no short cell is torn."""

from __future__ import annotations

import pytest

from sensorlog.cli._tables import Cell, print_rows

COLUMNS = ("name", "last_session", "recorded", "planned", "pain_change", "new_pain", "share_edited", "because")
ROWS: list[dict[str, Cell]] = [
    {
        "name": "Ana",
        "last_session": "2026-01-05",
        "recorded": 12,
        "share_edited": 0.25,
        "because": "no training for 320 days",
    },
    {
        "name": "Bo",
        "last_session": "2026-01-10",
        "pain_change": -2,
        "because": "reported new or worse pain on 2026-01-10",
    },
]


@pytest.mark.parametrize("width", range(30, 181, 10))
def test_no_word_is_torn(width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    print_rows("people", ROWS, COLUMNS, as_json=False, as_csv=False)
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= width
    words = shown.replace(":", " ").split()
    wanted = [word for column in COLUMNS for word in column.split("_")]
    wanted += [word for row in ROWS for cell in row.values() if isinstance(cell, str) for word in cell.split()]
    assert {*wanted} <= {*words}
    assert {"12", "0.25", "-2"} <= {*words}


def test_with_room_every_row_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "180")
    print_rows("people", ROWS, COLUMNS, as_json=False, as_csv=False)
    lines = [line for line in capsys.readouterr().out.splitlines() if "20" in line]
    assert len(lines) == len(ROWS)

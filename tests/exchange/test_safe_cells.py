"""Text in a spreadsheet stays text."""

from __future__ import annotations

import pytest

from sensorlog.exchange.safe_cells import safe_text


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" @cmd", "' @cmd"),
        ("-2 kg each", "'-2 kg each"),
        ("\uff1dA1", "'\uff1dA1"),
        ("a\tb\r\n=c", "a b  =c"),
        ("123456789012", "'123456789012"),
        ("12e456789012", "'12e456789012"),
        ("47699ad7a584", "47699ad7a584"),
        ("squat", "squat"),
        ("", ""),
    ],
)
def test_nothing_is_run_or_taken_for_a_number(typed: str, cell: str) -> None:
    assert safe_text(typed) == cell

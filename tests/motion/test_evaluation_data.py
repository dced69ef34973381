"""A handful of recordings of real people; all of them are in ``python -m benchmarks accuracy``."""

from __future__ import annotations

import pytest

from benchmarks.accuracy import count_file
from benchmarks.evaluation_data import Row, evaluation_data, rows

PARTS = (
    "A-squat-medium2",
    "C-dead-medium",
    "D-bench-medium",
    "A-rest-standing",
    "s2_e2_low-amplitude_u4",
    "s3_e7_fast_u2",
)


def chosen() -> list[Row]:
    return [
        next(row for row in rows() if row.path.name.startswith(part) and row.flag == "ok") for part in PARTS if rows()
    ]


@pytest.mark.skipif(evaluation_data() is None, reason="evaluation data are not here")
@pytest.mark.parametrize("row", chosen(), ids=lambda row: row.path.name[:24])
def test_real_people_are_counted(row):
    counted, report = count_file(row.path)
    assert counted == row.reps
    assert len(report["sets"]) == (row.reps > 0)

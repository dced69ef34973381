"""The recordings of real people that are used for evaluation only; they are no part of the project.

They are looked for in ``../shared/data`` beside the repository, or where ``SENSORLOG_EVALUATION_DATA`` says.
"""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Row", "evaluation_data", "group", "rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """One recording and what it holds."""

    path: Path
    dataset: str
    subject: str
    exercise: str
    placement: str
    reps: int
    label: str
    """How it was done; empty where that is not said."""
    flag: str


def evaluation_data() -> Path | None:
    """Find the folder; ``None`` if it is not there."""
    named = os.environ.get("SENSORLOG_EVALUATION_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "data"
    return folder if (folder / "truth.csv").is_file() else None


@cache
def rows() -> tuple[Row, ...]:
    """Read the list of recordings; empty without the data."""
    folder = evaluation_data()
    if folder is None:
        return ()
    with (folder / "truth.csv").open(newline="", encoding="utf-8") as file:
        return tuple(
            Row(
                path=folder / line["file"],
                dataset=line["dataset"],
                subject=line["subject"],
                exercise=line["exercise"],
                placement=line["placement"],
                reps=int(line["reps"]),
                label=line["label"],
                flag=line["flag"],
            )
            for line in csv.DictReader(file)
        )


def group(row: Row) -> str:
    """Name the row of the accuracy table to which a recording belongs."""
    if row.dataset == "barbell_metamotion":
        if row.flag not in {"ok", "bad"}:
            return "barbell_metamotion: radio gaps, suspect"
        return "barbell_metamotion: rests" if row.reps == 0 else "barbell_metamotion: sets"
    if row.dataset == "pte_uci":
        if row.placement != "chest":
            return "pte_uci: other than chest"
        return "pte_uci: chest in e2" if row.exercise.startswith("e2") else "pte_uci: chest in others (not carried)"
    if row.dataset == "wle_belt":
        return f"wle_belt: {row.placement}" + (" (not carried)" if row.placement == "belt" else "")
    return row.dataset

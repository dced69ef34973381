"""``analyze`` finds in each sample session what was truly done."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sensorlog.pipeline import analyze
from sensorlog.resources import sample_recordings_dir
from sensorlog.simulate.samples import TRUTH_FILE
from tests.simulate.compare import Counted, Done, differences, not_yet

FOLDER = sample_recordings_dir()
TRUTH: dict[str, dict[str, Any]] = json.loads((FOLDER / TRUTH_FILE).read_text(encoding="utf-8"))


def counted(one: dict[str, Any]) -> Counted:
    middles = tuple((rep["start_s"] + (rep["end_s"] or rep["start_s"])) / 2 for rep in one["reps"])
    return Counted(one["start_s"], one["end_s"], one["rep_count"], middles)


NOT_YET = {
    "curls-and-rows.mcap": "rows gain what puts the bar down and picks it up",
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=not_yet(NOT_YET[name])) if name in NOT_YET else name for name in TRUTH]
)
def test_the_sets_are_those_that_were_done(name: str) -> None:
    truth, report = TRUTH[name], analyze(FOLDER / name)
    done = [Done(one["exercise"], one["start_s"], one["end_s"], one["reps"]) for one in truth["sets"]]
    assert differences(done, [counted(one) for one in report["sets"]]) == []
    assert {sensor["name"]: sensor["placement"] for sensor in report["sensors"]} == truth["sensors"]
    assert sum(len(sensor["gaps"]) for sensor in report["sensors"]) == len(truth["gaps"])
    assert sum(sensor["lost_packets"] or 0 for sensor in report["sensors"]) == 0 or truth["gaps"]

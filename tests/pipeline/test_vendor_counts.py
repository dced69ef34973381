"""The virtual lifter's squats are the same squats in the files of every app."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from sensorlog.pipeline import analyze
from sensorlog.profiles import Registry
from tests.recordings.vendor_files import WRITERS, generic, save, squats

REGISTRY = Registry(folders=[])


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return analyze(save(tmp_path_factory.mktemp("generic"), generic(squats())), REGISTRY)


@pytest.mark.parametrize("name", WRITERS)
def test_same_motion_same_counts(
    tmp_path: Path, name: str, expected: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    path = save(tmp_path, WRITERS[name][1](squats()))
    with caplog.at_level(logging.WARNING):
        found = analyze(path, REGISTRY)
    assert found["format"] == WRITERS[name][0]
    assert [one["rep_count"] for one in found["sets"]] == [one["rep_count"] for one in expected["sets"]] == [6]
    (own,), (reference,) = found["sets"], expected["sets"]
    for rep, other in zip(own["reps"], reference["reps"], strict=True):  # where a rep begins depends on the sample grid
        assert rep["start_s"] < other["turn_s"] < rep["end_s"]
    json.dumps(found, allow_nan=False)
    assert [record.message for record in caplog.records if "sum of this file" not in record.message] == []

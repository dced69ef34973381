"""Pictures of what was not counted exactly, with the true reps where they are known."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.pictures import draw_misses, true_reps

pytest.importorskip("matplotlib")


def test_a_miss_is_drawn_with_its_true_reps(tmp_path: Path) -> None:
    lines = [f"{k / 10:.1f},0,0,{1 + 0.2 * (-1) ** (k // 10)}" for k in range(100)]
    recording = tmp_path / "sit.csv.gz"
    recording.write_bytes(gzip.compress("\n".join(["time (s),acc_x (g),acc_y (g),acc_z (g)", *lines]).encode()))
    assert true_reps(recording) is None
    draw_misses([(recording, "none counted, 1 true")], tmp_path / "without")
    reps = [{"start_s": 2.0, "turn_s": 3.0, "end_s": 4.0}]
    (tmp_path / "sit.reps.json").write_text(json.dumps(reps), encoding="utf-8")
    assert true_reps(recording) == reps
    draw_misses([(recording, "none counted, 1 true")], tmp_path / "with")
    without, known = ((tmp_path / folder / "sit.png").read_bytes() for folder in ("without", "with"))
    assert known != without

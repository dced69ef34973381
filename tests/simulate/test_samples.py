"""The sample sessions in the repository are what the program that makes them makes, and are truly small."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from sensorlog.events import SessionEvent, SessionEventKind
from sensorlog.imu import Packet
from sensorlog.recordings import read_recording
from sensorlog.resources import sample_recordings_dir
from sensorlog.simulate.sample_sessions import SAMPLES
from sensorlog.simulate.samples import TRUTH_FILE, write_samples

FOLDER = sample_recordings_dir()
TRUTH: dict[str, dict[str, Any]] = json.loads((FOLDER / TRUTH_FILE).read_text(encoding="utf-8"))


def test_they_are_remade_bit_for_bit(tmp_path: Path) -> None:
    names = ("bench-press", "link-loss")
    write_samples(tmp_path, names)
    advice = "it is not what the simulation makes now: run scripts/remake-recordings and look at what changed"
    remade = json.loads((tmp_path / TRUTH_FILE).read_text(encoding="utf-8"))
    assert remade == {f"{name}.mcap": TRUTH[f"{name}.mcap"] for name in names}, advice
    for file in remade:
        assert (tmp_path / file).read_bytes() == (FOLDER / file).read_bytes(), f"{file}: {advice}"


def test_they_are_all_there_and_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.glob("*.mcap")}
    assert set(sizes) == set(TRUTH) == {f"{name}.mcap" for name in SAMPLES}
    assert max(sizes.values()) < 1_500_000
    assert sum(sizes.values()) < 5_000_000


@pytest.mark.parametrize("name", TRUTH)
def test_each_is_a_whole_session_in_order(name: str) -> None:
    with read_recording(FOLDER / name) as recording:
        items = list(recording)
    assert recording.complete
    assert set(recording.profiles) == {TRUTH[name]["profile"]}
    assert all(earlier.t_ns <= later.t_ns for earlier, later in itertools.pairwise(items))
    kinds = [item.kind for item in items if isinstance(item, SessionEvent)]
    assert kinds[0] is SessionEventKind.SESSION
    assert kinds[-1] is SessionEventKind.END
    assert {item.sensor for item in items if isinstance(item, Packet)} == set(TRUTH[name]["sensors"])


def test_together_they_hold_every_key_that_counts() -> None:
    kinds = set()
    for name in TRUTH:
        with read_recording(FOLDER / name) as recording:
            kinds |= {item.kind for item in recording if isinstance(item, SessionEvent)}
    wanted = "set_start set_end rep_add pause resume exercise load link sensor write"
    assert {SessionEventKind(word) for word in wanted.split()} <= kinds


def test_the_lost_link_leaves_a_hole_in_the_recording() -> None:
    (gap,) = TRUTH["link-loss.mcap"]["gaps"]
    with read_recording(FOLDER / "link-loss.mcap") as recording:
        packets = [item for item in recording if isinstance(item, Packet)]
    times_s = [(packet.t_ns - packets[0].t_ns) / 1e9 for packet in packets]
    assert not [t_s for t_s in times_s if gap["start_s"] + 0.05 < t_s < gap["end_s"] - 0.2]
    lost = TRUTH["link-loss.mcap"]["sets"][1]
    assert lost["added_by_key"] == [6]
    assert gap["start_s"] < lost["rep_times_s"][5][0] < lost["rep_times_s"][5][2] < gap["end_s"]

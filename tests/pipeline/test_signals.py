"""Signals that were exported count as the recording that they came from."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from mcap.reader import make_reader

from sensorlog.imu import Placement
from sensorlog.pipeline import Options, analyze, signals_of
from sensorlog.profiles import Registry
from sensorlog.recordings import RecordingError, read_recording, write_signals_csv, write_signals_mcap
from tests.recordings.vendor_files import WRITERS, save, squats

SAMPLE = Path(__file__).parents[2] / "recordings" / "rehabilitation.mcap"
OPTIONS = Options(Registry(folders=[]))


def reps(found: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [[{**rep, "rep_id": None} for rep in one["reps"]] for one in found["sets"]]


def assert_alike(found: object, expected: object) -> None:
    """The same but for the noise of floats."""
    if isinstance(expected, dict):
        assert isinstance(found, dict)
        assert found.keys() == expected.keys()
        for key in expected:
            assert_alike(found[key], expected[key])
    elif isinstance(expected, list):
        assert isinstance(found, list)
        assert len(found) == len(expected)
        for one, other in zip(found, expected, strict=True):
            assert_alike(one, other)
    elif isinstance(expected, float):
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
    else:
        assert found == expected


def test_a_recording_comes_back_from_csv_with_the_same_sets(tmp_path: Path) -> None:
    examined, signals = signals_of(SAMPLE, OPTIONS)
    (trunk,) = [one for one in signals if one.sensor == "trunk"]
    (path,) = write_signals_csv(tmp_path, "trunk", trunk.streams)
    found = analyze(path, Registry(folders=[]), Placement.TRUNK)
    expected = [one for one in analyze(SAMPLE)["sets"] if one["sensor"] == "trunk"]
    assert found["sets"]
    assert [one["rep_count"] for one in found["sets"]] == [one["rep_count"] for one in expected]
    assert_alike(reps(found), reps({"sets": expected}))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(trunk.streams[0]) == found["sensors"][0]["samples"]
    assert any(facts.name == "trunk" for facts in examined.pipeline.sensors)


@pytest.mark.parametrize("name", ["polar", "sensor_logger", "xsens_dot"])
def test_samples_of_other_apps_come_back_bit_for_bit(tmp_path: Path, name: str) -> None:
    """Sensors that are timed apart become a pair of files."""
    path = save(tmp_path, WRITERS[name][1](squats()))
    _, (one,) = signals_of(path, OPTIONS)
    paths = write_signals_csv(tmp_path, "again", one.streams)
    assert len(paths) == len(one.streams)
    found, expected = analyze(paths[0], Registry(folders=[])), analyze(path, Registry(folders=[]))
    assert [found_one["rep_count"] for found_one in found["sets"]] == [6]
    assert_alike(reps(found), reps(expected))
    with pytest.raises(RecordingError, match="never overwritten; choose another name"):
        write_signals_csv(tmp_path, "again", one.streams)


def test_mcap_of_signals_is_plain_json_by_its_schema_and_no_recording(tmp_path: Path) -> None:
    path = save(tmp_path, WRITERS["sensor_logger"][1](squats()))
    _, (one,) = signals_of(path, OPTIONS)
    out = write_signals_mcap(tmp_path / "signals.mcap", one.streams, start_ns=1_700_000_000_000_000_000)
    times: list[int] = []
    counts = {"/imu/sensor/acc": 0, "/imu/sensor/gyr": 0}
    first: dict[str, Any] = {}
    with out.open("rb") as file:
        for schema, channel, message in make_reader(file).iter_messages():
            assert schema is not None
            described = json.loads(schema.data)
            body = json.loads(message.data)
            assert schema.encoding == "jsonschema"
            assert channel.message_encoding == "json"
            assert set(described["required"]) == set(described["properties"]) == set(body)
            first.setdefault(channel.topic, body)
            counts[channel.topic] += 1
            times.append(message.log_time)
    acc = one.streams[0].acc_m_s2
    assert acc is not None
    assert counts == {"/imu/sensor/acc": len(one.streams[0]), "/imu/sensor/gyr": len(one.streams[1])}
    assert [first["/imu/sensor/acc"][axis] for axis in "xyz"] == acc[0].tolist()
    assert times == sorted(times)
    assert times[0] == pytest.approx(1_700_000_000_000_000_000, abs=1_000_000)
    with (
        read_recording(out) as recording,
        pytest.raises(RecordingError, match="holds decoded signals, for plots; give the recording"),
    ):
        next(recording)

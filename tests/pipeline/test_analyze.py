"""The numbers of one file: exactly the agreed JSON, the same as live, whatever the file is."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import BaseModel, ConfigDict, Field

from sensorlog.events import SessionEvent, SessionEventKind
from sensorlog.imu import Packet, Placement
from sensorlog.pipeline import Pipeline, SessionFold, analyze
from sensorlog.profiles import Registry
from sensorlog.recordings import RecordingError, RecordingWriter
from sensorlog.simulate.lifter import SensorSpec, Set, Stand, perform
from tests.pipeline.sessions import PROFILE_ID, Session, key, squats, with_lost_link


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class GapJson(Strict):
    start_s: float
    end_s: float


class SensorJson(Strict):
    name: str
    placement: str | None
    clip_site: str | None
    profile: str | None
    acc_rate_hz: float | None
    gyr_rate_hz: float | None
    samples: int = Field(ge=0)
    gaps: list[GapJson]
    lost_packets: int | None


class TrunkJson(Strict):
    inclination_peak_rad: float | None
    inclination_range_rad: float | None
    side_bend_rad: float | None
    twist_range_rad: float | None
    angular_speed_peak_rad_s: float | None
    smoothness_sparc: float | None
    thorax_pelvis_peak_rad: float | None
    thorax_pelvis_range_rad: float | None
    smoothness_ldlj: float | None
    jerkiness: float | None
    deviation: list[str] | None


class RepJson(Strict):
    rep_id: str
    source: str
    start_s: float
    turn_s: float | None
    end_s: float | None
    concentric_s: float | None
    eccentric_s: float | None
    phase1_s: float | None
    phase2_s: float | None
    rom_m: float | None
    rom_rad: float | None
    mean_velocity_m_s: float | None
    peak_velocity_m_s: float | None
    smoothness_sparc: float | None
    phase1_sparc: float | None
    phase2_sparc: float | None
    trunk: TrunkJson | None


class SetJson(Strict):
    set_id: str
    sensor: str
    placement: str | None
    clip_site: str | None
    start_s: float
    end_s: float
    rep_count: int = Field(ge=0)
    sensed_rep_count: int = Field(ge=0)
    exercise: str | None
    load_kg: float | None
    confidence: float | None = Field(ge=0, le=1)
    other_count: int | None = Field(ge=0)
    is_carried: bool | None
    channel: str
    velocity_loss: float | None
    reps: list[RepJson]


class HoldJson(Strict):
    sensor: str
    start_s: float
    end_s: float
    sway_rad: float | None


class EventJson(Strict):
    t_s: float | None
    kind: str
    sensor: str | None
    data: dict[str, Any]


class UncertaintyJson(Strict):
    rom_m: float = Field(gt=0)
    mean_velocity_m_s: float = Field(gt=0)
    peak_velocity_m_s: float = Field(gt=0)
    velocity_loss: float = Field(gt=0)
    inclination_rad: float = Field(gt=0)
    thorax_pelvis_rad: float = Field(gt=0)


class AnalysisJson(Strict):
    file: str
    format: str = Field(pattern="^(mcap|csv|metabase)$")
    duration_s: float = Field(ge=0)
    sensors: list[SensorJson]
    sets: list[SetJson]
    uncertainty: UncertaintyJson
    holds: list[HoldJson]
    events: list[EventJson]


def record(path: Path, session: Session, end: bool = True) -> Path:
    writer = RecordingWriter(path)
    writer.attach_profile(PROFILE_ID, Registry().get(PROFILE_ID).text)
    for item in session:
        writer.write(item)
    if end:
        writer.close()
    return path


def as_printed(found: dict[str, Any]) -> AnalysisJson:
    analysis = AnalysisJson.model_validate_json(json.dumps(found, allow_nan=False))
    for one in analysis.sets:
        assert one.rep_count == len(one.reps)
        assert one.start_s <= one.end_s
    return analysis


def labelled() -> Session:
    session = key(squats(), 2.0, SessionEventKind.EXERCISE, name="front squat")
    session = key(session, 2.1, SessionEventKind.LOAD, kg=60)
    session = key(session, 16.0, SessionEventKind.REP_REMOVE)
    session = key(session, 38.0, SessionEventKind.LOAD, kg=62.5)
    return key(session, 39.0, SessionEventKind.NOTE, text="easy")


def test_a_recording_gives_what_live_gave(tmp_path: Path) -> None:
    session = with_lost_link(labelled(), 33.0, 36.0)
    live, fold = Pipeline(Registry()), SessionFold()
    for item in session:
        fold.apply([item], live.push([item]))
    fold.apply([], live.finish())
    found = analyze(record(tmp_path / "session.mcap", session), Registry(folders=[]))
    analysis = as_printed(found)
    assert [(s.set_id, s.rep_count, s.sensed_rep_count) for s in analysis.sets] == [("bar/1", 4, 5), ("bar/2", 4, 4)]
    assert [(s.exercise, s.load_kg) for s in analysis.sets] == [("front squat", 60.0), ("front squat", 62.5)]
    for shown, kept in zip(analysis.sets, fold.confirmed_sets, strict=True):
        assert (shown.set_id, shown.start_s, shown.end_s) == (kept.set_id, kept.start_s, kept.end_s)
        for rep, live_rep in zip(shown.reps, kept.reps, strict=True):
            assert all(
                getattr(rep, name) == getattr(live_rep, name) for name in ("rep_id", "start_s", "rom_m", "turn_s")
            )
    (sensor,) = analysis.sensors
    assert (sensor.name, sensor.placement, sensor.profile) == ("bar", "bar", PROFILE_ID)
    assert (sensor.acc_rate_hz, sensor.lost_packets is None, len(sensor.gaps)) == (50.0, False, 1)
    kinds = [event.kind for event in analysis.events]
    assert [kind for kind in kinds if kind not in ("link", "sensor")] == [
        "exercise",
        "load",
        "rep_remove",
        "load",
        "note",
    ]
    assert analysis.events[0].t_s is not None


def test_a_cut_recording_is_analysed_up_to_the_cut_and_it_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole = record(tmp_path / "whole.mcap", squats())
    cut = tmp_path / "cut.mcap"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 6 // 10])
    with caplog.at_level(logging.WARNING):
        analysis = as_printed(analyze(cut))
    assert [one.rep_count for one in analysis.sets] == [5]
    assert "cut.mcap: ends without a summary" in caplog.text


def test_a_recording_without_packets_is_an_empty_session(tmp_path: Path) -> None:
    path = record(tmp_path / "empty.mcap", [SessionEvent(3, SessionEventKind.SESSION, None, {"demo": False})])
    analysis = as_printed(analyze(path))
    assert (analysis.duration_s, analysis.sensors, analysis.sets) == (0.0, [], [])
    assert analysis.events[0].t_s is None


def test_a_csv_gives_its_own_times_and_the_placement_that_was_told(tmp_path: Path) -> None:
    spec = SensorSpec("wrist", Placement.WRIST, rate_hz=50.0)
    (samples,) = perform([Stand(3.0), Set("squat", 5), Stand(8.0)], [spec], seed=5).samples
    acc, gyr = samples.acc_m_s2, np.degrees(samples.gyr_rad_s)
    path = tmp_path / "squats.csv"
    header = "time (s),acc_x (m/s^2),acc_y (m/s^2),acc_z (m/s^2),gyr_x (deg/s),gyr_y (deg/s),gyr_z (deg/s)"
    table = np.column_stack([samples.t_s + 100.0, acc, gyr])
    np.savetxt(path, table, delimiter=",", header=header, comments="", fmt="%.6f")
    analysis = as_printed(analyze(path, placement=Placement.WRIST))
    assert [one.rep_count for one in analysis.sets] == [5]
    assert 100.0 < analysis.sets[0].start_s < analysis.sets[0].end_s < 130.0
    assert analysis.duration_s == pytest.approx(float(samples.t_s[-1] - samples.t_s[0]), abs=1e-6)
    (sensor,) = analysis.sensors
    assert (sensor.placement, sensor.profile, sensor.lost_packets) == ("wrist", None, None)
    assert sensor.samples == len(samples.t_s)
    assert as_printed(analyze(path)).sensors[0].placement is None


def test_every_rep_of_a_sensor_at_the_trunk_has_trunk_measures_even_if_they_are_unknown(tmp_path: Path) -> None:
    path = record(tmp_path / "session.mcap", squats())
    assert all(rep.trunk is None for one in as_printed(analyze(path)).sets for rep in one.reps)
    told = as_printed(analyze(path, placement=Placement.TRUNK))
    assert len(told.sets) == 2
    assert all(rep.trunk is not None for one in told.sets for rep in one.reps)


def test_items_of_many_keys_do_not_move_between_sets(tmp_path: Path) -> None:
    session = squats()
    t_s = [(item.t_ns - session[0].t_ns) / 1e9 for item in session if isinstance(item, Packet)]
    for moment in range(1, int(t_s[-1]), 2):
        session = key(session, float(moment), SessionEventKind.NOTE, text=str(moment))
    busy = analyze(record(tmp_path / "busy.mcap", session))
    plain = analyze(record(tmp_path / "plain.mcap", squats()))
    assert busy["sets"] == plain["sets"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="a folder without a recording"):
        analyze(tmp_path)

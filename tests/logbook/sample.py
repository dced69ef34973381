"""Sets and reps to keep."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sensorlog.events import Channel, Rep, RepState, TrunkMeasures, TrunkPhase
from sensorlog.logbook import Logbook, SensedSet

VERSION = "test-1"
START_UTC = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)


def make_rep(number: int, start_s: float, end_s: float, *, set_id: str = "bar/1", trunk: bool = False) -> Rep:
    return Rep(
        sensor="bar",
        set_id=set_id,
        rep_id=f"{set_id}/{number}",
        revision=0,
        state=RepState.CONFIRMED,
        t_s=end_s,
        start_s=start_s,
        turn_s=(start_s + end_s) / 2,
        end_s=end_s,
        phase1_s=(end_s - start_s) / 2,
        rom_m=0.1 + 0.2,
        smoothness_sparc=-1.9,
        phase1_sparc=-1.9,
        phase2_sparc=-2.3,
        trunk=TrunkMeasures(
            inclination_range_rad=0.7, phases=(TrunkPhase(1.1, 2.5, 0.7, 1.2, jerkiness=0.4),), deviation=("fast",)
        )
        if trunk
        else None,
    )


def make_set(first_s: float = 10.0, reps: int = 5, number: int = 1, *, exercise: str | None = "squat") -> SensedSet:
    set_id = f"bar/{number}"
    done = tuple(
        make_rep(n + 1, first_s + 2 * n, first_s + 2 * n + 2, set_id=set_id, trunk=n == 0) for n in range(reps)
    )
    return SensedSet(
        set_id=set_id,
        sensor="bar",
        start_s=first_s,
        end_s=first_s + 2 * reps,
        channel=Channel.VERTICAL,
        confidence=0.9,
        velocity_loss=None,
        exercise=exercise,
        load_kg=62.5,
        sensed_rep_count=reps,
        reps=done,
        is_carried=True,
    )


def url_of(path: Path | str) -> str:
    return f"sqlite:///{path}"


def begin(logbook: Logbook, name: str = "a.mcap") -> str:
    return logbook.begin_session(
        start_utc=START_UTC, recording=logbook.recordings_dir / name, analysis_version=VERSION, software="sensorlog 0"
    )

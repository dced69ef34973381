"""The pictures in docs/algorithms.md: a recording of our own, and sets of the virtual lifter that are counted wrongly.

``python -m tests.cli.picture`` draws them anew.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from sensorlog.cli._drawing import draw
from sensorlog.cli.plot import PIECE_S, Seen
from sensorlog.imu import Placement
from sensorlog.pipeline import Options, Usuals, examine, learn_usuals
from sensorlog.simulate.lifter import (
    Segment,
    SensorSpec,
    Set,
    Stand,
    Tempo,
    any_mounting,
    perform,
    set_with_weight,
)

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"
DPI = 72
G = 9.80665
WRONG: dict[str, tuple[Set, Placement, int, float]] = {
    "stood-up-at-the-end": (Set("deadlift", 6), Placement.TRUNK, 0, 3.0),
    "too-slow-for-travel": (Set("squat", 5, tempo=Tempo(6.0, 1.0, 6.0, 1.0)), Placement.BAR, 3, 8.0),
    "not-carried-by-the-trunk": (Set("bench press", 8), Placement.TRUNK, 1, 8.0),
}
"""What was done, where the sensor sat, the seed, and how long the recording went on behind it (s)."""


def save(path: Path, picture: str, title: str, options: Options, usuals: Usuals | None = None) -> None:
    seen = Seen()
    examined = examine(path, options, usuals, seen.watch, PIECE_S, seen.tap)
    figure = draw(title, examined, seen)
    figure.savefig(FOLDER / f"{picture}.png", dpi=DPI, metadata={"Software": None})


def write(path: Path, script: Iterable[Segment], placement: Placement, seed: int) -> None:
    done = perform(script, (SensorSpec("sensor", placement, mounting=any_mounting(seed)),), seed).sensor("sensor")
    header = "time (s),acc_x (g),acc_y (g),acc_z (g),gyr_x (deg/s),gyr_y (deg/s),gyr_z (deg/s)"
    columns = np.column_stack((done.t_s, done.acc_m_s2 / G, np.degrees(done.gyr_rad_s)))
    np.savetxt(path, columns, delimiter=",", header=header, comments="", fmt="%.5f")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    hitched = ROOT / "recordings" / "deadlift-hitch.mcap"
    save(hitched, "deadlift-hitch", hitched.name, Options(), learn_usuals([hitched], Options()))
    with tempfile.TemporaryDirectory() as folder:
        for picture, (done, placement, seed, behind_s) in WRONG.items():
            path = Path(folder) / f"{picture}.csv"
            write(path, (Stand(5.0), *set_with_weight(done), Stand(behind_s)), placement, seed)
            title = f"{done.reps} {done.exercise} done, sensor at the {placement.value}"
            save(path, picture, title, Options(placement=placement))


if __name__ == "__main__":
    main()

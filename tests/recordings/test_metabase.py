"""Files of MetaBase: two belong together, however they were renamed, and count once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sensorlog.imu import Gap, ImuBlock
from sensorlog.recordings import RecordingError, find_inputs, open_any, read_csv

STEM = "A-bench_MetaWear_2019-01-18T18.28.28.218_C42732BE255C"
EPOCH_MS = 1_547_832_508_000


def accelerometer(start_ms: int = 379, n: int = 50, gap_ms: int = 0, epoch: str = "epoch") -> str:
    lines = [f"{epoch} (ms),time (01:00),elapsed (s),x-axis (g),y-axis (g),z-axis (g)"]
    for i in range(n):
        t_ms = i * 80 + (gap_ms if i >= n // 2 else 0)
        lines.append(f"{EPOCH_MS + start_ms + t_ms},2019-01-18T18:28:28,{t_ms / 1000:.3f},0.027,0.969,-0.113")
    return "\n".join(lines) + "\n"


def gyroscope(start_ms: int = 14, n: int = 100, gap_ms: int = 0) -> str:
    lines = ["epoch (ms),time (01:00),elapsed (s),x-axis (deg/s),y-axis (deg/s),z-axis (deg/s)"]
    for i in range(n):
        t_ms = i * 40 + (gap_ms if i >= n // 2 else 0)
        lines.append(f"{EPOCH_MS + start_ms + t_ms},2019-01-18T18:28:28,{t_ms / 1000:.3f},180,0,-90")
    return "\n".join(lines) + "\n"


def pair(folder: Path, acc_stem: str = STEM, gyr_stem: str = STEM, rest: str = "_1.4.4") -> tuple[Path, Path]:
    acc = folder / f"{acc_stem}_Accelerometer_12.500Hz{rest}.csv"
    gyr = folder / f"{gyr_stem}_Gyroscope_25.000Hz{rest}.csv"
    acc.write_text(accelerometer())
    gyr.write_text(gyroscope())
    return acc, gyr


def test_either_file_gives_both_sensors_on_one_time(tmp_path: Path) -> None:
    acc, gyr = pair(tmp_path)
    for path in (acc, gyr):
        recording = read_csv(path)
        assert recording.format == "metabase"
        assert recording.files == (acc, gyr)
        assert recording.sensor == "C42732BE255C"
        assert recording.acc_rate_hz == pytest.approx(12.5)
        assert recording.gyr_rate_hz == pytest.approx(25)
        blocks = [block for block in recording.blocks() if isinstance(block, ImuBlock)]
        acc_t_s = np.concatenate([block.t_s for block in blocks if block.acc_m_s2 is not None])
        gyr_t_s = np.concatenate([block.t_s for block in blocks if block.gyr_rad_s is not None])
        assert acc_t_s == pytest.approx(np.arange(50) * 0.08)
        assert gyr_t_s == pytest.approx(np.arange(100) * 0.04 - 0.365, abs=1e-6)
        turns = [block.gyr_rad_s for block in blocks if block.gyr_rad_s is not None]
        assert turns[0][0] == pytest.approx([np.pi, 0, -np.pi / 2])


@pytest.mark.parametrize(
    ("acc_stem", "gyr_stem", "rest"),
    [
        ("A-bench _MetaWear_2019_C42732BE255C", "A-bench_MetaWear_2019_C42732BE255C", "_1.4.4"),
        ("a bench_MetaWear_2019", "A-Bench MetaWear 2019", "_1.4.4"),
        (STEM, STEM, "_1.4.4 (1)"),
        (STEM, STEM, ""),
        ("Kniebeuge schön", "Kniebeuge scho\u0308n", "_1.7.3"),
        ("  squat, 5×5; [heavy] 100%", "squat, 5×5; [heavy] 100%", "_1.4.4"),
    ],
)
def test_the_partner_is_found_under_odd_names(tmp_path: Path, acc_stem: str, gyr_stem: str, rest: str) -> None:
    acc, gyr = pair(tmp_path, acc_stem, gyr_stem, rest)
    assert read_csv(acc).files == read_csv(gyr).files == (acc, gyr)


def test_a_copy_goes_with_the_copy(tmp_path: Path) -> None:
    acc, gyr = pair(tmp_path)
    copy_acc, copy_gyr = pair(tmp_path, rest="_1.4.4 (1)")
    assert read_csv(acc).files == (acc, gyr)
    assert read_csv(copy_gyr).files == (copy_acc, copy_gyr)


def test_two_possible_partners_are_named(tmp_path: Path) -> None:
    acc, gyr = pair(tmp_path)
    gyr.rename(tmp_path / f"{STEM}_Gyroscope_25.000Hz_x.csv")
    (tmp_path / f"{STEM}_Gyroscope_50.000Hz_y.csv").write_text(gyroscope())
    with pytest.raises(RecordingError, match=r"could both be its gyroscope file; move one of them"):
        read_csv(acc)


def test_a_folder_counts_each_pair_once_in_the_order_of_names(tmp_path: Path) -> None:
    acc, gyr = pair(tmp_path, "b _x", "b_x")
    other, _ = pair(tmp_path, "a", "a")
    (tmp_path / "b_x_Magnetometer_25.000Hz_1.4.4.csv").write_text("x")
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / ".hidden.csv").write_text("x")
    deeper = tmp_path / "c"
    deeper.mkdir()
    alone = deeper / "generic.CSV"
    alone.write_text("time (s),acc_x (g),acc_y (g),acc_z (g)\n")
    assert list(find_inputs([tmp_path])) == [other, acc, alone]
    assert list(find_inputs([gyr, acc, tmp_path])) == [acc, other, alone]
    assert list(find_inputs([gyr])) == [acc]


def test_links_that_lead_in_a_circle_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "sets"
    folder.mkdir()
    (folder / "circle").symlink_to(tmp_path, target_is_directory=True)
    (folder / "a.csv").write_text("x")
    assert list(find_inputs([tmp_path])) == [folder / "a.csv"]


def test_paths_without_recordings_are_given_on_so_that_they_are_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing.csv"
    assert list(find_inputs([missing, tmp_path])) == [missing, tmp_path]
    with pytest.raises(RecordingError, match="a folder without a recording or CSV in it"):
        open_any(tmp_path)
    with pytest.raises(RecordingError, match="no such file"):
        open_any(missing)


def test_an_accelerometer_may_stand_alone_and_a_gyroscope_may_not(tmp_path: Path) -> None:
    acc, gyr = pair(tmp_path)
    gyr.unlink()
    recording = read_csv(acc)
    assert recording.gyr_rate_hz is None
    assert recording.files == (acc,)
    acc.unlink()
    gyr.write_text(gyroscope())
    with pytest.raises(
        RecordingError, match="gyroscope's file of a MetaBase pair, and the accelerometer's is not beside"
    ):
        read_csv(gyr)


def test_a_renamed_file_is_known_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "monday.csv"
    path.write_text(accelerometer(epoch="epoc"))
    recording = open_any(path)
    assert recording.notes == ()
    assert getattr(recording, "format", None) == "metabase"


def test_files_that_share_no_time_are_no_pair(tmp_path: Path) -> None:
    acc, gyr = pair(tmp_path)
    gyr.write_text(gyroscope(start_ms=3_600_000))
    with pytest.raises(RecordingError, match=r"was not recorded together with .*Accelerometer.*; separate the two"):
        read_csv(acc)


def test_a_radio_gap_in_both_files_is_one_gap(tmp_path: Path) -> None:
    acc, gyr = pair(tmp_path)
    acc.write_text(accelerometer(gap_ms=2500))
    gyr.write_text(gyroscope(gap_ms=2500))
    blocks = list(read_csv(acc).blocks())
    (at,) = [i for i, block in enumerate(blocks) if isinstance(block, Gap)]
    gap = blocks[at]
    assert isinstance(gap, Gap)
    assert gap.start_s == pytest.approx(1.595)
    assert gap.end_s == pytest.approx(4.5)
    assert all(block.t_s[-1] <= gap.start_s for block in blocks[:at] if isinstance(block, ImuBlock))
    assert all(block.t_s[0] >= gap.end_s for block in blocks[at + 1 :] if isinstance(block, ImuBlock))

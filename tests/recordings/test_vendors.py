"""Files of vendors' apps: the same motion gives the same samples in every dialect."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sensorlog.imu import Gap
from sensorlog.recordings import RecordingError, SampleRecording, find_inputs, open_any
from tests.recordings import vendor_files as files
from tests.recordings.vendor_files import WRITERS, Samples, save, still, zipped


def read(path: Path, rate_hz: float | None = None) -> SampleRecording:
    recording = open_any(path, rate_hz)
    assert isinstance(recording, SampleRecording)
    return recording


def acc_of(recording: SampleRecording) -> np.ndarray:
    values = recording.streams[0].acc_m_s2
    assert values is not None
    return values


def assert_same_motion(recording: SampleRecording, samples: Samples, skip: int, tolerance: float) -> None:
    """Samples behind the first ``skip`` are those that were written, up to where time begins."""
    acc, gyr = recording.streams[0], recording.streams[-1]
    assert acc.acc_m_s2 is not None
    assert gyr.gyr_rad_s is not None
    zero_s = samples.t_s[skip] - acc.t_s[0]
    assert acc.t_s + zero_s == pytest.approx(samples.t_s[skip:], abs=2e-3)
    assert acc.acc_m_s2 == pytest.approx(samples.acc_m_s2[skip:], abs=tolerance)
    expected = [np.interp(gyr.t_s + zero_s, samples.t_s, axis) for axis in samples.gyr_rad_s.T]
    assert pytest.approx(np.array(expected), abs=max(tolerance, 0.02)) == gyr.gyr_rad_s.T


@pytest.mark.parametrize("name", WRITERS)
def test_every_dialect_gives_the_samples_that_were_written(tmp_path: Path, name: str) -> None:
    format_name, write = WRITERS[name]
    samples = still(104, rate_hz=50)
    recording = read(save(tmp_path, write(samples)))
    assert recording.format == format_name
    assert recording.acc_rate_hz == pytest.approx(50, rel=0.01)
    assert recording.gyr_rate_hz == pytest.approx(50, rel=0.01)
    skip = 1 if name.startswith("xsens") else 0
    assert_same_motion(recording, samples, skip, 0.003 if "card" in name else 1e-6)
    assert [note for note in recording.notes if "sum of this file" not in note] == []


@pytest.mark.parametrize(
    "name", ["sensor_logger", "sensor_logger_ios", "phyphox", "polar", "movesense", "movesense_csv"]
)
def test_archives_are_read_without_being_unpacked(tmp_path: Path, name: str) -> None:
    format_name, write = WRITERS[name]
    samples = still()
    content = write(samples)
    plain = read(save(tmp_path / "plain", content))
    packed = read(zipped(tmp_path / "export.zip", content))
    nested = read(zipped(tmp_path / "nested.zip", {f"2024/squats/{name}": text for name, text in content.items()}))
    for recording in (packed, nested):
        assert recording.format == format_name
        assert np.array_equal(acc_of(recording), acc_of(plain))
        assert np.array_equal(recording.streams[-1].t_s, plain.streams[-1].t_s)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["export.zip", "nested.zip", "plain"]


def test_a_generic_table_may_come_in_an_archive(tmp_path: Path) -> None:
    samples = still()
    plain = read(save(tmp_path, files.generic(samples)))
    packed = read(zipped(tmp_path / "x.zip", files.generic(samples)))
    assert packed.format == "csv"
    assert np.array_equal(acc_of(packed), acc_of(plain))


@pytest.mark.parametrize("name", WRITERS)
def test_a_folder_counts_what_belongs_together_once(tmp_path: Path, name: str) -> None:
    path = save(tmp_path, WRITERS[name][1](still()))
    assert list(find_inputs([tmp_path])) == [path]
    assert list(find_inputs([*sorted(tmp_path.glob("*[GA]*[YC]*.*"))]))[:1] in ([path], [])


def test_either_file_of_a_pair_gives_both(tmp_path: Path) -> None:
    save(tmp_path, files.polar(still()))
    acc, gyr, magn, marker = (next(tmp_path.glob(f"*{word}.txt")) for word in ("ACC", "GYRO", "MAGN", "MARKER"))
    assert read(acc).files == read(gyr).files == (acc, gyr)
    assert list(find_inputs([gyr, acc])) == [acc]
    for path in (magn, marker):
        with pytest.raises(RecordingError, match=r"line 1: is a file of Polar Sensor Logger without acceleration"):
            open_any(path)


def test_recordings_side_by_side_are_kept_apart(tmp_path: Path) -> None:
    first, second = still(), Samples(still().t_s, still().acc_m_s2 * 1.1, still().gyr_rad_s)
    for samples, stem in ((first, "_000001_"), (second, "_000002_")):
        save(tmp_path, {name.replace("_235950_", stem): text for name, text in files.polar(samples).items()})
    found = [read(path) for path in find_inputs([tmp_path])]
    assert len(found) == 2
    assert [len(recording.files) for recording in found] == [2, 2]
    assert np.median(acc_of(found[1])[:, 2]) == pytest.approx(1.1 * np.median(acc_of(found[0])[:, 2]))


def test_a_pause_of_the_experiment_is_a_gap(tmp_path: Path) -> None:
    content = files.phyphox(still(100, 50))
    content["meta/time.csv"] = (
        '"event";"experiment time";"system time";"system time text"\n'
        '"START";0.0E0;1715100946.594;"x"\n"PAUSE";9.9E-1;1715100947.584;"x"\n"START";9.9E-1;1715101030.184;"x"\n'
    )
    for path in (save(tmp_path, content), zipped(tmp_path / "x.zip", content)):
        (gap,) = [block for block in read(path).blocks() if isinstance(block, Gap)]
        assert gap.start_s == pytest.approx(0.98)
        assert gap.end_s == pytest.approx(1.0 + 82.6)


def test_the_sign_of_an_iphone_is_turned_unless_the_app_did_it(tmp_path: Path) -> None:
    content = files.sensor_logger_ios(still())
    assert np.median(acc_of(read(save(tmp_path, content)))[:, 2]) == pytest.approx(9.8, abs=0.1)
    content["Metadata.csv"] = content["Metadata.csv"].replace(",false", ",true")
    assert np.median(acc_of(read(save(tmp_path, content)))[:, 2]) == pytest.approx(-9.8, abs=0.1)


SENSOR_LOGGER, PHYPHOX = files.sensor_logger(still()), files.phyphox(still())
(XSENS,) = files.xsens_dot(still()).values()
(WITMOTION,) = files.witmotion(still()).values()
POLAR_ACC = next(iter(files.polar(still()).values()))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            {"Accelerometer.csv": SENSOR_LOGGER["Accelerometer.csv"]},
            r"line 1: holds acceleration without gravity only.*in Sensor Logger, record Total Acceleration as well",
        ),
        (
            {"Raw Data.csv": PHYPHOX["Accelerometer.csv"].replace("Acceleration", "Linear Acceleration")},
            r"line 1: holds acceleration without gravity only.*in phyphox, use the experiment 'Acceleration with g'",
        ),
        (
            {"x.csv": XSENS.replace("Acc_", "FreeAcc_")},
            r"line 7: holds acceleration without gravity only.*in Xsens DOT, choose a measurement mode",
        ),
        (
            {"Gyroscope.csv": PHYPHOX["Gyroscope.csv"]},
            r"line 1: holds angular velocity only, and no file",
        ),
        (
            {"monday.csv": SENSOR_LOGGER["TotalAcceleration.csv"]},
            r"line 1: is a file of Sensor Logger without acceleration.*under the name that Sensor Logger gave it",
        ),
        (
            {"Accelerometer.csv": PHYPHOX["Accelerometer.csv"].replace(".", "")},
            r"line \d+, column 'Acceleration x .*the numbers were changed, as spreadsheets do",
        ),
        (
            {"two.txt": WITMOTION.replace("WT901(00:0C)", "WT901(00:0D)", 9)},
            r"line 11, column 'DeviceName': a second sensor begins here \(WT901\(00:0D\), WT901\(00:0C\)\); give each",
        ),
        (
            {"x.txt": files.witmotion_card(still(), with_times=False)["WIT00001.TXT"]},
            r"holds no times; say at which rate the sensor wrote it, such as `--rate 100`",
        ),
        (
            {"x.txt": POLAR_ACC.replace(";704201975", ";70420197.5")},
            r"line \d+, column 'sensor timestamp \[ns\]': '70420197.5\d+' is not a whole number; correct or delete",
        ),
        (
            {"x.txt": WITMOTION.replace("T23:59:51", "T23:59:71")},
            r"line \d+, column 'time': '2026-01-31T23:59:7.*' is not a time such as 2026-01-31 09:30:00.123",
        ),
    ],
    ids=[
        "sensor logger",
        "phyphox",
        "xsens",
        "gyroscope",
        "renamed",
        "spreadsheet",
        "devices",
        "no time",
        "ns",
        "date",
    ],
)
def test_what_cannot_be_used_is_refused_with_words(
    tmp_path: Path, content: dict[str, str | bytes], message: str
) -> None:
    path = save(tmp_path, content)
    with pytest.raises(RecordingError, match=message) as raised:
        open_any(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_log_without_times_takes_the_rate_that_is_said(tmp_path: Path) -> None:
    samples = still(rate_hz=20)
    recording = read(save(tmp_path, files.witmotion_card(samples, with_times=False)), rate_hz=20.0)
    assert_same_motion(recording, samples, 0, 0.003)


def test_lost_packets_of_a_log_are_a_gap_and_do_not_stretch_its_neighbours(tmp_path: Path) -> None:
    whole = still(400, 50)
    lost = (whole.t_s > 2) & (whole.t_s < 4.96)
    packets = files._movesense_packets(whole, "Timestamp")
    kept = [packet for packet, start in zip(packets, range(0, 400, 8), strict=True) if not lost[start]]
    path = save(tmp_path, {"log.json": str({"Meas": {"IMU9": kept}}).replace("'", '"')})
    recording = read(path)
    (gap,) = [block for block in recording.blocks() if isinstance(block, Gap)]
    assert 1.9 < gap.start_s < 2.1
    assert 4.9 < gap.end_s < 5.0
    assert recording.acc_rate_hz == pytest.approx(50, rel=0.01)


def test_a_file_of_no_known_format_is_told_with_its_first_lines_and_what_comes_nearest(tmp_path: Path) -> None:
    path = save(tmp_path, {"x.csv": "uts,accel x,accel y,accel z\n1,0,0,9.8\n"})
    with pytest.raises(
        RecordingError, match=r"line 1: begins with 'uts,accel x,.*' and '1,0,0,9.8', which is no format"
    ):
        open_any(path)
    path = save(tmp_path, {"x.txt": "Dear all,\n\nx, y, and z are axes.\n"})
    with pytest.raises(RecordingError, match=r"begins with 'Dear all,' and 'x, y, and z.*nearest is generic CSV; give"):
        open_any(path)
    path = save(tmp_path, {"x.csv": "SampleTime;Euler X;FreeAcc_X;FreeAcc_Y;FreeAcc_Z\n1;0;0;0;9.8\n"})
    with pytest.raises(RecordingError, match=r"nearest is Xsens DOT, of whose columns 'sampletimefine' are missing"):
        open_any(path)


def test_only_exports_are_taken_out_of_a_folder_of_all_kinds(tmp_path: Path) -> None:
    inner = tmp_path / "a"
    path = save(inner, files.movesense(still()))
    save(tmp_path, {"readme.txt": "hello", "package.json": '{"a": 1}', "photo.csv.txt": b"\0\1"})
    zipped(tmp_path / "letters.zip", {"letter.txt": "dear"})
    archive = zipped(tmp_path / "b.zip", files.phyphox(still()))
    (tmp_path / "cut.zip").write_bytes(archive.read_bytes()[:500])
    assert list(find_inputs([tmp_path])) == [path, archive, tmp_path / "cut.zip"]


def test_the_sensors_own_clock_is_preferred_where_most_rows_have_it(tmp_path: Path) -> None:
    """The phone's times come in bursts; a sensor without a clock leaves its column empty."""
    lines = WITMOTION.split("\n")
    cells = [line.split("\t") for line in lines]
    for i, row in enumerate(cells[1:-1]):
        if row[2] == "null":
            row[2] = f"2000-1-1 0:00:{i / 50:.3f}"
            row[0] = f"2026-01-31T23:59:{50 + i // 10 * 0.2:06.3f}" if i < 45 else row[0]
    burst = read(save(tmp_path, {"chip.txt": "\n".join("\t".join(row) for row in cells)}))
    assert burst.samples == 60
    assert np.diff(burst.streams[0].t_s).max() == pytest.approx(0.04, abs=1e-6)  # at the repeated header
    lines[5] = lines[5].replace("null", "2000-1-1 0:00:01.000", 1)
    assert read(save(tmp_path, {"phone.txt": "\n".join(lines)})).samples == 60

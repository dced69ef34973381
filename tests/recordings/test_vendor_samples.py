"""Real files of other apps, where they are at hand: beside the repository, or where SENSORLOG_EVALUATION_DATA says."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from sensorlog.recordings import RecordingError, SampleRecording, find_inputs, open_any

DATA = Path(os.environ.get("SENSORLOG_EVALUATION_DATA", Path(__file__).parents[3] / "shared" / "data"))
SAMPLES = DATA / "vendor_samples"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the vendors' sample files are not here")

READ = [
    # file, format, accelerometer's rate, gyroscope's rate, median of the acceleration in m/s²
    ("sensor_logger/android_v1.26.0-*.zip", "sensor_logger", 15.2, None, (-0.10, -6.56, 3.38)),
    ("sensor_logger/android_v1.31.4-*.zip", "sensor_logger", 56.4, 56.4, (-0.30, 0.78, 9.76)),
    ("sensor_logger/Jumping_19-*.zip", "sensor_logger", 50.2, None, (0.0, 6.93, 1.49)),
    ("sensor_logger/android_v1.52.0-*.zip", "sensor_logger", 52.7, None, (-0.41, -0.65, 9.88)),
    ("phyphox/acceleration_and_gyroscope.zip", "phyphox", 407, 408, (4.04, -2.61, 6.80)),
    ("phyphox/older_header/Accelerometer.csv", "phyphox", 99.7, 99.7, (4.02, -3.76, 2.27)),
    ("phyphox/older_header/Gyroscope.csv", "phyphox", 99.7, 99.7, (4.02, -3.76, 2.27)),
    ("xsens_dot/app_recording_export_*.csv", "xsens_dot", 120, 120, (0.05, 0.01, -9.64)),
    ("movesense/MovesenseLog_2_625.json", "movesense", 106.7, 106.7, (0.03, -0.06, -9.64)),
    ("movesense/MovesenseLog_3_745.json", "movesense", 103.2, 103.2, (0.05, -0.16, -10.15)),
    ("witmotion/sdcard_binary_example_data.TXT", "witmotion", 20, 20, (0.0, 0.06, 10.18)),
    ("polar_sensor_logger/Polar_Sense_ACC.txt", "polar_sensor_logger", 51.7, 51.7, (-7.45, 4.36, -4.92)),
    ("polar_sensor_logger/Polar_Sense_GYRO.txt", "polar_sensor_logger", 51.7, 51.7, (-7.45, 4.36, -4.92)),
]
NO_GRAVITY = r"line \d+: holds acceleration without gravity only"
REFUSED = [
    ("phyphox/Raw Data.csv", NO_GRAVITY),
    ("phyphox/linear_acceleration_with_pauses.zip", NO_GRAVITY),
    (
        "phyphox/damaged_by_spreadsheet/Accelerometer.csv",
        r"line 2, .*: the numbers were changed, as spreadsheets",
    ),
    ("xsens_dot/app_realtime_*.csv", NO_GRAVITY),
    ("xsens_dot/pc_sdk_fw2.2.1_*.csv", NO_GRAVITY),
    ("xsens_dot/pc_sdk_fw3.0.0_*.csv", NO_GRAVITY),
    ("polar_sensor_logger/Polar_Sense_MAGN.txt", "a file of Polar Sensor Logger without acceleration"),
    ("polar_sensor_logger/MARKER.txt", "a file of Polar Sensor Logger without acceleration"),
    ("movesense/movesense-py_packets_fixture.json", "samples a second, where 4 to 2000 are possible"),
]


def sample(pattern: str) -> Path:
    (path,) = SAMPLES.glob(pattern)
    return path


@pytest.mark.parametrize(("pattern", "format_name", "acc_hz", "gyr_hz", "median"), READ, ids=[row[0] for row in READ])
def test_real_files_are_read(
    pattern: str, format_name: str, acc_hz: float, gyr_hz: float | None, median: tuple[float, ...]
) -> None:
    recording = open_any(sample(pattern), rate_hz=20.0)
    assert isinstance(recording, SampleRecording)
    assert recording.format == format_name
    assert recording.acc_rate_hz == pytest.approx(acc_hz, rel=0.01)
    assert recording.gyr_rate_hz == (None if gyr_hz is None else pytest.approx(gyr_hz, rel=0.01))
    acc = recording.streams[0].acc_m_s2
    assert acc is not None
    assert np.median(acc, axis=0) == pytest.approx(np.array(median), abs=0.01)
    assert recording.samples >= 290
    if gyr_hz is not None:
        gyr = recording.streams[-1].gyr_rad_s
        assert gyr is not None
        assert float(np.abs(gyr).max()) < 40


@pytest.mark.parametrize(("pattern", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_real_files_without_what_is_needed_are_refused(pattern: str, message: str) -> None:
    with pytest.raises(RecordingError, match=message) as raised:
        open_any(sample(pattern))
    assert "\n" not in str(raised.value)


def test_a_still_sensor_of_each_app_measures_the_gravity_of_the_earth() -> None:
    """Units are right: a wrong one would be off by far more than the 4 % of a cheap accelerometer."""
    for pattern in ("*/*1.31.4*.zip", "*/*fw1.6.0*.csv", "*/*_2_625.json", "*/*_3_745.json", "*/*.TXT", "*/*_ACC.txt"):
        recording = open_any(sample(pattern), rate_hz=20.0)
        assert isinstance(recording, SampleRecording)
        acc = recording.streams[0].acc_m_s2
        assert acc is not None
        assert float(np.median(np.linalg.norm(acc, axis=1))) == pytest.approx(9.81, rel=0.04)


def test_the_folder_gives_each_recording_once() -> None:
    found = {str(path.relative_to(SAMPLES).parent) for path in find_inputs([SAMPLES])}
    names = [path.name for path in find_inputs([SAMPLES])]
    assert len(names) == 18
    assert not {"Gyroscope.csv", "Polar_Sense_GYRO.txt", "Polar_Sense_MAGN.txt", "MARKER.txt", "README.md"} & set(names)
    assert {"sensor_logger", "phyphox", "xsens_dot", "movesense", "witmotion", "polar_sensor_logger"} <= found

"""Vendors' files that are damaged or made to do harm: samples, or one line that says where and why."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sensorlog.recordings import Recording, RecordingError, SampleRecording, open_any
from tests.recordings import vendor_files as files
from tests.recordings.vendor_files import WRITERS, save, still, zipped

CONTENT = {name: dict(write(still(40))) for name, (_, write) in WRITERS.items()}
NAMES = sorted(WRITERS)
TABLES = sorted({*NAMES} - {"witmotion_card", "movesense", "movesense_samples"})
in_tmp_path = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)


def encoded(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def sound_or_refused(path: Path) -> SampleRecording | str:
    """Assert that a file gives samples that a sensor can have measured, or one line with its name; return which."""
    try:
        recording = open_any(path)
    except RecordingError as error:
        assert "\n" not in str(error)  # noqa: PT017
        assert path.name in str(error) or path.parent.name in str(error)  # noqa: PT017
        return str(error)
    if isinstance(recording, Recording):  # the bytes may become those with which our own files begin
        recording.close()
        return "a recording of our own"
    for stream in recording.streams:
        assert np.isfinite(stream.t_s).all()
        assert (np.diff(stream.t_s) > 0).all()
        for values in (stream.acc_m_s2, stream.gyr_rad_s):
            assert values is None or np.isfinite(values).all()
    return recording


@in_tmp_path
@given(name=st.sampled_from(NAMES), share=st.floats(0, 1))
def test_cut_anywhere(tmp_path: Path, name: str, share: float) -> None:
    content = CONTENT[name]
    first = next(iter(content))
    whole = encoded(content[first])
    path = save(tmp_path / name, {**content, first: whole[: round(share * len(whole))]})
    found = sound_or_refused(path)
    if share > 0.7:
        assert isinstance(found, SampleRecording), found
        assert 25 * share < found.samples <= 40


@in_tmp_path
@given(name=st.sampled_from(NAMES), place=st.floats(0, 1), junk=st.binary(min_size=1, max_size=12) | st.just(b"abc"))
def test_other_bytes_in_the_middle(tmp_path: Path, name: str, place: float, junk: bytes) -> None:
    content = CONTENT[name]
    first = next(iter(content))
    whole = encoded(content[first])
    at = round(place * len(whole))
    sound_or_refused(save(tmp_path / name, {**content, first: whole[:at] + junk + whole[at + len(junk) :]}))


@in_tmp_path
@given(
    name=st.sampled_from(
        [name for name in NAMES if "card" not in name and name not in ("movesense", "movesense_samples")]
    ),
    line=st.floats(0.5, 1),
    cell=st.floats(0, 1),
    text=st.sampled_from(["abc", "", "nan", "1e999", "-", "0x10", "1,2,3", '"', "٣", "９"]),
)
def test_text_in_a_number(tmp_path: Path, name: str, line: float, cell: float, text: str) -> None:
    content = CONTENT[name]
    first = next(iter(content))
    lines = encoded(content[first]).decode().split("\n")
    at = min(round(line * (len(lines) - 1)), len(lines) - 3)
    separator = max(",;\t", key=lines[at].count)
    cells = lines[at].split(separator)
    column = min(int(cell * len(cells)), len(cells) - 1)
    cells[column] = text
    lines[at] = separator.join(cells)
    found = sound_or_refused(save(tmp_path / name, {**content, first: "\n".join(lines)}))
    if isinstance(found, str):
        # Separators in a cell move the others; time may then run backwards to the next line.
        assert f"line {at + 1}, column" in found or f"line {at + 2}, column" in found


@in_tmp_path
@given(
    name=st.sampled_from(
        [name for name in NAMES if "card" not in name and name not in ("movesense", "movesense_samples")]
    ),
    share=st.floats(0, 0.999),
)
def test_a_column_missing(tmp_path: Path, name: str, share: float) -> None:
    content = CONTENT[name]
    first = next(iter(content))
    lines = encoded(content[first]).decode().removeprefix("\ufeff").split("\n")
    separator = max(",;\t", key=lines[-2].count)
    columns = lines[-2].count(separator) + 1
    gone = int(share * columns)
    kept = [
        separator.join(cell for i, cell in enumerate(line.split(separator)) if i != gone)
        if line.count(separator) + 1 >= columns
        else line
        for line in lines
    ]
    sound_or_refused(save(tmp_path / name, {**content, first: "\n".join(kept)}))


def test_a_log_of_brackets_is_refused(tmp_path: Path) -> None:
    start = '{"Meas":{"IMU9":[{"ArrayAcc":'
    for text in (start + "[" * 1_000_000, start + '{"a":' * 200_000, start + '"' + "x" * 1_000_000):
        found = sound_or_refused(save(tmp_path, {"log.json": text}))
        assert isinstance(found, str)
        assert "behind packet 0: is damaged: no JSON" in found or "holds 0 packets" in found


@pytest.mark.parametrize(
    ("packet", "reason"),
    [
        ('{"ArrayAcc":[{"x":1,"y":2}],"Timestamp":1}', "packet 1: ArrayAcc holds something else than x, y and z"),
        ('{"ArrayAcc":[{"x":1,"y":2,"z":"a"}],"Timestamp":1}', "packet 1: ArrayAcc holds something else"),
        ('{"ArrayAcc":[{"x":1,"y":2,"z":NaN}],"Timestamp":1}', "packet 1: no sensor measures as much as ArrayAcc"),
        ('{"ArrayAcc":[{"x":1,"y":2,"z":1e99}],"Timestamp":1}', "packet 1: no sensor measures as much as ArrayAcc"),
        ('{"ArrayAcc":7,"Timestamp":1}', "packet 1: ArrayAcc is no list of samples"),
        ('{"ArrayAcc":[{"x":1,"y":2,"z":9}]}', "packet 1: has no number as its Timestamp"),
        ('{"ArrayAcc":[{"x":1,"y":2,"z":9}],"Timestamp":1e999}', "packet 1: has no number as its Timestamp"),
    ],
)
def test_packets_of_a_log_that_are_none(tmp_path: Path, packet: str, reason: str) -> None:
    assert reason in str(sound_or_refused(save(tmp_path, {"log.json": '{"Meas":{"IMU9":[' + packet + "]}}"})))


def test_a_wrong_check_sum_on_the_card_is_told_with_its_byte(tmp_path: Path) -> None:
    (data,) = files.witmotion_card(still()).values()
    damaged = bytearray(data)
    damaged[11 * 20 + 5] ^= 1
    assert "byte 220: is damaged: the check sum does not fit" in str(
        sound_or_refused(save(tmp_path, {"x.TXT": bytes(damaged)}))
    )


def refused(path: Path) -> str:
    tracemalloc.start()
    try:
        found = sound_or_refused(path)
        assert tracemalloc.get_traced_memory()[1] < 40e6
    finally:
        tracemalloc.stop()
    assert isinstance(found, str)
    return found


def test_hostile_archives(tmp_path: Path) -> None:
    zeros = zipped(tmp_path / "zeros.zip", {"TotalAcceleration.csv": b"\0" * 200_000_000})
    assert "would take 191 MiB unpacked from 0.19 MiB; this is no export" in refused(zeros)
    row = b"1713800420922000000,0.1,1,1,1\n"
    rows = zipped(tmp_path / "rows.zip", {"TotalAcceleration.csv": b"time,seconds_elapsed,z,y,x\n" + row * 3_000_000})
    assert "TotalAcceleration.csv: would take" in refused(rows)
    many = zipped(tmp_path / "many.zip", {f"{i}.csv": "" for i in range(1001)})
    assert "holds more than 1,000 files" in refused(many)
    with zipfile.ZipFile(tmp_path / "names.zip", "w") as archive:
        for i in range(20):
            archive.writestr("x" * 60_000 + str(i), "")
    assert "holds more than 1,000 files" in refused(tmp_path / "names.zip")
    inner = zipped(tmp_path / "inner.zip", {"x.csv": "1"}).read_bytes()
    assert "holds no export of an app that is known here, but 'inner.zip'" in refused(
        zipped(tmp_path / "nested.zip", {"inner.zip": inner})
    )
    workbook = zipped(tmp_path / "x.xlsx", {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
    assert "is a spreadsheet; export CSV from the app instead" in refused(workbook)
    assert "but no file; see" in refused(zipped(tmp_path / "none.zip", {}))


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    """Members are read in place, so that a name may say what it wants."""
    secret = tmp_path / "Gyroscope.csv"
    secret.write_text("secret")
    content = files.phyphox(still())
    inside = {f"../../{name}": text for name, text in content.items()}
    recording = open_any(zipped(tmp_path / "up.zip", inside))
    assert isinstance(recording, SampleRecording)
    assert recording.gyr_rate_hz is not None
    assert secret.read_text() == "secret"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Gyroscope.csv", "up.zip"]


def test_several_recordings_in_an_archive_are_named(tmp_path: Path) -> None:
    both = {f"{day}/{name}": text for day in ("mon", "tue") for name, text in files.phyphox(still()).items()}
    found = refused(zipped(tmp_path / "week.zip", both))
    assert "holds 2 recordings (mon/Accelerometer.csv, tue/Accelerometer.csv); unpack it" in found


def test_damaged_and_locked_archives(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", files.sensor_logger(still()))
    data = path.read_bytes()
    for share in (0.1, 0.5, 0.9):
        path.write_bytes(data[: round(share * len(data))])
        assert "archive is damaged or cut off; export or copy it again" in refused(path)
    middle = len(data) // 3
    path.write_bytes(data[:middle] + bytes(200) + data[middle + 200 :])
    refused(path)
    locked = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := locked.find(magic, at + 1)) >= 0:
            struct.pack_into("<H", locked, at + offset, 1)
    path.write_bytes(locked)
    assert "holds no export" in refused(path) or "locked with a password" in refused(path)

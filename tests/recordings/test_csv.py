"""Exports of other apps: what is read, and the one line with which everything else is refused."""

from __future__ import annotations

import gzip
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sensorlog.imu import Gap, ImuBlock, Placement
from sensorlog.recordings import RecordingError, SampleRecording, open_any, read_csv
from sensorlog.recordings import table as table_module

HEADER = "time (s),acc_x (g),acc_y (g),acc_z (g),gyr_x (deg/s),gyr_y (deg/s),gyr_z (deg/s)"
ROW = "0.1,0.2,0.97,1,2,3"
in_tmp_path = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def save(path: Path, *lines: str, end: str = "\n") -> Path:
    path.write_bytes((end.join(lines) + end).encode())
    return path


def rows(times: list[float], row: str = ROW) -> list[str]:
    return [f"{t:g},{row}" for t in times]


def steady(n: int = 20, rate_hz: float = 50.0, start_s: float = 0.0) -> list[float]:
    return [start_s + i / rate_hz for i in range(n)]


def joined(recording: SampleRecording) -> list[ImuBlock]:
    return [block for block in recording.blocks() if isinstance(block, ImuBlock)]


def test_units_become_si_and_time_stays_as_it_is(tmp_path: Path) -> None:
    path = save(tmp_path / "x.csv", HEADER, *rows(steady(start_s=7.5)))
    recording = read_csv(path)
    (block,) = joined(recording)
    assert recording.format == "csv"
    assert recording.info(Placement.WRIST).placement is Placement.WRIST
    assert recording.acc_rate_hz == pytest.approx(50)
    assert recording.gyr_rate_hz == pytest.approx(50)
    assert block.t_s[0] == 7.5
    assert block.acc_m_s2 is not None
    assert block.gyr_rad_s is not None
    assert block.acc_m_s2[0] == pytest.approx([0.980665, 1.96133, 9.5124505])
    assert block.gyr_rad_s[0] == pytest.approx(np.radians([1, 2, 3]))
    assert recording.notes == ()


@pytest.mark.parametrize(("unit", "scale"), [("s", 1), ("ms", 1000), ("us", 1_000_000)], ids=lambda value: str(value))
def test_every_unit_of_time(tmp_path: Path, unit: str, scale: int) -> None:
    path = save(
        tmp_path / "x.csv",
        f"time ({unit}),acc_x (m/s^2),acc_y (m/s^2),acc_z (m/s^2)",
        *[f"{t * scale:.3f},0,0,9.8" for t in steady()],
    )
    recording = read_csv(path)
    assert recording.acc_rate_hz == pytest.approx(50)
    assert recording.gyr_rate_hz is None
    (block,) = joined(recording)
    assert block.gyr_rad_s is None
    assert block.acc_m_s2 is not None
    assert block.acc_m_s2[0] == pytest.approx([0, 0, 9.8])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="windows line ends"),
        pytest.param(lambda text: text.replace("\n", "\n\n"), id="blank lines"),
        pytest.param(lambda text: text.removesuffix("\n"), id="no line end at the end"),
        pytest.param(lambda text: text.replace(HEADER, HEADER.replace(" (", "(").replace(",", " , ")), id="blanks"),
        pytest.param(lambda text: text.replace(",1,2,3", ",1,2,3,extra").replace(HEADER, HEADER + ",note"), id="more"),
        pytest.param(lambda text: text.replace("0.97", "9.7e-1"), id="exponents"),
    ],
)
def test_harmless_differences_do_not_matter(tmp_path: Path, text: Callable[[str], str]) -> None:
    plain = "\n".join([HEADER, *rows(steady())]) + "\n"
    paths = [tmp_path / "plain.csv", tmp_path / "other.csv", tmp_path / "other.csv.gz"]
    paths[0].write_text(plain)
    paths[1].write_bytes(text(plain).encode())
    paths[2].write_bytes(gzip.compress(text(plain).encode()))
    first, *others = [joined(read_csv(path))[0] for path in paths]
    for other in others:
        assert np.array_equal(first.t_s, other.t_s)
        assert first.acc_m_s2 is not None
        assert other.acc_m_s2 is not None
        assert np.array_equal(first.acc_m_s2, other.acc_m_s2)


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    path = save(
        tmp_path / "x.csv",
        "acc_z (mg),time (ms),acc_x (mg),acc_y (mg)",
        *[f"1000,{i * 20},10,20" for i in range(20)],
    )
    (block,) = joined(read_csv(path))
    assert block.acc_m_s2 is not None
    assert block.acc_m_s2[0] == pytest.approx(np.array([0.01, 0.02, 1]) * 9.80665)


def test_irregular_time_gives_the_true_mean_rate_and_equal_times_become_one_sample(tmp_path: Path) -> None:
    times = [0, 0.03, 0.03, 0.1, 0.12, 0.2, 0.24, 0.3, 0.4]
    path = save(tmp_path / "x.csv", HEADER, *rows(times, "0,0,1,0,0,0")[:2], "0.03,0.5,0,1,0,0,0", *rows(times[3:]))
    recording = read_csv(path)
    (block,) = joined(recording)
    assert recording.acc_rate_hz == pytest.approx(7 / 0.4)
    assert len(block) == 8
    assert block.acc_m_s2 is not None
    assert block.acc_m_s2[1] == pytest.approx(np.array([0.25, 0, 1]) * 9.80665)


def test_gaps_stand_between_the_blocks_and_do_not_lower_the_rate(tmp_path: Path) -> None:
    path = save(tmp_path / "x.csv", HEADER, *rows(steady(30) + steady(30, start_s=5.0)))
    recording = read_csv(path)
    first, gap, second = recording.blocks()
    assert recording.acc_rate_hz == pytest.approx(50)
    assert isinstance(first, ImuBlock)
    assert isinstance(second, ImuBlock)
    assert isinstance(gap, Gap)
    assert (gap.sensor, gap.start_s, gap.end_s, gap.lost_packets) == ("sensor", 0.58, 5.0, None)
    assert len(first) == len(second) == 30


def test_a_last_line_that_was_cut_off_is_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("\n".join([HEADER, *rows(steady()), "0.4,0.1,0.2"]))
    recording = read_csv(path)
    assert recording.samples == 20
    assert "last line was cut off" in recording.notes[0]


def test_acceleration_without_gravity_is_told(tmp_path: Path) -> None:
    recording = read_csv(save(tmp_path / "x.csv", HEADER, *rows(steady(), "0,0,0.1,0,0,0")))
    assert "is gravity included" in recording.notes[0]


GOOD = rows(steady(10))
HOSTILE = {
    "missing column": ([HEADER.replace("acc_y (g),", ""), *GOOD], r"line 1: column 'acc_y' is missing; add it"),
    "half a gyroscope": ([HEADER.replace(",gyr_z (deg/s)", ""), *GOOD], r"line 1: column 'gyr_z' is missing"),
    "unknown unit": ([HEADER.replace("acc_x (g)", "acc_x (lb)"), *GOOD], r"line 1: .*unit 'lb', .*; use g or mg"),
    "no unit": ([HEADER.replace("time (s)", "time"), *GOOD], r"line 1: column 'time' names no unit; write \(s or ms"),
    "column twice": ([HEADER + ",acc_x (g)", *GOOD], r"line 1: column 'acc_x' is there 2 times; keep one"),
    "semicolons": ([HEADER.replace(",", ";"), *GOOD], r"line 1: .*must be separated by commas"),
    "text in a number": ([HEADER, *GOOD[:4], "0.5,0,0,ab,1,2,3"], r"line 6, column 'acc_z \(g\)': 'ab' is not a num"),
    "decimal commas": ([HEADER, '"0,5",0,0,1,1,2,3'], r"line 2, column 'time \(s\)': .*is not a number"),
    "not a number": ([HEADER, *GOOD, "0.5,0,nan,1,1,2,3"], r"line 12, column 'acc_y \(g\)': 'nan' is not a number"),
    "infinite": ([HEADER, *GOOD, "0.5,0,-inf,1,1,2,3"], r"line 12, column 'acc_y \(g\)': '-inf' is not a number"),
    "overflow": ([HEADER, *GOOD, "0.5,0,1e999,1,1,2,3"], r"line 12, column 'acc_y \(g\)': 1e999 is too large"),
    "empty cell": ([HEADER, "", *GOOD, "0.5,0,,1,1,2,3"], r"line 13, column 'acc_y \(g\)': is empty; delete the line"),
    "short line": ([HEADER, *GOOD, "0.5,0,1", *GOOD], r"line 12, column 'acc_z \(g\)': the line ends before"),
    "time backwards": ([HEADER, *GOOD, "", "0.01," + ROW], r"line 13, column 'time \(s\)': time runs backwards; sort"),
    "wrong unit of time": ([HEADER, *rows([20.0 * i for i in range(9)])], r"column 'time \(s\)': 0.05 samples a sec"),
    "absurd rate": ([HEADER, *rows([1e-6 * i for i in range(9)])], r"column 'time \(s\)': 1e\+06 samples a second"),
    "all at one time": ([HEADER, *rows([1.0] * 9)], r"column 'time \(s\)': all samples carry the same time"),
    "absurd acceleration": ([HEADER, *GOOD, "0.5,0,980,1,1,2,3"], r"line 12, column 'acc_y \(g\)': no sensor measures"),
    "absurd turn": ([HEADER, *GOOD, "0.5,0,1,1,1,99999,3"], r"line 12, column 'gyr_y \(deg/s\)': no sensor measures"),
    "acceleration beyond a float": ([HEADER, *GOOD, "0.5,0,1e308,1,1,2,3"], r"line 12, column 'acc_y .*no sensor meas"),
    "a turn beyond a float in rad/s": (
        [HEADER.replace("deg/s", "rad/s"), *GOOD, "0.5,0,1,1,1,1e308,3"],
        r"line 12, column 'gyr_y \(rad/s\)': no sensor measures",
    ),
    "a time of 30 years": ([HEADER, *GOOD, "1e9," + ROW], r"line 12, column 'time \(s\)': more than a year after"),
    "times beyond a float": ([HEADER, "-1.7e308," + ROW, "1.7e308," + ROW], r"line 3, column 'time \(s\)': more than"),
    "only a header": ([HEADER], r"holds less than two samples below its header"),
    "one sample": ([HEADER, GOOD[0]], r"holds less than two samples below its header"),
    "blank first line": (["", HEADER], r"its first line is empty; the first line must name the columns"),
}


@pytest.mark.parametrize(("lines", "message"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, lines: list[str], message: str) -> None:
    path = save(tmp_path / "bad.csv", *lines)
    before = path.read_bytes()
    with pytest.raises(RecordingError, match=rf"bad\.csv(: |, ).*{message}") as raised:
        read_csv(path)
    assert "\n" not in str(raised.value)
    assert path.read_bytes() == before


def test_the_place_is_right_behind_many_rows_and_blank_lines(tmp_path: Path) -> None:
    lines = rows(steady(60_000, rate_hz=100))
    lines[100] += "\n"
    lines[50_000] = lines[50_000].replace("0.97", "0.9x")
    path = save(tmp_path / "bad.csv", HEADER, *lines)
    with pytest.raises(RecordingError, match=r"line 50003, column 'acc_z"):
        read_csv(path)
    lines[50_000] = f"0,{ROW}"
    with pytest.raises(RecordingError, match=r"line 50003, column 'time \(s\)': time runs backwards"):
        read_csv(save(path, HEADER, *lines))


@pytest.mark.parametrize("head", [b"", (HEADER + "\n").encode()], ids=["first line", "second line"])
@pytest.mark.parametrize("fill", [b"", b"1"], ids=["of zero bytes", "of digits"])
def test_a_gigabyte_in_one_line_is_refused_at_once(tmp_path: Path, head: bytes, fill: bytes) -> None:
    path = tmp_path / "bad.csv"
    with path.open("wb") as file:
        file.write(head + fill * 2_000_000)
        file.truncate(2**30)
    tracemalloc.start()
    try:
        with pytest.raises(RecordingError, match=r"line [12]: longer than 16,384 bytes; this is not a table"):
            read_csv(path)
        assert tracemalloc.get_traced_memory()[1] < 20e6
    finally:
        tracemalloc.stop()


def test_a_gzip_bomb_is_refused_without_unpacking_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(HEADER.encode() + b"\n" + b"0" * 50_000_000, mtime=0))
    tracemalloc.start()
    try:
        with pytest.raises(RecordingError, match="line 2: longer than"):
            read_csv(path)
        assert tracemalloc.get_traced_memory()[1] < 20e6
    finally:
        tracemalloc.stop()
    monkeypatch.setattr(table_module, "MAX_ROWS", 1000)
    path.write_bytes(gzip.compress((HEADER + "\n" + f"0,{ROW}\n" * 200_000).encode()))
    with pytest.raises(RecordingError, match="holds more than 1,000 samples; cut it"):
        read_csv(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty; the first line must name the columns"),
        (b"PK\x03\x04\0\0\0\0", "is not text; unpack it first"),
        (b"\x7fELF\0\1\2\n\0\0", "is not text; give a CSV or a .mcap file"),
        (b"time (s)\xff\n", "is not text in UTF-8; save it as CSV in UTF-8"),
        (f"{HEADER}\n".encode("utf-16"), "is text in UTF-16; save it as CSV in UTF-8"),
        (
            gzip.compress((HEADER + "\n" + f"0,{ROW}\n" * 999).encode(), mtime=0)[:-50],
            "gzip file is damaged or cut off",
        ),
        (b"\x1f\x8bnonsense", "gzip file is damaged or cut off"),
    ],
    ids=["empty", "zip", "elf", "not-utf-8", "utf-16", "cut-gzip", "false-gzip"],
)
def test_other_files_are_refused_in_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(RecordingError, match=rf"^[^\n]*bad\.csv: [^\n]*{message}[^\n]*$"):
        read_csv(path)


def test_a_document_whose_first_line_is_text_is_told_from_a_table(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7\n\0\1\2\n")
    with pytest.raises(RecordingError, match=r"report\.pdf: is not text; give a CSV or a \.mcap file"):
        open_any(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    for read in (read_csv, open_any):
        with pytest.raises(RecordingError, match="a device or a pipe; give a file"):
            read(path)


@in_tmp_path
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: (HEADER + "\n" + text).encode()))
def test_nothing_ends_in_a_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    try:
        recording = read_csv(path)
    except RecordingError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert recording.samples >= 2

"""The sketch for boards that people build, compiled against stand-ins for its libraries: its bytes fit the profile.

What the radio and the chip make of it stays unproved here.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from sensorlog.imu import Packet
from sensorlog.profiles import Decoder, Registry, SetupRun, Subscribe, Write
from sensorlog.resources import firmware_profiles_dir

COMPILER = shutil.which("c++")
SKETCH = firmware_profiles_dir() / "arduino" / "sensorlog_imu" / "sensorlog_imu.ino"
PROFILE = Registry(folders=[firmware_profiles_dir()]).get("sensorlog-imu")
PERIOD_US = 1_000_000 // 119
G = 9.80665

pytestmark = pytest.mark.skipif(COMPILER is None, reason="no C++ compiler is installed")


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("board") / "board"
    here = Path(__file__).parent / "arduino"
    warnings = ["-Wall", "-Wextra", "-Werror", "-std=c++17"]
    include = ["-I", str(here), f'-DSKETCH="{SKETCH}"']
    subprocess.run([str(COMPILER), *warnings, *include, "-o", str(program), str(here / "run.cpp")], check=True)
    return program


def run(board: Path, *lines: str) -> tuple[bytes, list[bytes]]:
    """Return the info and the notifications."""
    done = subprocess.run([str(board)], input="\n".join(lines), capture_output=True, text=True, check=True)
    said = [line.split() for line in done.stdout.splitlines()]
    values = {
        name: [bytes.fromhex(text) for uuid, text in said if uuid == name]
        for name in {uuid for uuid, _ in said}
        if name != "name"
    }
    (info,) = values[PROFILE.characteristics["info"]]
    return info, values.get(PROFILE.characteristics["data"], [])


def sample(time_us: int, acc_g: tuple[float, float, float], gyr_dps: tuple[float, float, float]) -> str:
    return " ".join(["sample", str(time_us), *map(str, acc_g + gyr_dps)])


def set_up(info: bytes) -> SetupRun:
    """Set the board up as the ``ble`` room does; every write succeeds."""
    setup = SetupRun(PROFILE, {"rate_hz": 119})
    while (action := setup.next()) is not None:
        if not isinstance(action, Subscribe | Write):
            setup.feed(PROFILE.characteristics["info"], info)
    return setup


def test_what_the_board_sends_is_what_it_measured(board):
    acc = [(0.01 * i, -1.0, 3.5) for i in range(8)]
    gyr = [(-90.0, 0.5 * i, 1500.0) for i in range(8)]
    times = [4_294_960_000 + i * PERIOD_US for i in range(8)]
    lines = [sample(t % 2**32, a, g) for t, a, g in zip(times, acc, gyr, strict=True)]
    info, sent = run(board, "write 037700", "write 0404", "write 05d007", "write 01", *lines)
    setup = set_up(info)
    assert setup.variables["board_rate_hz"] == 119
    assert [len(data) for data in sent] == [56, 56]
    packets = [Packet(i, "bar", PROFILE.characteristics["data"], data) for i, data in enumerate(sent)]
    batches = Decoder(PROFILE, setup.variables).decode(packets)
    assert np.abs(np.concatenate([b.values["acc"] for b in batches]) / G - acc).max() < 0.5 / 8192 + 1e-6
    assert np.abs(np.degrees(np.concatenate([b.values["gyr"] for b in batches])) - gyr).max() < 0.5 / 16.4 + 1e-3
    assert [data[:8].hex() for data in sent] == [
        "00000104" + (times[0] % 2**32).to_bytes(4, "little").hex(),
        "01000104" + (times[4] % 2**32).to_bytes(4, "little").hex(),
    ]


def test_nothing_is_sent_before_the_start_nor_after_the_stop_or_the_loss_of_the_link(board):
    four = [sample(i * PERIOD_US, (0, 0, 1), (0, 0, 0)) for i in range(4)]
    assert run(board, *four)[1] == []
    assert len(run(board, "write 01", *four, "write 02", *four)[1]) == 1
    assert len(run(board, "write 01", *four, "disconnect", *four)[1]) == 1
    assert len(run(board, "write 01", *four, "write 02", "write 01", *four)[1]) == 2


def test_a_value_out_of_range_stays_at_its_end_and_is_marked(board):
    four = [sample(i * PERIOD_US, (9, -9, 1), (0, 2500, -2500)) for i in range(4)]
    still = [sample((4 + i) * PERIOD_US, (0, 0, 1), (0, 0, 0)) for i in range(4)]
    first, second = run(board, "write 01", *four, *still)[1]
    assert (first[2], second[2]) == (0x05, 0x01)
    assert np.frombuffer(first[8:20], "<i2").tolist() == [32767, -32768, 8192, 0, 32767, -32768]


def test_behind_a_hole_a_packet_begins(board):
    times = [0, PERIOD_US, 5 * PERIOD_US, 6 * PERIOD_US, 7 * PERIOD_US, 8 * PERIOD_US]
    sent = run(board, "write 01", *(sample(t, (0, 0, 1), (0, 0, 0)) for t in times))[1]
    assert [(data[3], int.from_bytes(data[4:8], "little"), len(data)) for data in sent] == [
        (2, 0, 32),
        (4, 5 * PERIOD_US, 56),
    ]


def test_the_registry_passes_the_sketch_by():
    assert PROFILE.id in {profile.id for profile in Registry(folders=[firmware_profiles_dir()]).all()}
    assert Registry(folders=[SKETCH.parent, SKETCH.parent.parent]).all() == []

"""`lift`, `demo` and `replay` without a terminal: lines for people, exit codes for scripts."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sensorlog.logbook import Logbook


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Environment in which nothing of the person who runs the tests is found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SENSORLOG_")}
    return {**kept, "SENSORLOG_DATABASE_URL": f"sqlite:///{tmp_path / 'log.db'}"}


def run(home: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sensorlog", *words],
        capture_output=True,
        text=True,
        check=False,
        env=home,
        timeout=120,
        stdin=subprocess.DEVNULL,
    )


SET = re.compile(r"set (\d+): (\d+) × squat, 60 kg \(\d+:\d\d–\d+:\d\d(, \d+ cm/s)?\)")


def test_a_demo_prints_its_sets_and_its_recording_replays_to_the_same(home: dict[str, str], tmp_path: Path) -> None:
    demo = run(home, "demo", "--fast")
    assert demo.returncode == 0, demo.stderr
    *sets, summary = demo.stdout.splitlines()
    assert [SET.fullmatch(line) is not None for line in sets] == [True, True]
    assert [SET.fullmatch(line)[2] for line in sets] == ["8", "6"]  # type: ignore[index]
    assert summary == "2 sets, 14 reps"
    assert not (tmp_path / "log.db").exists(), "a demo has a logbook of its own"
    (recording,) = tmp_path.glob("**/*.mcap")
    replay = run(home, "replay", str(recording), "--speed", "max")
    assert (replay.returncode, replay.stdout) == (0, demo.stdout)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no file that is always full")
@pytest.mark.parametrize("words", [["exercises"], ["people"], ["demo", "--fast"]])
def test_output_that_cannot_be_written_is_told_in_a_line(
    words: list[str], home: dict[str, str], tmp_path: Path
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sensorlog", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=home,
            timeout=120,
        )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "sensorlog: the output cannot be written (No space left on device)"
    assert "Traceback" not in done.stderr
    if "demo" in words:
        (session,) = Logbook(f"sqlite:///{tmp_path / 'demo.db'}", demo=True).sessions()
        assert [one.rep_count for one in session.sets] == [8, 6], "what was lifted is kept all the same"


def test_control_c_ends_a_demo_cleanly(home: dict[str, str]) -> None:
    demo = subprocess.Popen(
        [sys.executable, "-m", "sensorlog", "demo", "--no-ui"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=home,
    )
    assert demo.stderr is not None
    for line in demo.stderr:
        if "receiving" in line:
            break
    demo.send_signal(signal.SIGINT)
    out, err = demo.communicate(timeout=60)
    assert demo.returncode == 0
    assert out.splitlines()[-1] == "0 sets, 0 reps"
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["replay", "nowhere.mcap"], 1, "nowhere.mcap"),
        (["replay", "nowhere.mcap", "--speed", "fast"], 2, "max"),
        (["replay", "nowhere.mcap", "--speed", "-1"], 2, "above 0"),
        (["lift", "--placement", "hat"], 2, "trunk"),
        (["lift", "--sensor", "trunk="], 2, "names no sensor"),
        (["lift", "--load", "sixty"], 1, "is no load"),
        (["lift", "--exercise", "x" * 99], 1, "letters"),
        (["lift", "--profile", "nowhere.toml"], 1, "nowhere.toml"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(home: dict[str, str], words: list[str], code: int, said: str) -> None:
    done = run(home, *words)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    if code == 1:
        assert done.stderr.splitlines()[-1].startswith("sensorlog: ")


def test_without_a_terminal_the_app_gives_its_help(home: dict[str, str]) -> None:
    done = run(home)
    assert done.returncode == 2
    assert "demo" in done.stdout
    assert "needs a terminal" in done.stderr


def test_a_person_is_known_by_name_in_the_logbook_of_the_person(home: dict[str, str], tmp_path: Path) -> None:
    """Lifting without a radio fails, with advice, and leaves no session behind."""
    done = run(home, "lift", "--person", "Ana", "--sensor", "bar=00:11:22:33:44:55")
    assert done.returncode == 1
    assert "luetooth" in done.stderr
    assert "Traceback" not in done.stderr
    assert Logbook(home["SENSORLOG_DATABASE_URL"]).sessions() == []

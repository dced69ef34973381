"""Lines for people: whole words in a terminal of any width, whole lines in a pipe."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.cli._saying import _wrapped, say

_STYLE = re.compile(r"\x1b\[[0-9;]*m")


@given(st.text("ab-/ é", max_size=200), st.integers(1, 60))
def test_what_is_wrapped_has_the_same_words_and_no_torn_ones(line: str, width: int) -> None:
    lines = _wrapped(line, width).split("\n")
    assert " ".join(lines).split() == line.split()
    assert all(len(each) <= width or len(each.split()) <= 1 for each in lines)


def in_terminal(width: int, *words: str) -> list[str]:
    """Return the lines that a terminal of that width is given."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    running = subprocess.Popen([sys.executable, "-m", "sensorlog", *words], stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:
        pass  # how Linux says that nobody holds the other end any more
    finally:
        os.close(ours)
        running.wait()
    return _STYLE.sub("", shown.decode()).splitlines()


@pytest.mark.parametrize("width", [40, 60])
def test_verbs_tear_no_word_in_a_narrow_terminal(width: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    lines = in_terminal(width, "profiles")
    assert max(map(len, lines)) <= width
    assert {"acceleration,", "rotation,", "velocity,", "12.5"} <= {word for line in lines for word in line.split()}
    refused = in_terminal(width, "analyze", str(tmp_path / "no.mcap"))
    assert all(len(line) <= width or " " not in line.strip() for line in refused)
    assert len(refused) > 1


def test_a_line_stays_whole_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    said = "  a line that is longer than the eighty columns of a usual terminal, " * 3
    say(said)
    say(said, err=True)
    out, err = capsys.readouterr()
    assert (out, err) == (f"{said}\n", f"{said}\n")

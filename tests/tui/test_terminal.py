"""The app in a real terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

TMUX = shutil.which("tmux")
PATIENCE_S = 90.0

pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")


class Terminal:
    """A terminal of 100 × 30 characters in a tmux server of its own."""

    def __init__(self, folder: Path) -> None:
        self._server = [str(TMUX), "-S", str(folder / "tmux"), "-f", os.devnull]
        self._home = f"sqlite:///{folder / 'log.db'}"

    def start(self, words: str) -> None:
        own = f"SENSORLOG_DATABASE_URL={self._home} XDG_CONFIG_HOME={os.environ['XDG_CONFIG_HOME']}"
        command = f"{own} {sys.executable} -m sensorlog {words}; echo left with $?; cat"
        self._tmux("new-session", "-d", "-x", "100", "-y", "30", command)

    def press(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def until(self, *texts: str) -> str:
        """Wait until one of ``texts`` stands on the screen; return the screen."""
        give_up = time.monotonic() + PATIENCE_S
        while time.monotonic() < give_up:
            shown = self._tmux("capture-pane", "-p")
            if any(text in shown for text in texts):
                return shown
            time.sleep(0.1)
        raise AssertionError(f"none of {texts} in\n{shown}")

    def close(self) -> None:
        self._tmux("kill-server")

    def _tmux(self, *words: str) -> str:
        return subprocess.run([*self._server, *words], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    one = Terminal(tmp_path)
    yield one
    one.close()


def test_a_demo_is_counted_on_the_screen_and_left_by_a_key(terminal: Terminal) -> None:
    terminal.start("demo --fast")
    shown = terminal.until("set 1 · counting")
    assert "████" in shown, "digits of the count"
    terminal.press("p")
    terminal.until("counting is paused")
    terminal.press("p")
    terminal.until("p pause")
    terminal.press("l")
    terminal.until("62.5 kg")
    terminal.press("7", "0", "Enter")
    terminal.until("70 kg")
    terminal.press("q")
    if "A set is open" in terminal.until("A set is open", "left with"):
        terminal.press("y")
    terminal.until("left with 0")


def test_the_app_opens_with_what_can_be_done(terminal: Terminal) -> None:
    terminal.start("")
    terminal.until("q quit")
    terminal.press("2")
    shown = terminal.until("Lift with another one")
    for text in ("Watch the demo", "Replay a recording", "Sessions so far"):
        assert text in shown
    terminal.press("q")
    terminal.until("left with 0")

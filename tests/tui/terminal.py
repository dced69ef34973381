"""A real terminal, in tmux."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

__all__ = ["TMUX", "Terminal"]

TMUX = shutil.which("tmux")
PATIENCE_S = 90.0
_SIZE = ("-x", "100", "-y", "30")


class Terminal:
    """A terminal of 100 × 30 characters in a tmux server of its own."""

    def __init__(self, folder: Path) -> None:
        self._server = [str(TMUX), "-S", str(folder / "tmux"), "-f", os.devnull]
        self._home = f"sqlite:///{folder / 'log.db'}"
        self.env: dict[str, str] = {}
        """What else of the environment is to be as it says."""

    def start(self, words: str) -> None:
        """Run sensorlog; what it left with stands on the screen then."""
        self.run(f"-m sensorlog {words}")

    def run(self, words: str) -> None:
        """Run Python; what it left with stands on the screen then."""
        self._tmux("new-session", "-d", *_SIZE, *self._env(), f"{sys.executable} {words}; echo left with $?; cat")

    def shell(self, words: str) -> None:
        """Run Python from a shell with job control."""
        self._tmux("new-session", "-d", *_SIZE, *self._env(), "bash", "--norc", "-i")
        self.until("shell>")
        self.press("-l", f"{sys.executable} {words}; echo left with $?")
        self.press("Enter")

    def resize(self, columns: int, rows: int) -> None:
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def hang_up(self) -> None:
        """Close the terminal, as a window is closed."""
        self._tmux("kill-pane")

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

    def process(self) -> int:
        """Return the id of the process that runs in it, which is the child of a shell."""
        shell = self._tmux("list-panes", "-F", "#{pane_pid}").strip()
        (child,) = Path(f"/proc/{shell}/task/{shell}/children").read_text(encoding="ascii").split()
        return int(child)

    def close(self) -> None:
        subprocess.run([*self._server, "kill-server"], capture_output=True, check=False)  # it may be gone already

    def _env(self) -> list[str]:
        own = {
            "SENSORLOG_DATABASE_URL": self._home,
            "XDG_CONFIG_HOME": os.environ["XDG_CONFIG_HOME"],
            "SSH_TTY": os.devnull,
            "PS1": "shell> ",
            **self.env,
        }
        return [part for name, value in own.items() for part in ("-e", f"{name}={value}")]

    def _tmux(self, *words: str) -> str:
        return subprocess.run([*self._server, *words], capture_output=True, text=True, check=True).stdout

"""Plays signs: as tones where this computer has a loudspeaker and the extra for it, else with the terminal's bell.

Tones are made by a process of its own: audio libraries print into the terminal, block, and crash, none of which a
session may suffer from. A thread of its own speaks to it, and nothing waits for either. Over SSH the bell is used: it
rings where the person is.
"""

from __future__ import annotations

import asyncio
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec

from sensorlog.tui.sound.cues import BELLS, Cue

__all__ = ["Sound"]

_TONES = ("-m", "sensorlog.tui.sound.tones")
_APART_S = 0.2
"""Between two rings: closer ones are heard as one, and some terminals ring at most five times a second."""
_MOST_WAITING = 50
"""Signs that the other process may not have taken; one that takes nothing is stuck."""


class Sound:
    """Plays signs from :meth:`open` on. ``bell`` rings the terminal's bell once."""

    def __init__(self, bell: Callable[[], None]) -> None:
        self._bell = bell
        self._waiting: queue.Queue[Cue | None] = queue.Queue(_MOST_WAITING)
        self._process: subprocess.Popen[str] | None = None
        self._is_ready = threading.Event()
        self._rings: list[asyncio.TimerHandle] = []

    def open(self) -> None:
        """Get the loudspeaker ready, beside everything else; without one it is the bell."""
        if _has_loudspeaker():
            threading.Thread(target=self._play_tones, name="tones", daemon=True).start()

    def play(self, cues: Sequence[Cue]) -> None:
        """Play signs one after the other. Returns at once; call it in the event loop."""
        left = list(cues)
        with suppress(queue.Full):
            while left and self._is_ready.is_set():
                self._waiting.put_nowait(left[0])
                del left[0]
        self._ring(sum(BELLS[cue] for cue in left))

    def close(self) -> None:
        """Let go of the loudspeaker. What waits is not heard any more."""
        for ring in self._rings:
            ring.cancel()
        self._is_ready.clear()
        with suppress(queue.Empty):
            while True:
                self._waiting.get_nowait()
        self._waiting.put_nowait(None)
        if self._process is not None:
            self._process.kill()

    def _ring(self, times: int) -> None:
        loop = asyncio.get_running_loop()
        self._rings = [ring for ring in self._rings if ring.when() > loop.time()]
        self._rings += [loop.call_later(_APART_S * number, self._bell) for number in range(times)]

    def _play_tones(self) -> None:
        """Hand signs to the process that makes the tones, until there is none or nothing more to hand on."""
        with suppress(OSError):
            pipe = subprocess.PIPE
            words = [sys.executable, *_TONES]
            # A session of its own: Ctrl-C in the terminal is not for it.
            self._process = process = subprocess.Popen(  # noqa: S603 - our own program
                words, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, start_new_session=True
            )
            with process:
                assert process.stdin is not None
                assert process.stdout is not None
                try:
                    if process.stdout.readline().strip() == "ready":
                        self._is_ready.set()
                        while (cue := self._waiting.get()) is not None:
                            process.stdin.write(f"{cue}\n")
                            process.stdin.flush()
                finally:
                    self._is_ready.clear()
                    process.kill()


def _has_loudspeaker() -> bool:
    over_ssh = "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ
    return not over_ssh and find_spec("miniaudio") is not None

"""Plays signs: as tones where this computer has a loudspeaker and the extra for it, else with the terminal's bell.

Tones are made by a process of its own: audio libraries print into the terminal, block, and crash, none of which a
session may suffer from. Over SSH the bell is used: it rings where the person is.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from sensorlog.tui.sound.cues import BELLS, Cue

__all__ = ["Sound"]

_TONES = ("-m", "sensorlog.tui.sound.tones")
_READY_S = 5.0
_APART_S = 0.2
"""Between two rings: closer ones are heard as one, and some terminals ring at most five times a second."""
_MOST_WAITING = 4096
"""Bytes that the other process may not have taken; one that takes nothing is stuck."""


class Sound:
    """Plays signs from :meth:`open` on. ``bell`` rings the terminal's bell once."""

    def __init__(self, bell: Callable[[], None]) -> None:
        self._bell = bell
        self._process: asyncio.subprocess.Process | None = None
        self._rings: list[asyncio.TimerHandle] = []

    async def open(self) -> None:
        """Get the loudspeaker ready; without one it is the bell. Never raises for want of sound."""
        if not _has_loudspeaker():
            return
        process: asyncio.subprocess.Process | None = None
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *_TONES,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in the terminal is not for it
            )
            assert process.stdout is not None
            async with asyncio.timeout(_READY_S):
                said = await process.stdout.readline()
        except (OSError, TimeoutError):
            said = b""
        if said.strip() == b"ready":
            self._process = process
        elif process is not None:
            await _end(process)

    def play(self, cues: Sequence[Cue]) -> None:
        """Play signs one after the other. Returns at once."""
        if not cues:
            return
        process = self._process
        if process is not None and process.returncode is None and process.stdin is not None:
            waiting = process.stdin.transport.get_write_buffer_size()
            if not process.stdin.is_closing() and waiting < _MOST_WAITING:
                process.stdin.write("".join(f"{cue}\n" for cue in cues).encode("ascii"))
                return
        loop = asyncio.get_running_loop()
        self._rings = [ring for ring in self._rings if ring.when() > loop.time()]
        for number in range(sum(BELLS[cue] for cue in cues)):
            self._rings.append(loop.call_later(_APART_S * number, self._bell))

    async def close(self) -> None:
        """Let go of the loudspeaker."""
        for ring in self._rings:
            ring.cancel()
        process, self._process = self._process, None
        if process is not None:
            await _end(process)


def _has_loudspeaker() -> bool:
    over_ssh = "SSH_CONNECTION" in os.environ or "SSH_TTY" in os.environ
    return not over_ssh and find_spec("miniaudio") is not None


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()

"""Sound is made somewhere else, and where it cannot be made the bell rings; a session never waits for it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.tui.sound import Cue, Sound, player
from sensorlog.tui.sound.tones import samples, stream


class Bell:
    def __init__(self) -> None:
        self.rings = 0

    def __call__(self) -> None:
        self.rings += 1


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not is_so():  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.02)


async def processes_over() -> None:
    """Wait until nobody speaks to a process any more."""
    await until(lambda: not any(thread.name == "tones" for thread in threading.enumerate()))


def process_that(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Stand in for the process with the loudspeaker."""
    monkeypatch.setattr(player, "_has_loudspeaker", lambda: True)
    monkeypatch.setattr(player, "_TONES", ("-c", program))


async def test_over_ssh_the_bell_rings_where_the_person_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    monkeypatch.setattr(player, "_APART_S", 0.01)
    bell = Bell()
    sound = Sound(bell)
    sound.open()
    sound.play([Cue.REP])
    sound.play([Cue.END])
    await asyncio.sleep(0.2)
    assert bell.rings == 4
    sound.play([Cue.END])
    sound.close()
    await asyncio.sleep(0.1)
    assert bell.rings in (4, 5), "what was to ring after the end does not"


@pytest.mark.parametrize("program", ["import sys; sys.exit(1)", "print('what?')", "raise SystemExit(0)"])
async def test_without_a_loudspeaker_the_bell_rings(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    process_that(monkeypatch, program)
    bell = Bell()
    sound = Sound(bell)
    sound.open()
    await processes_over()
    sound.play([Cue.REP])
    await asyncio.sleep(0.05)
    assert bell.rings == 1
    sound.close()


async def test_signs_go_to_the_process_in_their_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    reads = "iter(sys.stdin.readline, 'end\\n')"
    writes = f"import sys; print('ready', flush=True); open({str(heard)!r}, 'w').writelines({reads})"
    process_that(monkeypatch, writes)
    bell = Bell()
    sound = Sound(bell)
    sound.open()
    await until(sound._is_ready.is_set)
    sound.play([Cue.START])
    sound.play([Cue.REP, Cue.REP])
    sound.play([Cue.END])
    await until(lambda: heard.is_file() and heard.read_text() == "start\nrep\nrep\n")
    sound.close()
    assert bell.rings == 0


async def test_a_process_that_is_stuck_does_not_hold_anything_up(monkeypatch: pytest.MonkeyPatch) -> None:
    process_that(monkeypatch, "import time; print('ready', flush=True); time.sleep(60)")
    bell = Bell()
    sound = Sound(bell)
    sound.open()
    await until(sound._is_ready.is_set)
    for _ in range(20_000):
        sound.play([Cue.START])
    await until(lambda: bell.rings > 0)  # for what has no room in the pipe
    sound.close()
    await processes_over()
    assert not any(thread.name == "tones" for thread in threading.enumerate())


async def test_after_a_process_is_gone_the_bell_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    process_that(monkeypatch, "print('ready', flush=True)")
    bell = Bell()
    sound = Sound(bell)
    sound.open()
    await until(sound._is_ready.is_set)
    async with asyncio.timeout(30):
        while not bell.rings:
            sound.play([Cue.REP])
            await asyncio.sleep(0.05)
    assert bell.rings > 0
    sound.close()
    await processes_over()
    assert not any(thread.name == "tones" for thread in threading.enumerate())


def test_the_process_itself_leaves_where_there_is_no_loudspeaker_and_prints_nothing_else() -> None:
    words = [sys.executable, "-m", "sensorlog.tui.sound.tones"]
    done = subprocess.run(words, input=b"rep\n", capture_output=True, check=False)
    assert (done.returncode, done.stdout) in ((1, b""), (0, b"ready\n"))


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=40))
def test_what_is_played_is_the_sign_and_then_silence_however_it_is_asked_for(wanted: list[int]) -> None:
    waiting = deque([samples(Cue.REP), samples(Cue.HALF)])
    sign = b"".join(waiting)
    playing = stream(waiting)
    next(playing)
    played = b"".join(playing.send(number) for number in wanted)
    assert len(played) == 2 * sum(wanted)
    assert played == sign[: len(played)].ljust(len(played), b"\0")


@pytest.mark.parametrize("cue", Cue)
def test_a_tone_begins_and_ends_softly(cue: Cue) -> None:
    values = np.frombuffer(samples(cue), "<i2").astype(float)
    assert 8000 < np.abs(values).max() < 20000
    assert np.abs(np.diff(values)).max() < 8000
    assert np.abs(values[[0, -1]]).max() < 50

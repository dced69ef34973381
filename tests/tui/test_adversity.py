"""What happens to a terminal during a set happens to nothing else: resized, stopped, closed."""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import sqlite3
import subprocess
import sys
import termios
import time
from contextlib import closing
from pathlib import Path

import pytest

from sensorlog.logbook import Logbook, LoggedSession
from sensorlog.pipeline import analyze
from sensorlog.session import finish_session
from sensorlog.tui.hangup import going_on_well
from tests.tui.terminal import TMUX, Terminal

pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")

COUNTS = [8, 6]
"""Of the demo's two sets."""
_NOBODY_READS_S = 6.0
"""The app writes some times a second, and Textual keeps 30 of what it writes."""


@pytest.fixture
def terminal(tmp_path: Path):
    one = Terminal(tmp_path)
    yield one
    one.close()


def the_session(folder: Path) -> LoggedSession:
    logbook = Logbook(f"sqlite:///{folder / 'demo.db'}", demo=True)
    (session,) = logbook.sessions()
    logbook.close()
    return session


def ended(folder: Path) -> LoggedSession:
    """Wait until the session is ended."""
    give_up = time.monotonic() + 60.0
    while (session := the_session(folder)).ended_utc is None:
        assert time.monotonic() < give_up, "it did not end"
        time.sleep(0.1)
    return session


def test_resized_fifty_times_during_a_set_it_counts_on(terminal: Terminal, tmp_path: Path) -> None:
    terminal.start("demo --fast")
    terminal.until("counting")
    for number in range(50):
        terminal.resize(40 + 3 * number, 10 + number % 30)
    terminal.resize(100, 30)
    terminal.until("it is over")
    terminal.press("q")
    terminal.until("left with 0")
    assert [one.rep_count for one in the_session(tmp_path).sets] == COUNTS


def test_stopped_by_ctrl_z_the_shell_is_back_and_fg_goes_on_with_the_set(terminal: Terminal, tmp_path: Path) -> None:
    terminal.shell("-m sensorlog demo --fast")
    terminal.until("counting")
    terminal.press("C-z")
    terminal.until("Stopped")
    terminal.press("-l", "echo here is the $((6 * 7)). shell")
    terminal.press("Enter")
    terminal.until("here is the 42. shell")
    time.sleep(1.0)
    terminal.press("-l", "fg")
    terminal.press("Enter")
    terminal.until("counting", "next set", "it is over")
    terminal.until("it is over")
    terminal.press("q")
    session = ended(tmp_path)
    assert [one.rep_count for one in session.sets] == COUNTS


def test_stopped_as_a_computer_that_sleeps_it_goes_on_with_the_set(terminal: Terminal, tmp_path: Path) -> None:
    terminal.start("demo --fast")
    terminal.until("counting")
    app = terminal.process()
    os.kill(app, signal.SIGSTOP)
    time.sleep(3.0)
    os.kill(app, signal.SIGCONT)
    for _ in range(40):  # amid whatever it does
        time.sleep(0.05)
        os.kill(app, signal.SIGCONT)
    shown = terminal.until("it is over")
    assert not [word for word in ("no data", "link lost") if word in shown], "a false alarm"
    terminal.press("q")
    terminal.until("left with 0")
    assert [one.rep_count for one in ended(tmp_path).sets] == COUNTS
    with closing(sqlite3.connect(tmp_path / "demo.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    report = analyze(ended(tmp_path).evidence)
    assert [one["rep_count"] for one in report["sets"]] == COUNTS
    assert [one["lost_packets"] for one in report["sensors"]] == [0] * len(report["sensors"])


class Holding:
    """What a driver does where it is told to let go of the terminal and to take it: it says so."""

    def __init__(self) -> None:
        self.did: list[str] = []
        self._must_signal_resume = False

    def suspend_application_mode(self) -> None:
        self.did.append("let go")

    def stop(self, *_: object) -> None:
        self.did.append("stopped")

    def resume(self, *_: object) -> None:
        self.did.append("taken")


@pytest.mark.parametrize(("number", "does"), [("SIGCONT", ["let go", "taken"]), ("SIGTSTP", ["stopped"])])
def test_a_signal_amid_a_write_waits_until_it_is_done(number: str, does: list[str]) -> None:
    async def a_step_amid_which_it_comes() -> list[str]:
        going_on_well(driver)  # type: ignore[arg-type]
        signal.raise_signal(getattr(signal, number))
        assert driver.did == [], "it would wait for a lock that this step may hold"
        await asyncio.sleep(0)
        return driver.did

    driver = Holding()
    before = {one: signal.getsignal(one) for one in (signal.SIGTSTP, signal.SIGCONT)}
    signal.signal(signal.SIGTSTP, driver.stop)
    signal.signal(signal.SIGCONT, driver.resume)
    try:
        assert asyncio.run(a_step_amid_which_it_comes()) == does
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def is_there(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for_the_end_of(process: int) -> None:
    give_up = time.monotonic() + 60.0
    while is_there(process):
        assert time.monotonic() < give_up, "it goes on without a terminal"
        time.sleep(0.1)


@pytest.mark.parametrize("begun", ["by a verb", "on the first page"])
def test_closed_during_a_set_everything_is_kept_and_the_program_ends(
    begun: str, terminal: Terminal, tmp_path: Path
) -> None:
    if begun == "by a verb":
        terminal.start("demo --fast")
    else:
        terminal.start("")
        terminal.until("d demo")
        terminal.press("d")
    terminal.until("counting")
    app = terminal.process()
    terminal.hang_up()
    session = ended(tmp_path)
    assert session.evidence.is_file()
    assert [one.exercise for one in session.sets] in (["squat"], [])
    again = Logbook(f"sqlite:///{tmp_path / 'demo.db'}", demo=True)
    assert finish_session(again, session.id) == session, "there is nothing left to be completed"
    again.close()
    wait_for_the_end_of(app)


def test_closed_while_nobody_reads_what_it_shows_it_ends_all_the_same(tmp_path: Path) -> None:
    """A link that hangs before it breaks: by then the app waits for room to write, and hears of nothing."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (30, 100))
    env = os.environ | {"SENSORLOG_DATABASE_URL": f"sqlite:///{tmp_path / 'log.db'}", "TERM": "xterm-256color"}
    app = subprocess.Popen(
        [sys.executable, "-m", "sensorlog", "demo", "--fast"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=env,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    try:
        os.close(theirs)
        shown = b""
        while b"counting" not in shown:
            shown += os.read(ours, 1 << 16)
        time.sleep(_NOBODY_READS_S)
        os.close(ours)
        assert ended(tmp_path).evidence.is_file()
        app.wait(timeout=60.0)
    finally:
        app.kill()  # where it does not end it keeps a processor busy
        app.wait()


@pytest.mark.parametrize("where", ["first page", "set"])
def test_asked_to_end_it_ends_the_session_and_gives_the_terminal_back(
    where: str, terminal: Terminal, tmp_path: Path
) -> None:
    terminal.start("" if where == "first page" else "demo --fast")
    terminal.until("d demo" if where == "first page" else "counting")
    os.kill(terminal.process(), signal.SIGTERM)
    terminal.until("left with 0")
    if where == "set":
        assert ended(tmp_path).ended_utc is not None

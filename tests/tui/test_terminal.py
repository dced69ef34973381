"""The app in a real terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.terminal import TMUX, Terminal

pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed")


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


def test_where_nothing_but_ascii_can_be_written_all_is_drawn_in_it(terminal: Terminal) -> None:
    terminal.env = {"PYTHONIOENCODING": "iso8859-1"}
    terminal.start("")
    assert terminal.until("To do").isascii()


def test_a_terminal_that_cannot_be_drawn_on_is_told_what_else_there_is(terminal: Terminal) -> None:
    terminal.run("-c 'import os; os.environ.update(TERM=\"dumb\"); from sensorlog.cli.app import main; main()'")
    terminal.until("the app needs a terminal; name a verb")

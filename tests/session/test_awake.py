"""The system is asked not to sleep, and whatever it answers changes nothing."""

from __future__ import annotations

import threading
import time

import pytest

from sensorlog.session import staying_awake


def asked() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "awake" and thread.is_alive()]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_it_is_asked_for_as_long_as_the_session_goes_on(monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", answer)
    with staying_awake():
        time.sleep(0.1)
        assert len(asked()) == 1
    for thread in asked():
        thread.join(5)
    assert not asked()


def test_a_desktop_that_fails_is_no_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise OSError("no desktop")

    monkeypatch.setattr("wakepy.keep.presenting", fail)
    with staying_awake():
        pass
    for thread in asked():
        thread.join(5)
    assert not asked()

"""Keeps the computer and its screen awake while somebody lifts: nobody touches a key for minutes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["staying_awake"]

_log = logging.getLogger(__name__)


@contextmanager
def staying_awake() -> Iterator[None]:
    """Ask the system not to sleep and not to blank the screen, where it lets itself be asked.

    In a thread of its own, that nothing waits for: a desktop that does not answer must not cost a session anything.
    """
    done = threading.Event()
    threading.Thread(target=_stay_awake, args=(done,), name="awake", daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _stay_awake(done: threading.Event) -> None:
    try:
        from wakepy import keep

        with keep.presenting(on_fail="pass") as mode:
            if not mode.active:
                _log.info("the system could not be asked to stay awake")
            done.wait()
    except Exception:
        # Whatever a desktop answers: it is a favour, and none of a session's business.
        _log.info("the system could not be asked to stay awake", exc_info=True)

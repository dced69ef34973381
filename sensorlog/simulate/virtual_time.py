"""An event loop whose clock jumps: an hour over the virtual radio takes as long as its computing.

Everything that waits with asyncio keeps its order and its times to the nanosecond; nobody waits for real. Only what
lives inside the process can be run so: a socket or a child process does not keep such time.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from typing import Any, TypeVar, TypeVarTuple

__all__ = ["VirtualTimeLoop", "run_virtual"]

_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """A loop for :class:`asyncio.Runner`. Its clock starts at zero."""

    def __init__(self) -> None:
        self._now_s = 0.0
        self._busy_threads = 0
        super().__init__(_JumpingSelector(self))

    def time(self) -> float:
        """Seconds since this loop was made."""
        return self._now_s

    def jump(self, seconds: float) -> bool:
        """Nothing is ready for ``seconds``: be there at once, unless a thread is at work meanwhile."""
        if self._busy_threads:
            return False
        self._now_s += seconds
        return True

    def run_in_executor(self, executor: Executor | None, func: Callable[[*_Ts], _T], *args: *_Ts) -> asyncio.Future[_T]:
        """As asyncio's own; the clock stands still until ``func`` is done."""
        self._busy_threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._thread_done)
        return future

    def _thread_done(self, _future: asyncio.Future[Any]) -> None:
        self._busy_threads -= 1


def run_virtual(main: Coroutine[Any, Any, _T]) -> _T:
    """Run ``main`` as :func:`asyncio.run` does, on a :class:`VirtualTimeLoop`."""
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(main)


class _JumpingSelector(selectors.DefaultSelector):
    """Selects without waiting and lets the loop's clock jump instead."""

    def __init__(self, loop: VirtualTimeLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            return super().select(None)
        ready = super().select(0)
        if not ready and timeout > 0 and not self._loop.jump(timeout):
            return super().select(timeout)
        return ready

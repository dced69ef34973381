"""Run as a program: many sessions at once, each in a process of its own, to be killed.

``nursery.py RECORDING FOLDER COUNT FACTOR``: loads everything once and forks, so that each session starts within
milliseconds. Session ``n`` lives in ``FOLDER/n``: its logbook, and ``acknowledged``, one byte longer after each item
that the session has taken. Prints the process ids, and ends when all of them are gone.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sensorlog.events import SessionEvent
from sensorlog.imu import Packet
from sensorlog.logbook import Logbook
from sensorlog.profiles import Registry
from sensorlog.recordings import read_recording
from sensorlog.session import Sink, open_session


class Acknowledging:
    """Delivers items ``factor`` times as fast as they happened, and says of each when it is taken."""

    def __init__(
        self, profiles: Mapping[str, str], items: Sequence[Packet | SessionEvent], factor: float, acknowledged: Path
    ) -> None:
        self.profiles = profiles
        self._items = items
        self._factor = factor
        self._acknowledged = os.open(acknowledged, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def now_ns(self) -> int:
        return 0

    async def run(self, sink: Sink) -> None:
        loop = asyncio.get_running_loop()
        begin_s = loop.time()
        for item in self._items:
            if (wait_s := begin_s + item.t_ns / 1e9 / self._factor - loop.time()) > 0:
                await asyncio.sleep(wait_s)
            sink(item)
            os.write(self._acknowledged, b".")
            await sink.room()
        await asyncio.sleep(3600)


def main() -> None:
    recording, folder, count, factor = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    read = read_recording(recording)
    items = list(read)
    registry = Registry(folders=())
    children = []
    for number in range(count):
        child = os.fork()
        if child == 0:
            home = folder / str(number)
            logbook = Logbook(f"sqlite:///{home / 'log.db'}")
            source = Acknowledging(read.profiles, items, factor, home / "acknowledged")
            asyncio.run(open_session(source, logbook, registry).run())
            os._exit(0)
        children.append(child)
    print(*children, flush=True)
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()

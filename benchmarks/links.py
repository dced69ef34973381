"""Four sensors at once, live: what is lost, how memory grows, and how much of a core it takes.

The sensors and the air live in another process: what they cost is not ours. The host side of the virtual radio (bumble)
is in this process, in the place of BlueZ and D-Bus; its share is told apart by a profile of a part of the run.
"""

from __future__ import annotations

import asyncio
import cProfile
import multiprocessing
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bumble.device import Device
from bumble.hci import Address
from bumble.transport.unix import open_unix_client_transport

from benchmarks.virtual_sensors import ADAPTER, PLACEMENTS, PROFILE_ID, RATE_HZ, addresses, serve
from sensorlog.events import Event
from sensorlog.imu import Role
from sensorlog.logbook import Logbook
from sensorlog.pipeline import analyze
from sensorlog.profiles import Registry
from sensorlog.session import BleSource, LiveSession, Wanted, find_sensors, open_session
from sensorlog.simulate import VirtualRadio, installed

__all__ = ["run"]

_SETTLED_S = 20.0
"""Connecting and first imports are over by then."""


def run(*, seconds: float, profile: bool) -> None:
    """Lift for ``seconds`` and print the figures; ``profile``: and where the time goes."""
    with tempfile.TemporaryDirectory() as folder:
        socket = str(Path(folder) / "hci")
        sensors = multiprocessing.get_context("spawn").Process(target=serve, args=(socket, seconds), daemon=True)
        sensors.start()
        try:
            while sensors.is_alive() and not Path(socket).exists():
                time.sleep(0.1)
            recording = asyncio.run(_lift(Path(folder), socket, seconds, profile=profile))
            _print_samples(recording)
        finally:
            sensors.terminate()
            sensors.join()


async def _lift(folder: Path, socket: str, seconds: float, *, profile: bool) -> Path:
    """Run a session with all sensors; return its recording."""
    async with await open_unix_client_transport(socket) as transport:
        address = Address(ADAPTER, Address.RANDOM_DEVICE_ADDRESS)
        central = Device.with_hci("sensorlog", address, transport.source, transport.sink)
        await central.power_on()
        logbook = Logbook(f"sqlite:///{folder / 'log.db'}")
        radio = VirtualRadio()  # the air is elsewhere: this one only shows where the adapter is
        radio.central = central
        with installed(radio):
            wanted = [Wanted(Role(where), who) for where, who in zip(PLACEMENTS, addresses(), strict=True)]
            registry = Registry()
            found = await find_sensors(registry, wanted)
            clips = [replace(clip, options={"rate_hz": RATE_HZ}) for clip in found]
            session = open_session(BleSource(clips, registry), logbook, registry)
            await _measure(session, seconds, profile=profile)
        assert session.session_id is not None
        recording = logbook.session(session.session_id).recording
        logbook.close()
    assert recording is not None
    return recording


def _print_samples(recording: Path) -> None:
    begin = time.process_time()
    report = analyze(recording)
    again_s = time.process_time() - begin
    print(f"\n{'sensor':10s} {'samples':>8s} {'expected':>8s} {'lost':>5s} {'gaps':>5s}")
    for one in report["sensors"]:
        expected = report["duration_s"] * RATE_HZ
        print(f"{one['name']:10s} {one['samples']:8d} {expected:8.0f} {one['lost_packets']:5d} {len(one['gaps']):5d}")
    print(f"the recording, analysed again: {report['duration_s'] / again_s:.0f} × real time")


async def _measure(session: LiveSession, seconds: float, *, profile: bool) -> None:
    calls = 0

    def listen(_events: Sequence[Event]) -> None:
        nonlocal calls
        calls += 1

    session.listen(listen)
    running = asyncio.create_task(session.run())
    profiler = cProfile.Profile()
    await asyncio.sleep(_SETTLED_S)
    if profile:
        profiler.enable()
    begin_s, begin_cpu_s = time.monotonic(), time.process_time()
    print(f"{PROFILE_ID}, {len(PLACEMENTS)} × {RATE_HZ:.0f} Hz, 6 axes; CPU time and memory of this process")
    first_mb = _memory_mb()
    while time.monotonic() - begin_s < seconds and not running.done():
        await asyncio.sleep(min(60.0, seconds / 4))
        spent = (time.process_time() - begin_cpu_s) / (time.monotonic() - begin_s)
        print(
            f"{time.monotonic() - begin_s:6.0f} s  {100 * spent:5.1f} % of a core  {_memory_mb():7.1f} MB", flush=True
        )
    print(f"memory grew by {_memory_mb() - first_mb:.1f} MB; a listener was called {calls} times")
    profiler.disable()
    session.stop()
    await running
    if profile:
        _shares(profiler)


def _shares(profiler: cProfile.Profile) -> None:
    """Print whose code the time was spent in, by function time."""
    stats = pstats.Stats(profiler)
    shares: dict[str, float] = {}
    for (file, _, _), (_, _, own_s, _, _) in stats.stats.items():  # type: ignore[attr-defined]
        parts = Path(file).parts
        room = (
            "sensorlog/" + parts[parts.index("sensorlog") + 1]
            if "sensorlog" in parts and "site-packages" not in parts
            else parts[parts.index("site-packages") + 1]
            if "site-packages" in parts
            else "python"
        )
        shares[room] = shares.get(room, 0.0) + own_s
    total_s = sum(shares.values())
    for room, own_s in sorted(shares.items(), key=lambda one: -one[1])[:15]:
        print(f"{room:30s} {100 * own_s / total_s:5.1f} %")
    stats.sort_stats("tottime").print_stats(40)


def _memory_mb() -> float:
    """Resident memory now where the system tells, else its peak."""
    statm = Path("/proc/self/statm")
    if statm.is_file():
        return int(statm.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3

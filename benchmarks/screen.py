"""The screen in a real terminal: two sensors at 100 Hz from another process, CPU, keys, frames, and what is lost.

The app runs in tmux, 100 × 30, with its own radio at the end of a socket; sensors and air live in a third process. From
a key to the screen is from ``send-keys`` to the text that it changes, as tmux shows it, its own delays included.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bumble.device import Device
from bumble.hci import Address
from bumble.transport.unix import open_unix_client_transport

from benchmarks.virtual_sensors import ADAPTER, RATE_HZ, serve
from sensorlog.imu import Placement, Role
from sensorlog.logbook import Logbook
from sensorlog.pipeline import analyze
from sensorlog.profiles import Registry
from sensorlog.session import BleSource, LiveSession, Wanted, find_sensors, open_session
from sensorlog.simulate import VirtualRadio, installed

__all__ = ["run"]

SENSORS = ((Placement.TRUNK, "C0:FF:EE:00:00:01"), (Placement.BAR, "C0:FF:EE:00:00:03"))
_FRAMES = "SENSORLOG_BENCHMARK_FRAMES"
_SETTLED_S = 12.0
_PRESSES = 60
_SUSPENDED_S = 20.0


def run(seconds: float) -> None:
    """Measure for ``seconds`` and print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sensors = multiprocessing.get_context("spawn").Process(
            target=serve, args=(str(folder / "hci"), seconds), daemon=True
        )
        sensors.start()
        try:
            while sensors.is_alive() and not (folder / "hci").exists():
                time.sleep(0.1)
            terminal = _Tmux(folder)
            try:
                _measure(terminal, folder, seconds)
            finally:
                terminal.tmux("kill-server")
        finally:
            sensors.terminate()
            sensors.join()


class _Tmux:
    """A terminal of 100 × 30 that runs the app."""

    def __init__(self, folder: Path) -> None:
        self._words = ["tmux", "-S", str(folder / "tmux"), "-f", os.devnull]
        env = {_FRAMES: str(folder / "frames"), "XDG_CONFIG_HOME": str(folder), "SSH_TTY": os.devnull}
        pairs = [part for key, value in env.items() for part in ("-e", f"{key}={value}")]
        command = f"{sys.executable} -m benchmarks.screen {folder}; cat"
        self.tmux("new-session", "-d", "-x", "100", "-y", "30", *pairs, command)

    def tmux(self, *words: str) -> str:
        return subprocess.run([*self._words, *words], capture_output=True, text=True, check=False).stdout

    def shown(self) -> str:
        return self.tmux("capture-pane", "-p")

    def until(self, text: str, patience_s: float = 60.0) -> float:
        """Wait for a text; return how long it took."""
        begin_s = time.perf_counter()
        while text not in self.shown():
            if time.perf_counter() - begin_s > patience_s:
                raise SystemExit(f"{text!r} did not come:\n{self.shown()}")
        return time.perf_counter() - begin_s


def _floor_s(terminal: _Tmux) -> float:
    """Return how long the same takes of a program that only echoes what is typed: what tmux and looking cost."""
    terminal.tmux("new-window", "cat")
    took_s = []
    for number in range(20):
        begin_s = time.perf_counter()
        terminal.tmux("send-keys", "-l", f" {number:02}")
        terminal.until(f" {number:02}")
        took_s.append(time.perf_counter() - begin_s)
    terminal.tmux("kill-window")
    return sorted(took_s)[10]


def _measure(terminal: _Tmux, folder: Path, seconds: float) -> None:
    terminal.until("receiving")
    time.sleep(_SETTLED_S)
    pid = int((folder / "pid").read_text(encoding="ascii"))
    begin_s, begin_cpu_s, begin_frames = time.monotonic(), _cpu_s(pid), _frames(folder)
    time.sleep(seconds)
    elapsed_s = time.monotonic() - begin_s
    print(f"two sensors at {RATE_HZ:.0f} Hz, 6 axes; tmux 100 × 30")
    print(f"CPU: {100 * (_cpu_s(pid) - begin_cpu_s) / elapsed_s:.1f} % of a core, the host side of the radio included")
    print(f"trace: {(_frames(folder) - begin_frames) / elapsed_s:.1f} frames/s")
    took_s = []
    for number in range(_PRESSES):
        text = "counting is paused" if number % 2 == 0 else "p pause"
        begin = time.perf_counter()
        terminal.tmux("send-keys", "p")
        terminal.until(text)
        took_s.append(time.perf_counter() - begin)
        time.sleep(0.05 + 0.013 * (number % 7))
    took_s.sort()
    floor_s, median_s, p95_s = _floor_s(terminal), took_s[_PRESSES // 2], took_s[int(0.95 * _PRESSES)]
    print(
        f"key to screen: median {1000 * median_s:.0f} ms, p95 {1000 * p95_s:.0f} ms; an echo: {1000 * floor_s:.0f} ms"
    )
    for number in range(50):
        terminal.tmux("resize-window", "-x", str(60 + 2 * number), "-y", str(20 + number % 20))
        time.sleep(0.05)
    os.kill(pid, signal.SIGSTOP)
    time.sleep(_SUSPENDED_S)
    os.kill(pid, signal.SIGCONT)
    time.sleep(5.0)
    terminal.tmux("send-keys", "q")
    with contextlib.suppress(SystemExit):
        terminal.until("end both", 3.0)
        terminal.tmux("send-keys", "y")
    (recording,) = _wait_for_end(folder)
    report = analyze(recording)
    print(f"resized 50 times, then stopped for {_SUSPENDED_S:.0f} s:")
    for one in report["sensors"]:
        gaps = sum(gap["end_s"] - gap["start_s"] for gap in one["gaps"])
        print(f"  {one['name']:6s} {one['samples']:6d} samples, {one['lost_packets']} lost, gaps {gaps:.1f} s")


def _wait_for_end(folder: Path) -> list[Path]:
    logbook = Logbook(f"sqlite:///{folder / 'log.db'}")
    for _ in range(100):
        (session,) = logbook.sessions()
        if session.ended_utc is not None:
            logbook.close()
            return [session.evidence]
        time.sleep(0.1)
    raise SystemExit("the session did not end")


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _frames(folder: Path) -> int:
    path = folder / "frames"
    return path.stat().st_size if path.is_file() else 0


def _app(folder: Path) -> None:
    """Run the app on the sensors at the other end of the socket."""
    from sensorlog.settings import Settings, save_settings
    from sensorlog.tui.app import SensorlogApp
    from sensorlog.tui.widgets.trace import Trace

    save_settings(Settings(advice_read=True))
    (folder / "pid").write_text(str(os.getpid()), encoding="ascii")
    frames = os.open(os.environ[_FRAMES], os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    draw = Trace._draw

    def counted(trace: Trace) -> list[tuple[str, str]]:
        os.write(frames, b".")
        return draw(trace)

    Trace._draw = counted  # type: ignore[method-assign, assignment]
    stack = contextlib.AsyncExitStack()

    async def opening() -> LiveSession:
        transport = await stack.enter_async_context(await open_unix_client_transport(str(folder / "hci")))
        address = Address(ADAPTER, Address.RANDOM_DEVICE_ADDRESS)
        central = Device.with_hci("sensorlog", address, transport.source, transport.sink)
        await central.power_on()
        radio = VirtualRadio()  # the air is elsewhere: this one only shows where the adapter is
        radio.central = central
        stack.enter_context(installed(radio))
        registry = Registry()
        found = await find_sensors(registry, [Wanted(Role(where), who) for where, who in SENSORS])
        clips = [replace(clip, options={"rate_hz": RATE_HZ}) for clip in found]
        return open_session(BleSource(clips, registry), Logbook(f"sqlite:///{folder / 'log.db'}"), registry)

    async def run() -> None:
        async with stack:
            await SensorlogApp(opening).run_async()

    asyncio.run(run())


if __name__ == "__main__":
    _app(Path(sys.argv[1]))

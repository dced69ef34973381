"""What the system check does inside the machine: the ``ble`` room as it is, on the real Bluetooth stack of Linux.

Each step prints one line with what it has seen. Anything else than what is expected ends it with status 1.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from pathlib import Path

from sensorlog.ble import BleError, Found, SensorLink, Verdict, examine_radio, scan
from sensorlog.events import LinkState, SessionEventKind
from sensorlog.profiles import resolve
from tests.ble.rig import REGISTRY, Heard
from tests.ble.truth import half_step_m_s2, moments_of, streamed
from tests.system.sensors import OPTIONS, PROFILES, motion

_LOG = Path("/run/bluetoothd.log")
_LIMIT_S = 240.0
_STREAM_S = 10.0
_BLOCKED_S = 8.0
_LOST = "C0:FF:EE:00:00:02"


def say(text: str) -> None:
    """Print a line with the age of the machine."""
    uptime_s = float(Path("/proc/uptime").read_text().split()[0])
    print(f"{uptime_s:6.1f} s  {text}", flush=True)


def expect(is_so: bool, what: str) -> None:
    """End the scenario unless it is so."""
    if not is_so:
        raise AssertionError(what)


async def until(condition: Callable[[], bool], what: str, seconds: float = 60.0) -> None:
    """Wait for what others do."""
    try:
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110 - seen from outside, signalled by nobody
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"waited {seconds:g} s for this in vain: {what}") from None


class Bluetoothd:
    """The real one, which can be killed and started again."""

    async def start(self) -> None:
        """Start it, and wait until it has an adapter that is on."""
        with _LOG.open("ab") as log:  # noqa: ASYNC230 - it is memory
            self._process = await asyncio.create_subprocess_exec(os.environ["BLUETOOTHD"], "-n", stdout=log, stderr=log)
        async with asyncio.timeout(30):
            while not await _power_on():  # noqa: ASYNC110 - nobody signals it
                await asyncio.sleep(0.1)

    async def kill(self) -> None:
        """Let it go without a word, as in a crash."""
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()


async def _power_on() -> bool:
    """Switch the adapter on, as a desktop or ``bluetoothctl power on`` does; say whether it is."""
    from dbus_fast import BusType, Message, MessageType, Variant
    from dbus_fast.aio import MessageBus

    bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
    try:
        reply = await bus.call(
            Message(
                destination="org.bluez",
                path="/org/bluez/hci0",
                interface="org.freedesktop.DBus.Properties",
                member="Set",
                signature="ssv",
                body=["org.bluez.Adapter1", "Powered", Variant("b", True)],
            )
        )
    finally:
        bus.disconnect()
    return reply is not None and reply.message_type is MessageType.METHOD_RETURN


@asynccontextmanager
async def sensors() -> AsyncIterator[Callable[[str], None]]:
    """The virtual sensors; yields what commands them."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.system.sensors"), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    stdin = process.stdin
    expect(await process.stdout.readline() == b"READY\n", "the virtual sensors are on the air")
    try:
        yield lambda command: stdin.write(f"{command}\n".encode())
    finally:
        stdin.close()
        await process.wait()


# ---- the steps -----------------------------------------------------------------------------------------------------


async def step_doctor() -> None:
    """What ``sensorlog doctor`` says of this computer."""
    checks = await examine_radio()
    bad = [f"{check.topic}: {check.text}" for check in checks if check.verdict is not Verdict.OK]
    expect(not bad, f"doctor finds nothing wrong, but {bad}")
    say("doctor: " + "; ".join(check.text for check in checks if check.topic in ("bluetoothd", "adapter")))


async def step_scan() -> dict[str, Found]:
    """Hear all sensors, and know each of them."""
    found: dict[str, Found] = {}
    async with aclosing(scan(REGISTRY, 20.0)) as heard:
        async for one in heard:
            if one.profile is not None:
                found[one.address] = one
            if len(found) == len(PROFILES):
                break
    told = {address: one.profile.id for address, one in found.items() if one.profile is not None}
    expect(told == PROFILES, f"each sensor is heard and known: {told}")
    say("scan: " + ", ".join(f"{one.name} ({one.rssi_dbm} dBm)" for one in found.values()))
    return found


def step_samples(heard: Heard) -> tuple[int, int]:
    """Compare what came with what was moved; return how many samples came, and how many between them did not."""
    (event, *_) = heard.events(SessionEventKind.SENSOR)
    profile = REGISTRY.get(str(event.data["profile"]))
    blocks, stream = streamed(heard, profile)
    expect(stream.unknown_packets == 0, f"{profile.id}: every packet is understood")
    numbers = moments_of(
        blocks, motion(profile), half_step_m_s2(profile, resolve(profile, OPTIONS.get(profile.id, {})))
    )
    return len(numbers), int(numbers[-1] - numbers[0]) + 1 - len(numbers)


async def main() -> None:
    """Run all steps."""
    bluetoothd = Bluetoothd()
    async with sensors() as command, AsyncExitStack() as links:
        await bluetoothd.start()
        await step_doctor()
        found = await step_scan()

        heard = {address: Heard() for address in PROFILES}
        turn = asyncio.Lock()
        tasks = []
        for address, one in found.items():
            assert one.profile is not None
            link = SensorLink(
                one,
                one.profile,
                OPTIONS.get(one.profile.id, {}),
                heard[address].items.append,
                sensor=one.profile.id,
                turn=turn,
            )
            tasks.append(asyncio.create_task(link.run()))
        links.callback(lambda: [task.cancel() for task in tasks])

        def all_stream() -> bool:
            failed = next((task.exception() for task in tasks if task.done()), None)
            if failed is not None:
                raise failed
            return all(one.states[-1:] == [LinkState.STREAMING] for one in heard.values())

        def packets() -> dict[str, int]:
            return {address: len(one.packets) for address, one in heard.items()}

        async def stream_for(seconds: float, but: str = "") -> dict[str, int]:
            before = packets()
            await asyncio.sleep(seconds)
            more = {address: n - before[address] for address, n in packets().items() if address != but}
            expect(min(more.values()) > 5 * seconds, f"every sensor sends all the time: {more}")
            return more

        await until(all_stream, "all four sensors stream")
        say("connect: all four are set up and stream")
        more = await stream_for(_STREAM_S)
        say(f"stream: {', '.join(f'{n / _STREAM_S:.0f}' for n in more.values())} notifications/s, four at once")

        time.sleep(_BLOCKED_S)  # noqa: ASYNC251 - a program that hangs is what is tried
        await stream_for(3.0)
        expect(
            not any({LinkState.SILENT, LinkState.LOST} & {*one.states} for one in heard.values()), "nobody is blamed"
        )
        lost = [step_samples(one)[1] for one in heard.values()]
        expect(not any(lost), f"what came while the program hung is not lost: {lost}")
        say(f"hung for {_BLOCKED_S:g} s: no sample is lost")

        command(f"away {_LOST}")
        await until(lambda: heard[_LOST].states[-1] is not LinkState.STREAMING, "the loss of one is told")
        others = await stream_for(3.0, but=_LOST)
        command(f"back {_LOST}")
        await until(all_stream, "it is back")
        told = [one.states.count(LinkState.LOST) for address, one in heard.items() if address != _LOST]
        expect(told == [0, 0, 0], f"the others never knew: {told}")
        await stream_for(2.0)
        say(f"drop: the lost one came back, the others went on ({sum(others.values())} notifications meanwhile)")

        await bluetoothd.kill()
        await until(lambda: all(one.states[-1] is not LinkState.STREAMING for one in heard.values()), "all are silent")
        words = {str(one.events(SessionEventKind.LINK)[-1].data["detail"]).split(": ", 1)[-1] for one in heard.values()}
        say(f"bluetoothd killed: {'; '.join(sorted(words - {''}))}")
        await bluetoothd.start()
        await until(all_stream, "all are back")
        await stream_for(2.0)
        say("bluetoothd started again: all four are back")

        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        expect(all(one.states[-1] is LinkState.STOPPED for one in heard.values()), "all are stopped")
        counted = [step_samples(one) for one in heard.values()]
        say(f"samples: {sum(n for n, _ in counted)}, each one that was moved, in order, within half a step")
    await bluetoothd.kill()


if __name__ == "__main__":
    try:
        asyncio.run(asyncio.wait_for(main(), _LIMIT_S))
    except (AssertionError, BleError, TimeoutError) as error:
        print("---- the last words of bluetoothd")
        print(_LOG.read_text(errors="replace")[-3000:])
        sys.exit(f"---- not so: {error or 'it took too long'}")

"""One connection to one sensor: set up, listen, stop. What to write is the profile's business, not this module's."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.device import BLEDevice

from sensorlog.ble.beside import read_device_information, use_standard_services
from sensorlog.ble.clock import now_ns
from sensorlog.ble.errors import RADIO_ERRORS, BleError, explain
from sensorlog.ble.gatt import REFUSALS, heeding_cancellation, in_time
from sensorlog.ble.items import link_event, write_event
from sensorlog.ble.room import require_room
from sensorlog.events import LinkState, SessionEvent
from sensorlog.imu import Packet
from sensorlog.profiles import (
    Action,
    Number,
    Profile,
    ProfileError,
    Read,
    SetupRun,
    Subscribe,
    Unsubscribe,
    Wait,
    Write,
    poll_actions,
    stop_actions,
)

__all__ = ["Connection", "Put", "SilentError"]

Put = Callable[[Packet | SessionEvent], None]
"""Takes an item; called in the event loop, must not block."""

_CONNECT_S = 20.0
_CLOSE_S = 5.0
"""BlueZ takes 2 s to disconnect; a dead one takes for ever."""
_HELD_UP_S = 1.0
"""A watchdog that wakes so late has slept itself: the whole program, or the computer, was held up."""


class Connection:
    """First :meth:`open`, then :meth:`set_up`, then :meth:`listen`; :meth:`close` at any time."""

    def __init__(
        self, device: BLEDevice, profile: Profile, options: Mapping[str, Number], *, sensor: str, put: Put
    ) -> None:
        self._profile = profile
        self._sensor = sensor
        self._put = put
        self._what = f"{device.name or 'sensor'} ({device.address})"
        self._client = BleakClient(device, disconnected_callback=self._on_disconnect, timeout=_CONNECT_S)
        self._changed = asyncio.Event()
        self._is_lost = False
        self._last_arrival_s = 0.0
        self.setup = SetupRun(profile, options)
        self.device_information: dict[str, str] = {}
        """What the sensor says of itself: manufacturer, model, serial, firmware, hardware, software."""
        self._has_begun = False
        self._is_set_up = False
        self._is_answered = False
        self._refusal: ProfileError | None = None
        self._held: list[Packet] = []
        self._subscribed: set[str] = set()
        self.has_sent = False
        """Whether anything came of its own accord: a sensor can answer everything and still send nothing."""

    async def open(self) -> None:
        """Connect. Raises :class:`BleError` with advice, also where the link is too narrow for this sensor."""
        with self._explained("connecting to"):
            await heeding_cancellation(self._client.connect())
            await require_room(self._client, self._profile, self.setup.variables, self._what)

    async def set_up(self) -> None:
        """Walk through the profile's set-up. Raises :class:`BleError` or :class:`ProfileError`."""
        self._has_begun = True
        with self._explained("setting up"):
            self.device_information = await read_device_information(self._client)
            while (action := self.setup.next()) is not None:
                self._is_answered = False
                if isinstance(action, Wait):
                    await self._await_answer(action.seconds)
                else:
                    await self._try(action)
                if self._refusal is not None:
                    raise self._refusal
        self._is_set_up = True

    async def listen(self) -> None:
        """Hand on what the sensor sends, ask what has to be asked again and again.

        Never returns: raises :class:`BleError` when the link is lost or the profile's ``silence_s`` have passed
        without a packet.
        """
        self._release()
        loop = asyncio.get_running_loop()
        self._last_arrival_s = loop.time()
        polls = poll_actions(self._profile, self.setup.variables)
        due_s = [loop.time()] * len(polls)
        with self._explained("listening to"):
            await use_standard_services(self._client, self._profile, self._arrived)
            while True:
                if self._is_lost:
                    raise BleError(f"{self._what}: the link was lost; it is being looked for again", passing=True)
                silent_s = self._last_arrival_s + self._profile.link.silence_s
                if loop.time() >= silent_s + _HELD_UP_S:
                    self._tell_held_up(loop.time() - self._last_arrival_s)
                    continue
                if loop.time() >= silent_s:
                    raise SilentError(self._what, self._profile.link.silence_s, has_sent=self.has_sent)
                for i, (every_s, action) in enumerate(polls):
                    if loop.time() >= due_s[i]:
                        due_s[i] = loop.time() + every_s
                        await self._ask(action)
                await self._wait_until(min([silent_s, *due_s]))

    def _tell_held_up(self, seconds: float) -> None:
        """Say that nothing was taken for so long, and listen anew: the sensor's silence is not the sensor's fault."""
        self._last_arrival_s = asyncio.get_running_loop().time()
        detail = f"this computer was busy and took nothing from {self._what} for {seconds:.0f} s; close other programs"
        self._put(link_event(now_ns(), self._sensor, LinkState.STREAMING, detail=detail))

    async def close(self) -> None:
        """Stop the sensor as its profile says and disconnect; quietly, whatever happened before."""
        self._release()
        with contextlib.suppress(*RADIO_ERRORS, BleError, ProfileError):
            if self._has_begun and not self._is_lost:
                for action in stop_actions(self._profile, self.setup.variables):
                    await self._ask(action)
        with contextlib.suppress(*RADIO_ERRORS):
            async with asyncio.timeout(_CLOSE_S):
                await self._client.disconnect()

    # ---- one action ------------------------------------------------------------------------------------------------

    async def _try(self, action: Action) -> None:
        """Do it, and tell the set-up if the sensor cannot or will not."""
        try:
            await self._do(action)
        except REFUSALS as error:
            self.setup.failed(str(explain(error, self._what)))

    async def _ask(self, action: Action) -> None:
        """Do it; what the sensor cannot or will not do is no reason to part."""
        with contextlib.suppress(*REFUSALS):
            await self._do(action)

    async def _do(self, action: Action) -> None:
        match action:
            case Subscribe():
                start = self._client.start_notify(
                    action.characteristic,
                    partial(self._on_notification, action.characteristic),
                    bluez={"use_start_notify": not self._profile.link.acquire_notify},
                )
                await in_time(start)
                self._subscribed.add(action.characteristic)
            case Unsubscribe():
                # Stopping follows every set-up, even one that came to nothing; bleak raises anything then.
                if action.characteristic in self._subscribed:
                    self._subscribed.discard(action.characteristic)
                    await in_time(self._client.stop_notify(action.characteristic))
            case Write():
                self._put(write_event(now_ns(), self._sensor, action))
                write = self._client.write_gatt_char(action.characteristic, action.data, response=action.response)
                await in_time(write)
            case Read():
                value = await in_time(self._client.read_gatt_char(action.characteristic))
                self._arrived(action.characteristic, bytes(value))
            case Wait():
                await asyncio.sleep(action.seconds)

    async def _await_answer(self, seconds: float) -> None:
        deadline_s = asyncio.get_running_loop().time() + seconds
        while not self._is_answered and not self._is_lost:
            if asyncio.get_running_loop().time() >= deadline_s:
                self.setup.elapsed()
                return
            await self._wait_until(deadline_s)
        if self._is_lost:
            raise BleError(f"{self._what}: the link was lost during set-up", passing=True)

    async def _wait_until(self, deadline_s: float) -> None:
        self._changed.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(deadline_s):
                await self._changed.wait()

    # ---- what comes back -------------------------------------------------------------------------------------------

    def _on_disconnect(self, _client: BleakClient) -> None:
        self._is_lost = True
        self._changed.set()

    def _on_notification(self, uuid: str, _characteristic: BleakGATTCharacteristic, data: bytearray) -> None:
        # Nothing may be raised or awaited here: bleak only logs exceptions, and coroutines would overtake each other.
        self._last_arrival_s = asyncio.get_running_loop().time()
        self.has_sent |= self._is_set_up
        self._arrived(uuid, bytes(data))

    def _arrived(self, uuid: str, data: bytes) -> None:
        packet = Packet(now_ns(), self._sensor, uuid, data)
        if self._is_set_up:
            self._put(packet)
            return
        try:
            is_answer = self.setup.feed(uuid, data)
        except ProfileError as refusal:
            is_answer, self._refusal = True, refusal
        if is_answer:
            self._is_answered = True
            self._changed.set()
            self._put(packet)
        else:
            # Samples that a sensor sends before its set-up is over wait until the reader knows their variables.
            self._held.append(packet)

    def _release(self) -> None:
        held, self._held = self._held, []
        for packet in held:
            self._put(packet)

    @contextlib.contextmanager
    def _explained(self, doing: str) -> Iterator[None]:
        try:
            yield
        except RADIO_ERRORS as error:
            raise explain(error, f"{doing} {self._what}") from error


class SilentError(BleError):
    """Connected, but nothing comes any more."""

    def __init__(self, what: str, seconds: float, *, has_sent: bool) -> None:
        silent = f"{what}: connected, but silent for {seconds:g} s; connecting again"
        nothing = (
            f"{what}: connected and set up, but it sends nothing; switch it off and on, and see whether its firmware "
            "is the one that the profile describes"
        )
        super().__init__(silent if has_sent else nothing, passing=True)

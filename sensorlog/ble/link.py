"""Keeps one sensor: connects, comes back after every loss, and stops it in the end."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack

from bleak import BleakScanner
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData

from sensorlog.ble.clock import now_ns
from sensorlog.ble.connection import Connection, Put, SilentError
from sensorlog.ble.errors import NOT_FOUND, RADIO_ERRORS, BleError, explain
from sensorlog.ble.items import link_event, sensor_event
from sensorlog.ble.scan import Found
from sensorlog.events import LinkState
from sensorlog.imu import Placement
from sensorlog.profiles import Number, Profile, ProfileError

__all__ = ["SensorLink"]

_FIRST_ATTEMPTS = 3
"""So often a sensor is tried before a person is told; once it has streamed, it is tried for ever."""
_SEARCH_S = 10.0
"""Sensors advertise at least every 2 s or so."""
_BACKOFF_S = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Pause before another try; the last one repeats."""


class SensorLink:
    """The link to one sensor. :meth:`run` keeps it until it is cancelled.

    Hands packets and session events (``sensor``, ``link``, ``write``) to ``put`` in the order in which they happened; a
    ``sensor`` event stands before the first packet of samples of each connection. ``turn`` is shared by the links of
    one adapter: most adapters can connect to one device at a time.
    """

    def __init__(
        self,
        found: Found,
        profile: Profile,
        options: Mapping[str, Number],
        put: Put,
        *,
        sensor: str,
        placement: Placement = Placement.UNKNOWN,
        clip_site: str | None = None,
        turn: asyncio.Lock | None = None,
    ) -> None:
        self._found = found
        self._profile = profile
        self._options = options
        self._put = put
        self._sensor = sensor
        self._placement = placement
        self._clip_site = clip_site
        self._turn = turn or asyncio.Lock()
        self._device = found.device
        self._rssi_dbm = found.rssi_dbm
        self._has_streamed = False
        self._failures = 0
        self._told: set[str] = set()
        """What was said of failures since it last sent anything: what lasts is no news the second time."""

    async def run(self) -> None:
        """Connect and stay connected until cancelled; then stop the sensor and disconnect.

        Before the first samples, raises :class:`BleError` (no adapter, sensor not found …) or
        :class:`~sensorlog.profiles.ProfileError` (the sensor does not answer as its profile says). Afterwards no
        failure ends it: each is told in a ``link`` event and tried again.
        """
        try:
            while True:
                try:
                    await self._connect_and_listen()
                except (BleError, ProfileError) as error:
                    self._failures += 1
                    if not self._has_streamed and (not _passes(error) or self._failures >= _FIRST_ATTEMPTS):
                        raise
                await asyncio.sleep(_BACKOFF_S[min(self._failures, len(_BACKOFF_S)) - 1])
        finally:
            self._tell(LinkState.STOPPED)

    async def _connect_and_listen(self) -> None:
        async with AsyncExitStack() as stack:
            connection: Connection | None = None
            try:
                connection = await self._connect(stack)
                self._tell(LinkState.SETTING_UP)
                await connection.set_up()
                self._introduce(connection)
                self._tell(LinkState.STREAMING)
                await connection.listen()
            except (BleError, ProfileError) as error:
                if connection is not None and connection.has_sent:
                    self._has_streamed, self._failures = True, 0
                    self._told.clear()
                # Told before the connection is closed, which may take seconds.
                detail = "" if str(error) in self._told else str(error)
                self._told.add(str(error))
                self._tell(LinkState.SILENT if isinstance(error, SilentError) else LinkState.LOST, detail)
                raise

    async def _connect(self, stack: AsyncExitStack) -> Connection:
        async with self._turn:
            # The first try after a loss goes straight to the device; later ones look for it, it may have gone for good.
            if self._failures > 1:
                self._tell(LinkState.SEARCHING)
                self._device = await self._search()
            self._tell(LinkState.CONNECTING)
            connection = Connection(self._device, self._profile, self._options, sensor=self._sensor, put=self._put)
            stack.push_async_callback(connection.close)
            await connection.open()
            return connection

    def _introduce(self, connection: Connection) -> None:
        event = sensor_event(
            now_ns(),
            self._sensor,
            connection.setup,
            address=self._found.address,
            name=self._found.name,
            placement=self._placement,
            clip_site=self._clip_site,
            device_information=connection.device_information,
        )
        self._put(event)

    async def _search(self) -> BLEDevice:
        def is_it(device: BLEDevice, data: AdvertisementData) -> bool:
            if device.address == self._found.address:
                self._rssi_dbm = data.rssi
                return True
            return False

        what = f"looking for {self._found.name or 'sensor'} ({self._found.address})"
        try:
            device = await BleakScanner.find_device_by_filter(is_it, timeout=_SEARCH_S)
        except RADIO_ERRORS as error:
            raise explain(error, what) from error
        if device is None:
            raise BleError(f"{what}: {NOT_FOUND}", passing=True)
        return device

    def _tell(self, state: LinkState, detail: str = "") -> None:
        self._put(link_event(now_ns(), self._sensor, state, self._rssi_dbm, detail))


def _passes(error: BleError | ProfileError) -> bool:
    return isinstance(error, BleError) and error.passing

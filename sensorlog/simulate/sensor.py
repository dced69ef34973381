"""A virtual sensor: a real GATT server on a virtual radio. Needs the extra ``simulate``."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial

from bumble import data_types
from bumble.att import ATT_Error, ErrorCode
from bumble.core import UUID, AdvertisingData, DataType
from bumble.device import Connection, Device, DeviceConfiguration
from bumble.gatt import Characteristic, CharacteristicValue, Service
from bumble.hci import Address

from sensorlog.profiles import BATTERY_LEVEL, DEVICE_INFORMATION, HEART_RATE, Number, Poll, Profile, ProfileError, Step
from sensorlog.simulate.air import CLEAR, Air
from sensorlog.simulate.firmware import Firmware, advertised_name
from sensorlog.simulate.motion import Motion
from sensorlog.simulate.radio import VirtualRadio

__all__ = ["VirtualSensor"]

_BASE_UUID_TAIL = "-0000-1000-8000-00805f9b34fb"
_STANDARD_SERVICES = {"2a19": "180f", "2a37": "180d"} | dict.fromkeys(
    (uuid[4:8] for uuid in DEVICE_INFORMATION), "180a"
)
"""Bluetooth Assigned Numbers: where standard characteristics live."""
_SOME_SERVICE = "c0ffee00-5e50-4c3b-9d3a-3f1c2ab0f000"
"""Where a profile that is recognised without a service has its characteristics; nobody asks for it."""
_ATT_HEADER_BYTES = 3
_ADVERTISING_INTERVAL_MS = 100.0


class VirtualSensor:
    """Speaks as ``profile`` says and moves as ``samples`` say, from the first moment that it streams.

    It streams only after the set-up that the profile asks for, forgets it when the link drops, and moves on meanwhile,
    as a real one does. ``own`` and ``battery_percent``: see :class:`Firmware`. ``mtu`` is the largest ATT MTU that it
    agrees to; 23 is what every device has. ``device_information`` are texts of the Device Information Service by name;
    ``heart_rate`` is a Heart Rate Measurement, notified each second: sensors without have no such service.
    """

    def __init__(
        self,
        profile: Profile,
        samples: Motion,
        *,
        name: str | None = None,
        address: str = "C0:FF:EE:00:00:01",
        own: Mapping[str, Number] | None = None,
        battery_percent: float = 87.0,
        air: Air = CLEAR,
        rssi_dbm: int = -55,
        mtu: int = 247,
        device_information: Mapping[str, str] | None = None,
        heart_rate: bytes = b"",
        advertises_battery: bool = False,
    ) -> None:
        self.name = name or advertised_name(profile, samples)
        self.address = address
        self.firmware = Firmware(profile, samples, own=own, battery_percent=battery_percent)
        self.is_silent = False
        """Set it, and the sensor stays connected but sends no more samples."""
        self.writes: list[bytes] = []
        """Everything that was ever written to it."""
        self.finished = asyncio.Event()
        """All samples have been sent."""
        self._air = air
        self._rssi_dbm = rssi_dbm
        self._mtu = mtu
        self._texts = {
            uuid: text for uuid, name in DEVICE_INFORMATION.items() if (text := (device_information or {}).get(name))
        }
        self._heart_rate = heart_rate
        self._advertised_battery = round(battery_percent) if advertises_battery else None
        self._beating: asyncio.Task[None] | None = None
        self._device: Device
        self._characteristics: dict[str, Characteristic[bytes]] = {}
        self._began_s: float | None = None
        self._streaming: asyncio.Task[None] | None = None

    async def join(self, radio: VirtualRadio) -> None:
        """Switch on: be heard, wait for somebody to connect."""
        controller = radio.controller(self.address, self._rssi_dbm)
        config = DeviceConfiguration(
            name=self.name,
            address=Address(self.address, Address.RANDOM_DEVICE_ADDRESS),
            advertising_interval_min=_ADVERTISING_INTERVAL_MS,
            advertising_interval_max=_ADVERTISING_INTERVAL_MS,
        )
        self._device = Device.from_config_with_hci(config, controller, controller)
        self._device.gatt_server.max_mtu = self._mtu
        self._device.on(Device.EVENT_CONNECTION, self._on_connection)
        self._add_services()
        self._advertise()
        await self._device.power_on()
        await self._device.start_advertising(auto_restart=True)

    async def leave(self) -> None:
        """Switch off."""
        self._stop()
        await self.disconnect()
        await self._device.stop_advertising()
        await self._device.power_off()

    async def disconnect(self) -> None:
        """Close the link from the sensor's side, politely."""
        for connection in list(self._device.connections.values()):
            await connection.disconnect()

    async def notify(self, characteristic: str, data: bytes) -> None:
        """Send ``data``, whatever it is, to whoever is subscribed, beside the motion."""
        await self._device.notify_subscribers(self._characteristics[characteristic], data)

    def _advertise(self) -> None:
        # Legacy advertisements hold 31 bytes: the service goes first, the name fits only into the scan response.
        said: list[DataType] = [
            data_types.Flags(
                AdvertisingData.Flags.LE_GENERAL_DISCOVERABLE_MODE | AdvertisingData.Flags.BR_EDR_NOT_SUPPORTED
            )
        ]
        match = self.firmware.profile.match
        if match.services:
            said.append(data_types.CompleteListOf128BitServiceUUIDs([UUID(match.services[0])]))
        elif match.manufacturers:
            said.append(data_types.ManufacturerSpecificData(match.manufacturers[0], b""))
        if self._advertised_battery is not None:
            said.append(data_types.ServiceData16BitUUID(UUID("180f"), bytes([self._advertised_battery])))
        self._device.advertising_data = bytes(AdvertisingData(said))
        self._device.scan_response_data = bytes(AdvertisingData([data_types.CompleteLocalName(self.name[:29])]))

    def _add_services(self) -> None:
        profile = self.firmware.profile
        own = profile.match.services[0] if profile.match.services else _SOME_SERVICE
        services: dict[str, list[Characteristic[bytes]]] = {}
        beside = [HEART_RATE] if self._heart_rate else []
        for uuid in dict.fromkeys([*profile.characteristics.values(), BATTERY_LEVEL, *self._texts, *beside]):
            is_standard = uuid.endswith(_BASE_UUID_TAIL) and uuid.startswith("0000")
            service = _STANDARD_SERVICES.get(uuid[4:8]) if is_standard else None
            self._characteristics[uuid] = self._characteristic(uuid)
            services.setdefault(service or own, []).append(self._characteristics[uuid])
        self._device.add_services([Service(service, members) for service, members in services.items()])

    def _characteristic(self, uuid: str) -> Characteristic[bytes]:
        profile = self.firmware.profile
        bits = Characteristic.Properties(0)
        steps: list[Step | Poll] = [*profile.setup, *profile.stop, *profile.poll]
        if any(step.to is not None and profile.uuid(step.to) == uuid for step in steps):
            bits |= Characteristic.Properties.WRITE | Characteristic.Properties.WRITE_WITHOUT_RESPONSE
        if uuid in (BATTERY_LEVEL, *self._texts) or any(
            step.read is not None and profile.uuid(step.read) == uuid for step in steps
        ):
            bits |= Characteristic.Properties.READ
        if (
            any(step.subscribe is not None and profile.uuid(step.subscribe) == uuid for step in profile.setup)
            or uuid == HEART_RATE
        ):
            bits |= Characteristic.Properties.NOTIFY
        value = CharacteristicValue(read=partial(self._on_read, uuid), write=partial(self._on_write, uuid))
        permissions = Characteristic.Permissions.READABLE | Characteristic.Permissions.WRITEABLE
        characteristic: Characteristic[bytes] = Characteristic(uuid, bits, permissions, value)
        characteristic.on(Characteristic.EVENT_SUBSCRIPTION, partial(self._on_subscription, uuid))
        return characteristic

    # ---- what the other side does ----------------------------------------------------------------------------------

    def _on_connection(self, connection: Connection) -> None:
        connection.on(Connection.EVENT_DISCONNECTION, self._on_disconnection)
        connection.on(Connection.EVENT_CONNECTION_ATT_MTU_UPDATE, lambda: self._on_mtu(connection))
        self._on_mtu(connection)

    def _on_mtu(self, connection: Connection) -> None:
        room = connection.att_mtu - _ATT_HEADER_BYTES
        self.firmware.payload_bytes = min(room, self.firmware.profile.link.payload_bytes)

    def _on_disconnection(self, _reason: int) -> None:
        if self._beating is not None:
            self._beating.cancel()
        self.firmware.side.reset()
        self._stop()

    def _on_subscription(self, uuid: str, _connection: Connection, notify: bool, _indicate: bool) -> None:
        if uuid == HEART_RATE and notify:
            self._beating = asyncio.get_running_loop().create_task(self._beat())
        self.firmware.side.subscribed(uuid, notify)
        self._start_or_stop()

    def _on_read(self, uuid: str, _connection: Connection) -> bytes:
        if uuid in self._texts:
            return self._texts[uuid].encode()
        try:
            return self.firmware.read(uuid)
        except ProfileError:
            raise ATT_Error(ErrorCode.READ_NOT_PERMITTED) from None

    async def _on_write(self, uuid: str, _connection: Connection, data: bytes) -> None:
        self.writes.append(bytes(data))
        try:
            answers = self.firmware.side.write(uuid, bytes(data))
        except ProfileError:
            raise ATT_Error(ErrorCode.UNLIKELY_ERROR) from None
        for characteristic, answer in answers:
            await self.notify(characteristic, answer)
        self._start_or_stop()

    # ---- streaming -------------------------------------------------------------------------------------------------

    def _start_or_stop(self) -> None:
        if not self.firmware.side.is_streaming:
            self._stop()
        elif self._streaming is None:
            self._streaming = asyncio.get_running_loop().create_task(self._stream())

    def _stop(self) -> None:
        if self._streaming is not None:
            self._streaming.cancel()
            self._streaming = None

    async def _beat(self) -> None:
        while True:
            await self.notify(HEART_RATE, self._heart_rate)
            await asyncio.sleep(1.0)

    async def _stream(self) -> None:
        loop = asyncio.get_running_loop()
        now_s = loop.time()
        if self._began_s is None:
            self._began_s = now_s
        for notification in self._air.carry(self.firmware.stream(now_s - self._began_s)):
            due_s = self._began_s + notification.t_s
            if due_s > loop.time():
                await asyncio.sleep(due_s - loop.time())
            if not self.is_silent:
                await self.notify(notification.characteristic, notification.data)
            if notification.t_s >= self.firmware.duration_s:
                self.finished.set()

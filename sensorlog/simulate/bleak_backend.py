"""A bleak backend over bumble: code that uses bleak talks to a :class:`VirtualRadio` without knowing.

Works on every platform and needs no Bluetooth. :func:`installed` puts it in the place of the platform's own backend.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any, ClassVar, Literal, TypeVar

import bleak
from bleak.args import SizedBuffer
from bleak.assigned_numbers import CharacteristicPropertyName
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, AdvertisementDataCallback, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import BleakDeviceNotFoundError, BleakError, BleakGATTProtocolError
from bumble import core, hci
from bumble.att import ATT_Error
from bumble.device import Advertisement, Connection, Device, Peer
from bumble.gatt import Characteristic
from bumble.gatt_client import CharacteristicProxy
from bumble.hci import Address

from sensorlog.simulate.advertisement import read_advertisement, uuid_text
from sensorlog.simulate.radio import VirtualRadio

__all__ = ["PROPERTY_NAMES", "installed"]

_T = TypeVar("_T")

PROPERTY_NAMES: dict[Characteristic.Properties, CharacteristicPropertyName] = {
    Characteristic.Properties.READ: "read",
    Characteristic.Properties.WRITE_WITHOUT_RESPONSE: "write-without-response",
    Characteristic.Properties.WRITE: "write",
    Characteristic.Properties.NOTIFY: "notify",
    Characteristic.Properties.INDICATE: "indicate",
}
_MTU = 247
"""What most computers ask for; the sensor may allow less."""


@contextlib.contextmanager
def installed(radio: VirtualRadio) -> Iterator[None]:
    """While entered, every ``BleakScanner`` and ``BleakClient`` of this process uses ``radio``."""
    adapter = _Adapter(radio.central)
    ours: dict[str, type] = {
        "get_platform_scanner_backend_type": type("VirtualScanner", (_Scanner,), {"adapter": adapter}),
        "get_platform_client_backend_type": type("VirtualClient", (_Client,), {"adapter": adapter}),
    }
    theirs = {name: getattr(bleak, name) for name in ours}
    for name, backend in ours.items():
        setattr(bleak, name, partial(_named, backend))
    try:
        yield
    finally:
        for name, function in theirs.items():
            setattr(bleak, name, function)
        adapter.close()


def _named(backend: type) -> tuple[type, str]:
    return backend, "virtual"


class _Adapter:
    """What scanners and clients share: one host, one scan, one connection attempt at a time."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.connecting = asyncio.Lock()
        self._scanners: set[_Scanner] = set()
        device.on(Device.EVENT_ADVERTISEMENT, self._on_advertisement)

    def close(self) -> None:
        self.device.remove_listener(Device.EVENT_ADVERTISEMENT, self._on_advertisement)

    async def connect(self, address: Address, timeout_s: float) -> Connection:
        try:
            connection = await self.device.connect(address, timeout=timeout_s)
        except asyncio.CancelledError:
            # bumble forgets the attempt, its controller does not.
            with contextlib.suppress(hci.HCI_Error):
                await self.device.send_sync_command(hci.HCI_LE_Create_Connection_Cancel_Command())
            raise
        # asyncio.wait_for, which bumble calls, loses a cancellation that meets its result (Python before 3.12).
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            await connection.disconnect()
            raise asyncio.CancelledError
        return connection

    def _on_advertisement(self, advertisement: Advertisement) -> None:
        for scanner in list(self._scanners):
            scanner.on_advertisement(advertisement)

    async def add(self, scanner: _Scanner) -> None:
        self._scanners.add(scanner)
        if len(self._scanners) == 1:
            await self.device.start_scanning(legacy=True, filter_duplicates=False)

    async def remove(self, scanner: _Scanner) -> None:
        self._scanners.discard(scanner)
        if not self._scanners:
            await self.device.stop_scanning(legacy=True)


class _Scanner(BaseBleakScanner):
    adapter: ClassVar[_Adapter]

    def __init__(
        self,
        detection_callback: AdvertisementDataCallback | None,
        service_uuids: list[str] | None,
        scanning_mode: Literal["active", "passive"],
        **kwargs: Any,
    ) -> None:
        super().__init__(detection_callback, service_uuids)

    async def start(self) -> None:
        self.seen_devices = {}
        await self.adapter.add(self)

    async def stop(self) -> None:
        await self.adapter.remove(self)

    def on_advertisement(self, advertisement: Advertisement) -> None:
        said = read_advertisement(advertisement.data.ad_structures)
        uuids = list(said.service_uuids)
        if not self.is_allowed_uuid(uuids):
            return
        address = advertisement.address.to_string(with_type_qualifier=False)
        data = AdvertisementData(
            said.name, said.manufacturer_data, {}, uuids, None, advertisement.rssi, (advertisement,)
        )
        device = self.create_or_update_device(address, address, said.name, advertisement.address, data)
        self.call_detection_callbacks(device, data)


class _Client(BaseBleakClient):
    adapter: ClassVar[_Adapter]

    def __init__(self, address_or_ble_device: BLEDevice | str, services: set[str] | None = None, **kwargs: Any) -> None:
        super().__init__(
            address_or_ble_device,
            disconnected_callback=kwargs["disconnected_callback"],
            timeout=kwargs["timeout"],
        )
        self._device = address_or_ble_device
        self._connection: Connection | None = None
        self._peer: Peer | None = None
        self._subscribers: dict[int, Callable[[bytes], None]] = {}

    @property
    def name(self) -> str:
        known = self._device.name if isinstance(self._device, BLEDevice) else None
        return known or self.address

    @property
    def mtu_size(self) -> int:
        if self._connection is None:
            raise BleakError("Not connected")
        return int(self._connection.att_mtu)

    @property
    def is_connected(self) -> bool:
        return self._connection is not None

    async def connect(self, pair: bool, **kwargs: Any) -> None:
        if not isinstance(self._device, BLEDevice):
            raise BleakDeviceNotFoundError(self.address, f"{self.address} was not scanned for")
        async with self.adapter.connecting:
            try:
                connection = await self.adapter.connect(self._device.details, self._timeout)
            except core.TimeoutError as error:
                raise TimeoutError from error
            except (core.ConnectionError, hci.HCI_Error) as error:
                raise BleakError(f"connect failed: {error}") from error
        self._connection = connection
        self._peer = Peer(connection)
        connection.once(Connection.EVENT_DISCONNECTION, self._on_disconnection)
        try:
            await self._att(self._peer.request_mtu(_MTU))
            await self._att(self._peer.discover_all())  # type: ignore[no-untyped-call]
            self.services = self._collect(self._peer)
        except BaseException:
            await self.disconnect()
            raise

    def _collect(self, peer: Peer) -> BleakGATTServiceCollection:
        found = BleakGATTServiceCollection()
        for remote in peer.services:
            service = BleakGATTService(remote, remote.handle, uuid_text(remote.uuid))
            found.add_service(service)
            for proxy in remote.characteristics:
                properties = [name for bit, name in PROPERTY_NAMES.items() if proxy.properties & bit]
                # bleak counts a characteristic by the handle of its declaration, just before its value.
                characteristic = BleakGATTCharacteristic(
                    proxy, proxy.handle - 1, uuid_text(proxy.uuid), properties, lambda: self.mtu_size - 3, service
                )
                found.add_characteristic(characteristic)
                for descriptor in proxy.descriptors:
                    found.add_descriptor(
                        BleakGATTDescriptor(descriptor, descriptor.handle, uuid_text(descriptor.type), characteristic)
                    )
        return found

    def _on_disconnection(self, _reason: int) -> None:
        self._connection = self._peer = self.services = None
        self._subscribers.clear()
        if self._disconnected_callback:
            self._disconnected_callback()

    async def disconnect(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(hci.HCI_Error, core.ConnectionError):
                await self._connection.disconnect()

    async def pair(self, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError("the virtual radio does not pair")

    async def unpair(self) -> None:
        raise NotImplementedError("the virtual radio does not pair")

    def _connected(self) -> Peer:
        if self._peer is None:
            raise BleakError("Service Discovery has not been performed yet")
        return self._peer

    async def _att(self, transaction: Awaitable[_T]) -> _T:
        try:
            return await transaction
        except ATT_Error as error:
            raise BleakGATTProtocolError(int(error.error_code)) from error
        except core.TimeoutError as error:
            raise BleakError(f"no answer: {error}") from error
        except asyncio.CancelledError:
            # bumble cancels a transaction when its link drops: that is no cancellation of ours.
            task = asyncio.current_task()
            if self._connection is None and task is not None and not task.cancelling():
                raise BleakError("disconnected") from None
            raise

    async def read_gatt_char(
        self, characteristic: BleakGATTCharacteristic, *, use_cached: bool = False, **kwargs: Any
    ) -> bytearray:
        return bytearray(await self._att(self._connected().read_value(characteristic.obj)))

    async def read_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, *, use_cached: bool = False, **kwargs: Any
    ) -> bytearray:
        return bytearray(await self._att(self._connected().read_value(descriptor.obj)))

    async def write_gatt_char(self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool) -> None:
        await self._att(self._connected().write_value(characteristic.obj, bytes(data), with_response=response))

    async def write_gatt_descriptor(self, descriptor: BleakGATTDescriptor, data: SizedBuffer) -> None:
        await self._att(self._connected().write_value(descriptor.obj, bytes(data), with_response=True))

    async def start_notify(
        self, characteristic: BleakGATTCharacteristic, callback: Callable[[bytearray], None], **kwargs: Any
    ) -> None:
        proxy: CharacteristicProxy[bytes] = characteristic.obj

        def subscriber(value: bytes) -> None:
            callback(bytearray(value))

        self._subscribers[characteristic.handle] = subscriber
        await self._att(self._connected().subscribe(proxy, subscriber))

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        subscriber = self._subscribers.pop(characteristic.handle)
        await self._att(self._connected().unsubscribe(characteristic.obj, subscriber))

"""A bleak client that speaks ATT through a bumble host."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, TypeVar

from bleak.args import SizedBuffer
from bleak.assigned_numbers import CharacteristicPropertyName
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient
from bleak.backends.descriptor import BleakGATTDescriptor
from bleak.backends.device import BLEDevice
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import BleakDeviceNotFoundError, BleakError, BleakGATTProtocolError
from bumble import core, hci
from bumble.att import ATT_Error
from bumble.device import Connection, Peer
from bumble.gatt import Characteristic
from bumble.gatt_client import CharacteristicProxy

from sensorlog.simulate.advertisement import uuid_text
from sensorlog.simulate.bleak_backend.adapter import VirtualAdapter

__all__ = ["PROPERTY_NAMES", "VirtualClient"]

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


class VirtualClient(BaseBleakClient):
    """What ``BleakClient`` is made of while the virtual radio is installed."""

    adapter: ClassVar[VirtualAdapter]

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
        """Name of the device as it was scanned."""
        known = self._device.name if isinstance(self._device, BLEDevice) else None
        return known or self.address

    @property
    def mtu_size(self) -> int:
        """Agreed ATT MTU."""
        if self._connection is None:
            raise BleakError("Not connected")
        return int(self._connection.att_mtu)

    @property
    def is_connected(self) -> bool:
        """Whether the link is up."""
        return self._connection is not None

    async def connect(self, pair: bool, **kwargs: Any) -> None:
        """Connect, agree on the MTU, discover services."""
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
        """Close the link, if it is up."""
        if self._connection is not None:
            with contextlib.suppress(hci.HCI_Error, core.ConnectionError):
                await self._connection.disconnect()

    async def pair(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: this radio does not encrypt."""
        raise NotImplementedError("the virtual radio does not pair")

    async def unpair(self) -> None:
        """Refuse: this radio does not encrypt."""
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
        """Read a value."""
        return bytearray(await self._att(self._connected().read_value(characteristic.obj)))

    async def read_gatt_descriptor(
        self, descriptor: BleakGATTDescriptor, *, use_cached: bool = False, **kwargs: Any
    ) -> bytearray:
        """Read a descriptor."""
        return bytearray(await self._att(self._connected().read_value(descriptor.obj)))

    async def write_gatt_char(self, characteristic: BleakGATTCharacteristic, data: SizedBuffer, response: bool) -> None:
        """Write a value."""
        await self._att(self._connected().write_value(characteristic.obj, bytes(data), with_response=response))

    async def write_gatt_descriptor(self, descriptor: BleakGATTDescriptor, data: SizedBuffer) -> None:
        """Write a descriptor."""
        await self._att(self._connected().write_value(descriptor.obj, bytes(data), with_response=True))

    async def start_notify(
        self, characteristic: BleakGATTCharacteristic, callback: Callable[[bytearray], None], **kwargs: Any
    ) -> None:
        """Subscribe."""
        proxy: CharacteristicProxy[bytes] = characteristic.obj

        def subscriber(value: bytes) -> None:
            callback(bytearray(value))

        self._subscribers[characteristic.handle] = subscriber
        await self._att(self._connected().subscribe(proxy, subscriber))

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        """Unsubscribe."""
        subscriber = self._subscribers.pop(characteristic.handle)
        await self._att(self._connected().unsubscribe(characteristic.obj, subscriber))

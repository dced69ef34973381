"""``org.bluez`` as far as bleak calls it, on a private bus, with a bumble host for its radio.

bleak's own BlueZ backend → D-Bus → this → ATT, L2CAP, HCI (bumble) → virtual sensor. Object paths, property names and
errors follow bluetoothd's documentation (BlueZ doc/org.bluez.*.rst).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from bumble import core, hci
from bumble.att import ATT_Error
from bumble.device import Advertisement, Connection, Device, Peer
from bumble.gatt_client import CharacteristicProxy
from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from sensorlog.simulate.advertisement import read_advertisement, uuid_text
from sensorlog.simulate.bleak_backend import PROPERTY_NAMES

ADAPTER, DEVICE = "org.bluez.Adapter1", "org.bluez.Device1"
SERVICE, CHARACTERISTIC = "org.bluez.GattService1", "org.bluez.GattCharacteristic1"
PROPERTIES, OBJECTS = "org.freedesktop.DBus.Properties", "org.freedesktop.DBus.ObjectManager"
HCI0 = "/org/bluez/hci0"

Reply = tuple[str, list[Any]]


class BluezError(Exception):
    """An error reply of bluetoothd."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = f"org.bluez.Error.{name}"
        self.text = text


class EmulatedBluez:
    """Use it as ``async with EmulatedBluez(radio.central)`` on a private bus.

    ``properties`` are those of the adapter that matter to a test.
    """

    def __init__(
        self, host: Device, *, has_adapter: bool = True, is_powered: bool = True, **properties: Variant
    ) -> None:
        self._host = host
        self._bus: MessageBus
        self._objects: dict[str, dict[str, dict[str, Variant]]] = {}
        self._addresses: dict[str, hci.Address] = {}
        self._peers: dict[str, Peer] = {}
        self._characteristics: dict[str, CharacteristicProxy[bytes]] = {}
        self._subscribers: dict[str, Callable[[bytes], None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.refusals: list[str] = []
        """What the next attempts to connect are answered with."""
        self.tells_mtu = True
        """As from BlueZ 5.62 on."""
        if has_adapter:
            self._objects[HCI0] = {
                ADAPTER: {
                    "Address": Variant("s", "00:00:00:00:00:02"),
                    "Powered": Variant("b", is_powered),
                    "Discovering": Variant("b", False),
                    "Roles": Variant("as", ["central", "peripheral"]),
                    **properties,
                }
            }
        self._calls: dict[str, Callable[[Message], Awaitable[Reply | None]]] = {
            f"{OBJECTS}.GetManagedObjects": self._get_objects,
            f"{ADAPTER}.SetDiscoveryFilter": self._set_filter,
            f"{ADAPTER}.StartDiscovery": self._start_discovery,
            f"{ADAPTER}.StopDiscovery": self._stop_discovery,
            f"{DEVICE}.Connect": self._connect,
            f"{DEVICE}.Disconnect": self._disconnect,
            f"{CHARACTERISTIC}.ReadValue": self._read,
            f"{CHARACTERISTIC}.WriteValue": self._write,
            f"{CHARACTERISTIC}.StartNotify": self._start_notify,
            f"{CHARACTERISTIC}.StopNotify": self._stop_notify,
        }

    async def __aenter__(self) -> Self:
        self._bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
        self._bus.add_message_handler(self._on_message)
        self._host.on(Device.EVENT_ADVERTISEMENT, self._on_advertisement)
        await self._bus.request_name("org.bluez")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.die()
        self._host.remove_listener(Device.EVENT_ADVERTISEMENT, self._on_advertisement)

    async def die(self) -> None:
        """Go from the bus as a crashed bluetoothd does: without a word."""
        for task in list(self._tasks):
            task.cancel()
        self._bus.disconnect()
        with suppress(EOFError, OSError):
            await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    # ---- objects, signals, calls -----------------------------------------------------------------------------------

    def _signal(self, path: str, interface: str, member: str, signature: str, body: list[Any]) -> None:
        if self._bus.connected:
            self._bus.send(Message.new_signal(path, interface, member, signature, body))

    def _add(self, path: str, interface: str, properties: dict[str, Variant]) -> None:
        self._objects[path] = {interface: properties}
        self._signal("/", OBJECTS, "InterfacesAdded", "oa{sa{sv}}", [path, self._objects[path]])

    def _remove(self, path: str) -> None:
        for child in [each for each in self._objects if each.startswith(f"{path}/")] + [path]:
            interfaces = list(self._objects.pop(child))
            self._signal("/", OBJECTS, "InterfacesRemoved", "oas", [child, interfaces])

    def _set(self, path: str, interface: str, **properties: Variant) -> None:
        self._objects[path][interface].update(properties)
        self._signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", [interface, properties, []])

    def _on_message(self, message: Message) -> Message | bool | None:
        if message.message_type is not MessageType.METHOD_CALL:
            return None
        call = self._calls.get(f"{message.interface}.{message.member}")
        if call is None:
            return None
        if message.path != "/" and message.path not in self._objects:
            text = f'Method "{message.member}" on object "{message.path}" does not exist'
            return Message.new_error(message, "org.freedesktop.DBus.Error.UnknownObject", text)
        self._spawn(self._answer(message, call))
        return True

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, message: Message, call: Callable[[Message], Awaitable[Reply | None]]) -> None:
        try:
            signature, body = await call(message) or ("", [])
            self._bus.send(Message.new_method_return(message, signature, body))
        except BluezError as error:
            self._bus.send(Message.new_error(message, error.name, error.text))
        except ATT_Error as error:
            text = f"Operation failed with ATT error: 0x{int(error.error_code):02x}"
            self._bus.send(Message.new_error(message, "org.bluez.Error.Failed", text))

    async def _get_objects(self, _message: Message) -> Reply:
        return "a{oa{sa{sv}}}", [self._objects]

    # ---- adapter ---------------------------------------------------------------------------------------------------

    async def _set_filter(self, _message: Message) -> None:
        return None

    async def _start_discovery(self, _message: Message) -> None:
        await self._host.start_scanning(legacy=True)
        self._set(HCI0, ADAPTER, Discovering=Variant("b", True))

    async def _stop_discovery(self, _message: Message) -> None:
        await self._host.stop_scanning(legacy=True)
        self._set(HCI0, ADAPTER, Discovering=Variant("b", False))

    def _on_advertisement(self, advertisement: Advertisement) -> None:
        said = read_advertisement(advertisement.data.ad_structures)
        address = advertisement.address.to_string(with_type_qualifier=False)
        path = f"{HCI0}/dev_{address.replace(':', '_')}"
        known = self._objects.get(path, {}).get(DEVICE, {})
        heard: dict[str, Variant] = {"RSSI": Variant("n", advertisement.rssi)}
        if said.name:
            heard |= {"Name": Variant("s", said.name), "Alias": Variant("s", said.name)}
        if said.service_uuids:
            heard["UUIDs"] = Variant("as", list(said.service_uuids))
        if known:
            self._set(path, DEVICE, **heard)
            return
        self._addresses[path] = advertisement.address
        unknown = {
            "Address": Variant("s", address),
            "AddressType": Variant("s", "random"),
            "Alias": Variant("s", address.replace(":", "-")),
            "Paired": Variant("b", False),
            "Connected": Variant("b", False),
            "ServicesResolved": Variant("b", False),
            "UUIDs": Variant("as", []),
            "Adapter": Variant("o", HCI0),
        }
        self._add(path, DEVICE, unknown | heard)

    # ---- device ----------------------------------------------------------------------------------------------------

    async def _connect(self, message: Message) -> None:
        path = str(message.path)
        if self.refusals:
            raise BluezError("Failed", self.refusals.pop(0))
        try:
            connection = await self._host.connect(self._addresses[path], timeout=20.0)
        except (core.BaseBumbleError, hci.HCI_Error) as error:
            raise BluezError("Failed", "le-connection-abort-by-remote") from error
        self._peers[path] = Peer(connection)
        connection.once(Connection.EVENT_DISCONNECTION, lambda _reason: self._on_disconnection(path))
        self._set(path, DEVICE, Connected=Variant("b", True))
        self._spawn(self._resolve(path, self._peers[path]))

    async def _resolve(self, path: str, peer: Peer) -> None:
        mtu = await peer.request_mtu(247)
        await peer.discover_all()  # type: ignore[no-untyped-call]
        for service in peer.services:
            service_path = f"{path}/service{service.handle:04x}"
            about = {"UUID": Variant("s", uuid_text(service.uuid)), "Primary": Variant("b", True)}
            self._add(service_path, SERVICE, about | {"Device": Variant("o", path), "Includes": Variant("ao", [])})
            for proxy in service.characteristics:
                own_path = f"{service_path}/char{proxy.handle - 1:04x}"
                self._characteristics[own_path] = proxy
                properties = {
                    "UUID": Variant("s", uuid_text(proxy.uuid)),
                    "Service": Variant("o", service_path),
                    "Value": Variant("ay", b""),
                    "Flags": Variant("as", [name for bit, name in PROPERTY_NAMES.items() if proxy.properties & bit]),
                }
                if self.tells_mtu:
                    properties["MTU"] = Variant("q", mtu)
                self._add(own_path, CHARACTERISTIC, properties)
        self._set(path, DEVICE, ServicesResolved=Variant("b", True))

    def _on_disconnection(self, path: str) -> None:
        del self._peers[path]
        self._subscribers = {own: call for own, call in self._subscribers.items() if not own.startswith(path)}
        self._set(path, DEVICE, ServicesResolved=Variant("b", False), Connected=Variant("b", False))
        for service in [each for each in self._objects if each.startswith(path) and each.count("/") == 5]:
            self._remove(service)

    async def _disconnect(self, message: Message) -> None:
        peer = self._peers.get(str(message.path))
        if peer is None:
            raise BluezError("NotConnected", "Not Connected")
        await peer.connection.disconnect()

    # ---- GATT ------------------------------------------------------------------------------------------------------

    def _peer(self, path: str) -> Peer:
        device = "/".join(path.split("/")[:5])
        if device not in self._peers:
            raise BluezError("Failed", "Not connected")
        return self._peers[device]

    async def _read(self, message: Message) -> Reply:
        path = str(message.path)
        value = bytes(await self._peer(path).read_value(self._characteristics[path]))
        # As with bluetoothd, what is read shows up as a change of the value too.
        self._set(path, CHARACTERISTIC, Value=Variant("ay", value))
        return "ay", [value]

    async def _write(self, message: Message) -> None:
        path, (value, options) = str(message.path), message.body
        is_command = "type" in options and options["type"].value == "command"
        proxy = self._characteristics[path]
        await self._peer(path).write_value(proxy, bytes(value), with_response=not is_command)

    async def _start_notify(self, message: Message) -> None:
        path = str(message.path)
        if path in self._subscribers:
            return

        def subscriber(value: bytes) -> None:
            self._set(path, CHARACTERISTIC, Value=Variant("ay", bytes(value)))

        self._subscribers[path] = subscriber
        await self._peer(path).subscribe(self._characteristics[path], subscriber)

    async def _stop_notify(self, message: Message) -> None:
        path = str(message.path)
        subscriber = self._subscribers.pop(path, None)
        if subscriber is None:
            raise BluezError("Failed", "No notify session started")
        await self._peer(path).unsubscribe(self._characteristics[path], subscriber)

"""A virtual radio: bumble's controllers on a link inside this process, with what bumble's own leave out.

Everything above the air is real (HCI, L2CAP, ATT, GATT); the air is a function call. Needs the extra ``simulate``.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self

from bumble import hci, ll
from bumble.controller import Controller
from bumble.core import InvalidArgumentError, PhysicalTransport
from bumble.device import Device
from bumble.hci import Address
from bumble.link import LocalLink
from bumble.transport.common import Transport

__all__ = ["VirtualRadio"]

_CENTRAL_ADDRESS = "C0:00:00:00:00:FE"
_DEFAULT_RSSI_DBM = -55
_CONTROL_DELAY_S = 0.03
"""A connection interval or so."""


class VirtualRadio:
    """The air, and the Bluetooth adapter of the computer in it. Use it as ``async with VirtualRadio() as radio``.

    Sensors join with :meth:`controller`; :meth:`take_away` and :meth:`bring_back` move one out of range and into it.

    ``host`` is somebody else who uses the adapter, at the other end of a bumble transport: through ``vhci`` the running
    Linux gets it. Such a radio has no :attr:`central`.
    """

    def __init__(self, host: Transport | None = None) -> None:
        self._link = LocalLink() if host is None else _SlowLink()  # type: ignore[no-untyped-call]
        self._host = host
        self._controllers: dict[str, _Controller] = {}
        self.central: Device
        """The adapter's host. Powered while the radio is entered."""

    async def __aenter__(self) -> Self:
        if self._host is not None:
            adapter = _Controller(_CENTRAL_ADDRESS, self._link, _DEFAULT_RSSI_DBM, self._host)
            self._controllers[_CENTRAL_ADDRESS] = adapter
            return self
        controller = self.controller(_CENTRAL_ADDRESS)
        address = Address(_CENTRAL_ADDRESS, Address.RANDOM_DEVICE_ADDRESS)
        self.central = Device.with_hci("sensorlog", address, controller, controller)
        await self.central.power_on()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for address in self._controllers:
            self.take_away(address)
        if self._host is None:
            await self.central.power_off()

    def controller(self, address: str, rssi_dbm: int = _DEFAULT_RSSI_DBM) -> Controller:
        """Add a controller. ``rssi_dbm`` is the signal strength with which others hear it."""
        self._controllers[address] = _Controller(address, self._link, rssi_dbm)
        return self._controllers[address]

    def take_away(self, address: str) -> None:
        """Move a sensor out of range: both ends see a supervision timeout, and it is no longer heard."""
        away = self._controllers[address]
        away.in_range = False
        for controller in self._controllers.values():
            for connection in list(controller.le_connections.values()):
                if away in (controller, self._link.find_le_controller(connection.peer_address)):
                    controller.on_le_disconnected(connection, hci.HCI_ErrorCode.CONNECTION_TIMEOUT_ERROR)

    def bring_back(self, address: str) -> None:
        """Into range again: it is heard as soon as it advertises."""
        self._controllers[address].in_range = True


class _Controller(Controller):
    """bumble's controller plus scan responses, cancelling a connection attempt, range and signal strength."""

    def __init__(self, address: str, link: LocalLink, rssi_dbm: int, host: Transport | None = None) -> None:
        super().__init__(
            address,
            host_source=None if host is None else host.source,
            host_sink=None if host is None else host.sink,
            link=link,
            public_address=Address(address, Address.PUBLIC_DEVICE_ADDRESS),
        )
        self.rssi_dbm = rssi_dbm
        self.in_range = True
        # It answers LE Create Connection with the legacy event, which hosts refuse beside these features.
        self.le_features &= ~(hci.LeFeatureMask.LL_PRIVACY | hci.LeFeatureMask.LE_EXTENDED_ADVERTISING)

    def send_advertising_pdu(self, packet: ll.AdvertisingPdu) -> None:
        if self.in_range:
            super().send_advertising_pdu(packet)

    def on_advertising_pdu(self, pdu: ll.AdvInd | ll.AdvExtInd) -> None:
        # bumble repeats the advertisement as its scan response; a name that fits only there would never be heard.
        sender = next(
            (c for c in self.link.controllers if c.le_legacy_advertiser.address == pdu.advertiser_address), None
        )
        if not isinstance(sender, _Controller) or not self.in_range:
            return
        if self.le_scan_enable:
            self._report(sender, pdu.advertiser_address, pdu.data, scan_response=False)
            if self.le_scan_type == hci.HCI_LE_Set_Scan_Parameters_Command.ACTIVE_SCANNING:
                response = sender.le_legacy_advertiser.scan_response_data
                self._report(sender, pdu.advertiser_address, response, scan_response=True)
        pending = self.pending_le_connection
        if pending and pending.peer_address == pdu.advertiser_address:
            self.create_le_connection(pdu.advertiser_address)

    def _report(self, sender: _Controller, address: Address, data: bytes, *, scan_response: bool) -> None:
        kinds = hci.HCI_LE_Advertising_Report_Event.EventType
        report = hci.HCI_LE_Advertising_Report_Event.Report(
            event_type=kinds.SCAN_RSP if scan_response else kinds.ADV_IND,
            address_type=address.address_type,
            address=address,
            data=data,
            rssi=sender.rssi_dbm,
        )
        self.send_hci_packet(hci.HCI_LE_Advertising_Report_Event([report]))

    def on_hci_le_create_connection_cancel_command(
        self, _command: hci.HCI_LE_Create_Connection_Cancel_Command
    ) -> hci.HCI_StatusReturnParameters:
        # bumble acknowledges and leaves the attempt pending for ever: one time-out would block every later one.
        pending, self.pending_le_connection = self.pending_le_connection, None
        if pending is None:
            return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.COMMAND_DISALLOWED_ERROR)
        cancelled = hci.HCI_LE_Connection_Complete_Event(
            status=hci.HCI_ErrorCode.UNKNOWN_CONNECTION_IDENTIFIER_ERROR,
            connection_handle=0,
            role=hci.Role.CENTRAL,
            peer_address_type=pending.peer_address.address_type,
            peer_address=pending.peer_address,
            connection_interval=0,
            peripheral_latency=0,
            supervision_timeout=0,
            central_clock_accuracy=0,
        )
        asyncio.get_running_loop().call_soon(self.send_hci_packet, cancelled)
        return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.SUCCESS)


class _SlowLink(LocalLink):
    """bumble's link for hosts as they are outside: they use their public address, and expect that the air takes time.

    The kernel reports a connection and its first data in one instant where control takes none, and bluetoothd 5.66 then
    sometimes handles them the wrong way round.
    """

    def send_ll_control_pdu(self, sender_address: Address, receiver_address: Address, packet: ll.ControlPdu) -> None:
        def deliver() -> None:
            with suppress(InvalidArgumentError):  # the other one has left meanwhile
                super(_SlowLink, self).send_ll_control_pdu(sender_address, receiver_address, packet)

        asyncio.get_running_loop().call_later(_CONTROL_DELAY_S, deliver)

    def send_acl_data(
        self, sender_controller: Controller, destination_address: Address, transport: PhysicalTransport, data: bytes
    ) -> None:
        # bumble takes the sender's random address for the one that it connected with.
        connection = sender_controller.le_connections.get(destination_address)
        receiver = self.find_le_controller(destination_address)
        if connection is not None and receiver is not None:
            asyncio.get_running_loop().call_soon(receiver.on_link_acl_data, connection.self_address, transport, data)

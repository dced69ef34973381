"""What virtual scanners and clients share: one host, one scan, one connection attempt at a time."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Protocol

from bumble import hci
from bumble.device import Advertisement, Connection, Device
from bumble.hci import Address

__all__ = ["VirtualAdapter"]


class Listener(Protocol):
    """A scanner."""

    def on_advertisement(self, advertisement: Advertisement) -> None:
        """Hear an advertisement."""


class VirtualAdapter:
    """What scanners and clients share: one host, one scan, one connection attempt at a time."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.connecting = asyncio.Lock()
        self._scanners: set[Listener] = set()
        device.on(Device.EVENT_ADVERTISEMENT, self._on_advertisement)

    def close(self) -> None:
        """Listen no more."""
        self.device.remove_listener(Device.EVENT_ADVERTISEMENT, self._on_advertisement)

    async def connect(self, address: Address, timeout_s: float) -> Connection:
        """Connect. Cancelled, it leaves neither an attempt nor a connection behind."""
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

    async def add(self, scanner: Listener) -> None:
        """Let this scanner hear; the first one switches scanning on."""
        self._scanners.add(scanner)
        if len(self._scanners) == 1:
            await self.device.start_scanning(legacy=True, filter_duplicates=False)

    async def remove(self, scanner: Listener) -> None:
        """Let it hear no more; the last one switches scanning off."""
        self._scanners.discard(scanner)
        if not self._scanners:
            await self.device.stop_scanning(legacy=True)

"""A bleak scanner that listens with a bumble host."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from bleak.backends.scanner import AdvertisementData, AdvertisementDataCallback, BaseBleakScanner
from bumble.device import Advertisement

from sensorlog.simulate.advertisement import read_advertisement
from sensorlog.simulate.bleak_backend.adapter import VirtualAdapter

__all__ = ["VirtualScanner"]


class VirtualScanner(BaseBleakScanner):
    """What ``BleakScanner`` is made of while the virtual radio is installed."""

    adapter: ClassVar[VirtualAdapter]

    def __init__(
        self,
        detection_callback: AdvertisementDataCallback | None,
        service_uuids: list[str] | None,
        scanning_mode: Literal["active", "passive"],
        **kwargs: Any,
    ) -> None:
        super().__init__(detection_callback, service_uuids)

    async def start(self) -> None:
        """Begin to listen."""
        self.seen_devices = {}
        await self.adapter.add(self)

    async def stop(self) -> None:
        """Stop listening."""
        await self.adapter.remove(self)

    def on_advertisement(self, advertisement: Advertisement) -> None:
        """Pass it on as bleak does."""
        said = read_advertisement(advertisement.data.ad_structures)
        uuids = list(said.service_uuids)
        if not self.is_allowed_uuid(uuids):
            return
        address = advertisement.address.to_string(with_type_qualifier=False)
        data = AdvertisementData(
            said.name, said.manufacturer_data, said.service_data, uuids, None, advertisement.rssi, (advertisement,)
        )
        device = self.create_or_update_device(address, address, said.name, advertisement.address, data)
        self.call_detection_callbacks(device, data)

"""What the Bluetooth SIG has defined, and any sensor may have beside its own services.

Sources: Bluetooth Assigned Numbers; Battery Service 1.1; Heart Rate Service 1.0, section 3.1; Device Information 1.1.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from sensorlog.profiles.scalars import BASE_UUID_TAIL

__all__ = ["BATTERY_LEVEL", "DEVICE_INFORMATION", "HEART_RATE", "standard_readings"]

BATTERY_LEVEL = f"00002a19{BASE_UUID_TAIL}"
HEART_RATE = f"00002a37{BASE_UUID_TAIL}"
DEVICE_INFORMATION: Mapping[str, str] = {
    f"0000{number}{BASE_UUID_TAIL}": name
    for number, name in {
        "2a24": "model",
        "2a25": "serial",
        "2a26": "firmware",
        "2a27": "hardware",
        "2a28": "software",
        "2a29": "manufacturer",
    }.items()
}
"""UUID → what its text says."""

_WIDE, _CONTACT, _HAS_CONTACT, _ENERGY, _INTERVALS = 1, 2, 4, 8, 16


def standard_readings(characteristic: str, data: bytes) -> list[tuple[str, float]]:
    """Return what a value of :data:`BATTERY_LEVEL` or :data:`HEART_RATE` says, as ``(kind, value)``.

    The unit is in the name of the kind. Empty for any other characteristic, and for bytes that are cut or senseless.
    """
    if characteristic == BATTERY_LEVEL:
        return [("battery_percent", float(data[0]))] if len(data) == 1 and data[0] <= 100 else []
    return _heart_rate(data) if characteristic == HEART_RATE else []


def _heart_rate(data: bytes) -> list[tuple[str, float]]:
    flags = data[0] if data else 0
    head = struct.Struct("<B" + ("H" if flags & _WIDE else "B") + ("H" if flags & _ENERGY else ""))
    rest = data[head.size :]
    if len(data) < head.size or len(rest) % 2 or (rest and not flags & _INTERVALS):
        return []
    _, beats_per_minute, *energy = head.unpack_from(data)
    readings = [("heart_rate_bpm", float(beats_per_minute))]
    if flags & _HAS_CONTACT:
        readings.append(("skin_contact", float(bool(flags & _CONTACT))))
    readings += [("energy_kj", float(value)) for value in energy]
    return readings + [("rr_interval_s", value / 1024) for (value,) in struct.iter_unpack("<H", rest)]

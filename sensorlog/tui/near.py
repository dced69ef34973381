"""A sensor in reach, in words: the same in `sensorlog scan`, `sensorlog sensors` and on the start page."""

from __future__ import annotations

from dataclasses import dataclass

from sensorlog.profiles.describe import good_for_words
from sensorlog.session import NearSensor, pairing_role, role_words

__all__ = ["NearWords", "near_line", "near_words", "printable", "signal_words"]

UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class NearWords:
    """One line of a list of sensors."""

    name: str
    address: str
    model: str
    profile: str
    signal: str
    battery: str
    whose: str
    good_for: str


def printable(text: str) -> str:
    """Return what a device calls itself without what would steer a terminal: it may call itself anything."""
    return "".join(char if char.isprintable() else "�" for char in text).strip()


def signal_words(rssi_dbm: int | None) -> str:
    """``−64 dBm``."""
    return "not heard" if rssi_dbm is None else f"{str(rssi_dbm).replace('-', '−')} dBm"


def near_words(sensor: NearSensor) -> NearWords:
    """Say everything about a sensor that is known without connecting to it."""
    pairing, profile = sensor.pairing, sensor.profile
    return NearWords(
        name=printable(sensor.name or "") or UNKNOWN,
        address=sensor.address,
        model=UNKNOWN if profile is None else profile.name,
        profile=UNKNOWN if profile is None else profile.id,
        signal=signal_words(sensor.rssi_dbm),
        battery="" if sensor.battery_percent is None else f"{sensor.battery_percent} %",
        whose="" if pairing is None else f"{pairing.name} ({role_words(pairing_role(pairing))})",
        good_for=UNKNOWN if profile is None else good_for_words(profile),
    )


def near_line(say: NearWords) -> str:
    """Put it into one line, what the person calls it first."""
    device = say.address if say.name == UNKNOWN else f"{say.name} ({say.address})"
    parts = (say.whose or device, say.signal, say.battery and f"battery {say.battery}", say.good_for)
    return " · ".join(filter(None, parts))

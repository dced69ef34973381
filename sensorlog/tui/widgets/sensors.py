"""Sensors as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from sensorlog.session import NearSensor, pairing_role, role_words
from sensorlog.tui.near import near_words, signal_words
from sensorlog.tui.words import one_line

__all__ = ["SENSOR_COLUMNS", "sensor_row", "signal_line"]

SENSOR_COLUMNS = ("", "sensor", "signal", "lately", "battery", "place", "model")

_EIGHTHS = "▁▂▃▄▅▆▇█"
_WEAKEST_DBM, _STRONGEST_DBM = -95, -45
_SHOWN = 16


def signal_line(history: Sequence[int | None]) -> str:
    """Return how well it was heard, the latest at the right; a blank where it was not."""
    span = _STRONGEST_DBM - _WEAKEST_DBM
    return "".join(
        " " if dbm is None else _EIGHTHS[min(7, max(0, round(7 * (dbm - _WEAKEST_DBM) / span)))]
        for dbm in history[-_SHOWN:]
    )


def sensor_row(sensor: NearSensor, history: Sequence[int | None]) -> list[Text]:
    """Say what it is called, how it is heard, and where it sits."""
    say = near_words(sensor)
    own = sensor.pairing
    name = own.name if own is not None else f"{say.name}  {say.address}"
    return [
        Text("✔" if sensor.found is not None else "·"),
        Text(one_line(name), "bold" if own is not None else ""),
        Text(signal_words(sensor.rssi_dbm)),
        Text(signal_line(history).ljust(_SHOWN)),
        Text(say.battery or "–"),
        Text("–" if own is None else role_words(pairing_role(own))),
        Text(say.model.partition(" (")[0]),
    ]

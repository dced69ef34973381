"""Lines about sensors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sensorlog.events import LinkState, SensorState
from sensorlog.imu import Placement, Role
from sensorlog.pipeline import SessionFold
from sensorlog.session import role_words
from sensorlog.tui.view import SensorView, StatusView, Tone
from sensorlog.tui.words import LINK_WORDS

__all__ = ["low_battery", "sensor_detail", "sensor_names", "sensor_trouble", "sensor_views"]

_BATTERY_LOW_PERCENT = 20.0
_TONES: Mapping[LinkState, Tone] = {
    LinkState.STREAMING: Tone.GOOD,
    LinkState.SILENT: Tone.TROUBLE,
    LinkState.LOST: Tone.TROUBLE,
}
_WAITING = (LinkState.SILENT, LinkState.LOST, LinkState.SEARCHING)
"""Its duration is told."""


def sensor_views(state: SessionFold, now_s: float) -> tuple[SensorView, ...]:
    """Return a line for each sensor."""
    names = sensor_names(state)
    return tuple(_sensor(each, names[each.sensor], now_s) for each in state.sensors.values())


def sensor_names(state: SessionFold) -> dict[str, str]:
    """Return what to call each sensor: where it sits now, with its id where that alone does not tell it apart."""
    words = {sensor: _place(sensor, state.roles.get(sensor, Role())) for sensor in state.sensors}
    uses = Counter(words.values())
    return {sensor: place if uses[place] == 1 else f"{sensor} ({place})" for sensor, place in words.items()}


def sensor_trouble(state: SessionFold, now_s: float) -> StatusView | None:
    """Say which sensor sends nothing, or whose battery is low; ``None`` where all is well."""
    names = sensor_names(state)
    for sensor in state.sensors.values():
        if _TONES.get(sensor.link) is Tone.TROUBLE:
            missing = f"no data for {max(0.0, now_s - sensor.t_s):.0f} s – reconnecting; "
            if len(names) == 1:
                return StatusView(f"{missing}recording goes on", Tone.TROUBLE)
            return StatusView(f"{names[sensor.sensor]}: {missing}the others go on", Tone.TROUBLE)
    return None


def low_battery(state: SessionFold) -> StatusView | None:
    """Say whose battery is low."""
    names = sensor_names(state)
    for sensor in state.sensors.values():
        if sensor.battery_percent is not None and sensor.battery_percent < _BATTERY_LOW_PERCENT:
            return StatusView(f"{names[sensor.sensor]}: the battery is low", Tone.ATTENTION)
    return None


def sensor_detail(state: SessionFold) -> StatusView | None:
    """Say why a sensor is not there."""
    names = sensor_names(state)
    for sensor in state.sensors.values():
        if sensor.detail and sensor.link in (LinkState.SEARCHING, LinkState.STOPPED):
            return StatusView(f"{names[sensor.sensor]}: {sensor.detail}", Tone.ATTENTION)
    return None


def _place(sensor: str, role: Role) -> str:
    return sensor if role.placement is Placement.UNKNOWN and role.clip_site is None else role_words(role)


def _sensor(state: SensorState, name: str, now_s: float) -> SensorView:
    tone = _TONES.get(state.link, Tone.ATTENTION)
    link = LINK_WORDS[state.link]
    if state.link in _WAITING:
        link = f"{link} for {max(0.0, now_s - state.t_s):.0f} s"
    return SensorView(
        name=name,
        link=link,
        battery=_battery(state.battery_percent),
        signal=_signal(state.rssi_dbm),
        strength=_strength(state.rssi_dbm),
        lost=f"{state.lost_packets} lost",
        tone=tone,
    )


def _battery(percent: float | None) -> str:
    if percent is None:
        return "battery ?"
    return f"battery {'LOW ' if percent < _BATTERY_LOW_PERCENT else ''}{percent:.0f} %"


def _signal(rssi_dbm: int | None) -> str:
    """Four bars, as on a phone, from −90 dBm (barely) to −60 dBm (next to it)."""
    if rssi_dbm is None:
        return "signal ?"
    bars = min(4, max(1, 1 + (rssi_dbm + 90) // 10))
    return f"signal {'▂▄▆█'[:bars]}{'_' * (4 - bars)}"


def _strength(rssi_dbm: int | None) -> str:
    return "" if rssi_dbm is None else f"{str(rssi_dbm).replace('-', '−')} dBm"

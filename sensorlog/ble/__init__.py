"""Room ``ble``: find a sensor, connect, keep alive, hand on what it sends. See docs/architecture.md."""

from sensorlog.ble.checks import Check, Verdict
from sensorlog.ble.clock import now_ns
from sensorlog.ble.doctor import examine_radio
from sensorlog.ble.errors import BleError
from sensorlog.ble.items import link_event, sensor_event, write_event
from sensorlog.ble.link import SensorLink
from sensorlog.ble.scan import Found, scan

__all__ = [
    "BleError",
    "Check",
    "Found",
    "SensorLink",
    "Verdict",
    "examine_radio",
    "link_event",
    "now_ns",
    "scan",
    "sensor_event",
    "write_event",
]

"""From what stands in a session to what is shown: all working out for the screens of a session. Knows no Textual."""

from sensorlog.tui.present.live import live_view
from sensorlog.tui.present.moment import Moment
from sensorlog.tui.present.sensors import sensor_names

__all__ = ["Moment", "live_view", "sensor_names"]

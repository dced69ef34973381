"""The live loop: source → recording, then pipeline → logbook and listeners. What is live or not is the source alone."""

from sensorlog.session.demo import DemoSource, has_virtual_radio
from sensorlog.session.errors import SessionError
from sensorlog.session.finish import finish_session, unfinished_sessions
from sensorlog.session.live import LiveSession
from sensorlog.session.openings import Keys, open_demo, open_lift, open_replay
from sensorlog.session.replay import ReplaySource
from sensorlog.session.roles import ROLES, parse_role, role_words
from sensorlog.session.run import open_session, run_until_stopped
from sensorlog.session.sensors import BleSource, Clip, Wanted, find_sensors
from sensorlog.session.source import Item, Sink, Source

__all__ = [
    "ROLES",
    "BleSource",
    "Clip",
    "DemoSource",
    "Item",
    "Keys",
    "LiveSession",
    "ReplaySource",
    "SessionError",
    "Sink",
    "Source",
    "Wanted",
    "find_sensors",
    "finish_session",
    "has_virtual_radio",
    "open_demo",
    "open_lift",
    "open_replay",
    "open_session",
    "parse_role",
    "role_words",
    "run_until_stopped",
    "unfinished_sessions",
]

"""The live loop: source → recording, then pipeline → logbook and listeners. What is live or not is the source alone.

What is asked for is imported when it is asked for: who looks around for sensors needs no counter.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sensorlog.session.adopting import Adopted, adopt_recording
    from sensorlog.session.awake import staying_awake
    from sensorlog.session.demo import DemoSource, has_virtual_radio
    from sensorlog.session.errors import SessionError
    from sensorlog.session.finish import check_not_running, finish_session, reanalyze_session, unfinished_sessions
    from sensorlog.session.keys import load_data
    from sensorlog.session.live import LiveSession, LogbookWait
    from sensorlog.session.moments import Moments, find_moments
    from sensorlog.session.nearby import Nearby, NearSensor
    from sensorlog.session.openings import Keys, open_demo, open_lift, open_replay, open_resumed
    from sensorlog.session.pairing import find_pairing, new_pairing, pairing_candidates, remembered
    from sensorlog.session.replay import ReplaySource
    from sensorlog.session.resuming import can_go_on
    from sensorlog.session.roles import ROLES, parse_role, role_words
    from sensorlog.session.run import open_session, run_until_stopped
    from sensorlog.session.sensors import BleSource, find_sensors
    from sensorlog.session.set_log import SetLog
    from sensorlog.session.shaking import Shaken, Shaking, find_shaken
    from sensorlog.session.source import Item, Sink, Source
    from sensorlog.session.usual_numbers import UsualLine, UsualNumbers, usual_lines
    from sensorlog.session.wanted import Clip, Wanted, called, pairing_role

__all__ = [
    "ROLES",
    "Adopted",
    "BleSource",
    "Clip",
    "DemoSource",
    "Item",
    "Keys",
    "LiveSession",
    "LogbookWait",
    "Moments",
    "NearSensor",
    "Nearby",
    "ReplaySource",
    "SessionError",
    "SetLog",
    "Shaken",
    "Shaking",
    "Sink",
    "Source",
    "UsualLine",
    "UsualNumbers",
    "Wanted",
    "adopt_recording",
    "called",
    "can_go_on",
    "check_not_running",
    "find_moments",
    "find_pairing",
    "find_sensors",
    "find_shaken",
    "finish_session",
    "has_virtual_radio",
    "load_data",
    "new_pairing",
    "open_demo",
    "open_lift",
    "open_replay",
    "open_resumed",
    "open_session",
    "pairing_candidates",
    "pairing_role",
    "parse_role",
    "reanalyze_session",
    "remembered",
    "role_words",
    "run_until_stopped",
    "staying_awake",
    "unfinished_sessions",
    "usual_lines",
]

_HOMES = {
    "adopting": ("Adopted", "adopt_recording"),
    "awake": ("staying_awake",),
    "demo": ("DemoSource", "has_virtual_radio"),
    "errors": ("SessionError",),
    "finish": ("check_not_running", "finish_session", "reanalyze_session", "unfinished_sessions"),
    "keys": ("load_data",),
    "live": ("LiveSession", "LogbookWait"),
    "moments": ("Moments", "find_moments"),
    "nearby": ("Nearby", "NearSensor"),
    "openings": ("Keys", "open_demo", "open_lift", "open_replay", "open_resumed"),
    "pairing": ("find_pairing", "new_pairing", "pairing_candidates", "remembered"),
    "replay": ("ReplaySource",),
    "resuming": ("can_go_on",),
    "roles": ("ROLES", "parse_role", "role_words"),
    "run": ("open_session", "run_until_stopped"),
    "sensors": ("BleSource", "find_sensors"),
    "set_log": ("SetLog",),
    "shaking": ("Shaken", "Shaking", "find_shaken"),
    "source": ("Item", "Sink", "Source"),
    "usual_numbers": ("UsualLine", "UsualNumbers", "usual_lines"),
    "wanted": ("Clip", "Wanted", "called", "pairing_role"),
}
"""Module → what it gives."""
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)

"""Firmware profiles: one kind of sensor as data. Pure: no Bluetooth, no clock, no files but the TOML."""

from sensorlog.profiles.check import Finding, check, rehearse
from sensorlog.profiles.decode import Batch, Decoder
from sensorlog.profiles.encode import encode, notifications
from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.layout import Layout, active_layouts
from sensorlog.profiles.load import load_profile
from sensorlog.profiles.message import Message
from sensorlog.profiles.registry import Registry, user_profiles_dir
from sensorlog.profiles.schema import Profile
from sensorlog.profiles.sensor_side import SensorSide
from sensorlog.profiles.setup import (
    Action,
    Read,
    SetupRun,
    Subscribe,
    Unsubscribe,
    Wait,
    Write,
    poll_actions,
    stop_actions,
)
from sensorlog.profiles.standard import BATTERY_LEVEL, DEVICE_INFORMATION, HEART_RATE, standard_readings
from sensorlog.profiles.steps import Poll, Step
from sensorlog.profiles.template import Number
from sensorlog.profiles.variables import choose, evaluate, resolve

__all__ = [
    "BATTERY_LEVEL",
    "DEVICE_INFORMATION",
    "HEART_RATE",
    "Action",
    "Batch",
    "Decoder",
    "Finding",
    "Layout",
    "Message",
    "Number",
    "Poll",
    "Profile",
    "ProfileError",
    "Read",
    "Registry",
    "SensorSide",
    "SetupRun",
    "Step",
    "Subscribe",
    "Unsubscribe",
    "Wait",
    "Write",
    "active_layouts",
    "check",
    "choose",
    "encode",
    "evaluate",
    "load_profile",
    "notifications",
    "poll_actions",
    "rehearse",
    "resolve",
    "standard_readings",
    "stop_actions",
    "user_profiles_dir",
]

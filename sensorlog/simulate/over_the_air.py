"""The items of a session without a radio: what virtual sensors would have sent, byte for byte."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from sensorlog.ble import link_event, sensor_event, write_event
from sensorlog.events import LinkState, SessionEvent
from sensorlog.imu import Packet
from sensorlog.profiles import (
    Action,
    Number,
    Profile,
    Read,
    SetupRun,
    Subscribe,
    Wait,
    Write,
    poll_actions,
    stop_actions,
)
from sensorlog.simulate.air import CLEAR, Air
from sensorlog.simulate.firmware import Firmware, advertised_name
from sensorlog.simulate.motion import Motion

__all__ = ["packets"]

_STEP_NS = 15_000_000
"""One GATT operation takes a connection interval or so."""


def packets(
    motions: Iterable[Motion],
    profile: Profile,
    *,
    options: Mapping[str, Number] | None = None,
    air: Air = CLEAR,
    battery_percent: float = 87.0,
) -> Iterator[Packet | SessionEvent]:
    """Items of one sensor of this kind per motion, in order of time, which starts at zero and ends with the motion.

    Raises :class:`~sensorlog.profiles.ProfileError` for options that the profile does not offer.
    """
    sensors = [
        _Sensor(motion, f"C0:FF:EE:00:00:{number:02X}", SetupRun(profile, options or {}), air, battery_percent)
        for number, motion in enumerate(motions, start=1)
    ]
    return heapq.merge(*(sensor.items() for sensor in sensors), key=_time)


def _time(item: Packet | SessionEvent) -> int:
    return item.t_ns


class _Sensor:
    """One sensor and the program that talks to it."""

    def __init__(self, motion: Motion, address: str, setup: SetupRun, air: Air, battery_percent: float) -> None:
        self._motion = motion
        self._address = address
        self._setup = setup
        self._air = air
        self._firmware = Firmware(setup.profile, motion, battery_percent=battery_percent)

    def items(self) -> Iterator[Packet | SessionEvent]:
        profile, sensor = self._setup.profile, self._motion.name
        t_ns = 0
        yield link_event(t_ns, sensor, LinkState.CONNECTING)
        yield link_event(t_ns, sensor, LinkState.SETTING_UP)
        while (action := self._setup.next()) is not None:
            t_ns += _STEP_NS
            for item in self._act(action, t_ns):
                if isinstance(item, Packet):
                    self._setup.feed(item.characteristic, item.data)
                yield item
        yield sensor_event(
            t_ns,
            sensor,
            self._setup,
            address=self._address,
            name=advertised_name(profile, self._motion),
            placement=self._motion.placement,
        )
        yield link_event(t_ns, sensor, LinkState.STREAMING)
        end_ns = t_ns + round(self._firmware.duration_s * 1e9)
        polls = poll_actions(profile, self._setup.variables)
        asked = [self._poll(action, range(t_ns, end_ns, round(every_s * 1e9))) for every_s, action in polls]
        for item in heapq.merge(self._stream(t_ns), *asked, key=_time):
            yield item
            end_ns = max(end_ns, item.t_ns)  # the air may bring the last one late
        for action in stop_actions(profile, self._setup.variables):
            end_ns += _STEP_NS
            yield from self._act(action, end_ns)
        yield link_event(end_ns, sensor, LinkState.STOPPED)

    def _act(self, action: Action, t_ns: int) -> Iterator[Packet | SessionEvent]:
        """Do one action; yield what is written and what comes back."""
        name = self._motion.name
        match action:
            case Subscribe():
                self._firmware.side.subscribed(action.characteristic, is_on=True)
            case Write():
                yield write_event(t_ns, name, action)
                for characteristic, answer in self._firmware.side.write(action.characteristic, action.data):
                    yield Packet(t_ns, name, characteristic, answer)
            case Read():
                yield Packet(t_ns, name, action.characteristic, self._firmware.read(action.characteristic))
            case Wait():
                self._setup.elapsed()

    def _poll(self, action: Action, when_ns: range) -> Iterator[Packet | SessionEvent]:
        for t_ns in when_ns:
            yield from self._act(action, t_ns)

    def _stream(self, began_ns: int) -> Iterator[Packet]:
        sent = takewhile(lambda item: item.t_s <= self._firmware.duration_s, self._firmware.stream(0.0))
        for arrived in self._air.carry(sent):
            t_ns = began_ns + round(arrived.t_s * 1e9)
            yield Packet(t_ns, self._motion.name, arrived.characteristic, arrived.data)

"""Items in, events out: all sensors of a session and the person's keys, in the one order in which they happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sensorlog.events import Event, LinkState, Rep, SensorState, SessionEvent, SessionEventKind, SetEnded
from sensorlog.imu import Gap, ImuBlock, Packet, Placement, Role, StreamInfo
from sensorlog.motion import Motion, Trace
from sensorlog.pipeline.corrections import Corrections
from sensorlog.pipeline.deviations import Deviations
from sensorlog.pipeline.errors import PipelineError
from sensorlog.pipeline.overlaps import Overlaps
from sensorlog.pipeline.roles import role_of
from sensorlog.pipeline.said import load_of
from sensorlog.pipeline.sensor import Connection, SensorFacts, SensorPipeline, Tap
from sensorlog.pipeline.trunk import TrunkOfOthers
from sensorlog.pipeline.usuals import Usuals, UsualsOf
from sensorlog.profiles import Number, Profile, ProfileError, Registry, load_profile

__all__ = ["Item", "Pipeline"]

Item = Packet | SessionEvent | StreamInfo | ImuBlock | Gap
"""What a pipeline eats. Files without packets say :class:`StreamInfo` first, and then their blocks and gaps."""

_TURN_NS = 250_000_000
"""Sensors take turns in stretches of this length where items come faster than in life: a call per packet would cost ten
times as much. Much shorter than a set, so that a set never ends before another sensor confirms it."""


class Pipeline:
    """All of the analysis of one session.

    The same items give the same events of each sensor, and the same sets, however they are cut into calls.

    ``placements`` says where sensors were worn, over what the items say: by sensor, or one for all. ``attached`` holds
    the profiles that came with a recording (id → TOML); it may fill while the items are read, and goes before
    ``registry``, but for profiles of ``preferred`` ids. With ``usuals``, of one person or by person, reps are compared
    with them, but for those that were learnt from ``source`` under the same id. ``tap`` is shown all samples.
    """

    def __init__(
        self,
        registry: Registry,
        placements: Mapping[str, Placement] | Placement | None = None,
        attached: Mapping[str, str] | None = None,
        preferred: frozenset[str] = frozenset(),
        usuals: Usuals | UsualsOf | None = None,
        source: str = "",
        tap: Tap | None = None,
    ) -> None:
        self._registry = registry
        self._placements = placements
        self._attached: Mapping[str, str] = {} if attached is None else attached
        self._preferred = preferred
        self._tap = tap
        self._sensors: dict[str, SensorPipeline] = {}
        self._overlaps = Overlaps()
        self._corrections = Corrections(self._overlaps.heirs)
        self._trunk = TrunkOfOthers(self._sensors)
        self._deviations = None if usuals is None else Deviations(usuals, self._trunk.role_of, source)
        self._t0_ns: int | None = None
        self._last_s: float | None = None
        """Time of the last item; an export may count from before 0."""
        self._is_paused = False
        self._calibrates_first = False
        """The person asked for it before the first sensor joined."""

    @property
    def sensors(self) -> tuple[SensorFacts, ...]:
        """What is known of each sensor, in the order in which they joined."""
        return tuple(sensor.facts for sensor in self._sensors.values())

    def trace(self, sensor: str) -> Trace | None:
        """Recent signal that the reps of a sensor are counted in, for a screen; ``None`` before its first samples."""
        motion = self.motion(sensor)
        return None if motion is None else motion.trace()

    def motion(self, sensor: str) -> Motion | None:
        """Return what analyses a sensor now; ``None`` before its first samples. To be asked, not to be fed."""
        return self._sensors[sensor].motion if sensor in self._sensors else None

    def trunk_role(self, rep: Rep) -> Role | None:
        """Where the sensor sits whose trunk measures ``rep`` has; ``None``: no sensor is on the trunk."""
        return self._trunk.role_of(rep)

    @property
    def duration_s(self) -> float:
        """Time of the last item; 0 before any."""
        return 0.0 if self._last_s is None else self._last_s

    def session_time_s(self, t_ns: int) -> float:
        """Return the seconds from the first packet to ``t_ns``; without any packet the last sample time, or 0."""
        return self.duration_s if self._t0_ns is None else (t_ns - self._t0_ns) / 1e9

    def push(self, items: Iterable[Item]) -> list[Event]:
        """Analyse items, in their order.

        Raises :class:`PipelineError` or ``ProfileError`` for a sensor whose profile is not to be had.
        """
        events: list[Event] = []
        waiting: list[Packet] = []
        is_mixed = False
        for item in items:
            if isinstance(item, Packet):
                is_mixed = is_mixed or (bool(waiting) and item.sensor != waiting[0].sensor)
                if is_mixed and not 0 <= item.t_ns - waiting[0].t_ns < _TURN_NS:
                    events += self._packets(waiting)
                    waiting, is_mixed = [], False
                waiting.append(item)
            else:
                events += self._packets(waiting)
                waiting, is_mixed = [], False
                events += self._other(item)
        return events + self._packets(waiting)

    def finish(self) -> list[Event]:
        """Nothing more comes: end every set that is open."""
        events: list[Event] = []
        for sensor in self._sensors.values():
            events += self._passed(sensor.finish(self.duration_s))
        return events

    def _sensor(self, name: str) -> SensorPipeline:
        if name not in self._sensors:
            self._sensors[name] = sensor = SensorPipeline(name, self._tap)
            if self._calibrates_first:
                sensor.calibrate(self.duration_s)
            if self._is_paused:
                sensor.paused(self.duration_s, is_paused=True)
        return self._sensors[name]

    def _packets(self, packets: list[Packet]) -> list[Event]:
        """Analyse packets that follow each other, each sensor's at once."""
        if not packets:
            return []
        if self._t0_ns is None:
            self._t0_ns = packets[0].t_ns
        self._reach((max(packet.t_ns for packet in packets) - self._t0_ns) / 1e9)
        by_sensor: dict[str, list[Packet]] = {}
        for packet in packets:
            by_sensor.setdefault(packet.sensor, []).append(packet)
        return [
            event
            for sensor, its_packets in by_sensor.items()
            for event in self._passed(self._sensor(sensor).packets(its_packets, self._t0_ns))
        ]

    def _reach(self, t_s: float) -> None:
        self._last_s = t_s if self._last_s is None else max(self._last_s, t_s)

    def _other(self, item: SessionEvent | StreamInfo | ImuBlock | Gap) -> list[Event]:
        match item:
            case SessionEvent():
                return self._session_event(item)
            case StreamInfo():
                return self._passed(self._sensor(item.sensor).declared(item))
            case ImuBlock():
                if len(item):
                    self._reach(float(item.t_s[-1]))
                return self._passed(self._sensor(item.sensor).samples(item))
            case Gap():
                return self._passed(self._sensor(item.sensor).samples(item))

    def _session_event(self, item: SessionEvent) -> list[Event]:
        t_s = self.session_time_s(item.t_ns)
        if self._t0_ns is not None:
            self._reach(t_s)
        sensors = list(self._sensors.values())
        match item.kind:
            case SessionEventKind.SENSOR if item.sensor is not None:
                return self._passed(self._sensor(item.sensor).connected(self._connection(item)))
            case SessionEventKind.LINK if item.sensor is not None:
                return self._passed(self._sensor(item.sensor).linked(_link_of(item, item.sensor, t_s)))
            case SessionEventKind.ROLE if item.sensor is not None:
                return self._passed(self._sensor(item.sensor).moved(self._role(item.sensor, item), t_s))
            case SessionEventKind.SET_START:
                return self._passed([e for one in sensors for e in one.key(lambda motion: motion.set_start(t_s))])
            case SessionEventKind.SET_END:
                return self._set_end(t_s)
            case SessionEventKind.CALIBRATE:
                self._calibrates_first = not sensors
                return self._passed([event for one in sensors for event in one.calibrate(t_s)])
            case SessionEventKind.PAUSE | SessionEventKind.RESUME:
                self._is_paused = item.kind is SessionEventKind.PAUSE
                ended = self._set_end(t_s) if item.data.get("split") is True and not self._is_paused else []
                return ended + self._passed([e for one in sensors for e in one.paused(t_s, is_paused=self._is_paused)])
            case SessionEventKind.REP_ADD:
                return self._with_trunk(self._corrections.add_rep(t_s))
            case SessionEventKind.REP_REMOVE:
                return self._with_trunk(self._corrections.remove_rep(t_s))
            case SessionEventKind.EXERCISE | SessionEventKind.LOAD | SessionEventKind.PERSON:
                self._trained(item)
                return []
            case _:
                return []

    def _set_end(self, t_s: float) -> list[Event]:
        """End the open set for the person. One that this confirms goes to the sensor that saw most of it."""
        found = [one.key(lambda motion: motion.set_end(t_s)) for one in self._sensors.values()]
        found.sort(key=_rep_count, reverse=True)
        return self._passed([event for events in found for event in events])

    def _passed(self, events: list[Event]) -> list[Event]:
        """Take events of sensors; a set that several see, the person's keys, and the trunk are put in order here."""
        counted = [
            c for event in events for once in self._overlaps.pass_on(event) for c in self._corrections.pass_on(once)
        ]
        return self._with_trunk(counted)

    def _with_trunk(self, events: list[Event]) -> list[Event]:
        measured = [each for event in events for each in self._trunk.pass_on(event)] + self._trunk.due()
        if self._deviations is None:
            return measured
        return [each for event in measured for each in self._deviations.pass_on(event)]

    def _trained(self, item: SessionEvent) -> None:
        """Take note of who trains what: a usual is of one person, exercise and load."""
        if self._deviations is None:
            return
        exercise, load_kg = self._deviations.trained
        match item.kind:
            case SessionEventKind.EXERCISE:
                name = item.data.get("name")
                exercise = name if isinstance(name, str) else None
            case SessionEventKind.LOAD:
                load_kg = load_of(item.data.get("kg"))
            case _:
                self._deviations.change_person(item.data.get("id"))
        self._deviations.trained = (exercise, load_kg)

    def _connection(self, item: SessionEvent) -> Connection:
        sensor = str(item.sensor)
        profile_id = item.data.get("profile")
        if not isinstance(profile_id, str):
            raise PipelineError(f"sensor {sensor!r}: the recording does not say which profile it has")
        return Connection(
            profile=self._profile(sensor, profile_id),
            role=self._role(sensor, item),
            options=_numbers(sensor, item.data.get("options")),
            variables=_numbers(sensor, item.data.get("variables")),
        )

    def _profile(self, sensor: str, profile_id: str) -> Profile:
        if profile_id in self._attached and profile_id not in self._preferred:
            return load_profile(self._attached[profile_id], name=f"attached profile {profile_id!r}")
        try:
            return self._registry.get(profile_id)
        except ProfileError:
            raise PipelineError(
                f"sensor {sensor!r}: its profile {profile_id!r} is neither in the recording nor installed; "
                "give it with --profile FILE"
            ) from None

    def _role(self, sensor: str, item: SessionEvent) -> Role:
        """Return where the item says that the sensor is, unless whoever asks for the analysis knows better."""
        said = role_of(item.data)
        if isinstance(self._placements, Placement):
            return replace(said, placement=self._placements)
        placement = (self._placements or {}).get(sensor)
        return said if placement is None else replace(said, placement=placement)


def _rep_count(events: list[Event]) -> int:
    return sum(event.rep_count for event in events if isinstance(event, SetEnded))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and -(2**63) <= value < 2**64  # what a field on the wire can hold


def _link_of(item: SessionEvent, sensor: str, t_s: float) -> SensorState:
    said, rssi_dbm, detail = (item.data.get(key) for key in ("state", "rssi_dbm", "detail"))
    if said not in list(LinkState):
        raise PipelineError(f"sensor {sensor!r}: the recording holds a link state {said!r}, which there is not")
    return SensorState(
        sensor=sensor,
        t_s=t_s,
        link=LinkState(str(said)),
        rssi_dbm=rssi_dbm if isinstance(rssi_dbm, int) else None,
        detail=detail if isinstance(detail, str) else "",
    )


def _numbers(sensor: str, said: object) -> dict[str, Number]:
    if said is None:
        return {}
    if not isinstance(said, dict) or not all(_is_number(value) for value in said.values()):
        raise PipelineError(f"sensor {sensor!r}: the options or variables in the recording are not numbers")
    return dict(said)

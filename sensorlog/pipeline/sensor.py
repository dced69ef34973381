"""One sensor of a session: its packets → samples → sets and reps, through every loss and return of its link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sensorlog.events import Event, LinkState, SensorState
from sensorlog.imu import Gap, ImuBlock, Packet, Reading, Role, StreamInfo
from sensorlog.motion import Motion
from sensorlog.pipeline.counting import Counting
from sensorlog.pipeline.errors import PipelineError
from sensorlog.profiles import Number, Profile
from sensorlog.streams import SensorStream

__all__ = ["Connection", "SensorFacts", "SensorPipeline", "Tap"]


Tap = Callable[[ImuBlock | Gap], None]
"""Is shown the samples, in the order in which they are counted."""


@dataclass(frozen=True, slots=True)
class Connection:
    """What is known of a sensor once it is set up: everything that its packets need to be read."""

    profile: Profile
    role: Role
    options: Mapping[str, Number]
    variables: Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class SensorFacts:
    """What a report says of a sensor."""

    name: str
    role: Role
    """The last one, where it moved."""
    profile: str | None
    acc_rate_hz: float | None
    gyr_rate_hz: float | None
    samples: int
    """Accelerometer samples."""
    gaps: tuple[Gap, ...]
    lost_packets: int | None


class SensorPipeline:
    """Stateful and synchronous; events come out in the order in which things happened to this sensor."""

    def __init__(self, sensor: str, tap: Tap | None = None) -> None:
        self.sensor = sensor
        self._tap = tap
        self._connection: Connection | None = None
        self._moved_to: Role | None = None
        """Where the person has put it since it joined: a new link of it does not know."""
        self._is_set_up = False
        self._is_new = True
        """No samples yet since it was set up."""
        self._stream: SensorStream | None = None
        self._lost_before = 0
        """Packets lost by streams of earlier set-ups with other options."""
        self._unknown_before = 0
        """Packets that those could not read."""
        self._state = SensorState(sensor, 0.0, LinkState.SEARCHING)
        self._counting: Counting | None = None
        self._last_s: float | None = None
        self._is_paused = False
        self._calibrates_first = False
        """The person asked for it before there was anything to calibrate."""
        self._samples = 0
        self._gaps: list[Gap] = []
        self._early: list[ImuBlock | Gap] = []
        """What came while it was not clear whether an announced gyroscope sends: it waits for that."""

    @property
    def facts(self) -> SensorFacts:
        """What is known so far."""
        info = self._counting.info if self._counting else None
        connection = self._connection
        return SensorFacts(
            name=self.sensor,
            role=self.role,
            profile=connection.profile.id if connection else None,
            acc_rate_hz=info.acc_rate_hz if info else None,
            gyr_rate_hz=info.gyr_rate_hz if info else None,
            samples=self._samples,
            gaps=tuple(self._gaps),
            lost_packets=self._lost_packets() if connection else None,
        )

    @property
    def motion(self) -> Motion | None:
        """What counts this sensor's reps; ``None`` before its first samples."""
        return self._counting.motion if self._counting else None

    @property
    def role(self) -> Role:
        """Where it sits."""
        info = self._counting.info if self._counting else None
        return self._role if info is None else Role(info.placement, info.clip_site)

    @property
    def _role(self) -> Role:
        if self._moved_to is not None:
            return self._moved_to
        return self._connection.role if self._connection is not None else Role()

    def moved(self, role: Role, t_s: float) -> list[Event]:
        """Take note that the sensor sits elsewhere from now on: what is open ends, what follows is counted anew."""
        self._moved_to = role
        return [] if self._counting is None else self._count_with(_at(role, self._counting.info), t_s)

    def connected(self, connection: Connection) -> list[Event]:
        """Take note that the sensor is set up: its packets mean this from now on."""
        known, self._connection = self._connection, connection
        events: list[Event] = []
        if self._stream is not None and known is not None:
            if known.profile.sha256 == connection.profile.sha256 and known.options == connection.options:
                events = self._take(self._stream.relink(connection.variables))
            else:
                events = self._take(self._stream.finish())
                self._lost_before = self._lost_packets()
                self._unknown_before += self._stream.unknown_packets
                self._stream = None
                self._early = []
        self._is_set_up = self._is_new = True
        return events

    def linked(self, state: SensorState) -> list[Event]:
        """Take note of the link; what comes before the next :meth:`connected` is set-up, and no samples."""
        if state.link is not LinkState.STREAMING:
            self._is_set_up = False
        unknown = self._unknown_before + (self._stream.unknown_packets if self._stream is not None else 0)
        self._state = replace(
            state,
            battery_percent=self._state.battery_percent,
            lost_packets=self._lost_packets(),
            unknown_packets=unknown,
        )
        return [self._state]

    def packets(self, packets: Sequence[Packet], t0_ns: int) -> list[Event]:
        """Take packets in their order; ``t0_ns`` is the arrival of the session's first packet."""
        if self._connection is None or not self._is_set_up:
            return []  # answers to the set-up: read by it, and kept in the recording
        if self._stream is None:
            connection = self._connection
            self._stream = SensorStream(
                self.sensor, connection.profile, connection.options, connection.variables, t0_ns
            )
        events = self._take(self._stream.push(packets))
        return events + (self._settle_gyroscope(self._stream.has_gyroscope) if self._early else [])

    def declared(self, info: StreamInfo) -> list[Event]:
        """Take note of samples that will follow without packets, as a file of another app has them."""
        return self._count_with(info)

    def samples(self, piece: ImuBlock | Gap) -> list[Event]:
        """Take a block, or a gap. Raises :class:`PipelineError` if nothing was declared."""
        if self._counting is None:
            raise PipelineError(f"sensor {self.sensor!r}: samples came before anything was said of their rate")
        return self._take([piece])

    def key(self, press: Callable[[Motion], list[Event]]) -> list[Event]:
        """Hand a key of the person to what counts."""
        return [] if self._counting is None else self._counting.numbered(press(self._counting.motion))

    def paused(self, t_s: float, *, is_paused: bool) -> list[Event]:
        """Stop counting, or go on; holds for counting that begins later as well."""
        self._is_paused = is_paused
        return self.key(lambda motion: motion.pause(t_s) if is_paused else motion.resume(t_s))

    def calibrate(self, t_s: float) -> list[Event]:
        """Have standing learnt anew; asked for before the first samples, it is learnt from those."""
        self._calibrates_first = self._counting is None
        return self.key(lambda motion: motion.calibrate(t_s))

    def finish(self, t_s: float) -> list[Event]:
        """End what is open at ``t_s``: nothing more comes."""
        events = self._take(self._stream.finish()) if self._stream is not None else []
        end_s = t_s if self._last_s is None else max(t_s, self._last_s)
        return events + self.key(lambda motion: motion.finish(end_s))

    def _lost_packets(self) -> int:
        return self._lost_before + (self._stream.lost_packets if self._stream is not None else 0)

    def _take(self, pieces: Sequence[ImuBlock | Reading | Gap]) -> list[Event]:
        events: list[Event] = []
        for piece in pieces:
            if self._tap is not None and isinstance(piece, ImuBlock | Gap):
                self._tap(piece)
            match piece:
                case ImuBlock():
                    events += self._block(piece)
                case Gap():
                    events += self._gap(piece)
                case Reading(kind="battery_percent") if piece.value != self._state.battery_percent:
                    self._state = replace(self._state, t_s=piece.t_s, battery_percent=piece.value)
                    events.append(self._state)
                case _:
                    pass
        return events

    def _block(self, block: ImuBlock) -> list[Event]:
        if not len(block):
            return []
        events: list[Event] = []
        if self._is_new and self._stream is not None and self._connection is not None:
            events = self._count_with(_at(self._role, self._stream.info(self._role.placement)))
            self._is_new = False
        self._last_s = float(block.t_s[-1])
        self._samples += 0 if block.acc_m_s2 is None else len(block)
        self._keep_early(block)
        return events + self.key(lambda motion: motion.push(block))

    def _settle_gyroscope(self, has_gyroscope: bool | None) -> list[Event]:
        """Count by acceleration alone, from the beginning, where the gyroscope that was announced is silent."""
        if has_gyroscope is None or self._counting is None:
            return []
        early, self._early = self._early, []
        events: list[Event] = []
        if not has_gyroscope and self._counting.info.gyr_rate_hz is not None:
            events = self._count_with(replace(self._counting.info, gyr_rate_hz=None))
            for piece in early:
                events += self.key(partial(_count_piece, piece))
        return events

    def _gap(self, gap: Gap) -> list[Event]:
        self._gaps.append(gap)
        self._keep_early(gap)
        events = self.key(lambda motion: motion.gap(gap))
        if gap.lost_packets:
            self._state = replace(self._state, t_s=gap.end_s, lost_packets=self._lost_packets())
            events.append(self._state)
        return events

    def _keep_early(self, piece: ImuBlock | Gap) -> None:
        if self._counting is None or self._counting.info.gyr_rate_hz is None or self._stream is None:
            return
        if not self._stream.has_gyroscope:
            self._early.append(piece)

    def _count_with(self, info: StreamInfo, t_s: float = 0.0) -> list[Event]:
        """Count with these rates at this place; a sensor that comes back with others, or moves, is counted anew."""
        if self._counting is not None and self._counting.info == info:
            return []
        last_s = max(t_s, self._last_s or 0.0)
        events = self.key(lambda motion: motion.finish(last_s))
        taken = 0 if self._counting is None else self._counting.sets
        self._counting = Counting(info, taken)
        if self._is_paused:
            events += self.key(lambda motion: motion.pause(last_s))
        if self._calibrates_first:
            events += self.calibrate(last_s)
        return events


def _count_piece(piece: ImuBlock | Gap, motion: Motion) -> list[Event]:
    return motion.push(piece) if isinstance(piece, ImuBlock) else motion.gap(piece)


def _at(role: Role, info: StreamInfo) -> StreamInfo:
    return replace(info, placement=role.placement, clip_site=role.clip_site)

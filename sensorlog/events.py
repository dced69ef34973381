"""What was found, and what the person did. Facts with times and values; words for people are made at the edge.

Two families live here:

* **Events** come out of ``motion`` and ``pipeline``: sets, reps, holds, sensor state.
* **Session events** go into a recording beside the packets: link changes, writes, roles, keys. Replay applies them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sensorlog.imu import Placement

__all__ = [
    "Calibration",
    "CalibrationState",
    "Channel",
    "DeviationKind",
    "Event",
    "Hold",
    "JsonValue",
    "LinkState",
    "Rep",
    "RepSource",
    "RepState",
    "SensorState",
    "SessionEvent",
    "SessionEventKind",
    "SetConfirmed",
    "SetEnded",
    "SetStarted",
    "SetWithdrawn",
    "TrunkDeviation",
    "TrunkMeasures",
    "TrunkPhase",
]

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]


class RepState(StrEnum):
    """How sure a rep is. A higher revision of the same ``rep_id`` replaces a lower one."""

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class RepSource(StrEnum):
    """Who says that this rep was done."""

    SENSOR = "sensor"
    PERSON = "person"


class Channel(StrEnum):
    """What carried the count of a set."""

    VERTICAL = "vertical"
    """Vertical stroke of the sensor."""
    ROTATION = "rotation"
    """Angle about the axis that this movement uses."""
    INCLINATION = "inclination"
    """Angle of the sensor against gravity."""
    PERSON = "person"
    """Counted by hand."""


class DeviationKind(StrEnum):
    """What of the trunk's motion left the person's own usual. Different from usual, not worse."""

    HITCH = "hitch"
    """Jerkier, at like tempo."""
    FAST = "fast"
    """Turned at a higher speed, or came back much sooner."""
    RANGE = "range"
    """Turned farther, or less far."""


@dataclass(frozen=True, slots=True)
class TrunkPhase:
    """How the trunk turned in one phase of a rep, about the main axis of that phase. ``None`` is unknown."""

    duration_s: float
    end_s: float
    range_rad: float
    angular_speed_peak_rad_s: float
    smoothness_sparc: float | None = None
    """Spectral arc length of the angular speed."""
    smoothness_ldlj: float | None = None
    """Log dimensionless jerk of the angular velocity; less certain than SPARC."""
    jerkiness: float | None = None
    """Unitless, from 0, higher is jerkier; not driven by speed or range."""


@dataclass(frozen=True, slots=True)
class TrunkMeasures:
    """Trunk motion of one rep, from a sensor on the trunk. ``None`` is unknown."""

    inclination_peak_rad: float | None = None
    """Farthest lean from standing; forward is positive once it is known where forward is."""
    inclination_range_rad: float | None = None
    side_bend_rad: float | None = None
    """Farthest lean to either side, from standing."""
    twist_range_rad: float | None = None
    """About the trunk's long axis, within the rep."""
    angular_speed_peak_rad_s: float | None = None
    thorax_pelvis_peak_rad: float | None = None
    """Inclination at the trunk minus inclination at the pelvis, each against standing: where it is farthest from 0 …"""
    thorax_pelvis_range_rad: float | None = None
    """… and its range. ``None`` without a sensor at the pelvis, and where either has not been seen standing or does not
    lean enough in this rep to show where forward is."""
    smoothness_sparc: float | None = None
    """Of the less smooth phase, as the next two."""
    smoothness_ldlj: float | None = None
    jerkiness: float | None = None
    phases: tuple[TrunkPhase, ...] = ()
    """The way out and the way back, as far as they are known."""
    clip_site: str | None = None
    """Where on the trunk the sensor sat; see :class:`sensorlog.imu.Role`."""
    deviation: tuple[str, ...] | None = None
    """What left the person's usual (``hitch``, ``fast``, ``range``); ``None`` without a baseline."""


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition: start → turn (farthest point) → end. Times in seconds from the first packet.

    Until its set is confirmed every rep is provisional; afterwards only the last one may change. Concentric is up,
    unless the exercise says otherwise; where there is no up, both are ``None`` and the two phases stand alone.
    """

    sensor: str
    set_id: str
    """``<sensor>/<number>``, unique in a recording."""
    rep_id: str
    """``<set_id>/<number>``, or ``<set_id>/+<number>`` where the person added it; unique in a recording."""
    revision: int
    state: RepState
    t_s: float
    """Sample time at which this revision was known."""
    start_s: float
    turn_s: float | None = None
    end_s: float | None = None
    phase1_s: float | None = None
    phase2_s: float | None = None
    concentric_s: float | None = None
    eccentric_s: float | None = None
    rom_m: float | None = None
    rom_rad: float | None = None
    mean_velocity_m_s: float | None = None
    peak_velocity_m_s: float | None = None
    smoothness_sparc: float | None = None
    """Of the concentric phase; where there is no up, of the way out."""
    phase1_sparc: float | None = None
    """Of the way out, and of the way back."""
    phase2_sparc: float | None = None
    trunk: TrunkMeasures | None = None
    source: RepSource = RepSource.SENSOR


@dataclass(frozen=True, slots=True)
class TrunkDeviation:
    """The trunk's motion in one phase of a rep left this person's own usual; told as soon as the phase is known."""

    sensor: str
    """The sensor on the trunk; another one may count the set."""
    set_id: str
    rep_id: str
    t_s: float
    """Sample time at which it was known."""
    kind: DeviationKind
    phase: int
    """1: the way out, 2: the way back."""
    phase_end_s: float
    value: float
    """Jerkiness (unitless), peak angular speed or mean one from the turn on (rad/s), or range (rad)."""
    usual: float
    """Median of the usual reps, in the same unit."""
    limit: float
    """Beyond this it is told."""


@dataclass(frozen=True, slots=True)
class SetStarted:
    """A set may have begun. Its reps are provisional."""

    sensor: str
    set_id: str
    t_s: float
    start_s: float
    by_person: bool = False
    placement: Placement = Placement.UNKNOWN
    """Where the sensor sits in this set; this and ``clip_site`` are filled by ``pipeline``."""
    clip_site: str | None = None
    """See :class:`sensorlog.imu.Role`."""


@dataclass(frozen=True, slots=True)
class SetConfirmed:
    """This is a set. From here on only the last rep may change."""

    sensor: str
    set_id: str
    t_s: float
    channel: Channel


@dataclass(frozen=True, slots=True)
class SetWithdrawn:
    """It was no set (racking, walking …); every rep of it has been withdrawn."""

    sensor: str
    set_id: str
    t_s: float


@dataclass(frozen=True, slots=True)
class SetEnded:
    """A confirmed set is over; its numbers are final."""

    sensor: str
    set_id: str
    t_s: float
    start_s: float
    end_s: float
    rep_count: int
    """Confirmed reps."""
    confidence: float | None
    """0 to 1: how likely the count is exact; ``None`` where the person counted."""
    channel: Channel
    velocity_loss: float | None
    """1 − (mean velocity of the last rep ÷ that of the fastest); ``None`` without velocity."""
    sensed_rep_count: int | None = None
    """What the sensor alone counted, where the person has had a say in ``rep_count``; filled by ``pipeline``."""
    is_carried: bool | None = None
    """Whether the sensor sits where the movement of this set is seen. ``False``: the person started the set, and
    nothing repeated at this place for as long as three reps take: it cannot be counted from here, unless it was a
    hold. ``None``: too little was seen to tell."""
    other_count: int | None = None
    """The next likely count where the confidence is low, so that the person can be asked; ``None`` where it is not, or
    where the person has had a say."""


@dataclass(frozen=True, slots=True)
class Hold:
    """An isometric hold (plank, pause): timed, with sway."""

    sensor: str
    t_s: float
    start_s: float
    end_s: float
    sway_rad: float | None


class CalibrationState(StrEnum):
    """How a standing calibration goes."""

    WAITING = "waiting"
    """For three seconds of standing still."""
    STANDING = "standing"
    """They were seen: inclination is measured against them from here on."""
    MOVED = "moved"
    """They did not come in time; what was known before holds on."""
    NOT_WORN = "not_worn"
    """The sensor was too still to be on a person; what was known before holds on."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A sensor at the trunk or the pelvis learns, because the person asked for it, how it sits in standing."""

    sensor: str
    t_s: float
    state: CalibrationState


class LinkState(StrEnum):
    """Where the link to one sensor stands."""

    SEARCHING = "searching"
    CONNECTING = "connecting"
    SETTING_UP = "setting_up"
    STREAMING = "streaming"
    SILENT = "silent"
    """Connected, but no data: a dead Bluetooth service looks like this."""
    LOST = "lost"
    """The link dropped; it is being looked for again."""
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SensorState:
    """What is known of a sensor changed."""

    sensor: str
    t_s: float
    link: LinkState
    battery_percent: float | None = None
    rssi_dbm: int | None = None
    lost_packets: int = 0
    unknown_packets: int = 0
    """Those that came and fit nothing in the profile; known anew at each change of the link."""
    detail: str = ""


Event = SetStarted | SetConfirmed | SetWithdrawn | SetEnded | Rep | TrunkDeviation | Hold | Calibration | SensorState


class SessionEventKind(StrEnum):
    """What ``/session/events`` of a recording may say; the keys of ``data`` stand beside each."""

    SESSION = "session"
    """First of a recording: ``start_utc`` (ISO 8601), ``software``, ``demo`` (bool)."""
    SENSOR = "sensor"
    """A sensor joins, is set up: ``profile`` (id), ``address``, ``name``, ``placement``, ``clip_site`` if known,
    ``options``, ``variables``."""
    LINK = "link"
    """``state`` (:class:`LinkState`), ``rssi_dbm``, ``detail``."""
    WRITE = "write"
    """Written to the sensor: ``characteristic``, ``hex``."""
    SET_START = "set_start"
    """The person starts a set."""
    SET_END = "set_end"
    """The person ends the set."""
    REP_ADD = "rep_add"
    """One rep more than the sensor saw."""
    REP_REMOVE = "rep_remove"
    """Take the last rep back."""
    SAID = "said"
    """The person says something of one set. ``op`` and ``value`` are those of the logbook's ``EditOp``: ``reps``,
    ``load``, ``exercise``, ``effort``, ``held``, ``warm_up``, ``delete_set``. Of which set: ``set_id``, ``start_s``,
    ``end_s``; the times find it where another analysis has called it otherwise."""
    PAUSE = "pause"
    """Stop counting; recording goes on."""
    RESUME = "resume"
    """Count again: the set goes on without the time between. With ``split`` true it ended with the pause."""
    EXERCISE = "exercise"
    """``name`` (``null``: unlabelled)."""
    LOAD = "load"
    """``kg`` (``null``: none); ``entered``: as it was typed, with its unit (may be missing)."""
    NOTE = "note"
    """``text``."""
    PERSON = "person"
    """``id``, ``label``."""
    ROLE = "role"
    """The person has moved a sensor: ``placement``, ``clip_site`` (or ``null``). Ends a set that it has open."""
    CALIBRATE = "calibrate"
    """The person is about to stand still, so that the sensors at trunk and pelvis learn anew how they sit."""
    END = "end"
    """The session was ended by the person (its absence: it was cut off)."""


@dataclass(frozen=True, slots=True)
class SessionEvent:
    """Something that happened beside the packets; replay applies it at its place among them."""

    t_ns: int
    """Same clock as :attr:`sensorlog.imu.Packet.t_ns`."""
    kind: SessionEventKind
    sensor: str | None = None
    data: Mapping[str, JsonValue] = field(default_factory=dict)

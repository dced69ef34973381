"""From what stands in a session to what is shown: all working out for the live screen, in one place."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sensorlog.events import Channel, LinkState, Rep, RepState, SensorState
from sensorlog.imu import Placement, Role
from sensorlog.motion import Trace
from sensorlog.pipeline import FoldedSet, SessionFold
from sensorlog.session import role_words
from sensorlog.training import format_load
from sensorlog.tui.view import CountView, LiveView, Mark, SensorView, SetRow, StatusView, TempoView, Tone, TraceView
from sensorlog.tui.words import CHANNEL_WORDS, LINK_WORDS, clock, exercise_words, lifted, phases, speed

__all__ = ["Moment", "live_view", "sensor_names"]

_BATTERY_LOW_PERCENT = 20.0
_UNSURE = 0.7
"""Below this confidence a set says that its count should be checked."""

_LEAST_SPAN = 20.0
"""Of the trace, in cm or degrees: about the smallest movement that anybody counts."""

_TONES = {LinkState.STREAMING: Tone.GOOD, LinkState.SILENT: Tone.TROUBLE, LinkState.LOST: Tone.TROUBLE}
_WAITING = (LinkState.SILENT, LinkState.LOST, LinkState.SEARCHING)
"""Its duration is told."""


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """What the screen knows beside the fold."""

    now_s: float = 0.0
    """Session time: seconds from the first packet."""
    trace: Trace | None = None
    is_replay: bool = False
    """A recording is looked at: nothing is recorded or kept."""
    is_over: bool = False
    """The source has nothing more."""


def live_view(state: SessionFold, moment: Moment) -> LiveView:
    """All of the live screen at one moment."""
    sets = state.sets
    numbers = {one.set_id: number for number, one in enumerate(sets, start=1)}
    going, last = _going(state), state.last_set
    shown = going or last
    names = sensor_names(state)
    return LiveView(
        sensors=tuple(_sensor(each, names[each.sensor], moment.now_s) for each in state.sensors.values()),
        person=state.person_label or "",
        exercise=exercise_words(state.exercise),
        load="no load" if state.load_kg is None else format_load(state.load_kg),
        elapsed=clock(moment.now_s),
        count=_count(going, last, numbers, state.is_paused, moment),
        tempo=_tempo(shown),
        sets=tuple(_row(one, numbers[one.set_id]) for one in sets if one.end_s is not None),
        trace=_trace(sets, moment),
        status=_status(state, going, last, numbers, moment),
        set_open=going is not None,
        paused=state.is_paused,
        labels={
            "toggle_set": "start set" if going is None else "end set",
            "toggle_pause": "go on" if state.is_paused else "pause",
            "end": "leave" if moment.is_replay or moment.is_over else "quit",
        },
    )


def _going(state: SessionFold) -> FoldedSet | None:
    """Return the set that goes on, once there is something of it to show: people also move between sets."""
    one = state.current_set
    return one if one is not None and (one.by_person or one.is_confirmed or one.reps) else None


def _battery(percent: float | None) -> str:
    if percent is None:
        return "battery ?"
    return f"battery {'LOW ' if percent < _BATTERY_LOW_PERCENT else ''}{percent:.0f} %"


def _signal(rssi_dbm: int | None) -> str:
    """Four bars, as on a phone, from −90 dBm (barely) to −60 dBm (next to it)."""
    if rssi_dbm is None:
        return "signal ?"
    bars = min(4, max(1, 1 + (rssi_dbm + 90) // 10))
    return f"signal {'▂▄▆█'[:bars]}{'_' * (4 - bars)} {str(rssi_dbm).replace('-', '−')} dBm"


def sensor_names(state: SessionFold) -> dict[str, str]:
    """Return what to call each sensor: where it sits now, with its id where that alone does not tell it apart."""
    words = {sensor: _place(sensor, state.roles.get(sensor, Role())) for sensor in state.sensors}
    uses = Counter(words.values())
    return {sensor: place if uses[place] == 1 else f"{sensor} ({place})" for sensor, place in words.items()}


def _place(sensor: str, role: Role) -> str:
    return sensor if role.placement is Placement.UNKNOWN and role.clip_site is None else role_words(role)


def _sensor(state: SensorState, name: str, now_s: float) -> SensorView:
    tone = _TONES.get(state.link, Tone.ATTENTION)
    link = LINK_WORDS[state.link]
    if state.link in _WAITING:
        link = f"{link} for {max(0.0, now_s - state.t_s):.0f} s"
    lost = f"{state.lost_packets} lost" if state.lost_packets else ""
    return SensorView(name, link, _battery(state.battery_percent), _signal(state.rssi_dbm), tone, lost)


def _count(
    going: FoldedSet | None, last: FoldedSet | None, numbers: dict[str, int], is_paused: bool, moment: Moment
) -> CountView:
    if going is not None:
        doubt = "?" if going.reps and going.reps[-1].state is RepState.PROVISIONAL else ""
        return CountView(
            f"{len(going.reps)}{doubt}",
            f"set {numbers[going.set_id]} · {'counting is paused' if is_paused else 'counting'}",
            live=True,
        )
    if last is not None:
        rest = "" if moment.is_over else f" · rest {clock(moment.now_s - (last.end_s or 0.0))}"
        return CountView(str(len(last.reps)), f"set {numbers[last.set_id]} is over{rest}")
    return CountView("–", "counting is paused" if is_paused else "lift when you are ready")


def _tempo(shown: FoldedSet | None) -> TempoView | None:
    """Of the last rep that has one."""
    for rep in reversed(shown.reps if shown else ()):
        if (words := phases(rep)) is not None:
            return TempoView(words, speed(rep.mean_velocity_m_s))
    return None


def _row(one: FoldedSet, number: int) -> SetRow:
    notes = []
    if one.sensed_rep_count is not None and one.sensed_rep_count != one.rep_count:
        notes.append(f"sensor: {one.sensed_rep_count}")
    if one.confidence is not None and one.confidence < _UNSURE:
        notes.append("check")
    load = "–" if one.load_kg is None else format_load(one.load_kg)
    return SetRow(str(number), exercise_words(one.exercise), load, str(one.rep_count), ", ".join(notes))


def _status(
    state: SessionFold, going: FoldedSet | None, last: FoldedSet | None, numbers: dict[str, int], moment: Moment
) -> StatusView:
    if moment.is_over:
        return StatusView("the recording is over" if moment.is_replay else "it is over; everything is saved", Tone.GOOD)
    names = sensor_names(state)
    for sensor in state.sensors.values():
        if _TONES.get(sensor.link) is Tone.TROUBLE:
            missing = f"no data for {max(0.0, moment.now_s - sensor.t_s):.0f} s – reconnecting; "
            if len(names) == 1:
                return StatusView(f"{missing}recording goes on", Tone.TROUBLE)
            return StatusView(f"{names[sensor.sensor]}: {missing}the others go on", Tone.TROUBLE)
    if state.is_paused:
        return StatusView("counting is paused; recording goes on (p: go on)", Tone.ATTENTION)
    for sensor in state.sensors.values():
        if sensor.battery_percent is not None and sensor.battery_percent < _BATTERY_LOW_PERCENT:
            return StatusView(f"{names[sensor.sensor]}: the battery is low", Tone.ATTENTION)
    if going is None and last is not None:
        said = "seen" if moment.is_replay else "saved"
        done = lifted(last.rep_count, last.exercise, last.load_kg)
        return StatusView(f"set {numbers[last.set_id]} {said}: {done}", Tone.GOOD)
    for sensor in state.sensors.values():
        if sensor.detail and sensor.link in (LinkState.SEARCHING, LinkState.STOPPED):
            return StatusView(f"{names[sensor.sensor]}: {sensor.detail}", Tone.ATTENTION)
    if moment.is_replay:
        return StatusView("replay: nothing is recorded, keys that would change it are off")
    return StatusView()


def _trace(sets: Sequence[FoldedSet], moment: Moment) -> TraceView:
    trace = moment.trace
    if trace is None or not trace.times_s:
        return TraceView.empty()
    is_height = trace.channel is Channel.VERTICAL
    t_s, value = np.asarray(trace.times_s), np.asarray(trace.values)
    value = 100.0 * value if is_height else np.rad2deg(value)
    bottom, top = _scale(float(value.min()), float(value.max()))
    marks = tuple(mark for one in sets for mark in _marks(one.reps) if mark.t_s > t_s[0])
    title = f"{CHANNEL_WORDS[trace.channel]}, {top - bottom:g} {'cm' if is_height else '°'} from bottom to top"
    return TraceView(t_s, value, moment.now_s, marks, title, bottom, top)


def _marks(reps: Iterable[Rep]) -> list[Mark]:
    return [
        Mark(
            rep.start_s if rep.turn_s is None else rep.turn_s,
            f"{number}{'?' if rep.state is RepState.PROVISIONAL else ''}",
        )
        for number, rep in enumerate(reps, start=1)
    ]


def _scale(low: float, high: float) -> tuple[float, float]:
    """Round edges outwards to steps of 1, 2, 5, so that the picture doesn't breathe with every sample."""
    if high - low < _LEAST_SPAN:  # standing still is a flat line, not a mountain range of noise
        middle = (low + high) / 2
        low, high = middle - _LEAST_SPAN / 2, middle + _LEAST_SPAN / 2
    span = high - low
    power = 10.0 ** math.floor(math.log10(span))
    step = next(factor * power for factor in (0.2, 0.5, 1.0, 2.0) if span / (factor * power) <= 5)
    return math.floor(low / step) * step, math.ceil(high / step) * step

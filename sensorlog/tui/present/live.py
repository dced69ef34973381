"""All of the screen while somebody lifts, at one moment."""

from __future__ import annotations

from collections.abc import Mapping

from sensorlog.events import RepState
from sensorlog.imu import Role
from sensorlog.pipeline import FoldedSet, SessionFold
from sensorlog.training import format_load
from sensorlog.tui.present.calibration import calibration_status
from sensorlog.tui.present.clip import clip_advice
from sensorlog.tui.present.moment import Moment
from sensorlog.tui.present.reps import speed_view, tempo_view, trunk_lines
from sensorlog.tui.present.rest import is_unsure, rest_view
from sensorlog.tui.present.sensors import low_battery, sensor_detail, sensor_trouble, sensor_views
from sensorlog.tui.present.trace import trace_view
from sensorlog.tui.present.transport import transport_view
from sensorlog.tui.present.waiting import WAIT_WORDS
from sensorlog.tui.sound import Beat
from sensorlog.tui.view import CountView, LiveView, SetRow, StatusView, Tone
from sensorlog.tui.words import clock, exercise_words, lifted

__all__ = ["live_view"]

_SETS_SHOWN = 50
"""More than any screen has lines: what is drawn must not grow with the session."""


def live_view(state: SessionFold, moment: Moment) -> LiveView:
    """All of the screen at one moment."""
    going, last = _going(state), state.last_set
    sets = [one for one in state.sets if one.end_s is not None or one is going]  # what another sensor sees is none yet
    latest = sets[-_SETS_SHOWN:]
    numbers = {one.set_id: number for number, one in enumerate(latest, start=len(sets) - len(latest) + 1)}
    shown = going or last
    ended = [one for one in latest if one.end_s is not None]
    rest = None if going is not None or last is None else rest_view(last, numbers[last.set_id], moment)
    return LiveView(
        sensors=sensor_views(state, moment.now_s),
        person=state.person_label or "",
        exercise=exercise_words(state.exercise),
        load="no load" if state.load_kg is None else format_load(state.load_kg, moment.unit),
        elapsed=clock(moment.now_s - moment.begins_s),
        count=_count(going, last, numbers, moment, is_paused=state.is_paused),
        tempo=tempo_view(shown, moment.target, moment.now_s),
        speed=speed_view(shown, moment.target),
        trunk=trunk_lines(shown.reps) if shown and (shown.end_s is not None or moment.live_cue) else (),
        sets=tuple(_row(one, numbers[one.set_id], moment) for one in ended),
        trace=trace_view(moment.trace, latest, moment.now_s),
        status=_status(state, going, last, numbers, moment),
        set_open=going is not None,
        is_timed=moment.is_hold,
        paused=state.is_paused,
        rest=rest,
        transport=transport_view(moment),
        beat=_beat(going, last, moment, is_paused=state.is_paused),
        labels=_labels(going, moment, is_paused=state.is_paused),
    )


def _going(state: SessionFold) -> FoldedSet | None:
    """Return the set that goes on, once there is something of it to show: people also move between sets."""
    one = state.current_set
    return one if one is not None and (one.by_person or one.is_confirmed or one.reps) else None


def _count(
    going: FoldedSet | None,
    last: FoldedSet | None,
    numbers: Mapping[str, int],
    moment: Moment,
    *,
    is_paused: bool,
) -> CountView:
    if moment.ready_s is not None:
        return CountView(f"{max(1, -int(-moment.ready_s // 1))}", "get ready", live=True)
    if going is not None:
        doing = "counting is paused" if is_paused else "holding" if moment.is_hold else "counting"
        name = f"set {numbers[going.set_id]}"
        if not (going.is_confirmed or going.by_person or is_paused):
            name, doing = f"perhaps {name}", "looking"
        caption = f"{name} · {doing}"
        if moment.is_hold:
            held_s = max(0.0, moment.now_s - going.start_s)
            return CountView(f"{held_s:.0f}", f"{caption}, seconds", live=True, target=_target(moment))
        doubt = "?" if going.reps and going.reps[-1].state is RepState.PROVISIONAL else ""
        return CountView(f"{len(going.reps)}{doubt}", caption, live=True, target=_target(moment))
    if last is not None:
        rest = "" if moment.is_over else f" · rest {clock(moment.now_s - (last.end_s or 0.0))}"
        return CountView(str(last.rep_count), f"set {numbers[last.set_id]} is over{rest}")
    waiting = "press the key of a set, and hold" if moment.is_hold else "lift when you are ready"
    return CountView("–", "counting is paused" if is_paused else waiting, target=_target(moment))


def _target(moment: Moment) -> str:
    wanted = moment.target.reps if moment.target.seconds is None else round(moment.target.seconds)
    return "" if wanted is None else str(wanted)


def _row(one: FoldedSet, number: int, moment: Moment) -> SetRow:
    notes = []
    if one.sensed_rep_count is not None and one.sensed_rep_count != one.rep_count:
        notes.append(f"sensor: {one.sensed_rep_count}")
    if is_unsure(one):
        notes.append("check")
    if one.warm_up:
        notes.append("warm-up")
    load = "–" if one.load_kg is None else format_load(one.load_kg, moment.unit)
    return SetRow(str(number), exercise_words(one.exercise), load, str(one.rep_count), ", ".join(notes))


def _status(
    state: SessionFold, going: FoldedSet | None, last: FoldedSet | None, numbers: Mapping[str, int], moment: Moment
) -> StatusView:
    if moment.is_over:
        return StatusView("the recording is over" if moment.is_replay else "it is over; everything is saved", Tone.GOOD)
    if moment.playing is not None and moment.playing.is_cut_off:
        return StatusView(
            "the recording ends here: it was cut off or damaged, or is still being written", Tone.ATTENTION
        )
    if moment.waits_for_logbook is not None:
        return StatusView(WAIT_WORDS[moment.waits_for_logbook], Tone.TROUBLE)
    if (trouble := sensor_trouble(state, moment.now_s)) is not None:
        return trouble
    if state.is_paused:
        return StatusView("counting is paused; recording goes on (p: go on, s: as a new set)", Tone.ATTENTION)
    if (calibration := calibration_status(state, moment.now_s)) is not None:
        return calibration
    if (low := low_battery(state)) is not None:
        return low
    is_new = last is None or last.exercise != state.exercise
    if going is None and is_new and not moment.is_replay:
        roles = (state.roles.get(sensor, Role()) for sensor in state.sensors)
        if (advice := clip_advice(moment.exercise, roles)) is not None:
            return advice
    if going is None and last is not None:
        said = "seen" if moment.is_replay else "saved"
        done = lifted(last.rep_count, last.exercise, last.load_kg, moment.unit)
        return StatusView(f"set {numbers[last.set_id]} {said}: {done}", Tone.GOOD)
    if (detail := sensor_detail(state)) is not None:
        return detail
    if moment.is_replay:
        return StatusView("replay: nothing is recorded, keys that would change it are off")
    return StatusView()


def _beat(going: FoldedSet | None, last: FoldedSet | None, moment: Moment, *, is_paused: bool) -> Beat:
    """Say what of it can be heard: reps of a set that is counted, the clock of a hold, or the clock of a rest."""
    if moment.ready_s is not None:
        return Beat(timed="hold", elapsed_s=-moment.ready_s, target_s=moment.target.seconds)
    if is_paused or moment.is_over:
        return Beat()
    if going is not None and moment.is_hold:
        return Beat(timed="hold", elapsed_s=max(0.0, moment.now_s - going.start_s), target_s=moment.target.seconds)
    if going is not None:
        return Beat(set_id=going.set_id, count=len(going.reps))
    if last is not None and moment.wanted_rest_s is not None:
        rest_s = moment.now_s - (last.end_s or 0.0)
        return Beat(timed=f"rest after {last.set_id}", elapsed_s=rest_s, target_s=moment.wanted_rest_s)
    return Beat()


def _labels(going: FoldedSet | None, moment: Moment, *, is_paused: bool) -> dict[str, str]:
    playing = moment.playing
    return {
        "toggle_set": "start set" if going is None else "end set",
        "split": "new set" if is_paused else "",
        "toggle_pause": "go on" if is_paused else "pause",
        "end": "leave" if moment.is_replay or moment.is_over else "quit",
        "play": "play" if playing is not None and playing.stands_still else "stop",
    }

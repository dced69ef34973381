"""What is shown of a session, worked out of the real fold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sensorlog.events import (
    Calibration,
    CalibrationState,
    Channel,
    LinkState,
    Rep,
    RepSource,
    RepState,
    SensorState,
    SessionEvent,
    SessionEventKind,
    SetEnded,
    SetStarted,
)
from sensorlog.imu import Placement, Role
from sensorlog.motion import Trace
from sensorlog.pipeline import SessionFold
from sensorlog.session import LogbookWait
from sensorlog.training import known_exercises, parse_target
from sensorlog.tui.present import Moment, live_view, sensor_names
from sensorlog.tui.present.moment import Playing
from sensorlog.tui.present.rest import rest_view
from sensorlog.tui.view import TONE_SYMBOLS, Tone
from tests.tui.scene import PERIOD_S, STREAMING, squats, three_sensors


def fold(*events) -> SessionFold:
    state = SessionFold()
    state.apply((), events)
    return state


def test_before_anything_there_is_no_number() -> None:
    view = live_view(fold(), Moment())
    assert (view.count.text, view.tempo.phases, view.sets, view.exercise, view.load) == (
        "–",
        (),
        (),
        "unlabelled",
        "no load",
    )


def test_a_start_that_may_be_none_leaves_the_last_set_on_the_screen() -> None:
    state = fold(*squats(1, 10.0, 7, is_over=True), SetStarted("bar", "bar/2", 60.0, 60.0))
    view = live_view(state, Moment(62.0))
    assert view.count.text == "7"
    assert not view.set_open


def test_a_set_that_two_sensors_see_is_one_by_its_number_before_either_is_sure() -> None:
    begun = squats(1, 10.0, 1, is_over=False)[:-1]
    seen_too = SetStarted("trunk", "trunk/1", 9.5, 9.5)
    view = live_view(fold(*begun, seen_too), Moment(12.0))
    assert view.count.caption == "perhaps set 1 · looking"


def test_a_count_is_said_to_be_one_of_a_set_as_soon_as_the_set_is_sure() -> None:
    *begun, confirmed = squats(1, 10.0, 2, is_over=False)
    assert live_view(fold(*begun), Moment(18.0)).count.caption == "perhaps set 1 · looking"
    assert live_view(fold(*begun, confirmed), Moment(18.0)).count.caption == "set 1 · counting"


def test_a_rep_that_was_added_has_no_tempo_and_the_one_before_shows() -> None:
    added = Rep("bar", "bar/1", "bar/1/+1", 1, RepState.CONFIRMED, 40.0, 40.0, source=RepSource.PERSON)
    view = live_view(fold(*squats(1, 10.0, 3, is_over=True)[:-1], added), Moment(41.0))
    assert view.count.text == "4"
    assert [(phase.name, phase.text) for phase in view.tempo.phases] == [("down", "1.9 s"), ("up", "1.2 s")]


@pytest.mark.parametrize("link", [LinkState.SILENT, LinkState.LOST])
def test_missing_data_are_said_before_anything_else(link: LinkState) -> None:
    state = fold(*squats(1, 10.0, 3, is_over=True), replace(STREAMING, link=link, t_s=50.0, battery_percent=5.0))
    status = live_view(state, Moment(53.4)).status
    assert (status.tone, status.text) == (Tone.TROUBLE, "no data for 3 s – reconnecting; recording goes on")


@pytest.mark.parametrize(
    ("wait", "what"),
    [
        (LogbookWait.BEGIN, "the session begins, and is recorded, once it is free"),
        (LogbookWait.KEEP, "recording goes on"),
        (LogbookWait.END, "all is recorded"),
    ],
)
def test_a_logbook_that_another_program_has_is_said_and_that_nothing_is_lost(wait: LogbookWait, what: str) -> None:
    status = live_view(fold(*squats(1, 10.0, 3, is_over=False)), Moment(15.0, waits_for_logbook=wait)).status
    assert status.tone is Tone.TROUBLE
    assert f"another program has the logbook – {what}" in status.text


def test_a_replay_says_where_its_recording_was_cut_off() -> None:
    state = fold(*squats(1, 10.0, 3, is_over=True))
    there = Playing(12.0, 1.0, stands_still=True, is_on_the_way=False, moments=None)
    assert "cut off" not in live_view(state, Moment(12.0, is_replay=True, playing=there)).status.text
    cut = replace(there, is_cut_off=True)
    status = live_view(state, Moment(12.0, is_replay=True, playing=cut)).status
    assert (status.tone, "the recording ends here: it was cut off" in status.text) == (Tone.ATTENTION, True)


def test_of_several_sensors_the_one_in_trouble_is_named_and_each_has_its_line() -> None:
    view = three_sensors()
    shown = live_view(view.state, Moment(view.now_s))
    assert shown.status.text == "trunk, sternum: no data for 3 s – reconnecting; the others go on"
    assert [(each.name, each.link, each.tone) for each in shown.sensors] == [
        ("wrist", "looking for it for 52 s", Tone.ATTENTION),
        ("bar", "receiving", Tone.GOOD),
        ("trunk, sternum", "link lost for 3 s", Tone.TROUBLE),
    ]
    assert shown.sensors[2].lost == "14 lost"


def test_a_sensor_that_is_not_heard_is_said_with_what_to_do_while_nothing_else_is_to_say() -> None:
    missing = SensorState("trunk", 0.0, LinkState.SEARCHING, detail="not heard yet: move it")
    assert live_view(fold(STREAMING, missing), Moment(5.0)).status.text == "trunk: not heard yet: move it"
    ended = squats(1, 10.0, 3, is_over=True)
    assert "saved" in live_view(fold(STREAMING, missing, *ended), Moment(50.0)).status.text


def test_sensors_at_equal_places_keep_their_names() -> None:
    state = fold(STREAMING, replace(STREAMING, sensor="other"))
    role = {"placement": "wrist", "clip_site": "left wrist"}
    state.apply([SessionEvent(0, SessionEventKind.ROLE, sensor, role) for sensor in ("bar", "other")], [])
    assert sensor_names(state) == {"bar": "bar (left wrist)", "other": "other (left wrist)"}


def test_a_low_battery_is_said_in_words() -> None:
    view = live_view(fold(replace(STREAMING, battery_percent=12.0)), Moment())
    assert "LOW" in view.sensors[0].battery
    assert view.status.text == "bar: the battery is low"


def test_an_unsure_count_asks_to_be_checked() -> None:
    (row,) = live_view(fold(*squats(1, 10.0, 9, is_over=True, confidence=0.4)), Moment(60.0)).sets
    assert (row.reps, row.note) == ("9", "check")


def test_a_set_that_cannot_be_counted_from_where_the_sensor_sits_asks_for_the_count() -> None:
    *events, ended = squats(1, 10.0, 0, is_over=True)
    assert isinstance(ended, SetEnded)
    moment = Moment(60.0)
    (unseen,) = fold(*events, replace(ended, is_carried=False, confidence=None)).sets
    (unknown,) = fold(*events, replace(ended, is_carried=None, confidence=None)).sets
    assert rest_view(unseen, 1, moment).question == "cannot be counted from here: how many?"
    assert rest_view(unknown, 1, moment).question == ""
    assert rest_view(replace(unseen, said_reps=8), 1, moment).question == ""


BENCH_PRESS = known_exercises().named("bench press")


def at(place: str, sensor: str = "bar") -> SessionEvent:
    return SessionEvent(0, SessionEventKind.ROLE, sensor, {"placement": place, "clip_site": None})


def test_where_no_sensor_can_see_the_exercise_the_screen_says_where_one_could() -> None:
    state, moment = fold(STREAMING), Moment(5.0, exercise=BENCH_PRESS)
    state.apply([at("trunk")], [])
    status = live_view(state, moment).status
    assert status.tone is Tone.ATTENTION
    assert status.text == (
        "bench press cannot be counted at the trunk: clip the sensor to the bar or wrist, or type the reps in"
    )
    assert live_view(state, Moment(5.0)).status.text == ""
    state.apply([at("wrist", "other")], [replace(STREAMING, sensor="other")])
    assert live_view(state, moment).status.text == ""


def test_a_count_from_where_the_exercise_hardly_shows_asks_to_be_checked() -> None:
    (one,) = fold(*squats(1, 10.0, 9, is_over=True)).sets
    pressed = replace(one, exercise="Bench press", role=Role(Placement.TRUNK))
    moment = Moment(60.0, exercise=BENCH_PRESS)
    assert rest_view(pressed, 1, moment).question == "9? the trunk sees little of it"
    assert rest_view(replace(pressed, role=Role(Placement.BAR)), 1, moment).question == ""
    assert rest_view(replace(pressed, said_reps=8), 1, moment).question == ""
    assert rest_view(replace(pressed, exercise="squat"), 1, moment).question == ""


def test_a_calibration_says_what_to_do_and_then_for_a_while_what_came_of_it() -> None:
    state = fold(STREAMING, Calibration("bar", 10.0, CalibrationState.WAITING))
    assert live_view(state, Moment(12.2)).status.text == "stand upright and still for 3 seconds … 2 s"
    state.apply([], [Calibration("bar", 13.0, CalibrationState.MOVED)])
    status = live_view(state, Moment(14.0)).status
    assert (status.tone, status.text) == (
        Tone.ATTENTION,
        "no 3 seconds of standing still were seen, so nothing has changed (c: try again)",
    )
    state.apply([], [Calibration("bar", 20.0, CalibrationState.STANDING)])
    assert live_view(state, Moment(21.0)).status.tone is Tone.GOOD
    assert live_view(state, Moment(40.0)).status.text == ""


def test_of_two_calibrated_sensors_the_one_that_failed_is_named() -> None:
    other = replace(STREAMING, sensor="pelvis")
    learnt = Calibration("bar", 10.0, CalibrationState.STANDING)
    still = Calibration("pelvis", 10.0, CalibrationState.NOT_WORN)
    text = live_view(fold(STREAMING, other, still, learnt), Moment(11.0)).status.text
    assert text.startswith("pelvis: too still to be on a person")


def test_a_replay_never_says_that_it_saved() -> None:
    view = live_view(fold(*squats(1, 10.0, 9, is_over=True)), Moment(60.0, is_replay=True))
    assert view.status.text == "set 1 seen: 9 × unlabelled"


def test_no_two_tones_have_one_symbol() -> None:
    assert len(set(TONE_SYMBOLS.values())) == len(Tone)


def test_the_rep_that_goes_on_shows_its_way_back_as_it_grows_and_then_its_own_tempo() -> None:
    done = [event for event in squats(1, 10.0, 3, is_over=False) if not isinstance(event, SetEnded)]
    going = Rep("bar", "bar/1", "bar/1/4", 1, RepState.PROVISIONAL, 21.0, 19.6, turn_s=20.9, eccentric_s=1.3)
    state = fold(*done, going)
    target = parse_target("8 3-1")
    shown = [live_view(state, Moment(now_s, target=target)).tempo for now_s in (21.2, 21.9)]
    assert [each.of for each in shown] == ["this rep", "this rep"]
    assert [[phase.text for phase in each.phases] for each in shown] == [
        ["1.3 of 3 s", "0.3 of 1 s"],
        ["1.3 of 3 s", "1.0 of 1 s"],
    ]
    state.apply((), [replace(going, revision=2, end_s=22.4, concentric_s=1.5, eccentric_s=1.3)])
    after = live_view(state, Moment(24.0, target=target)).tempo
    assert (after.of, [phase.text for phase in after.phases]) == ("last rep", ["1.3 of 3 s", "1.5 of 1 s"])


def test_the_trace_does_not_creep_from_rep_to_rep() -> None:
    events = [event for event in squats(1, 10.0, 6, is_over=False) if isinstance(event, Rep | SetStarted)]
    ends = [replace(each, end_s=each.start_s + PERIOD_S) if isinstance(each, Rep) else each for each in events]
    t_s = np.arange(9.0, 29.2, 0.04)
    down_m = -0.5 * np.sin(np.pi * np.clip(t_s - 10.0, 0.0, 6 * PERIOD_S) / PERIOD_S) ** 2
    crept = Trace(Channel.VERTICAL, tuple(t_s), tuple(down_m + 0.06 * (t_s - 9.0)), ())
    view = live_view(fold(*ends), Moment(29.2, trace=crept)).trace
    inside = (view.t_s >= 10.0) & (view.t_s <= 10.0 + 6 * PERIOD_S)
    bare = 100.0 * np.interp(view.t_s[inside], t_s, down_m)
    assert np.ptp(crept.values) > 1.2
    assert np.max(np.abs(view.value[inside] - bare)) < 20.0  # cm: what a rep creeps; in all it was 115

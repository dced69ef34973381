from __future__ import annotations

import math
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.imu import Packet
from sensorlog.profiles import (
    Decoder,
    Number,
    Profile,
    ProfileError,
    Read,
    Registry,
    SensorSide,
    SetupRun,
    Subscribe,
    Unsubscribe,
    Wait,
    Write,
    encode,
    load_profile,
    poll_actions,
    rehearse,
    resolve,
    stop_actions,
)
from sensorlog.resources import firmware_profiles_dir
from tests.profiles.profiles_for_tests import SMALL

REGISTRY = Registry(folders=[firmware_profiles_dir()])
METAMOTION = REGISTRY.get("metamotion")
IMU = REGISTRY.get("sensorlog-imu")
OPTIONS = [
    (profile, name, value) for profile in (METAMOTION, IMU) for name, o in profile.option.items() for value in o.values
]
CHIPS = [{}, {"acc_chip": 4, "gyr_chip": 1}, {"acc_chip": 3, "gyr_chip": -1}, {"acc_chip": 1, "gyr_chip": -1}]


@pytest.mark.parametrize(("profile", "name", "value"), OPTIONS, ids=lambda part: getattr(part, "id", part))
def test_client_and_sensor_agree_whatever_is_chosen(profile: Profile, name: str, value: Number) -> None:
    for own in CHIPS if profile is METAMOTION else [{}]:
        _, variables = rehearse(profile, {name: value}, own)
        assert variables[name] == value
        assert {key: variables[key] for key in own} == own
        Decoder(profile, variables)


@pytest.mark.parametrize("own", CHIPS, ids=str)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_sensor_knows_what_the_client_chose(own: dict[str, Number], data: st.DataObject) -> None:
    options = {name: data.draw(st.sampled_from(option.values)) for name, option in METAMOTION.option.items()}
    if own.get("gyr_chip") == -1:
        options["gyr_range_dps"] = METAMOTION.option["gyr_range_dps"].default
    run, sensor = SetupRun(METAMOTION, options), SensorSide(METAMOTION, own)
    while (action := run.next()) is not None:
        assert not sensor.is_streaming
        if isinstance(action, Subscribe):
            sensor.subscribed(action.characteristic, is_on=True)
        if isinstance(action, Write):
            for characteristic, answer in sensor.write(action.characteristic, action.data):
                run.feed(characteristic, answer)
    assert sensor.is_streaming
    assert sensor.variables == run.variables
    for action in stop_actions(METAMOTION, run.variables):
        if isinstance(action, Write):
            assert sensor.write(action.characteristic, action.data) == []
    assert not sensor.is_streaming


def test_variants_get_their_own_registers() -> None:
    bmi160 = rehearse(METAMOTION, {}, {})[0]
    bmi270 = rehearse(METAMOTION, {}, {"acc_chip": 4, "gyr_chip": 1})[0]
    assert bytes.fromhex("031c01") in bmi160
    assert bytes.fromhex("130701") in bmi160
    assert bytes.fromhex("030501") in bmi270
    assert bytes.fromhex("130501") in bmi270
    assert not any(data[0] == 0x13 for data in rehearse(METAMOTION, {}, {"gyr_chip": -1})[0] if data[1] != 0x80)


def test_the_board_says_what_it_really_does() -> None:
    _, variables = rehearse(IMU, {"rate_hz": 104}, {"board_rate_hz": 119, "acc_lsb_per_g": 8000})
    assert variables["board_rate_hz"] == 119
    assert variables["acc_lsb_per_g"] == 8000
    assert variables["rate_hz"] == 104


def step_to_write(run: SetupRun) -> Write:
    while not isinstance(action := run.next(), Write):
        assert action is not None
    return action


def test_without_an_answer_it_asks_again_and_then_says_so() -> None:
    run = SetupRun(METAMOTION, {})
    first = step_to_write(run)
    assert first.data == bytes.fromhex("0380")
    assert not first.response
    assert run.next() == Wait(2.0)
    run.elapsed()
    assert run.next() == first
    assert run.next() == Wait(2.0)
    with pytest.raises(ProfileError, match=r"set-up step 2 \(03 80\): which accelerometer: no answer within 2 s"):
        run.elapsed()


def test_a_wrong_answer_is_quoted() -> None:
    run = SetupRun(METAMOTION, {})
    step_to_write(run)
    run.next()
    assert not run.feed(METAMOTION.uuid("notify"), bytes.fromhex("1180ff"))
    run.elapsed()
    run.next()
    run.next()
    assert not run.feed(METAMOTION.uuid("notify"), bytes.fromhex("1180ff"))
    with pytest.raises(ProfileError, match="the sensor sent 11 80 ff instead"):
        run.elapsed()


@pytest.mark.parametrize("answer", ["03 80 09 01", "03 80"])
def test_an_unknown_chip_is_not_configured(answer: str) -> None:
    run = SetupRun(METAMOTION, {})
    step_to_write(run)
    with pytest.raises(ProfileError, match=f"answered {answer}, acc_chip = .*knows 1 or 3 or 4.*not supported"):
        run.feed(METAMOTION.uuid("notify"), bytes.fromhex(answer))


def test_an_answer_that_comes_before_the_wait_is_not_waited_for() -> None:
    run = SetupRun(METAMOTION, {})
    step_to_write(run)
    assert run.feed(METAMOTION.uuid("notify"), bytes.fromhex("0380010100"))
    action = run.next()
    assert isinstance(action, Write)
    assert action.data == bytes.fromhex("1380")


def test_data_in_between_is_no_answer() -> None:
    run = SetupRun(METAMOTION, {})
    step_to_write(run)
    run.next()
    assert not run.feed(METAMOTION.uuid("notify"), bytes.fromhex("031c62b7530de9fd16d04d0e57028affa1050a01"))
    assert not run.feed(METAMOTION.uuid("command"), bytes.fromhex("0380010100"))
    assert run.feed(METAMOTION.uuid("notify"), bytes.fromhex("0380010100"))


def test_a_read_that_says_another_version_is_refused() -> None:
    run = SetupRun(IMU, {})
    while not isinstance(run.next(), Read):
        pass
    with pytest.raises(ProfileError, match=r"answered 02 .*expected \"01 "):
        run.feed(IMU.uuid("info"), bytes.fromhex("02" + "00" * 14))


def test_a_read_must_be_fed() -> None:
    run = SetupRun(IMU, {})
    while not isinstance(run.next(), Read):
        pass
    with pytest.raises(ProfileError, match="no value was fed"):
        run.next()


def test_what_fails_stops_set_up_unless_it_is_optional() -> None:
    run = SetupRun(IMU, {})
    run.next()
    with pytest.raises(ProfileError, match=r"set-up step 1.*no such characteristic"):
        run.failed("no such characteristic")
    optional = load_profile(SMALL.replace('subscribe = "data"', 'subscribe = "data"\noptional = true'))
    run = SetupRun(optional, {})
    assert isinstance(run.next(), Subscribe)
    run.failed("no such characteristic")
    assert isinstance(run.next(), Write)


@pytest.mark.parametrize(
    ("options", "says"), [({"rate_hz": 60}, "choose one of 12.5, 25, 50"), ({"rate": 50}, "it has: rate_hz")]
)
def test_options_that_are_not_offered_are_refused(options: dict[str, Number], says: str) -> None:
    with pytest.raises(ProfileError, match=says):
        SetupRun(METAMOTION, options)


def test_stop_and_poll() -> None:
    _, variables = rehearse(METAMOTION, {}, {"gyr_chip": -1})
    stops = stop_actions(METAMOTION, variables)
    assert stops[0] == Write(METAMOTION.uuid("command"), bytes.fromhex("030100"), response=False)
    assert stops[-1] == Unsubscribe(METAMOTION.uuid("notify"))
    assert not any(isinstance(action, Write) and action.data[0] == 0x13 for action in stops)
    ((every_s, action),) = poll_actions(METAMOTION, variables)
    assert every_s == 60
    sensor = SensorSide(METAMOTION, {}, {"battery_percent": 99, "battery_v": 4.148})
    assert isinstance(action, Write)
    ((uuid, answer),) = sensor.write(action.characteristic, action.data)
    assert (uuid, answer) == (METAMOTION.uuid("notify"), bytes.fromhex("118c633410"))
    assert SensorSide(IMU, {}, {"battery_percent": 87}).read(IMU.uuid("battery")) == b"\x57"


def test_a_lost_link_forgets_the_set_up() -> None:
    sensor = SensorSide(IMU)
    run = SetupRun(IMU, {})
    while (action := run.next()) is not None:
        if isinstance(action, Subscribe):
            sensor.subscribed(action.characteristic, is_on=True)
        elif isinstance(action, Write):
            sensor.write(action.characteristic, action.data)
        elif isinstance(action, Read):
            run.feed(action.characteristic, sensor.read(action.characteristic))
    seen = [sensor.is_streaming]
    for is_on in (False, True):
        sensor.subscribed(IMU.uuid("data"), is_on)
        seen.append(sensor.is_streaming)
    sensor.reset()
    assert [*seen, sensor.is_streaming] == [True, False, True, False]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=20)), max_size=30))
def test_any_answers_end_in_variables_or_a_profile_error(answers: list[tuple[bool, bytes]]) -> None:
    for profile in (METAMOTION, IMU):
        run = SetupRun(profile, {})
        with suppress(ProfileError):
            for has_head, data in answers:
                action = run.next()
                if action is None:
                    assert set(profile.variables) <= set(run.variables)
                    break
                head = bytes.fromhex("0380") if has_head else b""
                for uuid in profile.characteristics.values():
                    run.feed(uuid, head + data)
                run.elapsed()


@pytest.mark.parametrize("value", ["100", None, [1], math.nan, math.inf, 10**400, True])
def test_what_is_no_number_is_refused(value: Any) -> None:
    for options, captured in (({"rate_hz": value}, {}), ({}, {"acc_lsb_per_g": value})):
        with pytest.raises(ProfileError, match="no number that a sensor could mean"):
            resolve(METAMOTION, options, captured)


def subscribed_to_movesense() -> SetupRun:
    run = SetupRun(REGISTRY.get("movesense"), {})
    step_to_write(run)
    assert run.next() == Wait(1.0)
    return run


def test_silence_is_fine_where_firmware_is_silent_when_all_is_well() -> None:
    run = subscribed_to_movesense()
    run.elapsed()
    assert run.next() is None
    with pytest.raises(ProfileError, match="status = 507"):
        subscribed_to_movesense().feed(run.profile.uuid("data"), bytes.fromhex("0106fb01"))


def test_the_sensor_knows_options_by_the_steps_that_only_they_need() -> None:
    profile = REGISTRY.get("movesense")
    for rate_hz in (52, 104):
        for magnetometer in (0, 1):
            sensor = SensorSide(profile)
            run = SetupRun(profile, {"rate_hz": rate_hz, "magnetometer": magnetometer})
            while (action := run.next()) is not None:
                if isinstance(action, Write):
                    sensor.write(action.characteristic, action.data)
            assert {name: sensor.variables[name] for name in run.options} == run.options


def done_in_order(profile: Profile) -> list[Subscribe | Unsubscribe | Write]:
    """What a client does to set this sensor up, without what it reads or waits for."""
    run, sensor = SetupRun(profile, {}), SensorSide(profile)
    done: list[Subscribe | Unsubscribe | Write] = []
    while (action := run.next()) is not None:
        if isinstance(action, Subscribe | Unsubscribe | Write):
            done.append(action)
            for characteristic, answer in play(sensor, action):
                run.feed(characteristic, answer)
        elif isinstance(action, Read):
            run.feed(action.characteristic, sensor.read(action.characteristic))
        else:
            run.elapsed()
    return done


def play(sensor: SensorSide, action: Subscribe | Unsubscribe | Write) -> list[tuple[str, bytes]]:
    if isinstance(action, Write):
        return sensor.write(action.characteristic, action.data)
    sensor.subscribed(action.characteristic, isinstance(action, Subscribe))
    return []


@pytest.mark.parametrize("profile", REGISTRY.all(), ids=lambda profile: profile.id)
def test_no_sensor_streams_before_the_last_step_or_out_of_order(profile: Profile) -> None:
    actions = done_in_order(profile)
    sensor = SensorSide(profile)
    for action in actions:
        assert not sensor.is_streaming
        play(sensor, action)
    assert sensor.is_streaming


SEVERAL_WRITES = [
    profile for profile in REGISTRY.all() if sum(isinstance(each, Write) for each in done_in_order(profile)) > 1
]


@pytest.mark.parametrize("profile", SEVERAL_WRITES, ids=lambda profile: profile.id)
def test_a_start_before_the_settings_is_refused(profile: Profile) -> None:
    actions = done_in_order(profile)
    (start, *_) = [number for number, action in reversed([*enumerate(actions)]) if isinstance(action, Write)]
    sensor = SensorSide(profile)
    assert play(sensor, actions[start]) == []
    for action in actions[:start] + actions[start + 1 :]:
        play(sensor, action)
    assert not sensor.is_streaming


def test_samples_may_stand_field_by_field() -> None:
    planar = load_profile(SMALL.replace('prefix = "aa"', 'prefix = "aa"\nrepeat = "rest"\nplanar = true'))
    data = bytes.fromhex("aa 0008 0000 0000 0000 0008 0000 a400 0000 0000 0000 a400 0000")
    (batch,) = Decoder(planar, resolve(planar, {})).decode([Packet(0, "s", planar.uuid("data"), data)] * 2)
    assert batch.count.tolist() == [2, 2]
    one = 9.80665
    assert batch.values["acc"].tolist() == [[one, 0, 0], [0, one, 0]] * 2
    assert batch.values["gyr"] == pytest.approx(np.radians([[10, 0, 0], [0, 10, 0]] * 2))
    assert encode(planar, "imu", {name: values[:2] for name, values in batch.values.items()}, {}) == data

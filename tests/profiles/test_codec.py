from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sensorlog.imu import FloatArray, Packet
from sensorlog.profiles import (
    Decoder,
    Message,
    Profile,
    ProfileError,
    Registry,
    encode,
    load_profile,
    notifications,
    resolve,
)
from sensorlog.profiles.layout import layout_of
from sensorlog.resources import firmware_profiles_dir
from tests.profiles.profiles_for_tests import SMALL

PROFILES = Registry(folders=[firmware_profiles_dir()]).all()
MESSAGES = [
    (profile, message)
    for profile in PROFILES
    for message in profile.message
    if message.characteristic not in profile.codec or message.rate_hz is not None
]


def variables_for(profile: Profile, message: Message) -> dict[str, float]:
    return resolve(profile, {}, {name: values[0] for name, values in message.when.items()})


@pytest.mark.parametrize(("profile", "message"), MESSAGES, ids=lambda item: getattr(item, "name", ""))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_encoded_values_come_back_within_half_a_step(profile: Profile, message: Message, data: st.DataObject) -> None:
    variables = variables_for(profile, message)
    layout = layout_of(message, variables)
    count = message.repeat if isinstance(message.repeat, int) else data.draw(st.integers(1, 15))
    seed = data.draw(st.integers(0, 2**32 - 1))
    span = data.draw(st.floats(0.01, 1.5))
    rng = np.random.default_rng(seed)
    values: dict[str, FloatArray] = {}
    low, high, half_step = {}, {}, {}
    for column in layout.sample_columns:
        dtype = np.dtype(column.field.dtype)
        info = np.iinfo(dtype) if dtype.kind in "iu" else None
        limits = (float(info.min), float(info.max)) if info else (-1e5, 1e5)
        if message.characteristic in profile.codec and info:
            limits = (-100.0, 100.0)  # behind a codec the wire may have fewer bits than the table
            span = min(span, 1.0)
        raw = rng.uniform(limits[0] * span, limits[1] * span, (count, column.field.count))
        name = column.field.name
        values[name] = raw * column.factor + column.offset
        low[name], high[name] = (limit * column.factor + column.offset for limit in limits)
        half_step[name] = 0.5 * column.factor if info else 0.01 * column.factor
    sent = notifications(profile, message, values, variables)
    decoder = Decoder(profile, variables)
    (batch,) = decoder.decode([Packet(0, "s", profile.uuid(message.characteristic), data) for data in sent])
    assert batch.message.name == message.name
    assert batch.count.tolist() == [count]
    assert decoder.unknown_packets == decoder.short_packets == 0
    for name, found in batch.values.items():
        is_float = np.dtype(next(c.field.dtype for c in layout.sample_columns if c.field.name == name)).kind == "f"
        wanted = values[name] if is_float else np.clip(values[name], low[name], high[name])
        np.testing.assert_allclose(found, wanted, atol=half_step[name] * (1 + 1e-9), rtol=1e-6 if is_float else 1e-12)


def sensorlog_imu() -> tuple[Profile, dict[str, float]]:
    profile = next(profile for profile in PROFILES if profile.id == "sensorlog-imu")
    return profile, resolve(profile, {})


def test_beyond_the_range_a_sensor_saturates_and_counters_wrap() -> None:
    profile, variables = sensorlog_imu()
    values: dict[str, Any] = {"acc": [[1e9, -1e9, 0.0]], "gyr": [[1e9, -1e9, 0.0]], "seq": 65536 + 7, "t_us": 2**32 + 5}
    (batch,) = Decoder(profile, variables).decode(
        [Packet(0, "s", profile.uuid("data"), encode(profile, "acc_gyr", values, variables))]
    )
    assert batch.header["seq"].tolist() == [7]
    assert batch.header["t_us"].tolist() == [5]
    assert batch.header["n"].tolist() == [1]
    np.testing.assert_allclose(batch.values["acc"][0] / 9.80665 * 4096, [32767, -32768, 0])


def test_the_largest_integers_saturate_exactly() -> None:
    text = SMALL.replace('["gyr", "<i2", 3]]', '["gyr", "<i2", 3], ["big", "<u8"], ["small", "<i8"]]')
    profile = load_profile(text.replace("a400 0000 0000", "a400 0000 0000" + "00" * 16))
    data = encode(profile, "imu", {"acc": [0, 0, 0], "gyr": [0, 0, 0], "big": 1e30, "small": -1e30}, {})
    assert data[-16:] == b"\xff" * 8 + b"\x00" * 7 + b"\x80"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"acc": [[0, 0, 0]]}, "no value for gyr"),
        ({"acc": [[0, 0]], "gyr": [[0, 0, 0]]}, "shape"),
        ({"acc": [[0, 0, math.nan]], "gyr": [[0, 0, 0]]}, "no finite number"),
        ({"acc": np.zeros((2, 3)), "gyr": np.zeros((3, 3))}, "same number"),
    ],
)
def test_values_that_cannot_be_sent_are_refused(values: dict[str, Any], says: str) -> None:
    profile, variables = sensorlog_imu()
    with pytest.raises(ProfileError, match=says):
        encode(profile, "acc_gyr", values, variables)


def test_no_such_message_and_no_such_variable() -> None:
    profile, _ = sensorlog_imu()
    with pytest.raises(ProfileError, match="no message"):
        encode(profile, "nothing", {}, {})
    with pytest.raises(ProfileError, match="acc_lsb_per_g is not known"):
        encode(profile, "acc", {"acc": [0, 0, 0]}, {})


def test_many_packets_decode_at_once_in_their_order() -> None:
    profile, variables = sensorlog_imu()
    sizes = [1, 4, 2, 19, 1]
    packets = [
        Packet(0, "s", profile.uuid("data"), encode(profile, "acc", {"acc": np.full((n, 3), i), "seq": i}, variables))
        for i, n in enumerate(sizes)
    ]
    junk = Packet(0, "s", profile.uuid("data"), b"\x00")
    (batch,) = Decoder(profile, variables).decode([junk, *packets, junk])
    assert batch.packet.tolist() == [1, 2, 3, 4, 5]
    assert batch.count.tolist() == sizes
    np.testing.assert_allclose(batch.values["acc"][:, 0], np.repeat(np.arange(5.0), sizes), atol=0.002)


def test_cut_and_foreign_packets_are_counted_not_decoded() -> None:
    profile, variables = sensorlog_imu()
    whole = encode(profile, "acc_gyr", {"acc": np.zeros((3, 3)), "gyr": np.zeros((3, 3))}, variables)
    decoder = Decoder(profile, variables)
    cut = [Packet(0, "s", profile.uuid("data"), whole[:length]) for length in range(len(whole))]
    assert decoder.decode(cut) == []
    assert decoder.short_packets == len(whole)
    assert decoder.decode([Packet(0, "s", "0000ffff-0000-1000-8000-00805f9b34fb", whole)]) == []
    assert decoder.unknown_packets == 1


@settings(max_examples=200, deadline=None)
@example([(2, bytes.fromhex("0000817f") + bytes(9))])  # a signalling NaN
@given(st.lists(st.tuples(st.integers(0, 3), st.binary(max_size=40)), max_size=20))
def test_no_bytes_raise(junk: list[tuple[int, bytes]]) -> None:
    heads = (b"\x03\x1c", b"\x13\x07", b"\x19\x04", b"")
    for profile in PROFILES:
        for uuid in profile.characteristics.values():
            decoder = Decoder(profile, resolve(profile, {}))
            batches = decoder.decode([Packet(0, "s", uuid, heads[head] + data) for head, data in junk])
            decoded = sum(len(batch.packet) for batch in batches)
            counted = decoded + decoder.short_packets + decoder.unknown_packets
            assert counted == len(junk) or uuid in {profile.uuid(name) for name in profile.codec}

"""Whatever a characteristic sends, decoders and streams go on: what cannot be told from data is finite and in order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorlog.imu import ImuBlock, Packet, Reading
from sensorlog.profiles import BATTERY_LEVEL, HEART_RATE, Decoder, Profile, Registry, resolve
from sensorlog.resources import firmware_profiles_dir
from sensorlog.streams import SensorStream

PROFILES = Registry(folders=[firmware_profiles_dir()]).all()
MOST_BYTES = 512


def heads(profile: Profile) -> st.SearchStrategy[bytes]:
    """Beginnings that are the profile's own, so that garbage is not turned away at once."""
    return st.sampled_from([b"", *sorted({message.prefix for message in profile.message})])


def payloads(profile: Profile) -> st.SearchStrategy[bytes]:
    sizes = st.integers(0, profile.link.payload_bytes) | st.integers(0, MOST_BYTES)
    return st.builds(
        lambda head, size, seed: (head + np.random.default_rng(seed).bytes(size))[:size],
        heads(profile),
        sizes,
        st.integers(0, 2**32 - 1),
    ) | st.binary(max_size=60)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_garbage_of_every_length_on_every_characteristic(profile: Profile) -> None:
    """Each length once, whatever hypothesis is in the mood for."""
    variables = resolve(profile, {})
    chance = np.random.default_rng(7)
    for uuid in [*profile.characteristics.values(), BATTERY_LEVEL, HEART_RATE]:
        for head in sorted({message.prefix for message in profile.message} | {b""}):
            most = profile.link.payload_bytes if head else MOST_BYTES
            packets = [Packet(n * 10_000_000, "bar", uuid, (head + chance.bytes(n))[:n]) for n in range(most + 1)]
            assert_sound(profile, packets)
            Decoder(profile, variables).decode(packets)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_garbage_among_anything(profile: Profile) -> None:
    uuids = st.sampled_from([*profile.characteristics.values(), BATTERY_LEVEL, HEART_RATE, "feed"])
    arrivals = st.lists(st.tuples(uuids, payloads(profile), st.integers(0, 10**10)), max_size=25)

    @settings(max_examples=20)
    @given(arrivals)
    def holds(sent: list[tuple[str, bytes, int]]) -> None:
        t_ns = 0
        packets = []
        for uuid, data, later_ns in sent:
            t_ns += later_ns
            packets.append(Packet(t_ns, "bar", uuid, data))
        assert_sound(profile, packets)

    holds()


def assert_sound(profile: Profile, packets: list[Packet]) -> None:
    stream = SensorStream("bar", profile, {}, resolve(profile, {}), 0)
    out = [*stream.push(packets), *stream.finish()]
    samples = 0
    for track in ("acc_m_s2", "gyr_rad_s"):
        blocks = [block for block in out if isinstance(block, ImuBlock) and getattr(block, track) is not None]
        for block in blocks:
            assert np.isfinite(block.t_s).all()
            values = getattr(block, track)
            assert len(values) == len(block.t_s)
            assert np.isfinite(values).all()
            samples += len(values)
        times = np.concatenate([np.empty(0), *(block.t_s for block in blocks)])
        assert (np.diff(times) >= 0).all()
    assert all(np.isfinite(item.value) for item in out if isinstance(item, Reading))
    assert samples <= 2 * sum(len(packet.data) for packet in packets)

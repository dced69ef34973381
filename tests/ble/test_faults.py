"""A bad radio, bad sensors and a busy computer: nothing crashes or hangs, no sample is wrong, each is told in words."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from sensorlog.ble import BleError
from sensorlog.events import LinkState, SessionEventKind
from sensorlog.imu import Packet
from sensorlog.profiles import Profile, ProfileError, load_profile, resolve
from sensorlog.simulate import VirtualSensor, VirtualTimeLoop, run_virtual
from tests.ble.rig import REGISTRY, Heard, find, linked, on_air
from tests.ble.test_link import FIRST
from tests.ble.truth import half_step_m_s2, moments_of, shaking, streamed
from tests.simulate.motions import swing

SLOW = load_profile(
    REGISTRY.get("sensorlog-imu").text.replace("silence_s = 3.0", "silence_s = 1.0"), "sensorlog-imu, soon impatient"
)
HALF_STEP_M_S2 = half_step_m_s2(SLOW, resolve(SLOW, {}))


def details(heard: Heard) -> list[str]:
    return [text for event in heard.events(SessionEventKind.LINK) if (text := str(event.data["detail"]))]


@pytest.mark.parametrize("seed", range(4))
def test_two_hundred_random_drops(seed: int) -> None:
    """Fifty of each seed: out of range, a polite end, a link that only looks alive; at any time, for any time."""
    chance = random.Random(seed)
    drops, motion, heard = 50, shaking(400.0, 25.0), Heard()

    async def main() -> None:
        sensor = VirtualSensor(SLOW, motion)
        async with on_air(sensor) as radio, linked(replace(await find(), profile=SLOW), heard, options={"rate_hz": 25}):
            for _ in range(drops):
                await asyncio.sleep(chance.choice([chance.uniform(0.0, 0.3), chance.uniform(0.3, 3.0)]))
                fault = chance.choice(["gone", "gone", "polite", "silent"])
                if fault == "gone":
                    radio.take_away(sensor.address)
                    await asyncio.sleep(chance.choice([0.0, 0.2, 1.0, 4.0]))
                    radio.bring_back(sensor.address)
                elif fault == "polite":
                    await sensor.disconnect()
                else:
                    sensor.is_silent = True
                    await asyncio.sleep(chance.uniform(0.5, 2.5))
                    sensor.is_silent = False
            before = len(heard.packets)
            await asyncio.sleep(30.0)
            assert len(heard.packets) > before + 100

    run_virtual(main())
    assert heard.states[-2:] == [LinkState.STREAMING, LinkState.STOPPED]
    losses = heard.states.count(LinkState.LOST) + heard.states.count(LinkState.SILENT)
    assert 20 < losses < 120
    assert len(details(heard)) <= losses
    blocks, stream = streamed(heard, SLOW)
    assert len(moments_of(blocks, motion, HALF_STEP_M_S2)) > 1000
    assert stream.unknown_packets == 0


def test_a_fault_that_lasts_is_told_once() -> None:
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(SLOW, swing(10.0))
        async with on_air(sensor) as radio, linked(await find(), heard):
            await asyncio.sleep(2.0)
            radio.take_away(sensor.address)
            await asyncio.sleep(200.0)

    run_virtual(main())
    assert heard.states.count(LinkState.LOST) > 5
    told = Counter(details(heard))
    assert len(told) == 3  # the link was lost; it does not answer; it is not heard either
    assert set(told.values()) == {1}


def test_a_loop_that_was_blocked_for_eight_seconds_blames_itself_and_not_the_sensor() -> None:
    motion, heard = shaking(30.0, 100.0), Heard()
    profile = REGISTRY.get("sensorlog-imu")

    async def main() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualTimeLoop)
        sensor = VirtualSensor(profile, motion)
        async with on_air(sensor), linked(await find(), heard):
            await asyncio.sleep(5.0)
            loop.jump(8.0)  # as if something had not returned for so long
            await sensor.finished.wait()

    run_virtual(main())
    assert heard.states == [*FIRST, LinkState.STREAMING, LinkState.STOPPED]
    (told,) = details(heard)
    assert "this computer was busy and took nothing from bar sensorlog-imu (C0:FF:EE:00:00:01) for 8 s" in told
    blocks, _ = streamed(heard, profile)
    numbers = moments_of(blocks, motion, HALF_STEP_M_S2)
    assert np.array_equal(numbers, np.arange(len(numbers)))
    assert len(numbers) >= len(motion.t_s) - 10


@pytest.mark.parametrize("failures", [1, 2])
def test_a_connection_that_fails_at_first_is_tried_again(failures: int) -> None:
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(SLOW, swing(5.0))
        async with on_air(sensor) as radio:
            found = await find()
            radio.take_away(sensor.address)
            async with linked(found, heard):
                while heard.states.count(LinkState.LOST) < failures:  # noqa: ASYNC110 - seen from outside
                    await asyncio.sleep(0.1)
                radio.bring_back(sensor.address)
                await sensor.finished.wait()

    run_virtual(main())
    assert heard.states[-len(FIRST) - 1 :] == [*FIRST, LinkState.STOPPED]
    assert "asleep" in details(heard)[0]


@pytest.mark.parametrize("profile", REGISTRY.all(), ids=lambda profile: profile.id)
def test_a_sensor_that_never_answers_is_given_up_in_words(profile: Profile) -> None:
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(profile, swing(30.0))
        sensor.firmware.side.write = lambda _characteristic, _data: []  # type: ignore[method-assign, assignment]
        async with asyncio.timeout(300), on_air(sensor), linked(await find(), heard) as task:
            await asyncio.wait([task], timeout=100.0)

    with pytest.raises((BleError, ProfileError), match=r"answer|sends nothing"):
        run_virtual(main())
    assert heard.states[-1] is LinkState.STOPPED
    assert set(Counter(details(heard)).values()) == {1}


MISSING = [(profile, name) for profile in REGISTRY.all() for name in profile.characteristics]


@pytest.mark.parametrize(("profile", "name"), MISSING, ids=lambda item: getattr(item, "id", item))
def test_a_service_that_is_missing_is_named_or_not_needed(profile: Profile, name: str) -> None:
    uuid = profile.characteristics[name]
    elsewhere = load_profile(profile.text.replace(uuid[:8], "0000feed" if uuid[:8] != "0000feed" else "0000feee"))
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(profile, swing(0.5))
        async with asyncio.timeout(300), on_air(sensor):
            found = replace(await find(), profile=elsewhere)
            async with linked(found, heard) as task:
                await asyncio.wait([task, asyncio.ensure_future(sensor.finished.wait())], return_when="FIRST_COMPLETED")

    try:
        run_virtual(main())
    except (BleError, ProfileError) as error:
        said = str(error)
    else:
        said = ""
    assert ("it has no characteristic" in said) != (LinkState.STREAMING in heard.states)
    assert "\n" not in said
    assert heard.states[-1] is LinkState.STOPPED


@pytest.mark.parametrize(
    ("profile_id", "mtu", "needed"), [("movesense", 23, 158), ("movesense", 160, 158), ("xsens-dot", 42, 40)]
)
def test_an_mtu_that_is_too_small_is_said_before_anything_is_written(profile_id: str, mtu: int, needed: int) -> None:
    heard = Heard()
    sensor = VirtualSensor(REGISTRY.get(profile_id), swing(2.0), mtu=mtu)

    async def main() -> None:
        async with on_air(sensor), linked(await find(), heard) as task:
            await asyncio.wait([task])

    says = rf"carries {mtu - 3} bytes at once \(ATT MTU {mtu}\), its messages need {needed} \(ATT MTU {needed + 3}\)"
    with pytest.raises(BleError, match=f"{says}.*update"):
        run_virtual(main())
    assert heard.states == [LinkState.CONNECTING, LinkState.LOST, LinkState.STOPPED]
    assert sensor.writes == []


@pytest.mark.parametrize(("profile_id", "mtu"), [("movesense", 161), ("xsens-dot", 43)])
def test_an_mtu_that_is_just_large_enough_is(profile_id: str, mtu: int) -> None:
    heard = Heard()

    async def main() -> None:
        sensor = VirtualSensor(REGISTRY.get(profile_id), swing(2.0), mtu=mtu)
        async with on_air(sensor), linked(await find(), heard):
            await sensor.finished.wait()

    run_virtual(main())
    assert heard.states == [*FIRST, LinkState.STOPPED]


def test_a_flood_of_notifications_is_taken_in_order_and_ends() -> None:
    motion, heard = shaking(4.0, 100.0), Heard()
    profile = REGISTRY.get("sensorlog-imu")
    flood = 5000

    async def main() -> None:
        sensor = VirtualSensor(profile, motion)
        async with on_air(sensor), linked(await find(), heard):
            await asyncio.sleep(1.0)
            for number in range(flood):
                await sensor.notify(profile.uuid("data"), number.to_bytes(4, "big"))
            await sensor.finished.wait()

    run_virtual(main())
    junk = [int.from_bytes(packet.data, "big") for packet in heard.packets if len(packet.data) == 4]
    assert junk == list(range(flood))
    assert heard.states == [*FIRST, LinkState.STOPPED]
    blocks, stream = streamed(heard, profile)
    assert stream.unknown_packets == flood
    numbers = moments_of(blocks, motion, HALF_STEP_M_S2)
    assert np.array_equal(numbers, np.arange(len(numbers)))


@pytest.mark.parametrize("profile", REGISTRY.all(), ids=lambda profile: profile.id)
def test_garbage_of_every_length_over_the_radio_ends_nothing(profile: Profile) -> None:
    chance, heard = random.Random(profile.id), Heard()
    largest = profile.link.payload_bytes

    async def main() -> None:
        sensor = VirtualSensor(profile, swing(20.0))
        async with asyncio.timeout(60), on_air(sensor), linked(await find(), heard):
            await asyncio.sleep(3.0)
            for uuid in profile.characteristics.values():
                for length in range(largest + 1):
                    await sensor.notify(uuid, chance.randbytes(length))
            streamed_before = len(heard.packets)
            await asyncio.sleep(2.0)
            assert len(heard.packets) > streamed_before

    run_virtual(main())
    assert heard.states == [*FIRST, LinkState.STOPPED]
    assert len([item for item in heard.items if isinstance(item, Packet)]) > largest
    blocks, stream = streamed(heard, profile)
    assert stream.unknown_packets > 0
    for block in blocks:
        assert np.isfinite(block.t_s).all()
        assert all(np.isfinite(v).all() for v in (block.acc_m_s2, block.gyr_rad_s) if v is not None)
    t_s = np.concatenate([block.t_s for block in blocks if block.acc_m_s2 is not None])
    assert (np.diff(t_s) >= 0).all()

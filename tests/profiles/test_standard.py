"""Values of standard services: read, or refused as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.profiles import BATTERY_LEVEL, DEVICE_INFORMATION, HEART_RATE, standard_readings


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("0048", [("heart_rate_bpm", 72)]),
        (
            "16 48 0004 8003",
            [("heart_rate_bpm", 72), ("skin_contact", 1), ("rr_interval_s", 1), ("rr_interval_s", 0.875)],
        ),
        ("0d 2c01 1000", [("heart_rate_bpm", 300), ("skin_contact", 0), ("energy_kj", 16)]),
        ("", []),
        ("01 48", []),
        ("10 48 00", []),
        ("00 48 0004", []),
        ("08 48 01", []),
    ],
)
def test_heart_rate(data: str, says: list[tuple[str, float]]) -> None:
    assert standard_readings(HEART_RATE, bytes.fromhex(data)) == says


@given(st.binary(max_size=30))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for uuid in (BATTERY_LEVEL, HEART_RATE, *DEVICE_INFORMATION):
        for kind, value in standard_readings(uuid, data):
            assert kind
            assert 0 <= value <= 65535
    assert standard_readings(BATTERY_LEVEL, bytes([101])) == []
    assert standard_readings(BATTERY_LEVEL, bytes([100])) == [("battery_percent", 100)]

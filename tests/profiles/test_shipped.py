"""The shipped profiles tell the truth: by their own examples, and by the published packets they were taken from."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sensorlog.imu import Packet
from sensorlog.profiles import Decoder, Profile, Registry, check, load_profile, rehearse, resolve
from sensorlog.resources import firmware_profiles_dir

SHIPPED = sorted(firmware_profiles_dir().glob("*.toml"))
DATA = Path(os.environ.get("SENSORLOG_EVALUATION_DATA", Path(__file__).parents[3] / "shared" / "data"))
VECTORS = DATA.parent / "ble_facts" / "vectors.json"

G = 9.80665
UNITS = {
    "acc": G,
    "gyr": np.pi / 180,
    "mag": 1.0,
    "quaternion": 1.0,
    "euler": np.pi / 180,
    "gravity": G,
    "linear_acc": G,
}
"""What the published values of a field are counted in, as SI."""
GYR_LSB = {"500": 65.6, "1000": 32.8}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_example_comes_true(path: Path) -> None:
    profile = load_profile(path)
    assert [str(finding) for finding in check(profile)] == []
    assert len(profile.example) >= 5


def test_both_devices_are_there() -> None:
    assert {"metamotion", "sensorlog-imu"} <= {
        profile.id for profile in Registry(folders=[firmware_profiles_dir()]).all()
    }


def published() -> list[Any]:
    if not VECTORS.is_file():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"{VECTORS} is not there"))]
    rows = json.loads(VECTORS.read_text())
    return [
        pytest.param(row, id=row["description"][:60])
        for row in rows
        if row["device"] == "metamotion" and "equals the published value" in row["verification"]
    ]


def metamotion() -> Profile:
    return load_profile(firmware_profiles_dir() / "metamotion.toml")


def variables(profile: Profile, row: dict[str, Any]) -> dict[str, float]:
    captured: dict[str, float] = {"acc_chip": 4, "gyr_chip": 1} if "BMI270" in row["description"] else {}
    options = {"acc_range_g": row["context"].get("range_g", 8), "gyr_range_dps": row["context"].get("range_dps", 1000)}
    return resolve(profile, options, captured)


@pytest.mark.parametrize("row", published())
def test_published_packets_decode_to_published_values(row: dict[str, Any]) -> None:
    profile = metamotion()
    if row["kind"] == "notification":
        packet = Packet(0, "s", row["characteristic"], bytes.fromhex(row["hex"]))
        if "range 1000 dps" in row["description"]:
            row["context"]["range_dps"] = 1000
        (batch,) = Decoder(profile, variables(profile, row)).decode([packet])
        expected = row["expected"]
        if isinstance(expected, list):
            (name,) = (name for name in batch.values if name in UNITS)
            found = batch.values[name] / UNITS[name]
            np.testing.assert_allclose(found, np.atleast_2d(expected), atol=row["tolerance"] + 1e-12)
        else:
            assert_fields(batch.values | {k: v[:, None].astype(float) for k, v in batch.header.items()}, row)
    else:
        assert_command(profile, row)


def assert_fields(found: dict[str, Any], row: dict[str, Any]) -> None:
    names = {"g": "acc", "dps": "gyr", "uT": "mag", "percent": "battery_percent", "mV": "battery_v"}
    factors = {"g": G, "dps": np.pi / 180, "mV": 1e-3}
    for key, value in row["expected"].items():
        si = found[names.get(key, key)][0] / factors.get(key, 1.0)
        np.testing.assert_allclose(si, value, atol=row["tolerance"] + 1e-12)


COMMANDS: dict[str, tuple[dict[str, float], dict[str, float]]] = {
    "0303280c": ({"rate_hz": 100, "acc_range_g": 16}, {}),
    "03032908": ({"rate_hz": 200, "acc_range_g": 8}, {}),
    "0303a902": ({"rate_hz": 200, "acc_range_g": 8}, {"acc_chip": 4, "gyr_chip": 1}),
    "13032900": ({"rate_hz": 200, "gyr_range_dps": 2000}, {}),
    "13032704": ({"rate_hz": 50, "gyr_range_dps": 125}, {}),
}
"""Options, and the variables of the sensor, with which set-up writes exactly this."""


def assert_command(profile: Profile, row: dict[str, Any]) -> None:
    expected = row["expected"] if isinstance(row["expected"], list) else [row["expected"]]
    known = [message for message in profile.message if message.kind == "command"]
    written = {step.write.format({}) for step in profile.setup if step.write is not None and not step.write.names}
    for text in expected:
        data = bytes.fromhex(text)
        if text in COMMANDS:
            options, own = COMMANDS[text]
            assert data in rehearse(profile, options, own)[0]
        elif data not in written:
            # A command that set-up does not use: the profile must be able to say what it is.
            (batch,) = Decoder(profile, resolve(profile, {})).decode([Packet(0, "s", profile.uuid("command"), data)])
            assert batch.message in known
            fields = [field for field in batch.message.fields if field.name in batch.values]
            assert sum(field.count for field in fields) == sum(len(v[0]) for v in batch.values.values())


def test_connection_parameters_are_read_in_their_units() -> None:
    profile = metamotion()
    packet = Packet(0, "s", profile.uuid("command"), bytes.fromhex("11095802200380006606"))
    (batch,) = Decoder(profile, resolve(profile, {})).decode([packet])
    found = {name: float(values[0, 0]) for name, values in batch.values.items()}
    assert found == pytest.approx({"interval_min": 0.75, "interval_max": 1.0, "latency": 128, "timeout": 16.38})

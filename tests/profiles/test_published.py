"""Packets that others have published with their values decode to these values, through the shipped profiles."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sensorlog.imu import FloatArray, Packet
from sensorlog.profiles import Batch, Decoder, Number, Registry, resolve, standard_readings
from sensorlog.resources import firmware_profiles_dir

DATA = Path(os.environ.get("SENSORLOG_EVALUATION_DATA", Path(__file__).parents[3] / "shared" / "data"))
VECTORS = DATA.parent / "ble_facts" / "vectors.json"
REGISTRY = Registry(folders=[firmware_profiles_dir()])
G = 9.80665
DEGREE = np.pi / 180
MILLIGAUSS = 0.1
"""In microtesla."""

Row = dict[str, Any]


def published(device: str, which: str = "") -> list[Any]:
    if not VECTORS.is_file():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"{VECTORS} is not there"))]
    rows = [row for row in json.loads(VECTORS.read_text()) if row["device"] == device and which in row["description"]]
    proved = [row for row in rows if "equals the published value" in row["verification"]]
    assert proved
    return [pytest.param(row, id=row["description"][:70]) for row in proved]


def decode(profile_id: str, uuid: str, hexes: list[str], variables: dict[str, Number] | None = None) -> Batch:
    profile = REGISTRY.get(profile_id)
    decoder = Decoder(profile, resolve(profile, {}, variables or {}))
    (batch,) = decoder.decode([Packet(0, "s", uuid.lower()[:36], bytes.fromhex(data)) for data in hexes])
    assert decoder.unknown_packets == decoder.short_packets == 0
    return batch


def numbers(batch: Batch, name: str) -> FloatArray:
    return batch.values[name] if name in batch.values else np.asarray(batch.header[name], dtype=float)


@pytest.mark.parametrize("row", published("xsens_dot"))
def test_xsens_dot(row: Row) -> None:
    if row["kind"] == "field":  # a status word, in the payload that has one
        status = "00000000" + "00" * 28 + row["hex"] + "0000" + "00000000"
        bits = int(decode("xsens-dot", row["characteristic"], [status], {"payload_mode": 2}).values["status"][0, 0])
        clipped = ["".join(axis for i, axis in enumerate("XYZ") if bits >> (start + i) & 1) for start in (0, 3)]
        assert clipped == [row["expected"]["acc_clip"], row["expected"]["gyr_clip"]]
        return
    batch = decode("xsens-dot", row["characteristic"], [row["hex"]])
    assert int(batch.header["message_id"][0]) == row["expected"]["mid"]
    assert bytes(batch.values["data"][:, 0].astype(np.uint8)).hex() == row["expected"]["data"]


@pytest.mark.parametrize("row", published("witmotion"))
def test_witmotion(row: Row) -> None:
    batch = decode("witmotion", row["characteristic"], [row["hex"]])
    assert int(batch.header["register"][0]) == row["expected"]["reg"]
    assert batch.values["values"][0, :3].tolist() == row["expected"]["v"]


MOVESENSE = {
    "/Meas/Acc/52": ("01", {"ArrayAcc": "acc"}),
    "/Meas/Gyro/52": ("02", {"ArrayGyro": "gyr"}),
    "/Meas/Magn/13": ("03", {"ArrayMagn": "mag"}),
    "/Meas/IMU6/52": ("06", {"ArrayAcc": "acc", "ArrayGyro": "gyr"}),
    "/Meas/IMU9/52": ("09", {"ArrayAcc": "acc", "ArrayGyro": "gyr", "ArrayMagn": "mag"}),
    "/Meas/Ecg/200/mV": ("0e", {"Samples": "ecg"}),
}
"""Path → the reference that the profile subscribes it under, and the published names of its fields."""
SI = {"acc": 1.0, "gyr": DEGREE, "mag": 1.0, "ecg": 1e-3}


@pytest.mark.parametrize("row", published("movesense"))
def test_movesense(row: Row) -> None:
    path = row["description"].split()[0]
    reference, fields = MOVESENSE[path]
    variables: dict[str, Number] = {"rate_hz": 52, "magnetometer": int("IMU9" in path)}
    batch = decode("movesense", row["characteristic"], ["02" + reference + row["hex"]], variables)
    assert batch.header["t_ms"].tolist() == [row["expected"]["Timestamp"]]
    for theirs, ours in fields.items():
        expected = np.asarray(row["expected"][theirs], dtype=float)
        found = batch.values[ours].reshape(expected.shape) / SI[ours]
        np.testing.assert_allclose(found, expected, atol=row["tolerance"])


POLAR = {2: {"acc": G / 1000}, 5: {"gyr": DEGREE}, 6: {"mag": 100.0}, 0: {"ecg_uv": 1.0}}
"""Measurement type → field, and what one unit of the published values is in SI."""
SETTINGS = {"rate": 0, "resolution": 1, "range": 2, "channels": 4, "factor": 5}
DATA_UUID = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"
CONTROL_UUID = "fb005c81-02e7-f387-1cad-8acd2d8df0c8"


@pytest.mark.parametrize("row", published("polar"))
def test_polar(row: Row) -> None:
    if CONTROL_UUID in row["characteristic"]:
        control(row)
    elif row["kind"] == "timestamp":  # in the head of a frame
        batch = decode("polar-h10", DATA_UUID, ["02" + row["hex"] + "01" + "000000000000"])
        assert batch.header["t_ns"].tolist() == [599616000000000000]
    elif row["kind"].startswith("frame body"):
        body(row)
    else:
        data_frame(row)


def data_frame(row: Row) -> None:
    expected, context = row["expected"], row["context"]
    kind = int(row["hex"][:2], 16)
    profile = "polar-h10" if kind == 0 else "polar-verity-sense"
    factor = context.get("factor", 1.0)
    hexes = row["hex"][:-4] + "0802" + "fc07ff0c13f2" if "ref" in expected else row["hex"]
    variables: dict[str, Number] = {"acc_factor": factor, "gyr_factor": factor, "mag_factor": factor}
    batch = decode(profile, DATA_UUID, [hexes], variables)
    if "timestamp_ns" in expected:
        assert batch.header["t_ns"].tolist() == [expected["timestamp_ns"]]
    if "n" in expected:
        assert batch.count.tolist() == [expected["n"]]
    if kind == 3:
        rows = np.column_stack([batch.values[name] for name in ("heart_rate_bpm", "interval_ms", "error_ms", "flags")])
        bits = [[int(flags) >> i & 1 for i in range(3)] for flags in rows[:, 3]]
        assert [[*map(int, r[:3]), *b] for r, b in zip(rows, bits, strict=True)] == expected["first"]
        return
    ((name, unit),) = POLAR[kind].items()
    if "ref" in expected:  # compared as they stand on the wire, with the next vector's differences behind it
        np.testing.assert_allclose(batch.values[name] / G, [expected["ref"], [-52, 364, 4067], [-40, 383, 4053]])
        return
    found = batch.values[name] / unit
    if "calibration" in batch.values:
        found = np.hstack([found, batch.values["calibration"]])
    first = np.asarray(expected["first"], dtype=float)
    np.testing.assert_allclose(found[: len(first)], first, atol=row["tolerance"])


def body(row: Row) -> None:
    """Put a body without its head behind one of a kind with as many channels and bits."""
    channels, bits = row["context"].get("channels", 3), row["context"].get("resolution_bits", 8)
    head, name = (
        {(3, 16): ("0280", "acc"), (3, 14): ("0280", "acc"), (3, 32): ("0581", "gyr"), (4, 16): ("0681", "mag")}[
            (channels, bits)
        ]
        if "s1" not in row["expected"]
        else ("0280", "acc")
    )
    text = row["hex"]
    if "s1" in row["expected"]:  # the differences alone: behind the reference of the vector before it
        text = "d0ff6501e40f" + "0802" + text
    ones: dict[str, Number] = {"acc_factor": 1.0, "gyr_factor": 1.0, "mag_factor": 1.0}
    batch = decode("polar-verity-sense", DATA_UUID, [head[:2] + "00" * 8 + head[2:] + text], ones)
    found = batch.values[name]
    if "s1" in row["expected"]:
        np.testing.assert_allclose(found[1:] / G, [row["expected"]["s1"], row["expected"]["s2"]])
        return
    assert batch.count.tolist() == [row["expected"]["n"]]
    first = np.asarray(row["expected"]["first"])
    if name == "gyr":  # the integers are the bits of floats
        with np.errstate(invalid="ignore", over="ignore"):
            bits_found = (found / DEGREE).astype(np.float32).view(np.int32)
        is_number = ~np.isnan(first.astype(np.int32).view(np.float32))
        assert is_number.sum() >= 3
        assert np.array_equal(bits_found[: len(first)][is_number], first[is_number])
    elif name == "mag":
        four = np.hstack([found / MILLIGAUSS, batch.values["calibration"]])
        np.testing.assert_allclose(four[: len(first)], first)
    else:
        np.testing.assert_allclose(found[: len(first)] / G, first)


def control(row: Row) -> None:
    text = row["hex"]
    if row["kind"] == "settings TLV":  # a list alone: in an answer that holds it
        text = "f001050000" + text
    batch = decode("polar-verity-sense", CONTROL_UUID, [text])
    expected = row["expected"]
    if "op" in expected:
        fields = {name: int(numbers(batch, name).reshape(-1)[0]) for name in ("op", "status", "more")}
        assert fields == {name: expected[name] for name in fields}
        assert int(numbers(batch, "measurement").reshape(-1)[0]) == expected["type"]
        parameters = batch.values.get("parameter", np.empty(0)).astype(np.uint8)
        assert parameters.tobytes().hex() == expected["params"]
        return
    found: dict[int, list[float]] = {}
    for setting, value in zip(batch.values["setting"][:, 0], batch.values["value"][:, 0], strict=True):
        found.setdefault(int(setting), []).append(float(value))
    for name, values in expected.items():
        assert found[SETTINGS[name]] == pytest.approx(values, abs=row["tolerance"] + 1e-12)
    assert len(found) == len(expected)


@pytest.mark.parametrize("row", published("standard", "Heart Rate"))
def test_heart_rate(row: Row) -> None:
    readings = standard_readings(row["characteristic"], bytes.fromhex(row["hex"]))
    found = {kind: value for kind, value in readings if kind != "rr_interval_s"}
    intervals = [value for kind, value in readings if kind == "rr_interval_s"]
    expected = row["expected"]
    assert found["heart_rate_bpm"] == expected.get("bpm", found["heart_rate_bpm"])
    assert found.get("energy_kj") == expected.get("energy_kJ")
    if "contact_supported" in expected:
        assert found.get("skin_contact") == (expected["contact"] if expected["contact_supported"] else None)
    assert [round(value * 1024) for value in intervals] == expected.get("rr_1024", [])
    assert [int(value * 1000) for value in intervals] == expected.get("rr_ms", [])

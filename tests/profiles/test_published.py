"""Packets that others have published with their values decode to these values, through the shipped profiles."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sensorlog.imu import FloatArray, Packet
from sensorlog.profiles import Batch, Decoder, Number, Registry, resolve
from sensorlog.resources import firmware_profiles_dir

DATA = Path(os.environ.get("SENSORLOG_EVALUATION_DATA", Path(__file__).parents[3] / "shared" / "data"))
VECTORS = DATA.parent / "ble_facts" / "vectors.json"
REGISTRY = Registry(folders=[firmware_profiles_dir()])
G = 9.80665
DEGREE = np.pi / 180

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

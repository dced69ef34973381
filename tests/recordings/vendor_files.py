"""Files as the apps of vendors write them, made of samples in SI: small, and of the same motion in each."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from sensorlog.imu import FloatArray, Placement
from sensorlog.simulate.lifter import Rest, SensorSpec, Set, Stand, perform, set_with_weight

G = 9.80665
EPOCH_NS = 1_713_800_420_922_000_000


@dataclass(frozen=True)
class Samples:
    t_s: FloatArray
    acc_m_s2: FloatArray
    gyr_rad_s: FloatArray


@cache
def squats(reps: int = 6, rate_hz: float = 100.0) -> Samples:
    script = (Stand(4), *set_with_weight(Set("squat", reps=reps, load_kg=60)), Rest(12))
    sensor = perform(script, [SensorSpec("bar", Placement.BAR, rate_hz=rate_hz)], seed=7).sensor("bar")
    return Samples(sensor.t_s, sensor.acc_m_s2, sensor.gyr_rad_s)


def still(n: int = 60, rate_hz: float = 50.0) -> Samples:
    wobble = np.sin(np.arange(n))[:, None] * [0.1, 0.05, 0.02]
    return Samples(np.arange(n) / rate_hz, np.array([0.0, 0.0, G]) + wobble, wobble / 10)


def table(header: str, columns: list[FloatArray], separator: str = ",", fmt: str = "%.9g") -> str:
    rows = [separator.join(fmt % value for value in row) for row in np.column_stack(columns).tolist()]
    return "\n".join([header, *rows]) + "\n"


def save(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files; the first is the one that is opened."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / next(iter(files))


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def generic(samples: Samples) -> dict[str, str]:
    header = "time (s),acc_x (m/s^2),acc_y (m/s^2),acc_z (m/s^2),gyr_x (rad/s),gyr_y (rad/s),gyr_z (rad/s)"
    return {"generic.csv": table(header, [samples.t_s, samples.acc_m_s2, samples.gyr_rad_s])}


def _sensor_logger_table(t_s: FloatArray, xyz: FloatArray) -> str:
    lines = ["time,seconds_elapsed,z,y,x"]
    lines += [
        f"{EPOCH_NS + round(t * 1e9)},{t:.9f},{z:.9g},{y:.9g},{x:.9g}" for t, (x, y, z) in zip(t_s, xyz, strict=True)
    ]
    return "\n".join(lines) + "\n"


def sensor_logger(samples: Samples) -> dict[str, str]:
    later = samples.t_s > 0.1  # each file has its own ticks
    return {
        "TotalAcceleration.csv": _sensor_logger_table(samples.t_s, samples.acc_m_s2),
        "Gyroscope.csv": _sensor_logger_table(samples.t_s[later], samples.gyr_rad_s[later]),
        "Accelerometer.csv": _sensor_logger_table(samples.t_s, samples.acc_m_s2 * 0),
        "Metadata.csv": "version,recording epoch time,platform,appVersion,sensors,standardisation\n"
        "3,1713800420922,android,1.31.4,Accelerometer|Gyroscope|TotalAcceleration,false",
        "Annotation.csv": "",
    }


def sensor_logger_ios(samples: Samples) -> dict[str, str]:
    gravity = np.tile([0.0, 0.0, G], (len(samples.t_s), 1))
    return {
        "Accelerometer.csv": _sensor_logger_table(samples.t_s, gravity - samples.acc_m_s2),
        "Gravity.csv": _sensor_logger_table(samples.t_s, -gravity),
        "Gyroscope.csv": _sensor_logger_table(samples.t_s, samples.gyr_rad_s),
        "Metadata.csv": "version,recording epoch time,platform,appVersion,sensors,standardisation\n"
        "3,1713800420922,ios,1.31.4,Accelerometer|Gravity|Gyroscope,false",
    }


def _phyphox_header(name: str, unit: str, separator: str) -> str:
    return separator.join(f'"{heading}"' for heading in ("Time (s)", *(f"{name} {axis} ({unit})" for axis in "xyz")))


def phyphox(samples: Samples, separator: str = ";") -> dict[str, str]:
    acc, gyr = _phyphox_header("Acceleration", "m/s^2", separator), _phyphox_header("Gyroscope", "rad/s", separator)
    return {
        "Accelerometer.csv": table(acc, [samples.t_s, samples.acc_m_s2], separator, "%.9E"),
        "Gyroscope.csv": table(gyr, [samples.t_s, samples.gyr_rad_s], separator, "%.9E"),
        "meta/device.csv": f'"property"{separator}"value"\n"version"{separator}"1.1.13"\n',
    }


def phyphox_decimal_comma(samples: Samples) -> dict[str, str]:
    return {name: text.replace(".", ",") for name, text in phyphox(samples, "\t").items()}


def phyphox_older(samples: Samples) -> dict[str, str]:
    files = phyphox(samples)
    return {
        "Accelerometer.csv": files["Accelerometer.csv"].replace("Acceleration x", "X").replace("Acceleration ", ""),
        "Gyroscope.csv": files["Gyroscope.csv"].replace("Gyroscope ", ""),
    }


def xsens_dot(samples: Samples, tick_s: float = 1e-6) -> dict[str, str]:
    """The counter begins shortly before its end, and the first row was not measured."""
    ticks = (np.round(samples.t_s / tick_s).astype(np.int64) + 2**32 - 1_000_000) % 2**32
    rows = np.column_stack([samples.acc_m_s2, np.degrees(samples.gyr_rad_s)])
    rows[0] = 0.0
    lines = [
        "sep=,",
        "DeviceTag:,X",
        "FirmwareVersion:,1.6.0",
        "StartTime: ,2021-08-30_17:05:05_000 GMT+8",
        "© Xsens",
        "",
    ]
    lines.append("PacketCounter,SampleTimeFine,Euler_X,Euler_Y,Euler_Z,Acc_X,Acc_Y,Acc_Z,Gyr_X,Gyr_Y,Gyr_Z")
    for number, (tick, row) in enumerate(zip(ticks.tolist(), rows.tolist(), strict=True)):
        lines.append(f"{number},{tick},0.0,0.0,0.0," + ",".join(f"{value:.14f}" for value in row))
    return {"X_20210830_170505.csv": "\n".join(lines) + "\n"}


def _xyz(rows: FloatArray) -> list[dict[str, float]]:
    return [dict(zip("xyz", row, strict=True)) for row in rows.tolist()]


def _movesense_packets(samples: Samples, key: str) -> list[dict[str, object]]:
    packets: list[dict[str, object]] = []
    for start in range(0, len(samples.t_s), 8):
        part = slice(start, start + 8)
        packets.append(
            {
                "ArrayAcc": _xyz(samples.acc_m_s2[part]),
                "ArrayGyro": _xyz(np.degrees(samples.gyr_rad_s[part])),
                "ArrayMagn": _xyz(np.full_like(samples.acc_m_s2[part], 30.0)),
                key: 161_019 + round(float(samples.t_s[start]) * 1000),
            }
        )
    return packets


def movesense(samples: Samples) -> dict[str, str]:
    return {"log.json": json.dumps({"Meas": {"IMU9": _movesense_packets(samples, "Timestamp")}}, separators=(",", ":"))}


def movesense_samples(samples: Samples) -> dict[str, str]:
    entries: list[object] = [{"TimeDetailed": {"relativeTime": 5, "utcTime": 1_700_000_000_000_000}}]
    entries += [{"MeasIMU9": packet} for packet in _movesense_packets(samples, "timestamp")]
    return {"log.json": json.dumps({"Samples": entries}, indent=1)}


def movesense_csv(samples: Samples) -> dict[str, str]:
    head = "Timestamp_ms,X,Y,Z,RelativeTime,17.5,UTC,2026-04-01 10:00:00.000"
    ms = samples.t_s * 1000 + 5000
    return {
        "log_MeasAcc.csv": table(head, [ms, samples.acc_m_s2]),
        "log_MeasGyro.csv": table(head, [ms, np.degrees(samples.gyr_rad_s)]),
    }


def _dates(samples: Samples, pattern: str) -> list[str]:
    start = datetime(2026, 1, 31, 23, 59, 50, tzinfo=UTC)
    return [f"{start + timedelta(seconds=t):{pattern}}" for t in samples.t_s.tolist()]


def witmotion(samples: Samples) -> dict[str, str]:
    """The header again in the middle, cells without a value, and a date that changes at midnight."""
    header = "time\tDeviceName\tChipTime()\tAccX(g)\tAccY(g)\tAccZ(g)\tAsX(°/s)\tAsY(°/s)\tAsZ(°/s)\tAngleX(°)\tQ0()"
    lines = [header]
    rows = np.column_stack([samples.acc_m_s2 / G, np.degrees(samples.gyr_rad_s)]).tolist()
    for number, (date, row) in enumerate(zip(_dates(samples, "%Y-%m-%dT%H:%M:%S.%f"), rows, strict=True)):
        if number == 30:
            lines.append(header)
        lines.append("\t".join([date, "WT901(00:0C)", "null", *(f"{value:.9f}" for value in row), "1.5", "null"]))
    return {"20260131235950.txt": "\ufeff" + "\n".join(lines) + "\n"}


def witmotion_older(samples: Samples) -> dict[str, str]:
    lines = ["StartTime: 2019-03-01 09:30:00", "Chiptime\tax(g)\tay(g)\taz(g)\twx(deg/s)\twy(deg/s)\twz(deg/s)\tT(°)"]
    rows = np.column_stack([samples.acc_m_s2 / G, np.degrees(samples.gyr_rad_s)]).tolist()
    for date, row in zip(_dates(samples, "%Y-%m-%d %H:%M:%S.%f"), rows, strict=True):
        lines.append("\t".join([date, *(f"{value:.9f}" for value in row), "36.5"]))
    return {"190301093000.txt": ("\n".join(lines) + "\n").encode("latin-1").decode("latin-1")}


def witmotion_card(samples: Samples, with_times: bool = True) -> dict[str, bytes]:
    """Write the card's log; its numbers have 16 bits."""
    start = datetime(2026, 1, 31, 23, 59, 50, tzinfo=UTC)
    data = bytearray()
    acc = np.round(samples.acc_m_s2 / (16 * G) * 32768).astype("<i2")
    gyr = np.round(np.degrees(samples.gyr_rad_s) / 2000 * 32768).astype("<i2")
    for t, a, w in zip(samples.t_s.tolist(), acc, gyr, strict=True):
        now = start + timedelta(seconds=t)
        date = (now.year - 2000, now.month, now.day, now.hour, now.minute, now.second)
        packets = [struct.pack("<BB6BH", 0x55, 0x50, *date, now.microsecond // 1000)] if with_times else []
        packets += [b"\x55\x51" + a.tobytes() + b"\0\0", b"\x55\x52" + w.tobytes() + b"\0\0"]
        for packet in packets:
            data += packet + bytes([sum(packet) % 256])
    return {"WIT00001.TXT": bytes(data)}


def polar(samples: Samples) -> dict[str, str]:
    phone = _dates(samples, "%Y-%m-%dT%H:%M:%S.%f")
    ns = [704_201_974_831_254_116 + round(t * 1e9) for t in samples.t_s.tolist()]

    def rows(unit: str, xyz: FloatArray) -> str:
        lines = [f"Phone timestamp;sensor timestamp [ns];X [{unit}];Y [{unit}];Z [{unit}] "]
        lines += [
            f"{p[:-3]};{n};{x:.9g};{y:.9g};{z:.9g}" for p, n, (x, y, z) in zip(phone, ns, xyz.tolist(), strict=True)
        ]
        return "\n".join(lines) + "\n"

    return {
        "Polar_Sense_X_20260131_235950_ACC.txt": rows("mg", samples.acc_m_s2 / G * 1000),
        "Polar_Sense_X_20260131_235950_GYRO.txt": rows("dps", np.degrees(samples.gyr_rad_s)),
        "Polar_Sense_X_20260131_235950_MAGN.txt": rows("G", samples.acc_m_s2 / G),
        "MARKER.txt": "Phone timestamp;Marker start/stop\n2026-01-31T23:59:51.000;MARKER_START \n",
    }


WRITERS: dict[str, tuple[str, Callable[[Samples], Mapping[str, str | bytes]]]] = {
    "sensor_logger": ("sensor_logger", sensor_logger),
    "sensor_logger_ios": ("sensor_logger", sensor_logger_ios),
    "phyphox": ("phyphox", phyphox),
    "phyphox_decimal_comma": ("phyphox", phyphox_decimal_comma),
    "phyphox_older": ("phyphox", phyphox_older),
    "xsens_dot": ("xsens_dot", xsens_dot),
    "xsens_dot_pc": ("xsens_dot", lambda samples: xsens_dot(samples, 1e-4)),
    "movesense": ("movesense", movesense),
    "movesense_samples": ("movesense", movesense_samples),
    "movesense_csv": ("movesense", movesense_csv),
    "witmotion": ("witmotion", witmotion),
    "witmotion_older": ("witmotion", witmotion_older),
    "witmotion_card": ("witmotion", witmotion_card),
    "polar": ("polar_sensor_logger", polar),
}
"""Name → the format as ``analyze`` prints it, and what writes the files."""

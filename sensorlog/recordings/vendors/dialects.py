"""The apps whose tables are read. Which were checked against a real file: docs/formats.md."""

from __future__ import annotations

import re

from sensorlog.recordings.vendors.dialect import Clock, ClockKind, Dialect, Quantity, Vector

__all__ = ["DIALECTS", "SENSOR_LOGGER", "SENSOR_LOGGER_IOS", "SENSOR_LOGGER_METADATA"]

ACC, LINEAR, GRAVITY, GYR = Quantity.ACC, Quantity.LINEAR, Quantity.GRAVITY, Quantity.GYR
_XYZ = ("x", "y", "z")


def _word(word: str) -> re.Pattern[str]:
    """Make a pattern that finds a word in a file's name: not as a part of a longer word, capitals do not matter."""
    return re.compile(rf"(?<![a-z])(?:{word})(?![a-z])", re.IGNORECASE)


def _axes(pattern: str) -> tuple[str, str, str]:
    return (pattern.format("x"), pattern.format("y"), pattern.format("z"))


_SENSOR_LOGGER_SIGNS = (frozenset({"time", "seconds_elapsed"}), frozenset({"recording epoch time", "sensors"}))
_SENSOR_LOGGER_WORDS = _word(
    "TotalAcceleration|AccelerometerUncalibrated|Accelerometer|Gravity|GyroscopeUncalibrated|Gyroscope|Metadata"
)
_SENSOR_LOGGER_ADVICE = "record Total Acceleration as well (on an iPhone: Gravity)"
SENSOR_LOGGER_METADATA = frozenset({"recording epoch time", "platform"})

SENSOR_LOGGER = Dialect(
    format="sensor_logger",
    app="Sensor Logger",
    clocks=(Clock("seconds_elapsed", ticks_s=(1.0,)),),
    vectors=(
        Vector(ACC, _XYZ, "m/s^2", _word("TotalAcceleration")),
        Vector(ACC, _XYZ, "m/s^2", _word("AccelerometerUncalibrated")),
        Vector(LINEAR, _XYZ, "m/s^2", _word("Accelerometer")),
        Vector(GRAVITY, _XYZ, "m/s^2", _word("Gravity")),
        Vector(GYR, _XYZ, "rad/s", _word("Gyroscope")),
        Vector(GYR, _XYZ, "rad/s", _word("GyroscopeUncalibrated")),
    ),
    signs=_SENSOR_LOGGER_SIGNS,
    without_gravity=_SENSOR_LOGGER_ADVICE,
    file_words=_SENSOR_LOGGER_WORDS,
)
"""Android, and iPhones with "Standardise Units & Frames". One file per sensor, which only the file's name tells."""

SENSOR_LOGGER_IOS = Dialect(
    format="sensor_logger",
    app="Sensor Logger",
    clocks=SENSOR_LOGGER.clocks,
    vectors=(
        Vector(ACC, _XYZ, "m/s^2", _word("TotalAcceleration"), sign=-1),
        Vector(LINEAR, _XYZ, "m/s^2", _word("Accelerometer"), sign=-1),
        Vector(GRAVITY, _XYZ, "m/s^2", _word("Gravity"), sign=-1),
        Vector(ACC, _XYZ, "g", _word("AccelerometerUncalibrated"), sign=-1),
        Vector(GYR, _XYZ, "rad/s", _word("Gyroscope")),
        Vector(GYR, _XYZ, "rad/s", _word("GyroscopeUncalibrated")),
    ),
    signs=_SENSOR_LOGGER_SIGNS,
    without_gravity=_SENSOR_LOGGER_ADVICE,
    file_words=_SENSOR_LOGGER_WORDS,
)
"""iPhones without it: the opposite sign on all axes of acceleration, and raw acceleration in g."""

PHYPHOX = Dialect(
    format="phyphox",
    app="phyphox",
    clocks=(Clock("time"),),
    vectors=(
        Vector(LINEAR, _axes("linear acceleration {}")),
        Vector(ACC, _axes("acceleration {}")),
        Vector(GYR, _axes("gyroscope {}")),
        # Before 2017: no sensor in the headings; the unit tells the gyroscope, the file's name what has no gravity.
        Vector(LINEAR, _XYZ, None, _word("Linear[ _]?Acceler(?:ometer|ation)")),
        Vector(ACC, _XYZ),
        Vector(GYR, _XYZ),
    ),
    signs=(
        frozenset({"time", "acceleration x"}),
        frozenset({"time", "linear acceleration x"}),
        frozenset({"time", "gyroscope x"}),
        frozenset({"time", *_XYZ}),
        frozenset({"property", "value"}),
        frozenset({"event", "experiment time"}),
    ),
    without_gravity="use the experiment 'Acceleration with g'",
    file_words=_word("(?:Linear[ _]?)?Acceler(?:ometer|ation)|Gyroscope"),
    missing="NaN",
    pauses="meta/time.csv",
)

XSENS_DOT = Dialect(
    format="xsens_dot",
    app="Xsens DOT",
    # The app counts microseconds in 32 bits, the PC kit tenths of milliseconds; the sensor gives at most 120 Hz.
    clocks=(Clock("sampletimefine", ticks_s=(1e-6, 1e-4), fastest_hz=130.0, wraps_at=2**32, from_first=True),),
    vectors=(
        Vector(ACC, _axes("acc_{}"), "m/s^2"),
        Vector(GYR, _axes("gyr_{}"), "deg/s"),
        Vector(LINEAR, _axes("freeacc_{}"), "m/s^2"),
    ),
    signs=(frozenset({"sampletimefine"}),),
    without_gravity="choose a measurement mode, or columns of the export, with Acc",
    header_within_lines=30,
)

MOVESENSE_CSV = Dialect(
    format="movesense",
    app="Movesense",
    clocks=(Clock("timestamp_ms", ticks_s=(1e-3,), from_first=True),),
    vectors=(
        Vector(ACC, _XYZ, "m/s^2", _word("(?:Meas)?Acc(?:elerometer)?")),
        Vector(GYR, _XYZ, "deg/s", _word("(?:Meas)?Gyro(?:scope)?")),
    ),
    signs=(frozenset({"timestamp_ms", "relativetime", "utc"}),),
    without_gravity="record the accelerometer",
    file_words=_word("(?:Meas)?(?:Acc(?:elerometer)?|Gyro(?:scope)?|Magn)"),
)

WITMOTION = Dialect(
    format="witmotion",
    app="WitMotion",
    clocks=(
        Clock("chiptime", ClockKind.DATE, ticks_s=(1.0,), from_first=True),
        Clock("time", ClockKind.DATE, ticks_s=(1.0,), from_first=True),
        Clock("时间", ClockKind.DATE, ticks_s=(1.0,), from_first=True),
    ),
    vectors=(
        Vector(ACC, _axes("acc{}"), "g"),
        Vector(GYR, _axes("as{}"), "deg/s"),
        Vector(ACC, _axes("a{}"), "g"),
        Vector(GYR, _axes("w{}"), "deg/s"),
        Vector(ACC, _axes("加速度{}"), "g"),
        Vector(GYR, _axes("角速度{}"), "deg/s"),
    ),
    signs=(
        frozenset({"accx", "accy", "accz"}),
        frozenset({"ax", "ay", "az", "wx"}),
        frozenset({"加速度x", "加速度y", "加速度z"}),
    ),
    without_gravity="record the acceleration",
    header_within_lines=5,
    device=("devicename", "设备名称"),
    missing="null",
    repeats_header=True,
)

POLAR = Dialect(
    format="polar_sensor_logger",
    app="Polar Sensor Logger",
    clocks=(Clock("sensor timestamp", ClockKind.INTEGER, ticks_s=(1e-9,), from_first=True),),
    vectors=(Vector(ACC, _XYZ), Vector(GYR, _XYZ)),
    signs=(frozenset({"phone timestamp"}),),
    without_gravity="record the accelerometer",
    file_words=_word("ACC|GYRO"),
)

DIALECTS = (SENSOR_LOGGER, PHYPHOX, XSENS_DOT, MOVESENSE_CSV, WITMOTION, POLAR)

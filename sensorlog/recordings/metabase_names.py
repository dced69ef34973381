"""File names of MetaBase, MbientLab's app: one file per sensor of a board, which belong together by their names.

``<session>_<device>_<time>_<MAC>_<Accelerometer|Gyroscope|…>_<rate>Hz_<firmware>.csv``. People rename these files, and
blanks, underscores and capitals come and go; the letters and digits before the sensor's name are what counts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from sensorlog.recordings.errors import RecordingError

__all__ = ["ACCELEROMETER", "GYROSCOPE", "MetaBaseName", "parse_name", "partner_of"]

ACCELEROMETER = "accelerometer"
GYROSCOPE = "gyroscope"

_NAME = re.compile(
    r"(?P<prefix>.*?)[\s_]*"
    r"(?P<kind>Linear[\s_]?Acceleration|Accelerometer|Gyroscope|Magnetometer|Pressure|Temperature|Ambient[\s_]?Light"
    r"|Quaternion|Euler[\s_]?Angles|Gravity)[\s_]*"
    r"(?P<rate>\d+(?:[.,]\d+)?)[\s_]*Hz(?P<rest>.*?)\.csv(?:\.gz)?",
    re.IGNORECASE,
)
_MAC = re.compile(r"(?<![0-9A-Za-z])[0-9A-F]{2}(?:[:.-]?[0-9A-F]{2}){5}(?![0-9A-Za-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MetaBaseName:
    """What a file name of MetaBase tells."""

    kind: str
    """Sensor in lower case: ``accelerometer``, ``gyroscope``, or one that is not used here."""
    key: str
    """The same for all files of one recording."""
    prefix: str
    rest: str
    device: str | None
    """Address of the board without separators, upper case."""


def parse_name(path: Path) -> MetaBaseName | None:
    """Read a file name; ``None`` where it is none of MetaBase's."""
    match = _NAME.fullmatch(unicodedata.normalize("NFKC", path.name))
    if match is None:
        return None
    mac = _MAC.search(match["prefix"].replace("_", " "))
    return MetaBaseName(
        kind=match["kind"].casefold(),
        key=re.sub(r"[\W_]+", "", match["prefix"]).casefold(),
        prefix=match["prefix"],
        rest=match["rest"],
        device=None if mac is None else re.sub(r"\W", "", mac[0]).upper(),
    )


def partner_of(path: Path) -> Path | None:
    """File of the other sensor (gyroscope for accelerometer and the reverse) beside ``path``; ``None`` without one.

    Raises :class:`RecordingError` where several files could be it.
    """
    own = parse_name(path)
    if own is None or own.kind not in (ACCELEROMETER, GYROSCOPE):
        return None
    kind = GYROSCOPE if own.kind == ACCELEROMETER else ACCELEROMETER
    found = [
        (other, name)
        for other in sorted(path.parent.iterdir())
        if (name := parse_name(other)) is not None and name.kind == kind and name.key == own.key
    ]
    for attribute in ("rest", "prefix"):
        if len(found) > 1:
            alike = [(other, name) for other, name in found if getattr(name, attribute) == getattr(own, attribute)]
            found = alike or found
    if len(found) > 1:
        names = " and ".join(repr(other.name) for other, _ in found[:2])
        raise RecordingError(path, f"{names} could both be its {kind} file; move one of them to another folder")
    return found[0][0] if found else None

"""Prove a profile by its own examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sensorlog.imu import FloatArray, Packet
from sensorlog.profiles.decode import Decoder
from sensorlog.profiles.encode import notifications
from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.message import Message
from sensorlog.profiles.schema import Example, Profile
from sensorlog.profiles.sensor_side import SensorSide
from sensorlog.profiles.setup import Read, SetupRun, Subscribe, Unsubscribe, Write
from sensorlog.profiles.template import Number
from sensorlog.profiles.units import SI_FACTOR
from sensorlog.profiles.variables import resolve
from sensorlog.toml_lines import Path, line_of

__all__ = ["Finding", "check", "rehearse"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a profile says that does not come true."""

    source: str
    line: int | None
    field: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.source}:{self.line}" if self.line else self.source
        return f"{where}: {self.field}: {self.reason}"


def check(profile: Profile) -> list[Finding]:
    """Run every ``[[example]]``, and rehearse the set-up with a sensor that answers as the profile says."""
    findings: list[Finding] = []
    if not profile.example:
        findings.append(_finding(profile, ("example",), "there is none: nothing proves this profile"))
    for index, example in enumerate(profile.example):
        path: Path = ("example", index)
        try:
            problems = _decodes(profile, example) if example.message else _writes(profile, example)
            findings += [_finding(profile, (*path, key), reason) for key, reason in problems]
        except ProfileError as error:
            findings.append(_finding(profile, path, str(error)))
    return findings + _rehearsals(profile)


def _rehearsals(profile: Profile) -> list[Finding]:
    """Set up with the defaults, then with every value of every option; whatever comes out must decode."""
    trials: list[tuple[Path, dict[str, Number]]] = [(("setup",), {})]
    for name, option in profile.option.items():
        trials += [(("option", name, "choice", i), {name: choice.value}) for i, choice in enumerate(option.choice)]
    findings: dict[str, Finding] = {}
    for path, options in trials:
        try:
            Decoder(profile, rehearse(profile, options, {})[1])
        except ProfileError as error:
            findings.setdefault(str(error), _finding(profile, path, str(error)))
    return list(findings.values())


def rehearse(
    profile: Profile, options: Mapping[str, Number], own: Mapping[str, Number]
) -> tuple[list[bytes], dict[str, Number]]:
    """Set up a played sensor whose own variables are ``own``: what was written, and the variables at the end.

    Raises :class:`ProfileError` if set-up and answers do not fit, or the sensor would not stream afterwards.
    """
    run, sensor = SetupRun(profile, options), SensorSide(profile, own)
    written: list[bytes] = []
    while (action := run.next()) is not None:
        if isinstance(action, Subscribe | Unsubscribe):
            sensor.subscribed(action.characteristic, isinstance(action, Subscribe))
        elif isinstance(action, Write):
            written.append(action.data)
            for characteristic, data in sensor.write(action.characteristic, action.data):
                run.feed(characteristic, data)
        elif isinstance(action, Read):
            run.feed(action.characteristic, sensor.read(action.characteristic))
        else:
            run.elapsed()
    if not sensor.is_streaming:
        raise ProfileError(f"{profile.id}: a sensor that is set up like this would not stream")
    return written, run.variables


def _decodes(profile: Profile, example: Example) -> Iterator[tuple[str, str]]:
    assert example.message is not None
    message = profile.layout(example.message)
    variables = resolve(profile, {}, example.variables)
    decoder = Decoder(profile, variables)
    uuid = profile.uuid(message.characteristic)
    text = " | ".join(data.hex() for data in example.hex)
    batches = decoder.decode([Packet(0, "example", uuid, data) for data in example.hex])
    if not batches or batches[0].message.name != message.name:
        said = (
            f"is recognised as {batches[0].message.name}"
            if batches
            else "is too short or too long"
            if decoder.short_packets
            else "is no message"
        )
        yield "hex", f"{text} {said}, expected {message.name}"
        return
    found = {name: np.atleast_2d(np.asarray(array, dtype=np.float64)) for name, array in batches[0].header.items()}
    found |= batches[0].values
    for name, expected in example.expect.items():
        if name not in found:
            yield "expect", f"{message.name} has no field {name!r}"
            continue
        problem = _compare(message, name, found[name], expected, example.tolerance)
        if problem:
            yield "expect", problem
    again = notifications(profile, message, found, variables)
    if message.characteristic in profile.codec:
        # There are several ways to write the same text, or to pack the same numbers.
        repeated = Decoder(profile, variables).decode([Packet(0, "example", uuid, data) for data in again])
        is_same = bool(repeated) and all(
            np.array_equal(repeated[0].values[name], found[name]) for name in batches[0].values
        )
    else:
        is_same = tuple(again) == example.hex or _has_padding(message)
    if not is_same:
        yield "hex", f"encoded back it is {' | '.join(data.hex() for data in again)}, not {text}"


def _compare(
    message: Message, name: str, found_si: FloatArray, expected: list[list[Number]], tolerance: float
) -> str | None:
    scale = message.scale.get(name)
    found = found_si / SI_FACTOR[scale.unit] if scale else found_si
    wanted = np.asarray(expected, dtype=np.float64).reshape(-1)
    if wanted.size != found.size:
        return f"{name}: {found.size} values on the wire, {wanted.size} expected"
    off = np.abs(found.reshape(-1) - wanted)
    if (off <= tolerance + 1e-9 * np.abs(wanted)).all():
        return None
    worst = int(np.argmax(off))
    return f"{name}: {found.reshape(-1)[worst]:.6g} on the wire, {wanted[worst]:.6g} expected (tolerance {tolerance:g})"


def _has_padding(message: Message) -> bool:
    return any(field.is_padding for field in (*message.header, *message.fields))


def _writes(profile: Profile, example: Example) -> Iterator[tuple[str, str]]:
    written, _ = rehearse(profile, example.options, example.variables)
    rest = iter(written)
    for wanted in example.writes:
        if wanted not in rest:
            yield (
                "writes",
                f"set-up does not write {wanted.hex(' ')} here; it writes {', '.join(d.hex(' ') for d in written)}",
            )
            return


def _finding(profile: Profile, path: Path, reason: str) -> Finding:
    field = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    return Finding(profile.source, line_of(profile.text, path), field, reason)

"""A profile in words, for people."""

from __future__ import annotations

from collections.abc import Iterator

from sensorlog.imu import MIN_VELOCITY_RATE_HZ
from sensorlog.profiles.message import Message, struct_dtype
from sensorlog.profiles.scalars import When
from sensorlog.profiles.schema import Profile
from sensorlog.profiles.steps import Step

__all__ = ["description", "good_for", "good_for_words", "overview"]

_GIVES = {"acc": "acceleration", "gyr": "rotation", "mag": "magnetic field", "battery_percent": "battery"}
_MOTION = ("acc", "gyr", "imu")


def good_for(profile: Profile) -> tuple[str, ...]:
    """Return which of ``count``, ``velocity`` and ``trunk`` a sensor of this kind can be used for.

    Counting needs acceleration; the trunk a gyroscope, too; velocity a gyroscope that can be read 50 times a second.
    """
    fields = {field.name for message in profile.message if message.kind in _MOTION for field in message.fields}
    has_gyroscope = "gyr" in fields
    is_fast = any(rate >= MIN_VELOCITY_RATE_HZ for rate in _gyroscope_rates_hz(profile))
    can = {"count": "acc" in fields, "velocity": has_gyroscope and is_fast, "trunk": has_gyroscope}
    return tuple(purpose for purpose, is_possible in can.items() if is_possible)


def good_for_words(profile: Profile) -> str:
    """Return :func:`good_for` in words, with the reason where the gyroscope is missing."""
    purposes = good_for(profile)
    return ", ".join(purposes) + ("" if "trunk" in purposes else " (no gyroscope)")


def _gyroscope_rates_hz(profile: Profile) -> Iterator[float]:
    """Yield every rate that a message with rotation may come at."""
    for message in profile.message:
        if message.kind not in _MOTION or message.field("gyr") is None or message.rate_hz is None:
            continue
        if not isinstance(message.rate_hz, str):
            yield message.rate_hz
            continue
        if message.rate_hz in profile.variables:
            yield profile.variables[message.rate_hz]
        for name, option in profile.option.items():
            yield from option.values if name == message.rate_hz else ()
            yield from (choice.set[message.rate_hz] for choice in option.choice if message.rate_hz in choice.set)


def overview(profile: Profile) -> tuple[str, str, str, str, str, str]:
    """Return id, name, confidence, rates, what it measures, and what that is good for."""
    rates = profile.option.get("rate_hz")
    offered = " ".join(f"{rate:g}" for rate in rates.values) if rates else "fixed"
    streams = (*_MOTION, "mag", "battery", "reading")
    fields = {field.name for message in profile.message if message.kind in streams for field in message.fields}
    gives = [word for name, word in _GIVES.items() if name in fields]
    return profile.id, profile.name, profile.confidence, offered, ", ".join(gives), good_for_words(profile)


def description(profile: Profile) -> str:
    """Return several lines: everything that matters before one trusts a profile with a sensor."""
    return "\n".join(_lines(profile))


def _lines(profile: Profile) -> Iterator[str]:
    yield f"{profile.id}: {profile.name}"
    yield f"confidence {profile.confidence}, {len(profile.example)} examples, from {profile.source}"
    if profile.note:
        yield profile.note.strip()
    yield from (f"source: {source}" for source in profile.sources)
    yield ""
    known_by = [f"name {name}" for name in profile.match.names]
    known_by += [f"service {uuid}" for uuid in profile.match.services]
    known_by += [f"company {company:#06x}" for company in profile.match.manufacturers]
    yield f"recognised by {(' and ' if profile.match.require == 'all' else ' or ').join(known_by)}"
    time = profile.time
    clock = "counting samples" if time.source == "count" else f"the sensor's clock ({time.field}, {time.bits} bits)"
    yield f"sample time from {clock}"
    yield f"loss told by {profile.sequence.field}" if profile.sequence else "loss inferred from time"
    yield ""
    yield "options"
    for name, option in profile.option.items():
        offered = ", ".join(f"{value:g}" for value in option.values)
        yield f"  {name}: {offered} (default {option.default:g}){'; ' if option.note else ''}{option.note}"
    yield "messages"
    yield from (f"  {_message(message)}" for message in profile.message)
    for title, steps in (("set-up", profile.setup), ("stop", profile.stop)):
        yield title
        yield from (f"  {_step(step)}" for step in steps)
    for poll in profile.poll:
        asked = f"write {poll.write.text}" if poll.write else f"read {poll.read}"
        yield f"every {poll.every_s:g} s: {asked}"


def _message(message: Message) -> str:
    header = struct_dtype(message.header).itemsize if message.header else 0
    parts = [message.prefix.hex(" ")] if message.prefix else []
    parts += [f"header of {header} bytes"] if header else []
    samples = f"{message.repeat} × " if message.repeat != 1 else ""
    fields = " ".join(field.name for field in message.fields)
    parts += [f"{samples}{struct_dtype(message.fields).itemsize} bytes ({fields})"]
    return f"{message.name}, {message.kind} on {message.characteristic}: {', '.join(parts)}{_when(message.when)}"


def _step(step: Step) -> str:
    if step.write is not None:
        text = f"write {step.write.text} to {step.to}"
    elif step.wait_s is not None:
        text = f"wait {step.wait_s:g} s"
    else:
        words = {"subscribe": step.subscribe, "unsubscribe": step.unsubscribe, "read": step.read}
        text = " ".join(f"{word} {what}" for word, what in words.items() if what is not None)
    if step.reply:
        text += " → " + " or ".join(reply.pattern.text for reply in step.reply)
    return text + _when(step.when) + (f"  # {step.note}" if step.note else "")


def _when(when: When) -> str:
    conditions = [f"{name} = {' or '.join(f'{value:g}' for value in values)}" for name, values in when.items()]
    return f"  if {' and '.join(conditions)}" if conditions else ""

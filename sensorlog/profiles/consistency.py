"""What a schema cannot say: that names which a profile uses are names which it defines."""

from __future__ import annotations

from collections.abc import Iterator

from sensorlog.profiles.codecs import CODECS
from sensorlog.profiles.message import Message, struct_dtype
from sensorlog.profiles.schema import Profile
from sensorlog.profiles.steps import Poll, Step
from sensorlog.toml_lines import Path

__all__ = ["inconsistencies"]

_MOTION = {"acc": ("acc",), "gyr": ("gyr",), "imu": ("acc", "gyr")}
_MAX_MESSAGE_BYTES = 512

Problem = tuple[Path, str]


def inconsistencies(profile: Profile) -> Iterator[Problem]:
    """Yield key path and reason of everything that cannot work."""
    known = _variables(profile)
    names = [message.name for message in profile.message]
    for characteristic, codec in profile.codec.items():
        if characteristic not in profile.characteristics:
            yield ("codec", characteristic), f"{characteristic!r} is not in [characteristics]"
        if codec not in CODECS:
            yield ("codec", characteristic), f"there is no codec {codec!r}; there are: {', '.join(CODECS)}"
    for i, message in enumerate(profile.message):
        if message.name in names[:i]:
            yield ("message", i, "name"), f"another message has the name {message.name!r} already"
        for path, reason in _in_message(profile, message, known):
            yield ("message", i, *path), reason
    yield from _in_link(profile, known)
    yield from _in_time(profile, known)
    lists: dict[str, tuple[Step | Poll, ...]] = {"setup": profile.setup, "stop": profile.stop, "poll": profile.poll}
    for list_name, steps in lists.items():
        for i, step in enumerate(steps):
            for path, reason in _in_step(profile, step, known):
                yield (list_name, i, *path), reason
    for i, step in enumerate(profile.stop):
        if step.reply:
            yield ("stop", i, "reply"), "a stop does not wait for answers"
    for option_name, option in profile.option.items():
        for i, choice in enumerate(option.choice):
            for variable in choice.when:
                if variable not in known:
                    yield ("option", option_name, "choice", i), f"when names {variable!r}, which nothing sets"
    for i, example in enumerate(profile.example):
        if example.message is not None and example.message not in names:
            yield ("example", i, "message"), f"there is no message {example.message!r}"
        elif (
            example.message is not None
            and len(example.hex) > 1
            and profile.layout(example.message).characteristic not in profile.codec
        ):
            yield ("example", i, "hex"), "several notifications make one message only where there is a codec"
        for option_name in example.options:
            if option_name not in profile.option:
                yield ("example", i, "options"), f"there is no option {option_name!r}"


def _variables(profile: Profile) -> set[str]:
    known = set(profile.variables) | set(profile.option)
    for option in profile.option.values():
        known.update(name for choice in option.choice for name in choice.set)
    for step in profile.setup:
        known.update(name for reply in step.reply for name in (*reply.pattern.names, *reply.set))
    return known


def _in_message(profile: Profile, message: Message, known: set[str]) -> Iterator[Problem]:
    if message.characteristic not in profile.characteristics:
        yield ("characteristic",), f"{message.characteristic!r} is not in [characteristics]"
    names = [field.name for field in (*message.header, *message.fields)]
    for name in names:
        if names.count(name) > 1:
            yield ("fields",), f"two fields have the name {name!r}"
            return
    size = len(message.prefix) + struct_dtype(message.header).itemsize if message.header else len(message.prefix)
    size += struct_dtype(message.fields).itemsize * (message.repeat if isinstance(message.repeat, int) else 1)
    if size > _MAX_MESSAGE_BYTES:
        yield ("fields",), f"{size} bytes; a notification holds at most {_MAX_MESSAGE_BYTES}"
    header = {field.name: field for field in message.header}
    if isinstance(message.repeat, str) and message.repeat != "rest" and not _is_counter(message, message.repeat):
        yield ("repeat",), f'{message.repeat!r} is neither a number, nor "rest", nor a whole-number field of the header'
    for name, _, _ in message.bits:
        if not _is_counter(message, name):
            yield ("bits",), f"{name!r} is no unsigned field of the header"
    for name, scale in message.scale.items():
        field = message.field(name)
        if field is None or field.is_padding:
            yield ("scale", name), "there is no field of this name"
        for part in (scale.multiply, scale.divide):
            if isinstance(part, str) and part not in known:
                yield ("scale", name), f"the variable {part!r} is set by nothing"
            elif part == 0:
                yield ("scale", name), "multiply and divide cannot be 0"
    for variable in message.when:
        if variable not in known:
            yield ("when", variable), f"the variable {variable!r} is set by nothing"
    for name in _MOTION.get(message.kind, ()):
        found = message.field(name)
        if found is None or found.count != 3 or name in header:
            yield ("fields",), f'kind = "{message.kind}" needs a field "{name}" of three values'
        elif name not in message.scale:
            yield ("scale",), f"{name} needs a scale with its unit"
    if message.kind == "battery" and message.field("battery_percent") is None:
        yield ("fields",), 'kind = "battery" needs a field "battery_percent"'
    if message.kind in _MOTION and message.rate_hz is None:
        yield ("rate_hz",), "a message with motion needs its rate"
    if isinstance(message.rate_hz, str) and message.rate_hz not in known:
        yield ("rate_hz",), f"the variable {message.rate_hz!r} is set by nothing"


def _is_counter(message: Message, name: str) -> bool:
    return any(field.name == name and field.count == 1 and "u" in field.dtype for field in message.header)


def _in_link(profile: Profile, known: set[str]) -> Iterator[Problem]:
    least = profile.link.min_payload_bytes
    if isinstance(least, str) and least not in known:
        yield ("link", "min_payload_bytes"), f"the variable {least!r} is set by nothing"
    if not isinstance(least, str) and least > profile.link.payload_bytes:
        yield (
            ("link", "min_payload_bytes"),
            "it cannot need more room than its largest notification, payload_bytes, has",
        )


def _in_time(profile: Profile, known: set[str]) -> Iterator[Problem]:
    motion = [message for message in profile.message if message.kind in _MOTION]
    if profile.time.field is not None and not all(_is_counter(message, profile.time.field) for message in motion):
        yield (
            ("time", "field"),
            f"every message with motion needs {profile.time.field!r} as an unsigned field of its header",
        )
    for name in (profile.time.field, profile.sequence.field if profile.sequence else None):
        for i, message in enumerate(profile.message):
            if name is not None and name in message.scale:
                yield (
                    ("message", i, "scale", name),
                    "the clock and the packet counter are read as they are, without a scale",
                )
    if isinstance(profile.time.ticks_per_s, str) and profile.time.ticks_per_s not in known:
        yield ("time", "ticks_per_s"), f"the variable {profile.time.ticks_per_s!r} is set by nothing"
    if profile.sequence is not None and not all(_is_counter(message, profile.sequence.field) for message in motion):
        yield (
            ("sequence", "field"),
            f"every message with motion needs {profile.sequence.field!r} as an unsigned field of its header",
        )


def _in_step(profile: Profile, step: Step | Poll, known: set[str]) -> Iterator[Problem]:
    for key in ("subscribe", "unsubscribe", "to", "read", "reply_from"):
        name = getattr(step, key, None)
        if name is not None and name not in profile.characteristics:
            yield (key,), f"{name!r} is not in [characteristics]"
    for name in step.write.names if step.write else ():
        if name not in known:
            yield ("write",), f"the variable {name!r} is set by nothing"
    for name in step.when:
        if name not in known:
            yield ("when",), f"the variable {name!r} is set by nothing"
    if isinstance(step, Poll):
        if step.answer is not None and step.answer not in [message.name for message in profile.message]:
            yield ("answer",), f"there is no message {step.answer!r}"
    else:
        for name in step.accept:
            if name not in known:
                yield ("accept",), f"the variable {name!r} is set by nothing"

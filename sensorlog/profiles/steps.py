"""What ``[[setup]]``, ``[[stop]]`` and ``[[poll]]`` may say: what to write to the sensor, and what it answers."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Limits

from sensorlog.profiles.scalars import Line, Name, Pattern, Variables, When
from sensorlog.toml_models import Table

__all__ = ["Poll", "Reply", "Step"]


class Reply(Table):
    """One answer that a sensor may give: written as its pattern alone, or as a table with what it means."""

    pattern: Pattern
    set: Variables = Limits(default_factory=dict)
    """Variables that this answer says without a hole for them (``gyr_chip = -1``: there is none)."""


def _replies(value: object) -> object:
    return [
        {"pattern": item} if isinstance(item, str) else item for item in (value if isinstance(value, list) else [value])
    ]


class Step(Table):
    """One step of the set-up or of the stop: exactly one of subscribe, unsubscribe, write, read, wait_s."""

    note: Line = ""
    when: When = Limits(default_factory=dict)
    subscribe: Name | None = None
    unsubscribe: Name | None = None
    write: Pattern | None = None
    to: Name | None = None
    """Characteristic that is written to."""
    response: bool = True
    """Write with response."""
    read: Name | None = None
    wait_s: Annotated[float, Limits(gt=0, le=60)] | None = None
    reply: Annotated[tuple[Reply, ...], BeforeValidator(_replies), Limits(max_length=8)] = ()
    """What the sensor answers: a pattern, or several that are tried in order; their holes become variables."""
    reply_from: Name | None = None
    """Characteristic on which the answer is notified."""
    timeout_s: Annotated[float, Limits(gt=0, le=60)] = 2.0
    attempts: Annotated[int, Limits(ge=1, le=10)] = 2
    accept: When = Limits(default_factory=dict)
    """After the answer these variables must have one of these values; else this sensor is not supported."""
    optional: bool = False
    """A sensor without this characteristic, or without an answer, is fine."""
    silence_ok: bool = False
    """The step has to be done, but firmware exists that says nothing when all is well."""

    @model_validator(mode="after")
    def _one_action(self) -> Self:
        given = [
            key for key in ("subscribe", "unsubscribe", "write", "read", "wait_s") if getattr(self, key) is not None
        ]
        if len(given) != 1:
            raise ValueError(
                f"needs exactly one of subscribe, unsubscribe, write, read, wait_s; has {', '.join(given) or 'none'}"
            )
        if (self.write is None) != (self.to is None):
            raise ValueError("write and to belong together")
        if self.reply_from is not None and not (self.write is not None and self.reply):
            raise ValueError("reply_from belongs to a write with a reply")
        if self.write is not None and self.reply and self.reply_from is None:
            raise ValueError("reply needs reply_from: the characteristic that notifies it")
        if self.reply and self.write is None and self.read is None:
            raise ValueError("only a write or a read has a reply")
        if self.silence_ok and not (self.write is not None and self.reply):
            raise ValueError("silence_ok belongs to a write with a reply")
        if self.write is not None and self.write.open_ended:
            raise ValueError("what is written cannot end with *")
        return self


class Poll(Table):
    """Asked as soon as the sensor is set up and then each ``every_s`` seconds: battery level, keep-alive."""

    answer: Name | None = None
    """The message that the sensor sends back."""
    every_s: Annotated[float, Limits(ge=1, le=3600)]
    write: Pattern | None = None
    to: Name | None = None
    response: bool = True
    read: Name | None = None
    when: When = Limits(default_factory=dict)

    @model_validator(mode="after")
    def _one_action(self) -> Self:
        if (self.write is None) == (self.read is None) or (self.write is None) != (self.to is None):
            raise ValueError("needs either read, or write with to")
        return self

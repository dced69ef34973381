"""The sensor's side of a profile: what it answers and whether it may stream. For virtual sensors and rehearsals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sensorlog.profiles.encode import encode, notifications
from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.scalars import holds
from sensorlog.profiles.schema import Profile
from sensorlog.profiles.steps import Step
from sensorlog.profiles.template import Number
from sensorlog.profiles.variables import chosen_from, resolve

__all__ = ["SensorSide"]

Notification = tuple[str, bytes]
"""Characteristic (UUID) and value."""


class SensorSide:
    """Plays one sensor over one connection, without I/O.

    ``own`` are variables that this very sensor answers, where they differ from the profile's defaults (another chip).
    ``readings`` are what a ``[[poll]]`` is answered with, such as ``{"battery_percent": 87}``, in SI.
    """

    def __init__(
        self, profile: Profile, own: Mapping[str, Number] | None = None, readings: Mapping[str, float] | None = None
    ) -> None:
        self.profile = profile
        self.readings = dict(readings or {})
        self._own = dict(own or {})
        self._choosable = set(profile.option)
        for option in profile.option.values():
            self._choosable.update(name for choice in option.choice for name in choice.set)
        self._written: dict[str, Number] = {}
        self._done: set[int] = set()

    @property
    def variables(self) -> dict[str, Number]:
        """What holds inside the sensor: its own facts, and what was written to it."""
        facts = {**self.profile.variables, **self._own}
        return resolve(self.profile, chosen_from(self.profile, self._written, facts), self._own)

    @property
    def is_streaming(self) -> bool:
        """Whether every step of the set-up that this variant needs has been done since the last stop."""
        return all(index in self._done for index, _ in self._needed(self.variables))

    def reset(self) -> None:
        """Forget, because the link is gone, what was written."""
        self._written, self._done = {}, set()

    def subscribed(self, characteristic: str, is_on: bool) -> None:
        """Note that the client switched notifications of a characteristic on or off."""
        for index, step in enumerate(self.profile.setup):
            if step.subscribe is not None and self.profile.uuid(step.subscribe) == characteristic:
                (self._done.add if is_on else self._done.discard)(index)

    def write(self, characteristic: str, data: bytes) -> list[Notification]:
        """Take what the client wrote; return what the sensor notifies in answer.

        What comes before a write of the set-up that it needs has no effect and no answer.
        """
        matching = [index for index, step in enumerate(self.profile.setup) if self._fits(step, characteristic, data)]
        fresh = [index for index in matching if index not in self._done]
        if not fresh and any(self._fits(step, characteristic, data) for step in self.profile.stop):
            self._done = {index for index in self._done if self.profile.setup[index].write is None}
            return []
        if not matching:
            return self._polled(characteristic, data)
        index = (fresh or matching)[0]
        step = self.profile.setup[index]
        assert step.write is not None
        before = self._written
        self._written = before | self._chosen(step) | (step.write.parse(data) or {})
        if any(earlier < index for earlier in self._missing_writes()):
            self._written = before
            return []
        self._done.add(index)
        return [(self.profile.uuid(step.reply_from), self._reply(step))] if step.reply_from is not None else []

    def read(self, characteristic: str) -> bytes:
        """Return the value of a characteristic that the profile reads. Raises :class:`ProfileError` for any other."""
        for step in self.profile.setup:
            if step.read is not None and self.profile.uuid(step.read) == characteristic and step.reply:
                return self._reply(step)
        for poll in self.profile.poll:
            if poll.read is not None and self.profile.uuid(poll.read) == characteristic and poll.answer is not None:
                return encode(self.profile, poll.answer, self._values(poll.answer), self.variables)
        raise ProfileError(f"{self.profile.id}: nothing says what reading {characteristic} gives")

    def _needed(self, variables: Mapping[str, Number]) -> Iterator[tuple[int, Step]]:
        """Give the steps that a sensor with these variables cannot do without."""
        for index, step in enumerate(self.profile.setup):
            if (
                (step.write is not None or step.subscribe is not None)
                and not step.optional
                and holds(step.when, variables)
            ):
                yield index, step

    def _missing_writes(self) -> list[int]:
        needed = self._needed(self.variables)
        return [index for index, step in needed if step.write is not None and index not in self._done]

    def _fits(self, step: Step, characteristic: str, data: bytes) -> bool:
        """Tell whether this is what the step writes, to a sensor like this one, with whatever options."""
        facts = {name: values for name, values in step.when.items() if name not in self._choosable}
        return (
            step.write is not None
            and step.to is not None
            and self.profile.uuid(step.to) == characteristic
            and holds(facts, self.variables)
            and step.write.parse(data) is not None
        )

    def _chosen(self, step: Step) -> dict[str, Number]:
        """Return what a client must have chosen to do this step."""
        return {name: values[0] for name, values in step.when.items() if name in self._choosable and len(values) == 1}

    def _reply(self, step: Step) -> bytes:
        variables = self.variables
        for reply in step.reply:
            if all(variables.get(name) == value for name, value in reply.set.items()):
                return reply.pattern.format(variables)
        raise ProfileError(f"{self.profile.id}: no reply of {step.note or 'this step'} fits this sensor's variables")

    def _values(self, message: str) -> dict[str, list[float]]:
        """Return the readings, and 0 for what nobody cares about."""
        fields = (field for field in self.profile.layout(message).fields if not field.is_padding)
        return {field.name: [self.readings.get(field.name, 0.0)] * field.count for field in fields}

    def _polled(self, characteristic: str, data: bytes) -> list[Notification]:
        variables = self.variables
        for poll in self.profile.poll:
            if (
                poll.write is None
                or poll.to is None
                or poll.answer is None
                or self.profile.uuid(poll.to) != characteristic
            ):
                continue
            if holds(poll.when, variables) and poll.write.format(variables) == data:
                source = self.profile.layout(poll.answer).characteristic
                answer = notifications(self.profile, poll.answer, self._values(poll.answer), variables)
                return [(self.profile.uuid(source), data) for data in answer]
        return []

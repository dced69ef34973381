"""Set-up without I/O: says what to do next, is told what came back, ends with the variables of the connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.scalars import holds
from sensorlog.profiles.schema import Profile
from sensorlog.profiles.steps import Poll, Step
from sensorlog.profiles.template import Number
from sensorlog.profiles.variables import choose, resolve

__all__ = ["Action", "Read", "SetupRun", "Subscribe", "Unsubscribe", "Wait", "Write", "poll_actions", "stop_actions"]


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Switch notifications of this characteristic on."""

    characteristic: str
    """128-bit UUID, lower case; so in every action."""


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Switch notifications of this characteristic off."""

    characteristic: str


@dataclass(frozen=True, slots=True)
class Write:
    """Write these bytes."""

    characteristic: str
    data: bytes
    response: bool


@dataclass(frozen=True, slots=True)
class Read:
    """Read this characteristic and :meth:`SetupRun.feed` the value."""

    characteristic: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Feed what is notified until :meth:`SetupRun.feed` returns ``True``, or this time is over: then ``elapsed()``."""

    seconds: float


Action = Subscribe | Unsubscribe | Write | Read | Wait


class SetupRun:
    """Walks through ``[[setup]]`` of a profile.

    ::

        run = SetupRun(profile, {"rate_hz": 100})
        while (action := run.next()) is not None:
            ...  # do it; feed() every notification at any time, and the value of every Read
            # an action that failed: run.failed("why");  a Wait that ran out: run.elapsed()
        run.variables

    ``next``, ``feed``, ``elapsed`` and ``failed`` raise :class:`ProfileError`: what was asked, what was answered.
    """

    def __init__(self, profile: Profile, options: Mapping[str, Number]) -> None:
        """Begin. Raises :class:`ProfileError` for an option that the profile does not offer."""
        self.profile = profile
        self.options = choose(profile, options)
        self._captured: dict[str, Number] = {}
        self._steps = iter(profile.setup)
        self._step: Step | None = None
        self._is_answered = False
        self._attempts_left = 0
        self._todo: list[Action] = []
        self._last_answer: bytes | None = None

    @property
    def variables(self) -> dict[str, Number]:
        """Everything known so far; complete when :meth:`next` has returned ``None``."""
        return resolve(self.profile, self.options, self._captured)

    def next(self) -> Action | None:
        """Say what to do next; ``None`` when the sensor is set up."""
        while True:
            if self._is_answered:
                self._todo, self._is_answered = [], False
            if self._todo:
                return self._todo.pop(0)
            if self._step is not None and self._step.read is not None and self._step.reply:
                raise ProfileError(f"{self._where()} was read, but no value was fed back")
            variables = self.variables
            self._step = next((step for step in self._steps if holds(step.when, variables)), None)
            if self._step is None:
                return None
            self._attempts_left = self._step.attempts
            self._last_answer = None
            self._begin()

    def feed(self, characteristic: str, data: bytes) -> bool:
        """Take a notification or the value of a read. ``True`` if it is what the current step waits for."""
        step = self._step
        if step is None or self._is_answered or not step.reply:
            return False
        source = step.reply_from or step.read
        if source is None or self.profile.uuid(source) != characteristic:
            return False
        for reply in step.reply:
            found = reply.pattern.parse(data)
            if found is not None:
                self._accept(step, data, reply.set | found)
                return True
        if step.read is not None:
            return self._not_understood(step, data)
        self._last_answer = data
        return False

    def elapsed(self) -> None:
        """Note that the time of the last :class:`Wait` is over."""
        step = self._step
        if step is None or self._is_answered or not step.reply:
            return
        self._attempts_left -= 1
        if self._attempts_left > 0:
            self._begin()
            return
        if self._step is not None and self._step.silence_ok and not self._last_answer:
            self._skip()
            return
        said = f"the sensor sent {self._last_answer.hex(' ')} instead" if self._last_answer else "no answer"
        advice = "move the sensor closer or switch it off and on, then try again"
        self._give_up(f"{said} within {step.timeout_s:g} s; {advice}")

    def failed(self, reason: str) -> None:
        """Note that the last action could not be done (no such characteristic, refused …); ``reason`` advises, too."""
        self._give_up(reason)

    def _begin(self) -> None:
        step = self._step
        assert step is not None
        self._todo = [_action(self.profile, step, self.variables)]
        if step.write is not None and step.reply:
            self._todo.append(Wait(step.timeout_s))

    def _accept(self, step: Step, data: bytes, found: Mapping[str, Number]) -> None:
        self._captured |= found
        self._is_answered = True
        self._step = None
        variables = self.variables
        for name, allowed in step.accept.items():
            if variables.get(name) not in allowed:
                expected = " or ".join(f"{value:g}" for value in allowed)
                raise ProfileError(
                    f"{self.profile.id}: {step.note or 'set-up'}: the sensor answered {data.hex(' ')}, {name} = "
                    f"{variables.get(name)}; this profile knows {expected}: this variant of the sensor is not supported"
                )

    def _not_understood(self, step: Step, data: bytes) -> bool:
        if step.optional:
            self._skip()
            return True
        patterns = " or ".join(f'"{reply.pattern.text}"' for reply in step.reply)
        raise ProfileError(f"{self._where()}: the sensor answered {data.hex(' ') or 'nothing'}, expected {patterns}")

    def _give_up(self, reason: str) -> None:
        if self._step is None:
            raise ProfileError(f"{self.profile.id}: set-up: {reason}")
        if not self._step.optional:
            raise ProfileError(f"{self._where()}: {reason}")
        self._skip()

    def _skip(self) -> None:
        self._todo, self._step, self._is_answered = [], None, False

    def _where(self) -> str:
        step = self._step
        assert step is not None
        asked = f" ({step.write.format(self.variables).hex(' ')})" if step.write else ""
        note = f": {step.note}" if step.note else ""
        return f"{self.profile.id}: set-up step {self.profile.setup.index(step) + 1}{asked}{note}"


def stop_actions(profile: Profile, variables: Mapping[str, Number]) -> list[Action]:
    """Say what to do before the link is closed, so that the sensor does not stay switched on."""
    return [_action(profile, step, variables) for step in profile.stop if holds(step.when, variables)]


def poll_actions(profile: Profile, variables: Mapping[str, Number]) -> list[tuple[float, Action]]:
    """Say what to ask while the sensor streams: at once, and then each so many seconds."""
    return [(poll.every_s, _action(profile, poll, variables)) for poll in profile.poll if holds(poll.when, variables)]


def _action(profile: Profile, step: Step | Poll, variables: Mapping[str, Number]) -> Action:
    if step.write is not None and step.to is not None:
        return Write(profile.uuid(step.to), step.write.format(variables), step.response)
    if step.read is not None:
        return Read(profile.uuid(step.read))
    assert isinstance(step, Step)
    if step.subscribe is not None:
        return Subscribe(profile.uuid(step.subscribe))
    if step.unsubscribe is not None:
        return Unsubscribe(profile.uuid(step.unsubscribe))
    assert step.wait_s is not None
    return Wait(step.wait_s)

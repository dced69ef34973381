"""What follows from the items of a session: events, kept in the logbook, folded into what stands, told to listeners."""

from __future__ import annotations

from collections.abc import Mapping

from sensorlog.events import Event
from sensorlog.motion import Trace
from sensorlog.pipeline import Pipeline, SessionFold, Usuals, UsualsOf
from sensorlog.profiles import Registry
from sensorlog.session.audience import Audience
from sensorlog.session.record import Record
from sensorlog.session.source import Item, Turn

__all__ = ["Analysis"]


class Analysis:
    """Of one session, kept in ``record`` unless that is ``None``; ``profiles`` are those of its source.

    The trunk's motion is compared with ``usuals``; without them with the person's usual out of the logbook.
    """

    def __init__(
        self,
        registry: Registry,
        profiles: Mapping[str, str],
        record: Record | None,
        usuals: Usuals | UsualsOf | None,
        audience: Audience,
    ) -> None:
        self._registry, self._profiles = registry, profiles
        self._record, self._usuals, self._audience = record, usuals, audience
        self._anew()

    def _anew(self) -> None:
        usuals = self._usuals
        if usuals is None:
            usuals = Usuals(grows=True) if self._record is None else self._record.usuals()
        self.pipeline = Pipeline(self._registry, attached=self._profiles, usuals=usuals)
        self.state = SessionFold()

    async def take(self, items: list[Item] | Turn) -> None:
        """Analyse items, or begin anew, or end what is open, where a replay says so."""
        if isinstance(items, list):
            await self._keep_and_tell(items, self.pipeline.push(items))
        elif items is Turn.END:
            await self.finish()
        else:
            self._anew()

    async def finish(self) -> None:
        """Nothing more comes."""
        await self._keep_and_tell([], self.pipeline.finish())

    def trace(self) -> Trace | None:
        """Return the recent signal of the sensor that counts; ``None`` before its first samples."""
        shown = self.state.current_set or self.state.last_set
        if shown is not None:
            return self.pipeline.trace(shown.sensor)
        return next((self.pipeline.trace(sensor.name) for sensor in self.pipeline.sensors), None)

    async def _keep_and_tell(self, items: list[Item], events: list[Event]) -> None:
        if self._record is not None:
            await self._record.keep(items, events)
        self.state.apply(items, events)
        self._audience.tell(events)

"""The pain bands of a person: those that a professional set last, else the published ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sensorlog.logbook import Logbook, Person
    from sensorlog.training import PainBands

__all__ = ["pain_bands", "set_pain_bands"]

_KEY = "pain_bands"


def pain_bands(logbook: Logbook, who: Person) -> PainBands:
    """Return the bands that a professional set last, else the published ones."""
    from sensorlog.training import PainBands

    for prescription in logbook.prescriptions(who.id):
        match prescription.data.get(_KEY):
            case [int(fine), int(acceptable)]:
                return PainBands(fine, acceptable, f"set by {prescription.by} on {prescription.day.isoformat()}")
    return PainBands()


def set_pain_bands(logbook: Logbook, who: Person, fine: int, acceptable: int, by: str, day: date) -> None:
    """Keep that ``by`` set the bands. Raises :class:`TrainingError` where they cannot be."""
    from sensorlog.training import PainBands

    PainBands(fine, acceptable)
    logbook.prescribe(
        who.id,
        by=by,
        day=day,
        text=f"pain up to {fine} is fine, up to {acceptable} acceptable",
        data={_KEY: [fine, acceptable]},
    )

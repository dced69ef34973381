"""The pain bands of a person: those that a professional set last, else the published ones."""

from __future__ import annotations

from datetime import date

from sensorlog.logbook.plans import Plans
from sensorlog.training import PainBands

__all__ = ["Bands"]

_KEY = "pain_bands"
"""Under which a prescription has them, for programs to act upon."""


class Bands(Plans):
    """Doors to pain bands."""

    def pain_bands(self, person_id: str) -> PainBands:
        """Return the bands by which a person's pain is judged, wherever it is."""
        for prescription in self.prescriptions(person_id):
            match prescription.data.get(_KEY):
                case [int(fine), int(acceptable)]:
                    return PainBands(fine, acceptable, f"set by {prescription.by} on {prescription.day.isoformat()}")
        return PainBands()

    def set_pain_bands(self, person_id: str, fine_up_to: int, acceptable_up_to: int, *, by: str, day: date) -> None:
        """Keep that ``by`` set the bands. Raises :class:`TrainingError` where they cannot be."""
        bands = PainBands(fine_up_to, acceptable_up_to)
        self.prescribe(
            person_id,
            by=by,
            day=day,
            text=f"pain up to {bands.fine_up_to} is fine, up to {bands.acceptable_up_to} acceptable",
            data={_KEY: [bands.fine_up_to, bands.acceptable_up_to]},
        )

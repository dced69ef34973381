"""Sensors that a person has made theirs: how each is called, where it is clipped, whose it is."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from sensorlog.imu import Placement
from sensorlog.logbook.errors import LogbookError
from sensorlog.logbook.open_file import OpenFile
from sensorlog.logbook.people import known_person
from sensorlog.logbook.records import Pairing
from sensorlog.logbook.tables import PairingRow, PersonRow

__all__ = ["Pairings"]

_LONGEST = {"address": 64, "name": 248, "clip_site": 60, "profile_id": 60}
"""248: the longest name of a Bluetooth device, in bytes (Core Specification 5.4, volume 3, part C, 3.2.2.3)."""


class Pairings(OpenFile):
    """Doors to paired sensors."""

    def pairings(self) -> list[Pairing]:
        """Return all pairings, the oldest first, but those of people who were deleted."""
        ordered = (
            select(PairingRow)
            .outerjoin(PersonRow, PersonRow.id == PairingRow.person_id)
            .where(PersonRow.deleted_utc.is_(None))
            .order_by(PairingRow.paired_utc, PairingRow.address)
        )
        with self._reading() as db:
            return [
                Pairing(
                    address=row.address,
                    name=row.name,
                    placement=Placement(row.placement),
                    clip_site=row.clip_site,
                    profile_id=row.profile_id,
                    person_id=row.person_id,
                    paired_utc=datetime.fromisoformat(row.paired_utc),
                )
                for row in db.scalars(ordered)
            ]

    def pair(self, pairing: Pairing) -> None:
        """Keep a pairing; one of the same address is replaced.

        Raises :class:`LogbookError` where a text is empty, too long or unprintable, or the person is not known.
        """
        for name, longest in _LONGEST.items():
            said = getattr(pairing, name)
            if said is not None and (not said or len(said) > longest or not said.isprintable()):
                raise LogbookError(f"sensor {pairing.address[:64]!r}: its {name} {said[:30]!r} cannot be kept")
        with self._writing() as db:
            if pairing.person_id is not None:
                known_person(db, pairing.person_id)
            db.merge(
                PairingRow(
                    address=pairing.address,
                    name=pairing.name,
                    placement=pairing.placement.value,
                    clip_site=pairing.clip_site,
                    profile_id=pairing.profile_id,
                    person_id=pairing.person_id,
                    paired_utc=pairing.paired_utc.astimezone(UTC).isoformat(),
                )
            )

    def unpair(self, address: str) -> bool:
        """Forget a pairing; return whether there was one. Sessions with that sensor stay."""
        with self._writing() as db:
            row = db.get(PairingRow, address)
            if row is not None:
                db.delete(row)
            return row is not None

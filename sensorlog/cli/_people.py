"""Whose log it is: named with --person, or the only one there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sensorlog.logbook import Logbook, Person

__all__ = ["PERSON", "known_person", "person_id_or_all", "person_to_write", "reader"]


def _labels(incomplete: str) -> list[str]:
    """Complete a name; a logbook that cannot be opened completes nothing."""
    from contextlib import closing

    from sensorlog.errors import SensorlogError
    from sensorlog.logbook import Logbook

    try:
        with closing(Logbook()) as logbook:
            return [each.label for each in logbook.people() if each.label.casefold().startswith(incomplete.casefold())]
    except SensorlogError:
        return []


PERSON = typer.Option(
    "", "--person", help="Whose: name or id. Left out: the only person there is.", autocompletion=_labels
)


def known_person(logbook: Logbook, name: str) -> Person:
    """Return who is called so, by name or id. Raises ``BadParameter`` where nobody is."""
    people = logbook.people()
    called = [each for each in people if each.label.casefold() == " ".join(name.split()).casefold()]
    found = called or [each for each in people if each.id == name]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(each.id for each in found)
        raise typer.BadParameter(f"several people are called {name!r}: give an id ({ids})", param_hint="--person")
    there = ", ".join(each.label for each in people) or "nobody yet"
    raise typer.BadParameter(f"nobody is called {name!r}; there are: {there}", param_hint="--person")


def person_id_or_all(logbook: Logbook, name: str) -> str | None:
    """Return whose sets to read: those of the person named, or ``None`` for everybody's."""
    return known_person(logbook, name).id if name.strip() else None


def person_to_write(logbook: Logbook, name: str) -> Person:
    """Return whose entry it is: who is named (entered if new), or the only one there is."""
    people = logbook.people()
    if name.strip():
        by_id = [each for each in people if each.id == name]
        if by_id:
            return by_id[0]
        who = logbook.person_called(name)
        return who if any(each.id == who.id for each in people) else logbook.add_person(who.label)
    if len(people) == 1:
        return people[0]
    if not people:
        raise typer.BadParameter("whose entry is it? Nobody is known yet: give a name", param_hint="--person")
    raise typer.BadParameter(
        f"whose entry is it? There are {', '.join(each.label for each in people)}", param_hint="--person"
    )


def reader(logbook: Logbook, person: str) -> Person:
    """Return whose entries to read: who is named, or the only one there is."""
    return known_person(logbook, person) if person.strip() else person_to_write(logbook, "")

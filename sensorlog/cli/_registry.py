"""What every verb that reads profiles shares: the known profiles, with a word about each that had to be left out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sensorlog.cli._saying import say

if TYPE_CHECKING:
    from sensorlog.profiles import Registry

__all__ = ["open_registry"]


def open_registry(files: Iterable[Path] = ()) -> Registry:
    """Return the shipped profiles, the person's own, and ``files``; say on stderr which of the person's are broken.

    Raises :class:`~sensorlog.profiles.ProfileError` if one of ``files`` is.
    """
    from sensorlog.profiles import Registry

    registry = Registry(files=files)
    for problem in registry.problems:
        say(f"sensorlog: left out: {problem}", err=True)
    return registry

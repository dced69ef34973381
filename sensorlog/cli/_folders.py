"""Folders that a person names to have something written into them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

__all__ = ["make_folder"]


def make_folder(to: Path) -> None:
    """Make the folder for its owner alone. What is wrong with it says whoever writes there, with the file's name."""
    with suppress(OSError):
        to.mkdir(mode=0o700, parents=True, exist_ok=True)

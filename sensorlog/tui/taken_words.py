"""What became of a log that was taken in, or would: the same on the screen and in printed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sensorlog.exchange import Taken

__all__ = ["counted_words"]


def counted_words(taken: Taken) -> str:
    """Return how many parts are new, grown, known already, deleted here, or in conflict."""
    from sensorlog.logbook import Verdict

    words = {
        Verdict.NEW: "new",
        Verdict.GREW: "grown",
        Verdict.SAME: "here already",
        Verdict.GONE: "deleted here",
        Verdict.CONFLICT: "in conflict",
    }
    return ", ".join(f"{number} {word}" for verdict, word in words.items() if (number := len(taken.of(verdict))))

"""What is said while another program keeps the logbook from being written."""

from __future__ import annotations

from collections.abc import Mapping

from sensorlog.session import LogbookWait

__all__ = ["WAIT_WORDS"]

WAIT_WORDS: Mapping[LogbookWait, str] = {
    wait: f"another program has the logbook – {what}"
    for wait, what in {
        LogbookWait.BEGIN: "the session begins, and is recorded, once it is free",
        LogbookWait.KEEP: "recording goes on, the count follows once it is free",
        LogbookWait.END: "all is recorded, and entered once it is free; leave again to finish it another time",
    }.items()
}

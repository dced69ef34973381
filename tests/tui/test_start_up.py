"""The first page is there soon: what it does not show is imported by whoever goes on from it."""

from __future__ import annotations

import subprocess
import sys

NOT_YET = (
    "scipy",
    "vqf",
    "mcap",
    "sensorlog.motion",
    "sensorlog.pipeline",
    "sensorlog.recordings",
    "sensorlog.exchange",
)


LOOK = """
import sys
from sensorlog.tui import app
from sensorlog.tui.screens import today
print([name for name in sys.argv[1:] if name in sys.modules])
"""


def test_the_first_page_needs_no_counter_and_no_recording() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK, *NOT_YET], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

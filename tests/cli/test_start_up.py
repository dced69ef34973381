"""What the shell loads before it does anything."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("scipy", "sqlalchemy", "textual", "bleak", "vqf", "pydantic")
SHOW = (
    "import sys\n"
    "from sensorlog.cli.app import main\n"
    "try:\n    main()\n"
    "finally:\n"
    f"    print('LOADED', [name for name in {HEAVY!r} if name in sys.modules])\n"
)


def test_help_loads_nothing_heavy() -> None:
    run = subprocess.run([sys.executable, "-c", SHOW, "--help"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "Count repetitions" in run.stdout
    assert "LOADED []" in run.stdout


def test_an_unknown_verb_is_wrong_usage() -> None:
    run = subprocess.run([sys.executable, "-m", "sensorlog", "dance"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "dance" in run.stderr
    assert "Traceback" not in run.stderr

"""What the shell loads before it does anything."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sensorlog.cli.app import VERBS

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


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb_loads_nothing_heavy(verb: str) -> None:
    run = subprocess.run([sys.executable, "-c", SHOW, verb, "--help"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert f" {verb} " in run.stdout
    # typer itself loads pydantic to read the options of a verb
    assert run.stdout.splitlines()[-1] in ("LOADED []", "LOADED ['pydantic']")


def test_an_unknown_verb_is_wrong_usage() -> None:
    run = subprocess.run([sys.executable, "-m", "sensorlog", "dance"], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "dance" in run.stderr
    assert "Traceback" not in run.stderr

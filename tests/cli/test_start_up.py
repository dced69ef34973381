"""What the shell loads before it does anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sensorlog.cli.app import VERBS
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook

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


def test_a_verb_of_the_logbook_loads_neither_numpy_nor_alembic(tmp_path: Path) -> None:
    """Each of them is a tenth of a second or more; alembic is for bringing a logbook up to date, once."""
    url = f"sqlite:///{tmp_path / 'log.db'}"
    Logbook(url).close()
    show = (
        "import sys; from sensorlog.cli.app import app; app(sys.argv[1:], standalone_mode=False); "
        "print('LOADED', sorted({'numpy', 'alembic', 'scipy', 'textual', 'bleak'} & set(sys.modules)))"
    )
    for verb in (["people"], ["history"], ["sessions"], ["log", "squat", "-r", "8", "--person", "Ana"], ["pain"]):
        run = subprocess.run(
            [sys.executable, "-c", show, *verb],
            env={**os.environ, DATABASE_URL_VARIABLE: url},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.splitlines()[-1] == "LOADED []", verb

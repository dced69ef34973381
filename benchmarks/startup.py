"""What starting costs: the shell, the first page and a session, as multiples of a Python that does nothing."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from statistics import median

from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook

__all__ = ["STARTS", "Start", "run"]


@dataclass(frozen=True, slots=True)
class Start:
    """A process, by what a person would call it and by what Python is given."""

    name: str
    arguments: tuple[str, ...]


_BARE = Start("python -c pass", ("-c", "pass"))
_SESSION = "from sensorlog.session import open_demo, run_until_stopped; import sensorlog.tui.words"
_PAGE = "from sensorlog.tui.app import SensorlogApp; import sensorlog.tui.screens.today"
STARTS = (
    Start("sensorlog --version", ("-m", "sensorlog", "--version")),
    Start("sensorlog --help", ("-m", "sensorlog", "--help")),
    Start("sensorlog lift --help", ("-m", "sensorlog", "lift", "--help")),
    Start("sensorlog sessions, of an empty logbook", ("-m", "sensorlog", "sessions")),
    Start("what the first page imports", ("-c", _PAGE)),
    Start("what sensorlog demo --no-ui imports", ("-c", _SESSION)),
    Start("  of others: numpy", ("-c", "import numpy")),
    Start("  of others: scipy.signal", ("-c", "import scipy.signal")),
    Start("  of others: sqlalchemy.orm", ("-c", "import sqlalchemy.orm")),
    Start("  of others: textual.app", ("-c", "import textual.app")),
)


def run(rounds: int) -> None:
    """Print how many times the CPU time of a bare Python each start takes: medians of ``rounds``, taken in turns."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/log.db"
        Logbook(url).close()
        environment = {**os.environ, DATABASE_URL_VARIABLE: url}
        spent_s: dict[Start, list[float]] = {start: [] for start in (_BARE, *STARTS)}
        for _ in range(rounds):  # in turns: a machine that changes its speed changes it for all
            for start, each in spent_s.items():
                each.append(_cpu_s(start, environment))
    bare_s = median(spent_s.pop(_BARE))
    print(f"{_BARE.name}: {1e3 * bare_s:.0f} ms of CPU, the median of {rounds}; as multiples of it")
    for start, each in spent_s.items():
        low, high = min(each) / bare_s, max(each) / bare_s
        print(f"{start.name:42s} {median(each) / bare_s:5.1f}   ({low:.1f} to {high:.1f})", flush=True)


def _cpu_s(start: Start, environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)  # os.times counts in hundredths of a second
    subprocess.run([sys.executable, *start.arguments], env=environment, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

"""Runs ``sensorlog import FILE`` for each file that is named, and says what each took.

    python -m tests.exchange.limits PASSPHRASE_FILE FILE...

One process for all: starting the program takes longer than refusing a file. The peak of memory is reset in between.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
import time
from pathlib import Path

ADDRESS_SPACE_BYTES = 3 * 2**30
"""Far above what is allowed: a hostile file must end this process, not the machine."""


def peak_mb() -> float:
    """Of this process alone: what ``getrusage`` says is also the parent's from before it was made."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("this system does not tell")


def main() -> None:
    """Import each file; print exit code, what was said, seconds, peak memory and what is at the desk, as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE_BYTES, ADDRESS_SPACE_BYTES))
    from typer.testing import CliRunner

    from sensorlog.cli.app import app
    from sensorlog.logbook import DATABASE_URL_VARIABLE

    desk = Path(os.environ[DATABASE_URL_VARIABLE].removeprefix("sqlite:///"))
    for name in sys.argv[2:]:
        Path("/proc/self/clear_refs").write_text("5")
        begin = time.process_time()
        result = CliRunner().invoke(app, ["import", name, "--passphrase-file", sys.argv[1]])
        report = {
            "exit_code": result.exit_code,
            "output": result.output,
            "exception": None if isinstance(result.exception, SystemExit | None) else repr(result.exception),
            "seconds": time.process_time() - begin,
            "peak_mb": peak_mb(),
            "desk": {
                path.name: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
                for path in desk.parent.iterdir()
            },
        }
        print(json.dumps(report), flush=True)


if __name__ == "__main__":
    main()

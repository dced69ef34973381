"""``python -m sensorlog``."""

from __future__ import annotations

from sensorlog.cli.app import main

if __name__ == "__main__":
    main()

"""The picture of the live screen in the README: the demo, in the middle of its second set.

``python -m tests.tui.picture`` makes it anew.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from sensorlog.events import SessionEvent
from sensorlog.session import LiveSession
from sensorlog.session.openings import DEMO_KEYS, demo_motions
from sensorlog.simulate import packets
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.live import LiveScreen
from sensorlog.tui.widgets.count import BigCount
from tests.tui.scene import PROFILE, staged

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "live.svg"
SIZE = (132, 36)
FROM_S, TO_S = 72.0, 94.0
WANTED = "5?"


async def picture() -> str:
    """Return the screen as SVG when it shows the fifth rep of the second set, not sure yet."""
    keys = [SessionEvent(0, kind, None, data) for kind, data in DEMO_KEYS]
    with TemporaryDirectory() as folder:
        session, source, _ = staged(Path(folder), [*keys, *packets(demo_motions(), PROFILE)])

        async def opening() -> LiveSession:
            return session

        app = SensorlogApp(opening)
        async with app.run_test(size=SIZE) as pilot:
            while not isinstance(app.screen, LiveScreen):
                await pilot.pause(0.05)
            for t_s in np.arange(FROM_S, TO_S, 0.2):
                source.play_to(float(t_s))
                while session.now_s < t_s - 1e-6:
                    await pilot.pause(0.05)
                await pilot.pause(0.15)
                if app.screen.query_one(BigCount).view.text == WANTED:
                    return app.export_screenshot(title="sensorlog")
    raise RuntimeError(f"the demo does not show {WANTED} between {FROM_S:g} and {TO_S:g} s: change what is waited for")


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(asyncio.run(picture()), encoding="utf-8")
    sys.stdout.write(f"{PICTURE.name}: made anew; look at it\n")


if __name__ == "__main__":
    main()

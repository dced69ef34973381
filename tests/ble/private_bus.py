"""A D-Bus daemon of our own: no root, no system bus."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from unittest import mock

_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""


@asynccontextmanager
async def private_bus() -> AsyncIterator[str]:
    """Yield its address; while entered, it is what programs take for the system bus."""
    with tempfile.TemporaryDirectory(prefix="bus-") as folder:
        config = Path(folder) / "bus.conf"
        config.write_text(_CONFIG.format(path=Path(folder) / "bus"), encoding="utf-8")
        daemon = await asyncio.create_subprocess_exec(
            "dbus-daemon",
            "--nofork",
            "--nopidfile",
            "--print-address",
            f"--config-file={config}",
            stdout=asyncio.subprocess.PIPE,
        )
        assert daemon.stdout is not None
        address = (await daemon.stdout.readline()).decode().strip()
        try:
            with mock.patch.dict(os.environ, {"DBUS_SYSTEM_BUS_ADDRESS": address}):
                yield address
        finally:
            with suppress(ProcessLookupError):
                daemon.terminate()
            await daemon.communicate()

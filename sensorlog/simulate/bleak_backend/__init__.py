"""A bleak backend over bumble: code that uses bleak talks to a :class:`VirtualRadio` without knowing.

Works on every platform and needs no Bluetooth. :func:`installed` puts it in the place of the platform's own backend.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial

import bleak

from sensorlog.simulate.bleak_backend.adapter import VirtualAdapter
from sensorlog.simulate.bleak_backend.client import PROPERTY_NAMES, VirtualClient
from sensorlog.simulate.bleak_backend.scanner import VirtualScanner
from sensorlog.simulate.radio import VirtualRadio

__all__ = ["PROPERTY_NAMES", "installed"]


@contextlib.contextmanager
def installed(radio: VirtualRadio) -> Iterator[None]:
    """While entered, every ``BleakScanner`` and ``BleakClient`` of this process uses ``radio``."""
    adapter = VirtualAdapter(radio.central)
    ours: dict[str, type] = {
        "get_platform_scanner_backend_type": type("VirtualScanner", (VirtualScanner,), {"adapter": adapter}),
        "get_platform_client_backend_type": type("VirtualClient", (VirtualClient,), {"adapter": adapter}),
    }
    theirs = {name: getattr(bleak, name) for name in ours}
    for name, backend in ours.items():
        setattr(bleak, name, partial(_named, backend))
    try:
        yield
    finally:
        for name, function in theirs.items():
            setattr(bleak, name, function)
        adapter.close()


def _named(backend: type) -> tuple[type, str]:
    return backend, "virtual"

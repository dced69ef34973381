"""Where a sensor sits, as the items of a session say it."""

from __future__ import annotations

from collections.abc import Mapping

from sensorlog.events import JsonValue
from sensorlog.imu import Placement, Role

__all__ = ["MAX_CLIP_SITE_LENGTH", "is_clip_site", "role_of"]

MAX_CLIP_SITE_LENGTH = 40


def is_clip_site(said: object) -> bool:
    """Say whether ``said`` can be a clip site: some printable letters."""
    return isinstance(said, str) and 0 < len(said) <= MAX_CLIP_SITE_LENGTH and said.isprintable()


def role_of(data: Mapping[str, JsonValue]) -> Role:
    """Return the role that the ``data`` of a session event, from anywhere, tells; what makes no sense is left out."""
    placement, clip_site = data.get("placement"), data.get("clip_site")
    return Role(
        Placement(str(placement)) if placement in list(Placement) else Placement.UNKNOWN,
        str(clip_site) if is_clip_site(clip_site) else None,
    )

"""Where sensors are clipped: the usual places, and reading what a person types of them."""

from __future__ import annotations

from sensorlog.imu import Placement, Role
from sensorlog.session.errors import SessionError

__all__ = ["ROLES", "parse_role", "role_words"]

ROLES: tuple[Role, ...] = (
    Role(Placement.TRUNK, "sternum"),
    Role(Placement.TRUNK, "T12"),
    Role(Placement.PELVIS, "sacrum"),
    Role(Placement.WRIST, "left wrist"),
    Role(Placement.WRIST, "right wrist"),
    Role(Placement.UPPER_ARM, "left upper arm"),
    Role(Placement.UPPER_ARM, "right upper arm"),
    Role(Placement.THIGH, "left thigh"),
    Role(Placement.THIGH, "right thigh"),
    Role(Placement.SHANK, "left shank"),
    Role(Placement.SHANK, "right shank"),
    Role(Placement.BAR, "bar"),
    Role(Placement.DUMBBELL, "left dumbbell"),
    Role(Placement.DUMBBELL, "right dumbbell"),
    Role(),
)
"""The usual ones, from the trunk outwards; the last one is not to know."""

_T12 = "T12 (at the back, where the ribs end)"


def role_words(role: Role) -> str:
    """Return what people call a role: ``trunk, sternum``; ``left wrist`` says already that it is a wrist."""
    where = role.placement.value.replace("_", " ")
    if role.clip_site is None:
        return "not known where" if role.placement is Placement.UNKNOWN else where
    site = _T12 if role.clip_site == "T12" else role.clip_site
    return site if where in site or role.placement is Placement.UNKNOWN else f"{where}, {site}"


def parse_role(text: str, clip_site: str = "") -> Role:
    """Read a placement (``trunk``, ``upper arm``) or one of the usual clip sites (``sternum``, ``left wrist``).

    ``clip_site`` may say more exactly where, in any words; empty where it was not said. Raises :class:`SessionError`
    that names what there is.
    """
    words = _plain(text)
    role = next((role for role in ROLES if words in (_plain(role.clip_site or ""), role.placement.value)), None)
    if role is None or not words:
        raise SessionError(f"{text!r} is no place for a sensor; there are {', '.join(_names())}")
    if words == role.placement.value and role.clip_site != words:
        role = Role(role.placement)
    return Role(role.placement, _clip_site(clip_site, role)) if clip_site.strip() else role


def _clip_site(text: str, role: Role) -> str:
    from sensorlog.pipeline import is_clip_site  # the counter, with all it needs, is not wanted for a role in words

    site = " ".join(text.split())
    if not is_clip_site(site):
        raise SessionError(f"{text[:30]!r} is no clip site: type a few letters, such as sternum")
    usual = {_plain(known.clip_site): known for known in ROLES if known.clip_site is not None}
    known = usual.get(_plain(site))
    if known is not None and known.placement is not role.placement:
        raise SessionError(f"{site!r} is no place of the {role.placement.value}: choose one of the two")
    return site.casefold() if known is None or known.clip_site is None else known.clip_site


def _names() -> list[str]:
    placements = [placement.value for placement in Placement]
    return [*placements, *(role.clip_site for role in ROLES if role.clip_site and role.clip_site not in placements)]


def _plain(text: str) -> str:
    return "_".join(text.replace("-", " ").replace("_", " ").casefold().split())

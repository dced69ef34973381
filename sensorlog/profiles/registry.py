"""Which profiles there are: shipped ones, the user's own, and files named on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import platformdirs

from sensorlog.profiles.errors import ProfileError
from sensorlog.profiles.load import load_profile
from sensorlog.profiles.schema import Profile
from sensorlog.resources import firmware_profiles_dir

__all__ = ["Registry", "user_profiles_dir"]

_MAX_FILES = 500
_CRITERION_WEIGHT = {"services": 4, "manufacturers": 2, "names": 1}
"""A service of 128 bits is nobody else's; a company makes several things; a name is anybody's."""


def user_profiles_dir() -> Path:
    """Where a person's own profiles lie."""
    return Path(platformdirs.user_config_dir("sensorlog")) / "firmware_profiles"


class Registry:
    """All profiles by id; a later one with the same id replaces an earlier one (shipped, user's folder, files).

    A broken file in a folder is left out and kept in ``problems``; a broken one of ``files`` raises
    :class:`ProfileError`, because somebody asked for it by name.
    """

    def __init__(self, folders: Sequence[Path] | None = None, files: Iterable[Path] = ()) -> None:
        """``folders=None``: the shipped profiles, then the user's own."""
        self.problems: list[ProfileError] = []
        self._profiles: dict[str, Profile] = {}
        for folder in (firmware_profiles_dir(), user_profiles_dir()) if folders is None else folders:
            for path in sorted(folder.glob("*.toml"))[:_MAX_FILES]:
                try:
                    self._add(load_profile(path))
                except ProfileError as error:
                    self.problems.append(error)
        for path in files:
            self._add(load_profile(path))

    def _add(self, profile: Profile) -> None:
        self._profiles.pop(profile.id, None)
        self._profiles[profile.id] = profile

    def add(self, profile: Profile) -> None:
        """Let this profile (out of a recording, for instance) take the place of any with its id."""
        self._add(profile)

    def all(self) -> list[Profile]:
        """Every profile, sorted by id."""
        return sorted(self._profiles.values(), key=lambda profile: profile.id)

    def get(self, profile_id: str) -> Profile:
        """Return the profile of that id. Raises :class:`ProfileError` that names those there are."""
        try:
            return self._profiles[profile_id]
        except KeyError:
            there = ", ".join(sorted(self._profiles)) or "none"
            raise ProfileError(f"there is no profile {profile_id!r}; there are: {there}") from None

    def match(
        self, name: str | None, service_uuids: Iterable[str] = (), manufacturer_data: Mapping[int, bytes] | None = None
    ) -> Profile | None:
        """Return the profile that fits an advertisement best; of equals, the one that was added last."""
        services = {uuid.lower() for uuid in service_uuids}
        best, best_score = None, 0
        for profile in self._profiles.values():
            score = _score(profile, name or "", services, manufacturer_data or {})
            if score and score >= best_score:
                best, best_score = profile, score
        return best


def _score(profile: Profile, name: str, services: set[str], manufacturers: Mapping[int, bytes]) -> int:
    match = profile.match
    met = {
        "services": any(uuid in services for uuid in match.services),
        "manufacturers": any(company in manufacturers for company in match.manufacturers),
        "names": any(fnmatchcase(name.lower(), pattern.lower()) for pattern in match.names),
    }
    if match.require == "all" and any(getattr(match, kind) and not met[kind] for kind in met):
        return 0
    return sum(_CRITERION_WEIGHT[kind] for kind, is_met in met.items() if is_met)

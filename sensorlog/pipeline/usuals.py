"""The usual trunk motion of one person, for every exercise and clip site that is known of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sensorlog.imu import Placement, Role
from sensorlog.motion import Usual, UsualRep
from sensorlog.pipeline.roles import role_of

__all__ = ["Recall", "Usuals", "UsualsOf"]

_Key = tuple[str | None, Role]
Recall = Callable[[str | None, Role], Usual]
"""Looks up what was usual before, by exercise and role."""
_MOST = 1000


class Usuals:
    """What is usual, by exercise (``None``: unlabelled) and role.

    One that ``grows`` learns from the first good reps on; another stays as it was given, so that slow change shows.
    ``recall`` is asked once for each exercise and role that is trained.
    """

    def __init__(self, *, grows: bool = False, recall: Recall | None = None) -> None:
        self.grows = grows
        self.learnt: list[tuple[str | None, Role, UsualRep]] = []
        """What was taken as usual since, in its order."""
        self._recall = recall
        self._known: dict[_Key, Usual] = {}

    def __bool__(self) -> bool:
        return bool(self._known)

    def of(self, exercise: str | None, role: Role) -> Usual:
        """Give the usual reps; none are known at first."""
        if self._recall is not None and (exercise, role) not in self._known and len(self._known) < _MOST:
            self._known[exercise, role] = self._recall(exercise, role)
        return self._known.get((exercise, role), Usual())

    def learn(self, exercise: str | None, role: Role, rep: UsualRep) -> None:
        """Take one more rep as usual."""
        usual = self.of(exercise, role)
        if (exercise, role) in self._known or len(self._known) < _MOST:
            self._known[exercise, role] = usual.with_rep(rep)
            self.learnt.append((exercise, role, rep))

    def forget(self, exercise: str | None, role: Role) -> None:
        """Start anew."""
        self._known.pop((exercise, role), None)

    def as_json(self) -> list[dict[str, Any]]:
        """Give what :meth:`from_json` reads: plain lists, numbers and text."""
        return [
            {"exercise": exercise, "placement": role.placement.value, "clip_site": role.clip_site, **usual.as_json()}
            for (exercise, role), usual in self._known.items()
        ]

    @classmethod
    def from_json(cls, said: Any, *, grows: bool = False) -> Usuals:
        """Read what :meth:`as_json` wrote. Raises ``ValueError`` for what is none."""
        usuals = cls(grows=grows)
        if not isinstance(said, list) or len(said) > _MOST:
            raise ValueError("this is no list of usual movements")
        for each in said:
            role = role_of(each) if isinstance(each, dict) else Role()
            if role.placement is Placement.UNKNOWN or not isinstance(each.get("exercise"), str | None):
                raise ValueError("a usual movement is of no known placement, or of an exercise without a name")
            usuals._known[each["exercise"], role] = Usual.from_json(each)
        return usuals


UsualsOf = Callable[[str | None], Usuals]
"""Gives the usual of a person by id; ``None``: nobody was named."""

"""A screen whose keys, key bar, palette and help come from the registry of actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.actions import parse
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.events import ScreenResume
from textual.screen import ModalScreen, Screen

from sensorlog.tui.actions import Action, actions_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar, KeyCell

__all__ = ["RegisteredModal", "RegisteredScreen", "bindings_of", "is_allowed", "registered_name"]

T = TypeVar("T")


def bindings_of(screen: str) -> list[BindingType]:
    """Return the keys of a screen as Textual binds them."""
    return [
        Binding(
            ",".join(action.keys), action.handler, action.title or action.label, show=False, priority=action.priority
        )
        for action in actions_of(screen)
    ]


def registered_name(screen: Screen[Any]) -> str:
    """Return the name under which a screen's actions are registered; empty where it has none."""
    return getattr(screen, "REGISTERED_AS", "")


def is_allowed(screen: Screen[Any], action: Action) -> bool:
    """Say whether an action can be done now."""
    namespace, name, parameters = parse(action.handler)
    target = screen.app if namespace == "app" else screen
    return target.check_action(name, parameters) is True


class _Registered(Screen[T]):
    """What both kinds of screen can do with their actions."""

    REGISTERED_AS: ClassVar[str]
    _late: tuple[T | None] | None = None
    """What it was to be dismissed with while another screen lay over it."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave this screen once, also where a second key comes before it has gone, or another one lies over it.

        Textual takes away whatever screen is on top, and ends the app where that is the last one.
        """
        if self.app.screen is self:
            return super().dismiss(result)
        self._late = (result,)
        return AwaitComplete()

    @on(ScreenResume)
    def _leave_late(self) -> None:
        if self._late is not None:
            super().dismiss(*self._late)

    def show_keys(self, labels: Mapping[str, str] | None = None) -> None:
        """Fill the key bar; ``labels`` are those that depend on what is going on, an empty one leaves the key out."""
        self.query_one(KeyBar).keys = tuple(
            KeyCell(action, (labels or {}).get(action.id, action.label), is_allowed(self, action))
            for action in actions_of(registered_name(self))
            if action.label and (labels or {}).get(action.id, action.label)
        )


class RegisteredScreen(_Registered[T]):
    """A whole screen. Subclasses set ``REGISTERED_AS`` and ``BINDINGS = bindings_of(…)``."""


class RegisteredModal(ModalScreen[T], _Registered[T]):
    """A screen over another one, as :class:`RegisteredScreen`. Styles are inherited from the first base alone."""

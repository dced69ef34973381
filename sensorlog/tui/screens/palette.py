"""The screen's actions in the command palette."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from sensorlog.tui.actions import Action, actions_of, key_names
from sensorlog.tui.screens.registered import is_allowed, registered_name

__all__ = ["ActionCommands"]


class ActionCommands(Provider):
    """Offers what can be done on the screen at the moment."""

    async def discover(self) -> Hits:
        for action in self._allowed():
            yield DiscoveryHit(_title(action), self._run(action), help=action.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for action in self._allowed():
            if (score := matcher.match(f"{_title(action)} {action.help}")) > 0:
                yield Hit(score, matcher.highlight(_title(action)), self._run(action), help=action.help)

    def _allowed(self) -> list[Action]:
        return [
            action
            for action in actions_of(registered_name(self.screen))
            if action.title and is_allowed(self.screen, action)
        ]

    def _run(self, action: Action) -> Callable[[], Awaitable[None]]:
        return partial(self.screen.run_action, action.handler)


def _title(action: Action) -> str:
    return f"{action.title} ({key_names(action)[0]})"

"""What a person can do, and where: the one list that keys, key bars, command palette and help all read."""

from sensorlog.tui.actions.action import Action, key_names
from sensorlog.tui.actions.asking import ASKING
from sensorlog.tui.actions.everywhere import EVERYWHERE, PLACES, Place
from sensorlog.tui.actions.lifting import LIFTING
from sensorlog.tui.actions.pages import PAGES

__all__ = ["ACTIONS", "PLACES", "Action", "Place", "actions_of", "key_names"]

ACTIONS: tuple[Action, ...] = (*LIFTING, *PAGES, *ASKING, *EVERYWHERE)


def actions_of(screen: str) -> tuple[Action, ...]:
    """Return what can be done on a screen, in the order in which key bar and help list it."""
    return tuple(action for action in ACTIONS if screen in action.screens)

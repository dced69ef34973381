"""What an action is."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Action", "key_names"]

_KEY_NAMES = {
    "plus": "+",
    "minus": "−",
    "equals_sign": "=",
    "question_mark": "?",
    "slash": "/",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "full_stop": ".",
    "comma": ",",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "delete": "del",
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do on one or several screens."""

    id: str
    """Without ``does`` also the name of the screen's ``action_<id>`` method."""
    keys: tuple[str, ...]
    """As Textual calls them; the first one stands in the key bar."""
    label: str
    """Two words at most, for the key bar; empty: it does not stand there."""
    title: str
    """What the command palette lists; empty: it makes no sense there."""
    help: str
    """One or two sentences."""
    screens: tuple[str, ...]
    """Where the keys work: names of screens (their ``REGISTERED_AS``)."""
    does: str = ""
    """Textual's name of the handler, such as ``app.go('sessions')``; empty: the screen's own method."""
    records: bool = False
    """It becomes part of the recording: not to be had while a recording is replayed."""
    priority: bool = False
    """The key goes before whatever has the focus."""

    @property
    def handler(self) -> str:
        """What Textual is to call."""
        return self.does or self.id


def key_names(action: Action) -> list[str]:
    """Names of the action's keys as people read them on a keyboard."""
    return [_KEY_NAMES.get(key, key) for key in action.keys]

"""What a person can do on the live screen: the one list that keys, key bar, command palette and help all read."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ACTIONS", "Action", "key_names"]

_KEY_NAMES = {"plus": "+", "minus": "−", "equals_sign": "=", "question_mark": "?"}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. ``id`` is also the name of the live screen's ``action_<id>`` method."""

    id: str
    keys: tuple[str, ...]
    """As Textual calls them; the first one stands in the key bar."""
    label: str
    """Two words at most, for the key bar."""
    title: str
    """What the command palette lists."""
    help: str
    """One or two sentences."""
    records: bool = True
    """It becomes part of the recording: not to be had while a recording is replayed."""


def key_names(action: Action) -> list[str]:
    """Names of the action's keys as people read them on a keyboard."""
    return [_KEY_NAMES.get(key, key) for key in action.keys]


ACTIONS: tuple[Action, ...] = (
    Action(
        "toggle_set",
        ("space", "enter"),
        "set",
        "Start or end a set",
        "Start a set, or end the one that is open. Sets are found without it, too.",
    ),
    Action("rep_add", ("plus", "equals_sign"), "rep", "Add a rep", "Add a rep that the sensor missed."),
    Action("rep_remove", ("minus",), "rep", "Remove a rep", "Take the last rep back."),
    Action("load", ("l",), "load", "Set the load", "Type the load, such as 60 or 135 lb. It stays for the next sets."),
    Action(
        "exercise",
        ("e",),
        "exercise",
        "Name the exercise",
        "Type the exercise. It stays for the next sets; without one a set is saved as unlabelled.",
    ),
    Action(
        "toggle_pause",
        ("p",),
        "pause",
        "Pause or resume counting",
        "Stop counting, or go on. The recording goes on either way.",
    ),
    Action(
        "role",
        ("r",),
        "place",
        "Move a sensor",
        "Say where a sensor sits from now on. A set that it has open ends; the next one has the new place.",
    ),
    Action("note", ("n",), "note", "Write a note", "Write a note into the session."),
    Action("person", ("w",), "who", "Say who is lifting", "Say who is lifting."),
    Action("help", ("question_mark",), "help", "Show the keys", "Show what each key does.", records=False),
    Action("quit", ("q",), "quit", "End the session", "End the session. Asks first when a set is open.", records=False),
)

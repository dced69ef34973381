"""Actions while a session runs."""

from __future__ import annotations

from sensorlog.tui.actions.action import Action

__all__ = ["LIFTING"]

_LIVE = ("live",)

LIFTING: tuple[Action, ...] = (
    Action(
        "toggle_set",
        ("space", "enter"),
        "set",
        "Start or end a set",
        "Start a set, or end the one that is open. Sets are found without it, too.",
        _LIVE,
        records=True,
    ),
    Action(
        "rep_add", ("plus", "equals_sign"), "rep", "Add a rep", "Add a rep that the sensor missed.", _LIVE, records=True
    ),
    Action("rep_remove", ("minus",), "rep", "Remove a rep", "Take the last rep back.", _LIVE, records=True),
    Action(
        "load",
        ("l",),
        "load",
        "Set the load",
        "Type the load, such as 60 or 135 lb. It stays for the next sets.",
        _LIVE,
        records=True,
    ),
    Action(
        "exercise",
        ("e",),
        "exercise",
        "Name the exercise",
        "Type the exercise. It stays for the next sets; without one a set is saved as unlabelled.",
        _LIVE,
        records=True,
    ),
    Action(
        "toggle_pause",
        ("p",),
        "pause",
        "Pause or resume counting",
        "Stop counting, or go on. The recording goes on either way.",
        _LIVE,
        records=True,
    ),
    Action(
        "role",
        ("r",),
        "place",
        "Move a sensor",
        "Say where a sensor sits from now on. A set that it has open ends; the next one has the new place.",
        _LIVE,
        records=True,
    ),
    Action("note", ("n",), "note", "Write a note", "Write a note into the session.", _LIVE, records=True),
    Action("person", ("w",), "who", "Say who is lifting", "Say who is lifting.", _LIVE, records=True),
    Action("end", ("q",), "quit", "End the session", "End the session. Asks first when a set is open.", _LIVE),
)

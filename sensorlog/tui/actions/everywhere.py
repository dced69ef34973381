"""Actions of every screen that is a place: going elsewhere, help, all commands, leaving."""

from __future__ import annotations

from dataclasses import dataclass

from sensorlog.tui.actions.action import Action

__all__ = ["EVERYWHERE", "PLACES", "Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the app that the bar at the top leads to."""

    id: str
    """Textual's mode of the same name."""
    key: str
    name: str
    help: str


PLACES: tuple[Place, ...] = (
    Place("today", "1", "Today", "What your program asks for, your sensors, your last session."),
    Place("lift", "2", "Lift", "Count live, watch the demo, or replay a recording."),
    Place("sessions", "3", "Sessions", "What was lifted: look into it, correct it, see it again."),
    Place("progress", "4", "Progress", "Load, volume, velocity, range and pain of an exercise over the weeks."),
    Place("people", "5", "People", "Who lifts here, and who lifts now."),
    Place("sensors", "6", "Sensors", "Your sensors and those near: names, places, signal, battery."),
    Place("settings", "7", "Settings", "Units, colours, sounds, questions, plates."),
)

_PAGES = ("today", "start", "sessions", "session", "progress", "people", "sensors", "settings")
"""Screens that are no session."""
_INNER = ("session",)
"""Pages that lie over another one, to which ``q`` leads back."""
_SESSIONS = ("live", "rest", "replay")
"""Screens of a session that runs. ``q`` ends the session there, which is theirs to say."""

EVERYWHERE: tuple[Action, ...] = (
    *(
        Action(
            f"go_{place.id}",
            (place.key,),
            "",
            f"Go to {place.name}",
            place.help,
            (*_PAGES, *_SESSIONS),
            does=f"app.go('{place.id}')",
        )
        for place in PLACES
    ),
    Action(
        "help",
        ("question_mark",),
        "help",
        "Show the keys",
        "Show what each key does here.",
        (*_PAGES, *_SESSIONS),
        does="app.help",
    ),
    *(
        Action("palette", ("ctrl+p",), label, "", "Search all that can be done here.", screens, does="app.palette")
        for label, screens in (("commands", _PAGES), ("", _SESSIONS))  # nobody types a search between two reps
    ),
    Action(
        "quit",
        ("q",),
        "quit",
        "Leave sensorlog",
        "Leave sensorlog.",
        tuple(page for page in _PAGES if page not in _INNER),
        does="app.leave",
    ),
    Action(
        "leave",
        ("ctrl+c",),
        "",
        "",
        "End what is open as its own key for it would, so that nothing is lost.",
        (*_PAGES, *_SESSIONS),
        does="app.leave",
        priority=True,
    ),
    Action(
        "suspend",
        ("ctrl+z",),
        "",
        "",
        "Go back to the shell for a while; fg comes back. A session goes on as if the sensors had been out of reach.",
        (*_PAGES, *_SESSIONS),
        does="app.suspend_process",
        priority=True,
    ),
)

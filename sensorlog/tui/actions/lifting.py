"""Actions while a session runs, or is looked at again."""

from __future__ import annotations

from sensorlog.tui.actions.action import Action

__all__ = ["LIFTING"]

_LIVE, _REST, _BOTH, _REPLAY = ("live",), ("rest",), ("live", "rest"), ("replay",)

_LIFT = (
    Action(
        "toggle_set",
        ("space", "enter"),
        "set",
        "Start or end a set",
        "Start a set, or end the one that is open. Sets are found without it, too. Before a hold it counts down first.",
        _LIVE,
        records=True,
    ),
    Action(
        "rep_add", ("plus", "equals_sign"), "rep", "Add a rep", "Add a rep that the sensor missed.", _LIVE, records=True
    ),
    Action("rep_remove", ("minus",), "rep", "Remove a rep", "Take the last rep back.", _LIVE, records=True),
    Action(
        "toggle_pause",
        ("p",),
        "pause",
        "Pause or go on",
        "Stop counting, or go on with the same set: the time between is no part of it. The recording goes on.",
        _LIVE,
        records=True,
    ),
    Action(
        "split",
        ("s",),
        "new set",
        "Go on with a new set",
        "After a pause: the set ended where the pause began, and what follows is a new one.",
        _LIVE,
        records=True,
    ),
)

_RESTING = (
    Action("less", ("left", "minus"), "less", "One less", "Correct the last set.", _REST, records=True),
    Action(
        "more",
        ("right", "plus", "equals_sign"),
        "more",
        "One more",
        "Correct the last set.",
        _REST,
        records=True,
    ),
    Action(
        "log",
        ("l",),
        "log",
        "Log the set",
        "Load, and effort where you want to be asked for it: enter takes the load that is offered, a digit the effort.",
        _REST,
        records=True,
    ),
    Action(
        "next_set",
        ("enter", "escape"),
        "next set",
        "Go on to the next set",
        "Take exercise and load of the next set of your program, and go on. A set that you begin is found without it.",
        _REST,
    ),
    Action("start_set", ("space",), "start set", "Start a set", "Start a set now, by hand.", _REST, records=True),
    Action(
        "pain",
        ("a",),
        "pain",
        "Note pain, 0 to 10",
        "How much it hurt in the last set, from 0 (none) to 10. It is kept in your diary.",
        _REST,
        records=True,
    ),
    Action("warm_up", ("m",), "warm-up", "Mark as warm-up", "The last set was a warm-up, or not.", _REST, records=True),
)

_SESSION = (
    Action(
        "hurts",
        ("h",),
        "new pain",
        "New or worse pain",
        "Pain that is new or has got worse: ends the set and says what to do.",
        _BOTH,
        records=True,
    ),
    Action(
        "discard",
        ("x",),
        "no set",
        "Discard the set",
        "What was counted was no set. Undo brings it back.",
        _BOTH,
        records=True,
    ),
    Action("undo", ("u",), "undo", "Undo", "Take back what you entered last.", _BOTH, records=True),
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
        _BOTH,
        records=True,
    ),
    Action(
        "target",
        ("t",),
        "target",
        "Set the target",
        "Reps or seconds, tempo, when to stop, and the rest: 8 3-1 20% rest 90.",
        _BOTH,
    ),
    Action("note", ("n",), "note", "Write a note", "Write a note into the session.", _BOTH, records=True),
    Action(
        "role",
        ("r",),
        "place",
        "Move a sensor",
        "Say where a sensor sits from now on. A set that it has open ends; the next one has the new place.",
        _BOTH,
        records=True,
    ),
    Action(
        "calibrate",
        ("c",),
        "calibrate",
        "Calibrate: stand still",
        "Stand upright and still for 3 seconds: what the trunk's inclination is measured against. Without it the first "
        "time that you stand still counts.",
        _LIVE,
        records=True,
    ),
    Action("person", ("w",), "who", "Say who is lifting", "Say who is lifting.", _BOTH, records=True),
    Action("end", ("q",), "quit", "End the session", "End the session. Asks first when a set is open.", _BOTH),
)

_REPLAYING = (
    Action(
        "play",
        ("space", "p"),
        "stop",
        "Stop or play",
        "Let the recording stand still, or go on; at its end, play it again.",
        _REPLAY,
    ),
    Action("rep_before", ("left",), "rep", "Back one rep", "Go back to the rep before.", _REPLAY),
    Action("rep_after", ("right",), "rep", "On to the next rep", "Go on to where the next rep is counted.", _REPLAY),
    Action("set_before", ("up",), "set", "Back one set", "Go to where the set begins, or the one before.", _REPLAY),
    Action("set_after", ("down",), "set", "On to the next set", "Go to the beginning of the next set.", _REPLAY),
    Action("step_back", ("comma",), "step", "Step back", "Go back a tenth of a second, and stand still.", _REPLAY),
    Action("step", ("full_stop",), "step", "Step", "Go on a tenth of a second, and stand still.", _REPLAY),
    Action("slower", ("minus",), "slower", "Slower", "Half as fast, down to a quarter.", _REPLAY),
    Action("faster", ("plus", "equals_sign"), "faster", "Faster", "Twice as fast, up to sixteen times.", _REPLAY),
    Action("end", ("q", "escape"), "leave", "Leave the replay", "Leave the replay. Nothing of it was kept.", _REPLAY),
)

_ASKING = (
    Action("back", ("escape",), "back", "", "Leave it as it is.", ("set_load", "pain", "effort"), does="dismiss(None)"),
    Action("skip", ("enter",), "skip", "", "Leave it open.", ("pain", "effort"), does="dismiss(None)"),
)

LIFTING: tuple[Action, ...] = (*_LIFT, *_RESTING, *_SESSION, *_REPLAYING, *_ASKING)

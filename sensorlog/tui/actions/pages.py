"""Actions of the pages, each on its own."""

from __future__ import annotations

from sensorlog.tui.actions.action import Action

__all__ = ["PAGES"]

_TODAY = (
    Action(
        "lift",
        ("space", "enter"),
        "lift",
        "Begin to lift",
        "Take your own sensors and count. Where none is remembered, choose one first.",
        ("today",),
    ),
    Action("demo", ("d",), "demo", "Watch the demo", "A virtual lifter, apart from your log.", ("today",)),
)

_LOGGING = (
    Action(
        "by_hand",
        ("o",),
        "log",
        "Log without a sensor",
        "Enter sets, holds, stretches or a warm-up that no sensor saw.",
        ("today",),
    ),
    Action("program", ("g",), "program", "Begin or end a program", "Follow a program of weeks, or end it.", ("today",)),
)

_SESSIONS = (
    Action("open", ("enter",), "open", "Open the session", "Look into the marked session.", ("sessions",)),
    Action("filter", ("slash",), "filter", "Look for an exercise", "List sessions with an exercise.", ("sessions",)),
    Action("all", ("escape",), "", "List all sessions", "Leave the search.", ("sessions",)),
    Action("more", ("m",), "more", "Show older sessions", "Read the next page of older ones.", ("sessions",)),
    Action("demos", ("d",), "demo's", "Show the demo's sessions", "Those of the demo are kept apart.", ("sessions",)),
    Action("delete", ("x",), "delete", "Delete the session", "Leave it out of lists and trends.", ("sessions",)),
    Action(
        "deleted",
        ("t",),
        "deleted",
        "Show deleted sessions",
        "To have them back.",
        ("sessions",),
    ),
)

_SHARING = (
    Action(
        "send",
        ("p",),
        "send",
        "Send sessions as a package",
        "One session, the last weeks or everything in one file, with recordings and a passphrase if you like.",
        ("sessions", "session"),
    ),
    Action(
        "import",
        ("i",),
        "import",
        "Take in what others sent",
        "Packages, plans of therapists, session logs, recordings, folders: you see first what would come.",
        ("sessions", "people"),
        does="take_in",
    ),
)

_SESSION = (
    Action("rep_add", ("plus", "equals_sign"), "rep", "Add a rep", "Add a rep that the sensor missed.", ("session",)),
    Action("rep_remove", ("minus",), "rep", "Take the rep out", "The marked rep does not count.", ("session",)),
    Action("split", ("s",), "split", "Cut the set in two", "The marked rep begins another set.", ("session",)),
    Action("merge", ("m",), "join", "Join the next set", "The next set of the sensor is part of this.", ("session",)),
    *(
        Action(action_id, (key,), label, title, text, ("session",), does=f"say_of_set('{action_id}')")
        for action_id, key, label, title, text in (
            ("reps", "c", "count", "Say how many reps count", "Whatever was sensed; of a hold, its seconds."),
            ("exercise", "e", "exercise", "Relabel the set", "Say what exercise it was."),
            ("load", "l", "load", "Change the load", "Say with what load it was."),
            ("effort", "f", "effort", "Say how hard it was", "From 0 to 10, or how many reps were left."),
            ("side", "d", "side", "Say which side worked", "Left, right or both."),
            ("equipment", "g", "gear", "Say what it was done with", "Barbell, dumbbells, machine, band, body weight."),
            ("warm_up", "w", "warm-up", "Warm-up or working set", "A warm-up counts for no record."),
            ("whose", "v", "whose set", "Move the set to somebody", "Say whose set it was."),
            ("delete", "x", "no set", "This was no set", "Leave the set out."),
        )
    ),
    Action(
        "person", ("o",), "whose session", "Move the session to somebody", "Say whose session it was.", ("session",)
    ),
    Action("note", ("n",), "note", "Write a note", "It is kept with the marked set.", ("session",)),
    Action("undo", ("u",), "undo", "Take the last entry back", "Step by step, as far as you like.", ("session",)),
    Action("replay", ("r",), "replay", "See it again", "Play the recording through the live screen.", ("session",)),
    Action("back", ("escape", "q"), "back", "", "Back to the list.", ("session",), does="dismiss(None)"),
)

_PROGRESS = (
    Action("next", ("right_square_bracket", "right"), "next", "Next exercise", "The next exercise.", ("progress",)),
    Action(
        "previous", ("left_square_bracket", "left"), "previous", "Previous exercise", "The one before.", ("progress",)
    ),
    Action(
        "reanalyze",
        ("a",),
        "count anew",
        "Count older sessions anew",
        "With today's counter, from their recordings. Your corrections stay.",
        ("progress",),
    ),
    Action("stop", ("escape",), "stop", "", "Stop after the step that is going on.", ("working", "task")),
)

_PEOPLE = (
    Action("lifts", ("enter",), "lifts now", "Say who lifts now", "The marked person lifts now.", ("people",)),
    Action("add", ("a",), "add", "Add somebody", "Enter somebody new.", ("people",)),
    Action("rename", ("n",), "rename", "Rename somebody", "Give the marked person another name.", ("people",)),
)

_SENSORS = (
    Action("pair", ("p",), "pair", "Remember a sensor", "It is yours from now on, and taken unasked.", ("sensors",)),
    Action("place", ("r",), "place", "Say where it is clipped", "Place and clip site of your sensor.", ("sensors",)),
    Action("rename", ("n",), "rename", "Rename a sensor", "Call your sensor otherwise.", ("sensors",)),
    Action("forget", ("x",), "forget", "Forget a sensor", "It is not taken unasked any more.", ("sensors",)),
    Action("shake", ("s",), "shake", "Find one by shaking", "Mark the sensor that you shake.", ("sensors",)),
    Action(
        "calibrate",
        ("c",),
        "calibrate",
        "Calibrate: stand still",
        "Begins a session, and learns how your sensor at trunk or pelvis sits while you stand still for 3 seconds.",
        ("sensors",),
    ),
    Action("strangers", ("t",), "all devices", "Show all devices", "Also those that no profile fits.", ("sensors",)),
)

_SETTINGS = (
    Action("change", ("enter", "space"), "change", "Change the setting", "The next choice, or type it.", ("settings",)),
)

PAGES: tuple[Action, ...] = (
    *(*_TODAY, *_LOGGING, *_SESSIONS, *_SESSION),
    *(*_PROGRESS, *_PEOPLE, *_SHARING, *_SENSORS, *_SETTINGS),
)

"""Actions of the small screens that ask for one thing."""

from __future__ import annotations

from sensorlog.tui.actions.action import Action

__all__ = ["ASKING"]

ASKING: tuple[Action, ...] = (
    Action("yes", ("y",), "", "", "Yes.", ("confirm",), does="dismiss(True)"),
    Action("no", ("n",), "", "", "No.", ("confirm",), does="dismiss(False)"),
    Action("other", ("left", "right"), "", "", "The other answer.", ("confirm",), does="app.focus_next"),
    Action("choose", ("enter",), "choose", "", "Take the marked line.", ("choice", "near", "ask")),
    Action("keep", ("enter",), "keep it", "", "Keep what was typed.", ("by_hand",)),
    Action("keep", ("f2",), "make it", "", "Make the package; enter in a field does, too.", ("send",)),
    Action(
        "accept", ("enter", "y"), "accept it", "", "Take up the plan from today on.", ("plan",), does="dismiss(True)"
    ),
    Action("take_in", ("enter", "y"), "take it in", "", "Take in what is listed.", ("take_in",)),
    Action(
        "next_field", ("tab",), "next field", "", "Go to the next field.", ("by_hand", "send"), does="app.focus_next"
    ),
    Action(
        "understood",
        ("enter", "space"),
        "I have read it",
        "",
        "Put the advice away.",
        ("advice",),
        does="dismiss(True)",
    ),
    Action("shake", ("s",), "shake it", "", "Tell equal sensors apart by shaking the one that you mean.", ("near",)),
    Action(
        "back",
        ("escape",),
        "back",
        "",
        "Leave it as it is.",
        ("text", "confirm", "by_hand", "advice", "ask", "send", "take_in", "plan"),
        does="dismiss(None)",
    ),
    Action("back", ("escape", "q"), "back", "", "Go back.", ("choice", "near", "shake", "wait"), does="dismiss(None)"),
    Action("back", ("escape", "question_mark", "q", "enter"), "back", "", "Go back.", ("help",), does="dismiss(None)"),
)

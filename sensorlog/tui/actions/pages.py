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

PAGES: tuple[Action, ...] = (*_TODAY, *_LOGGING)

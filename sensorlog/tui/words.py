"""Words and units for people: the same on the screen and in the lines that are printed without one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sensorlog.events import Channel, LinkState, Rep
from sensorlog.training import LoadUnit, format_load

if TYPE_CHECKING:
    from sensorlog.logbook import LoggedSession

__all__ = [
    "CHANNEL_WORDS",
    "LINK_WORDS",
    "clock",
    "exercise_words",
    "lifted",
    "one_line",
    "phases",
    "plural",
    "session_line",
    "speed",
]

LINK_WORDS: Mapping[LinkState, str] = {
    LinkState.SEARCHING: "looking for it",
    LinkState.CONNECTING: "connecting",
    LinkState.SETTING_UP: "setting up",
    LinkState.STREAMING: "receiving",
    LinkState.SILENT: "no data",
    LinkState.LOST: "link lost",
    LinkState.STOPPED: "stopped",
}

CHANNEL_WORDS: Mapping[Channel, str] = {
    Channel.VERTICAL: "height",
    Channel.ROTATION: "rotation",
    Channel.INCLINATION: "inclination",
    Channel.PERSON: "counted by hand",
}


def clock(seconds: float) -> str:
    """``m:ss``, or ``h:mm:ss`` from an hour on."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def plural(count: int, noun: str) -> str:
    """``1 rep``, ``2 reps``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def one_line(text: str) -> str:
    """Return a person's words without what would move the cursor."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def exercise_words(name: str | None) -> str:
    """Name an exercise as it was typed; one without a name is never guessed."""
    return name or "unlabelled"


def lifted(rep_count: int, exercise: str | None, load_kg: float | None, unit: LoadUnit = LoadUnit.KG) -> str:
    """``8 × back squat, 60 kg``."""
    load = "" if load_kg is None else f", {format_load(load_kg, unit)}"
    return f"{rep_count} × {exercise_words(exercise)}{load}"


def phases(rep: Rep) -> str | None:
    """Tempo of a rep; ``None`` while it goes on, and where none was measured: the person added it."""
    if rep.concentric_s is not None and rep.eccentric_s is not None:
        return f"up {rep.concentric_s:.1f} s · down {rep.eccentric_s:.1f} s"
    if rep.phase1_s is not None and rep.phase2_s is not None:
        return f"out {rep.phase1_s:.1f} s · back {rep.phase2_s:.1f} s"
    return None


def speed(metres_per_second: float | None) -> str:
    """``42 cm/s``, or nothing where it isn't known."""
    return "" if metres_per_second is None else f"{100 * metres_per_second:.0f} cm/s"


def session_line(session: LoggedSession) -> str:
    """Describe a session in a list: when, who, how much."""
    when = session.start_local.strftime("%a %d %b %Y %H:%M")
    who = f"  {session.person.label}" if session.person else ""
    return f"{when}{who}  {plural(len(session.sets), 'set')}, {plural(session.rep_count, 'rep')}"

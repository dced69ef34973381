"""The settings as lines that can be changed one by one."""

from __future__ import annotations

from dataclasses import dataclass

from sensorlog.errors import SensorlogError
from sensorlog.settings import THEME_NAMES, Settings
from sensorlog.training import AtHand

__all__ = ["LINES", "PLATES_HINT", "SettingLine", "plates_words", "read_rest"]


class _TypedError(SensorlogError):
    """Something was typed that cannot be."""


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One line. With ``choices`` a key goes to the next one, else it is typed."""

    name: str
    """Of the field of :class:`Settings`; ``plates`` is kept with the equipment."""
    title: str
    help: str
    choices: tuple[object, ...] = (False, True)

    def words(self, settings: Settings, at_hand: AtHand) -> str:
        """Say what is chosen."""
        if self.name == "plates":
            return plates_words(at_hand)
        value = getattr(settings, self.name)
        if isinstance(value, bool):
            return "on" if value else "off"
        return f"{value} s" if self.name == "rest_s" else str(value).replace("-", ", ")

    def after(self, settings: Settings) -> object:
        """Return the next choice."""
        return self.choices[(self.choices.index(getattr(settings, self.name)) + 1) % len(self.choices)]


LINES: tuple[SettingLine, ...] = (
    SettingLine("unit", "Unit of loads", "What is typed without a unit, and how loads are shown.", ("kg", "lb")),
    SettingLine("theme", "Colours", "A symbol or word always says the same as a colour.", THEME_NAMES),
    SettingLine("ascii", "ASCII only", "For terminals and fonts without other characters."),
    SettingLine("sound", "Sounds", "A tone for each rep, and for the start, half and end of holds and rests."),
    SettingLine("live_cue", "Trunk cue while lifting", "Silent, on the screen. Without it you are told after the set."),
    SettingLine("ask_effort", "Ask for effort", "Reps in reserve or effort after each set."),
    SettingLine("ask_pain_each_set", "Ask for pain after each set", "It is asked once a session otherwise."),
    SettingLine("rest_s", "Rest", "Between sets, where the program does not say it.", ()),
    SettingLine("plates", "Bar and plates that you own", "For proposals that you can really load.", ()),
)

PLATES_HINT = "The bar, then pairs of plates: 20: 20 2x10 5 2.5 1.25. Empty: usual steps."
_LEAST_S, _MOST_S = 10, 900


def read_rest(text: str) -> int:
    """Read seconds that were typed. Raises :class:`SensorlogError`."""
    typed = text.strip().removesuffix("s").strip()
    if not typed.isascii() or not typed.isdigit() or not _LEAST_S <= int(typed[:5]) <= _MOST_S:
        raise _TypedError(f"{text.strip()[:20]!r}: type whole seconds from {_LEAST_S} to {_MOST_S}")
    return int(typed)


def plates_words(at_hand: AtHand) -> str:
    """``20: 20 2x10 5``, or that none are listed."""
    return at_hand.barbell_text() or "usual steps"

"""Two themes of our own beside Textual's: dark for a gym, light for a bright room; both with strong contrast."""

from __future__ import annotations

from textual.theme import Theme

__all__ = ["DARK", "LIGHT"]

DARK = Theme(
    name="sensorlog-dark",
    dark=True,
    background="#0b0e14",
    surface="#131823",
    panel="#1c2331",
    foreground="#f2f5fa",
    primary="#6cb6ff",
    secondary="#9aa7bd",
    accent="#ffd166",
    success="#7ee0a1",
    warning="#ffb454",
    error="#ff8080",
)

LIGHT = Theme(
    name="sensorlog-light",
    dark=False,
    background="#fdfdfb",
    surface="#f1f2ee",
    panel="#e3e6e0",
    foreground="#10151c",
    primary="#0b4f9e",
    secondary="#4a5464",
    accent="#7a4b00",
    success="#0a5c2e",
    warning="#7d4100",
    error="#a31515",
)

"""Our own themes: dark for a gym, light for a bright room, both also with the strongest contrast or safe colours.

In all of them a symbol says the same as a colour, and text has a contrast of at least 4.5 : 1 (WCAG 2.1, 1.4.3); in
those of strong contrast at least 7 : 1 (1.4.6).
"""

from __future__ import annotations

from textual.theme import Theme

__all__ = ["DARK", "LIGHT", "STRONG", "THEMES", "theme_name"]

_PREFIX = "sensorlog-"


def theme_name(chosen: str) -> str:
    """Return the name under which Textual knows the theme that the settings call ``chosen``."""
    return _PREFIX + chosen


DARK = Theme(
    name=theme_name("dark"),
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
    name=theme_name("light"),
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

_CONTRAST_DARK = Theme(
    name=theme_name("contrast-dark"),
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    foreground="#ffffff",
    primary="#7fd4ff",
    secondary="#d0d0d0",
    accent="#ffe94a",
    success="#7dff9a",
    warning="#ffc46b",
    error="#ffa0a0",
)

_CONTRAST_LIGHT = Theme(
    name=theme_name("contrast-light"),
    dark=False,
    background="#ffffff",
    surface="#ffffff",
    panel="#ececec",
    foreground="#000000",
    primary="#003a80",
    secondary="#333333",
    accent="#5a3300",
    success="#00401c",
    warning="#5c2c00",
    error="#7d0000",
)

# Hues of the palette of Okabe & Ito 2008, "Color universal design": blue, sky blue, orange, yellow and vermilion are
# told apart with any colour vision; nothing hangs on red against green. Darkened on light ground for contrast.
_COLOUR_BLIND_DARK = Theme(
    name=theme_name("colour-blind-dark"),
    dark=True,
    background="#0b0e14",
    surface="#131823",
    panel="#1c2331",
    foreground="#f2f5fa",
    primary="#56b4e9",
    secondary="#a6b0c0",
    accent="#f0e442",
    success="#56b4e9",
    warning="#e69f00",
    error="#ff8a3d",
)

_COLOUR_BLIND_LIGHT = Theme(
    name=theme_name("colour-blind-light"),
    dark=False,
    background="#fdfdfb",
    surface="#f1f2ee",
    panel="#e3e6e0",
    foreground="#10151c",
    primary="#00538a",
    secondary="#4a5464",
    accent="#6b5200",
    success="#00538a",
    warning="#7a4d00",
    error="#9c3a00",
)

THEMES: tuple[Theme, ...] = (DARK, LIGHT, _CONTRAST_DARK, _CONTRAST_LIGHT, _COLOUR_BLIND_DARK, _COLOUR_BLIND_LIGHT)
STRONG: tuple[Theme, ...] = (_CONTRAST_DARK, _CONTRAST_LIGHT)
"""Those of the strongest contrast."""

from __future__ import annotations

import pytest
from textual.color import Color

from sensorlog.settings import THEME_NAMES
from sensorlog.tui.themes import DARK, LIGHT, STRONG, THEMES, theme_name

ENOUGH = 4.5  # WCAG 2.1, 1.4.3, level AA for text of normal size
STRONG_ENOUGH = 7.0  # 1.4.6, level AAA
GROUNDS = ("background", "surface", "panel")
INKS = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")


def luminance(color: Color) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b)


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_stands_out(theme, ground: str, ink: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= (STRONG_ENOUGH if theme in STRONG else ENOUGH)


def test_one_is_dark_and_one_is_light() -> None:
    assert DARK.dark
    assert not LIGHT.dark


def test_every_theme_of_the_settings_is_there() -> None:
    assert [theme.name for theme in THEMES] == [theme_name(name) for name in THEME_NAMES]

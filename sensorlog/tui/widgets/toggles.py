"""What is switched on and off, or chosen of several: told by a symbol, not by a colour alone."""

from __future__ import annotations

from textual.widgets import Checkbox, RadioButton

__all__ = ["OneOf", "Tick"]


class Tick(Checkbox):
    """On or off."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802 - as Textual calls it
        """The symbol in the middle."""
        return "X" if self.value else " "


class OneOf(RadioButton):
    """One of several."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802 - as Textual calls it
        """The symbol in the middle."""
        return "●" if self.value else " "

"""Help in place: what each key does on the screen that is open, and a click on its name does it."""

from __future__ import annotations

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Label, Static

from sensorlog.tui.actions import Action, actions_of, key_names
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of
from sensorlog.tui.widgets.frame.key_bar import KeyBar

__all__ = ["HelpScreen", "help_rows"]

_READING = (
    "\nA number with ? is a rep that is not sure yet. ▲3 under the line is rep 3 at its farthest point. "
    "This is a training log: it does not diagnose and it does not treat."
)


def help_rows(screen: str) -> list[tuple[Action, str, str]]:
    """Actions of a screen, their keys and what they do, from the list of actions."""
    return [(action, " or ".join(key_names(action)), _explained(action)) for action in actions_of(screen)]


def _explained(action: Action) -> str:
    """Return what an action is called and what it does; only the latter where it begins with the former."""
    return action.help if action.help.startswith(action.title) else f"{action.title}. {action.help}"


class HelpScreen(RegisteredModal[None]):
    """What each key does on the screen that is registered as ``screen``."""

    REGISTERED_AS = "help"
    BINDINGS = bindings_of("help")

    def __init__(self, screen: str) -> None:
        super().__init__()
        self._screen = screen

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -tall"):
            yield Label("Keys", classes="dialog-title")
            with VerticalScroll():
                keys = Table.grid("", "", padding=(0, 2, 0, 0))
                for action, names, text in help_rows(self._screen):
                    clicked = Style(bold=True, meta={"@click": f"screen.do('{action.id}')"})
                    keys.add_row(Text(names, clicked), text)
                yield Static(keys, classes="help-line")
                yield Static(_READING, classes="help-line")
            yield KeyBar()

    def on_mount(self) -> None:
        self.show_keys()

    def action_do(self, action_id: str) -> None:
        """Put the help away, and do what was clicked on the screen below."""
        below = self.app.screen_stack[-2]
        handler = next(each.handler for each in actions_of(self._screen) if each.id == action_id)
        self.dismiss(None)
        below.call_after_refresh(below.run_action, handler)

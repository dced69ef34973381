"""One list of actions: keys, key bar, palette and help can't disagree."""

from __future__ import annotations

from collections import Counter

from textual.binding import Binding

from sensorlog.tui.actions import ACTIONS, key_names
from sensorlog.tui.screens.dialogs import help_rows
from sensorlog.tui.screens.live import LiveScreen


def test_no_key_stands_twice() -> None:
    keys = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, times in keys.items() if times > 1] == []
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_the_screen_binds_the_keys_of_the_list_and_no_other() -> None:
    made = Binding.make_bindings(LiveScreen.BINDINGS)
    assert {(each.key, each.action) for each in made} == {(key, action.id) for action in ACTIONS for key in action.keys}


def test_each_action_can_be_done_and_is_explained() -> None:
    explained = dict(help_rows())
    for action in ACTIONS:
        assert callable(getattr(LiveScreen, f"action_{action.id}")), action.id
        assert explained[" or ".join(key_names(action))] == action.help

"""One list of actions: keys, key bar, palette and help can't disagree."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from typing import Any

import pytest
from textual.actions import parse
from textual.binding import Binding
from textual.screen import Screen

import sensorlog.tui.screens
from sensorlog.tui.actions import ACTIONS, PLACES, actions_of, key_names
from sensorlog.tui.app import SensorlogApp
from sensorlog.tui.screens.help import help_rows


def _screens() -> list[type[Screen[Any]]]:
    found = []
    for module in pkgutil.walk_packages(sensorlog.tui.screens.__path__, "sensorlog.tui.screens."):
        for each in vars(importlib.import_module(module.name)).values():
            is_screen = isinstance(each, type) and issubclass(each, Screen) and each.__module__ == module.name
            if is_screen and "REGISTERED_AS" in vars(each):
                found.append(each)
    return found


SCREENS = _screens()
NAMES = sorted({name for action in ACTIONS for name in action.screens})


@pytest.mark.parametrize("name", NAMES)
def test_no_key_stands_twice_on_a_screen(name: str) -> None:
    keys = Counter(key for action in actions_of(name) for key in action.keys)
    assert [key for key, times in keys.items() if times > 1] == []
    ids = Counter(action.id for action in actions_of(name))
    assert [one for one, times in ids.items() if times > 1] == []


def test_every_screen_is_registered_once_and_every_name_is_a_screen() -> None:
    assert sorted(screen.REGISTERED_AS for screen in SCREENS) == NAMES  # type: ignore[attr-defined]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_a_screen_binds_the_keys_of_the_list_and_no_other(screen: type[Screen[Any]]) -> None:
    made = Binding.make_bindings(screen.BINDINGS)
    listed = actions_of(screen.REGISTERED_AS)  # type: ignore[attr-defined]
    assert {(each.key, each.action) for each in made} == {(key, each.handler) for each in listed for key in each.keys}


def test_the_app_has_no_key_of_its_own() -> None:
    assert SensorlogApp.BINDINGS == []
    assert SensorlogApp()._bindings.key_to_bindings == {}


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_each_action_can_be_done_and_is_explained(screen: type[Screen[Any]]) -> None:
    name: str = screen.REGISTERED_AS  # type: ignore[attr-defined]
    explained = {keys: text for _, keys, text in help_rows(name)}
    for action in actions_of(name):
        namespace, method, _ = parse(action.handler)
        assert callable(getattr(SensorlogApp if namespace == "app" else screen, f"action_{method}")), action.id
        text = explained[" or ".join(key_names(action))]
        assert text.startswith(action.title)
        assert text.endswith(action.help)


def test_every_place_has_a_screen() -> None:
    assert [place.id for place in PLACES] == list(SensorlogApp.MODES)

"""Asking for a number from 0 to 10 with one key: pain, or how hard a set was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Label

from sensorlog.training import Advice, PainSite
from sensorlog.tui.screens.registered import RegisteredModal, bindings_of

__all__ = ["EffortDialog", "EffortSaid", "PainDialog", "PainSaid"]

T = TypeVar("T")

_SITES = {PainSite.BACK: "back", PainSite.BUTTOCK_OR_LEG: "buttock or leg", PainSite.OTHER: "elsewhere"}


@dataclass(frozen=True, slots=True)
class PainSaid:
    """How much, and where."""

    score: int
    site: PainSite


@dataclass(frozen=True, slots=True)
class EffortSaid:
    """How hard a set was, or how many reps were left."""

    number: int
    is_reserve: bool


class _Scale(RegisteredModal[T]):
    """A row of eleven numbers: a digit takes one, ``t`` is ten. ``v`` and a click turn to the next meaning of it."""

    WAYS: ClassVar[tuple[str, ...]] = ()

    way = 0

    def compose_scale(self) -> ComposeResult:
        with Horizontal(classes="scale-row"):
            for number in range(11):
                yield Button(str(number), id=f"number-{number}", compact=True)
        with Horizontal(classes="scale-row"):
            for index, way in enumerate(self.WAYS):
                yield Button(way, id=f"way-{index}", compact=True, classes="-chosen" if index == self.way else "")
        skip = "[@click=screen.dismiss(None)]enter: skip[/]"
        yield Label(f"0–9, t: ten   v: the other meaning   {skip}", classes="dialog-keys")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        kind, _, number = (event.button.id or "").partition("-")
        if kind == "number":
            self.take(int(number))
        else:
            self._mean(int(number))

    def on_key(self, event: events.Key) -> None:
        if event.key.isdigit() or event.key == "t":
            event.stop()
            self.take(10 if event.key == "t" else int(event.key))
        elif event.key == "v" and self.WAYS:
            event.stop()
            self._mean((self.way + 1) % len(self.WAYS))

    def _mean(self, way: int) -> None:
        self.way = way
        for index in range(len(self.WAYS)):
            self.query_one(f"#way-{index}").set_class(index == way, "-chosen")

    def take(self, number: int) -> None:
        """Leave with a number."""
        raise NotImplementedError


class PainDialog(_Scale[PainSaid | None]):
    """Asks how much it hurts, below what to do about it."""

    REGISTERED_AS = "pain"
    BINDINGS = bindings_of("pain")
    WAYS = tuple(_SITES.values())

    def __init__(self, title: str, advice: Advice | None = None) -> None:
        super().__init__()
        self._title, self._advice = title, advice

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -tall" if self._advice else "dialog"):
            yield Label(Content(self._title), classes="dialog-title -loud" if self._advice else "dialog-title")
            if self._advice is not None:
                with VerticalScroll(classes="pain-advice"):
                    for step in self._advice.steps:
                        yield Label(Content(f"▶ {step}"), classes="pain-advice-step")
                    yield Label(Content(self._advice.at_once), classes="pain-advice-title")
                    for flag in self._advice.red_flags:
                        yield Label(Content(f"▲ {flag}"), classes="pain-advice-flag")
            yield Label("Pain, 0 (none) to 10 (the worst that you can imagine)?")
            yield from self.compose_scale()

    def take(self, number: int) -> None:
        self.dismiss(PainSaid(number, list(_SITES)[self.way]))


class EffortDialog(_Scale[EffortSaid | None]):
    """Asks how hard a set was."""

    REGISTERED_AS = "effort"
    BINDINGS = bindings_of("effort")
    WAYS = ("effort, 10 is all that you had", "reps that were left")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label("How hard was it?", classes="dialog-title")
            yield from self.compose_scale()

    def take(self, number: int) -> None:
        self.dismiss(EffortSaid(number, is_reserve=self.way == 1))

"""What the first page says, in cards."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from sensorlog.tui.actions import actions_of, key_names
from sensorlog.tui.gather.today import Task, TodayPage
from sensorlog.tui.words import exercise_words, plural

__all__ = ["LastCard", "ProgramCard", "WorkCard"]

_WAYS = ("lift", "demo", "by_hand", "program")
"""Actions that are told where no program is followed."""
_NOT_READ = "…"
"""Stands where the logbook has not been read yet: an empty card would say that there is nothing."""


class ProgramCard(Static):
    """Which program, and where in it."""

    page: reactive[TodayPage | None] = reactive(None)

    def watch_page(self, page: TodayPage | None) -> None:
        if page is None:
            self.update(_NOT_READ)
            return
        if not page.program:
            self.update(
                Content.assemble(("Lift what you like", "bold"), "\n", ("no program is followed", "$secondary"))
            )
            return
        session = page.session or "complete: all sessions are done"
        self.update(Content.assemble((session, "bold"), "\n", (page.program, "$secondary")))


class WorkCard(Static):
    """Exercises with what is proposed, why, and whose rule that is."""

    page: reactive[TodayPage | None] = reactive(None)

    def watch_page(self, page: TodayPage | None) -> None:
        if page is None:
            self.update(_NOT_READ)
            return
        parts: list[Content] = []
        if page.note:
            parts.append(Content.styled(page.note, "$secondary"))
        parts += [_task(task) for task in page.tasks]
        if page.sources:
            lines = [Content.styled(f"[{number}] {text}", "$secondary") for number, text in enumerate(page.sources, 1)]
            parts.append(Content("\n").join([Content.styled("whose rules these are", "$secondary"), *lines]))
        self.update(Content("\n\n").join(parts or [_nothing(page)]))


def _task(task: Task) -> Content:
    head = Content.assemble((task.name, "bold"), "  ", (task.what, "bold $primary" if task.source else "$secondary"))
    lines = [head, *(Content(f"  {line}") for line in task.beside)]
    if task.why:
        lines.append(Content.styled(f"  why: {task.why} [{task.source}]", "$secondary"))
    return Content("\n").join(lines)


def _nothing(page: TodayPage) -> Content:
    if page.program:
        return Content("Well done: all of it is done. End the program, and begin another or none.")
    ways = [
        Content.assemble((key_names(action)[0].ljust(8), "bold $primary"), action.title)
        for action in actions_of("today")
        if action.id in _WAYS
    ]
    return Content("\n").join([Content("Sets are counted and kept with or without a program."), Content(""), *ways])


class LastCard(Static):
    """The last session."""

    page: reactive[TodayPage | None] = reactive(None)

    def on_mount(self) -> None:
        self.border_title = "Last session"

    def watch_page(self, page: TodayPage | None) -> None:
        if page is None:
            self.update(_NOT_READ)
            return
        last = page.last
        if last is None:
            self.update(Content.styled("none yet", "$secondary"))
            return
        names = ", ".join(exercise_words(name) for name in last.exercises)
        counted = f"{plural(last.sets, 'set')}, {plural(last.reps, 'rep')}"
        self.update(
            Content.assemble(
                (f"{last.start_local:%a %d %b, %H:%M}", "bold"), "\n", counted, "\n", (names, "$secondary")
            )
        )

"""When to ask about pain: before, after, and on the next day; after each set only where that is switched on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sensorlog.training.feeling.pain import Moment, PainEntry

__all__ = ["questions_due"]


def questions_due(
    entries: Iterable[PainEntry],
    session_day: date,
    today: date,
    *,
    is_begun: bool,
    is_over: bool,
    ask_each_set: bool = False,
) -> tuple[Moment, ...]:
    """Return what there is to ask about the session of ``session_day`` now. What was answered is not asked again.

    The next day is asked about on that day and not later: what is remembered after two nights is another measure.
    """
    answered = {entry.moment for entry in entries if entry.day == session_day}
    due = {
        Moment.BEFORE: not is_begun,
        Moment.DURING: is_begun and not is_over and ask_each_set,
        Moment.AFTER: is_over and today <= session_day + timedelta(days=1),
        Moment.NEXT_DAY: is_over and today == session_day + timedelta(days=1),
    }
    return tuple(
        moment for moment, is_due in due.items() if is_due and (moment is Moment.DURING or moment not in answered)
    )

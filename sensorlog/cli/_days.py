"""Days as options of verbs, of the person's own calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from datetime import date

__all__ = ["DAY", "day_of"]

DAY = typer.Option("", "--day", help="2026-05-04; left out: today.")


def day_of(text: str, option: str = "--day") -> date:
    """Read a day that is not still to come; today where none is given. ``option`` is who asks, for complaints."""
    from datetime import date

    today = date.today()  # noqa: DTZ011 - the person's own calendar
    if not text.strip():
        return today
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(f"{text[:30]!r} is no day; write it like 2026-05-04", param_hint=option) from None
    if day > today:
        raise typer.BadParameter(f"{day.isoformat()} is still to come", param_hint=option)
    return day

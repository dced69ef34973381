"""A page for whoever opens a package without sensorlog: the report, or else what was trained, set by set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from sensorlog.exchange.errors import ExchangeError
from sensorlog.exchange.log_models import LogPerson, LogSession, LogSet
from sensorlog.exchange.person_log import Choice
from sensorlog.logbook import Logbook
from sensorlog.training import known_exercises

__all__ = ["PAGE_END", "page_begin", "page_session", "report_page"]

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.2em .6em;border-bottom:1px solid #ccc}"
)
PAGE_END = (
    "<p>The numbers with all their details are in log.json. This is a training log, no diagnosis and no treatment.</p>"
    "</body></html>\n"
)


def report_page(logbook: Logbook, person_id: str, choice: Choice, last_day: date) -> bytes | None:
    """Return the report of the days that were chosen, as it is on ``last_day``; ``None``: there can be none.

    It needs the extra ``report``, and tells of days: of chosen sessions it would tell more than was asked for.
    """
    if choice.session_ids is not None:
        return None
    try:
        from sensorlog.exchange.report import ReportOrder, render_html, report_on

        order = ReportOrder(today=choice.last or last_day, formats=(), first=choice.first, last=choice.last)
        return render_html(report_on(logbook, logbook.person(person_id), order, known_exercises())).encode()
    except (ExchangeError, ImportError):
        return None


def page_begin(person: LogPerson) -> str:
    """Return the head of the page."""
    name = escape(person.pseudonym)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Training of {name}</title><style>{_STYLE}</style></head><body>"
        f"<h1>Training of {name}</h1><p>Id {escape(person.id)}</p>\n"
    )


def page_session(session: LogSession) -> str:
    """Return one session as a table; sets that were deleted are left out."""
    rows = "".join(_row(each) for each in session.sets if each.stands is not None)
    notes = "".join(f"<p>{escape(note.text)}</p>" for note in session.notes)
    heading = escape(session.started[:16].replace("T", " "))
    by_hand = " (by hand)" if session.recording is None else ""
    return (
        f"<h2>{heading}{by_hand}</h2><table><thead><tr><th>Exercise</th><th>Reps</th><th>Load</th><th>Effort</th>"
        f"<th></th></tr></thead><tbody>{rows}</tbody></table>{notes}\n"
    )


def _row(done: LogSet) -> str:
    stands = done.stands
    if stands is None:
        return ""
    counted = f"{stands.rep_count}" if stands.rep_count is not None else "–"
    held = f"{stands.held_s:g} s" if stands.held_s is not None else counted
    load = stands.load_entered or (f"{stands.load_kg:g} kg" if stands.load_kg is not None else "–")
    remarks = [
        word
        for word, holds in (
            ("warm-up", stands.warm_up),
            ("by hand", done.source == "by_hand"),
            ("corrected", stands.is_edited),
        )
        if holds
    ]
    effort = _effort(stands.rpe, stands.reps_in_reserve)
    return _cells((stands.exercise or "unlabelled", held, load, effort, ", ".join(remarks)))


def _effort(rpe: float | None, in_reserve: float | None) -> str:
    if rpe is not None:
        return f"{rpe:g} of 10"
    return f"{in_reserve:g} in reserve" if in_reserve is not None else "–"


def _cells(texts: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in texts) + "</tr>"

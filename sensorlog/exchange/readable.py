"""A page that anybody can read who opens a package without sensorlog: what was trained, set by set."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from sensorlog.exchange.log_models import LogPerson, LogSession, LogSet

__all__ = ["PAGE_END", "page_begin", "page_session"]

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.2em .6em;border-bottom:1px solid #ccc}"
)
PAGE_END = (
    "<p>The numbers with all their details are in log.json. This is a training log, no diagnosis and no treatment.</p>"
    "</body></html>\n"
)


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

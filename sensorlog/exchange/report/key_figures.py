"""The numbers that are read first, each with where it comes from."""

from __future__ import annotations

from sensorlog.exchange.person_record import Evidence
from sensorlog.exchange.report import anchors
from sensorlog.exchange.report.document import KeyFigure, KeyFigures
from sensorlog.exchange.report.facts import Facts
from sensorlog.exchange.report.words import day_words, decimal, plural, signed
from sensorlog.logbook import SetSource

__all__ = ["key_figures"]


def key_figures(facts: Facts) -> KeyFigures:
    """Return them."""
    return KeyFigures((_recorded(facts), _last(facts), _pain_change(facts), _new_pain(facts), _by_sensor(facts)))


def _recorded(facts: Facts) -> KeyFigure:
    days = len({own.day for own in facts.record.sessions})
    if facts.planned is None:
        why = "no week of a program is over" if facts.record.program else "no program in the log"
        return KeyFigure(
            "Days of training", str(days), f"in {plural(facts.record.period.days, 'day')}; {why}", anchors.WEEKS
        )
    told = f"{plural(facts.planned.weeks, 'week')} that are over" if facts.planned.weeks > 1 else "1 week that is over"
    return KeyFigure(
        "Recorded of planned",
        f"{facts.planned.recorded} of {facts.planned.planned}",
        f"{told}; {facts.planned.missed} missed",
        anchors.WEEKS,
        flagged=facts.planned.missed > 0,
    )


def _last(facts: Facts) -> KeyFigure:
    if not facts.record.sessions:
        return KeyFigure("Last session", "none", "in this period", anchors.SESSIONS, flagged=True)
    day = facts.record.sessions[-1].day
    ago = (facts.record.period.last - day).days
    told = "on the last day of this report" if not ago else f"{plural(ago, 'day')} before the end of this report"
    return KeyFigure("Last session", day_words(day, year=False), told, anchors.SESSIONS)


def _pain_change(facts: Facts) -> KeyFigure:
    trend = facts.trend
    if trend is None:
        told = "no two weeks with entries" if facts.record.pain else "no pain was entered"
        return KeyFigure("Pain, first to latest week", "–", told, anchors.PAIN)
    reached = "reached" if trend.reaches_important else "not reached"
    return KeyFigure(
        "Pain, first to latest week",
        f"{decimal(trend.first, 1)} → {decimal(trend.latest, 1)}",
        f"{signed(trend.difference, 1)}; important change ({trend.measure.important_change:g}) {reached}",
        anchors.PAIN,
        flagged=trend.reaches_important and trend.difference > 0,
    )


def _new_pain(facts: Facts) -> KeyFigure:
    days = sorted({entry.day for entry in facts.record.pain if entry.new_or_worse})
    told = f"latest {day_words(days[-1])}" if days else "reported in this period"
    return KeyFigure(
        "New or worse pain", plural(len(days), "day") if days else "none", told, anchors.PAIN, flagged=bool(days)
    )


def _by_sensor(facts: Facts) -> KeyFigure:
    sets = [done for own in facts.record.sessions for done in own.session.sets]
    sensed = [done for done in sets if done.source is SetSource.SENSED]
    if not sets:
        return KeyFigure("Sets", "0", "in this period", anchors.RECORDINGS)
    corrected = sum(done.rep_count != done.sensed_rep_count for done in sensed)
    missing = sum(own.evidence is Evidence.MISSING for own in facts.record.sessions)
    told = f"{len(sets) - len(sensed)} by hand; {corrected} of {len(sensed)} counts corrected"
    if missing:
        told += f"; {plural(missing, 'recording')} missing"
    return KeyFigure("Sets", str(len(sets)), told, anchors.RECORDINGS)

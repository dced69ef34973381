"""What happens to a person in the sixteen weeks, and what is expected of it, session by session.

One scenario, told twice: to the rules alone, and through sensors, recordings, logbook and shell.
"""

from __future__ import annotations

from datetime import date

from sensorlog.resources import exercises_dir, programs_dir
from sensorlog.training import (
    Catalogue,
    Kind,
    Library,
    MeasureId,
    Moment,
    PainEntry,
    PainSite,
    PlannedWork,
    Proposal,
    Score,
    Today,
    psfs_score,
)

__all__ = [
    "CATALOGUE",
    "EXPECTED",
    "MISSED",
    "MONDAY",
    "PROGRAM",
    "SCORES",
    "START",
    "SWAPPED",
    "SWAPPED_BACK",
    "THURSDAY",
    "felt",
    "scores",
    "told",
]

CATALOGUE = Catalogue([exercises_dir()])
PROGRAM = Library(CATALOGUE, [programs_dir()]).get("sixteen-weeks")
START = date(2026, 1, 5)
MONDAY, THURSDAY = 0, 3
MISSED = {(3, THURSDAY)} | {(week, day) for week in (6, 12, 13, 14) for day in (MONDAY, THURSDAY)}
SWAPPED, SWAPPED_BACK = (8, MONDAY), (11, MONDAY)
"""Squat for goblet squat, because it pinches; and back."""
SCORES = {
    MeasureId.NPRS: {1: 6.0, 9: 5.0, 21: 3.0},
    MeasureId.RMDQ: {1: 11.0, 9: 9.0, 21: 5.0},
    MeasureId.ODI: {1: 32.0, 9: 28.0, 21: 24.0},
    MeasureId.PSEQ: {1: 34.0, 9: 36.0, 21: 44.0},
}
"""By week, on its Monday."""

ACTIVITIES = {
    1: (("tying shoes", 3), ("lifting a crate", 2), ("sitting", 4)),
    9: (("tying shoes", 5), ("lifting a crate", 4), ("sitting", 4)),
    21: (("tying shoes", 7), ("lifting a crate", 6), ("sitting", 5)),
}
"""The person's own, 0 to 10, by week."""

_SHORT = {
    "squat": "sq",
    "goblet-squat": "gob",
    "deadlift": "dl",
    "bench-press": "bp",
    "bent-over-row": "row",
    "plank": "pl",
    "side-plank": "sp",
}
EXPECTED = """
 1M  1A | sq 2x12 start | bp 2x12 start | row 2x12 start | pl 2x15 start
 1T  1B | dl 2x12 start | bp 2x12@25 hold | row 2x12@25 hold | sp 2x10 start
 2M  2A | sq 2x12@30 hold | bp 2x12@25 hold | row 2x12@25 hold | pl 2x20 in_range
 2T  2B | dl 2x12@40 hold | bp 2x12@25 hold | row 2x12@25 hold | sp 2x15 in_range
 3M  3A | sq 2x12@30 hold | bp 2x12@25 hold | row 2x12@25 hold | pl 2x25 in_range
 4M  3B | dl 2x12@40 hold | bp 2x12@25 hold | row 2x12@25 hold | sp 2x20 in_range
 4T  4A | sq 3x10@30 double | bp 3x10@25 double | row 3x10@25 double | pl 3x30 in_range
 5M  4B | dl 3x10@40 double | bp 3x11@25 in_range | row 3x11@25 in_range | sp 2x25 in_range
 5T  5A | sq 3x11@30 in_range | bp 3x12@25 in_range | row 3x12@25 in_range | pl 3x35 in_range
 7M  5B | dl 3x11@40 in_range | bp 2x10@26 double | row 2x10@26 double | sp 2x30 in_range
 7T  6A | sq 3x12@30 in_range | bp 2x11@26 in_range | row 2x11@26 in_range | pl 3x40 in_range
 8M  6B | dl 2x10@36 pain_too_much | bp 2x11@26 pain_acceptable | row 2x11@26 pain_acceptable | sp 2x30 pain_acceptable
 8T  7A | gob 2x10 start | bp 2x12@26 in_range | row 2x12@26 in_range | pl 3x40 pain_acceptable
 9M  7B | dl 2x11@36 in_range | bp 3x10@26 double | row 3x10@26 double | sp 2x30 double
 9T  8A | gob 2x11@12 in_range | bp 3x11@26 in_range | row 3x11@26 in_range | pl 3x40 double
10M  8B | dl 2x12@36 in_range | bp 3x12@26 in_range | row 3x12@26 in_range | sp 2x30 double
10T  9A | gob 2x10@9 percent | bp 2x10@20 percent | row 2x10@20 percent | pl 2x30 hold
11M  9B | dl 2x10@28 percent | bp 2x10@20 percent | row 2x10@20 percent | sp 2x20 hold
11T 10A | sq 3x6@27 break | bp 3x6@27 two_for_two | row 3x6@27 two_for_two | pl 3x45 in_range
15M 10B | dl 3x6@32 break | bp 3x6@24 break | row 3x6@24 break | sp 3x35 in_range
15T 11A | sq 3x6@24 break | bp 3x7@24 in_range | row 3x7@24 in_range | pl 3x50 in_range
16M 11B | dl 3x7@32 in_range | bp 3x8@24 in_range | row 3x8@24 in_range | sp 3x40 in_range
16T 12A | sq 3x7@24 in_range | bp 3x8@24 in_range | row 3x8@24 in_range | pl 3x55 in_range
17M 12B | dl 3x8@32 in_range | bp 3x6@25 two_for_two | row 3x6@25 two_for_two | sp 3x40 double
17T 13A | sq 3x8@24 in_range | bp 3x7@25 in_range | row 3x7@25 in_range | pl 3x60 in_range
18M 13B | dl 3x8@32 in_range | bp 3x8@25 in_range | row 3x8@25 in_range | sp 3x40 double
18T 14A | sq 3x6@21 pain_next_day | bp 3x6@22 pain_next_day | row 3x6@22 pain_next_day | pl 3x48 pain_next_day
19M 14B | dl 3x6@28 pain_next_day | bp 3x7@22 in_range | row 3x7@22 in_range | sp 3x32 pain_next_day
19T 15A | sq 3x7@21 in_range | bp 3x8@22 in_range | row 3x8@22 in_range | pl 3x53 in_range
20M 15B | dl 3x7@28 in_range | bp 3x8@22 in_range | row 3x8@22 in_range | sp 3x37 in_range
20T 16A | sq 3x8@21 in_range | bp 3x6@23 two_for_two | row 3x6@23 two_for_two | pl 3x58 in_range
21M 16B | dl 3x8@28 in_range | bp 3x7@23 in_range | row 3x7@23 in_range | sp 3x40 in_range
"""
"""Calendar week and day, program week and day | sets x reps or seconds @ kg, and the rule, of each exercise."""


def felt(week: int, weekday: int, day: date) -> list[PainEntry]:
    """Return what is entered about a session: before, perhaps during, after, and on the next day."""
    entries = [PainEntry(day, Moment.BEFORE, 2, PainSite.BACK)]
    if (week, weekday) == (7, MONDAY):  # the pain episode begins: above the band
        entries.append(PainEntry(day, Moment.DURING, 7, PainSite.BACK, exercise="deadlift"))
    after = 4 if (week, weekday) == (7, THURSDAY) else 2
    next_day = 4 if (week, weekday) == (18, MONDAY) else 2  # more than before the session, although it was fine then
    entries.append(PainEntry(day, Moment.AFTER, after, PainSite.BACK))
    entries.append(PainEntry(day, Moment.NEXT_DAY, next_day, PainSite.BACK))
    return entries


def scores(week: int, day: date) -> list[Score]:
    """Return the outcome scores of a week's Monday."""
    found = [Score(measure, day, values[week]) for measure, values in SCORES.items() if week in values]
    if week in ACTIVITIES:
        found.append(psfs_score(day, ACTIVITIES[week]))
    return found


def told(week: int, day: int, today: Today) -> str:
    """Return the line of a session as in :data:`EXPECTED`."""

    def entry(work: PlannedWork, proposal: Proposal) -> str:
        load = "" if proposal.load_kg is None else f"@{proposal.load_kg:g}"
        amount = proposal.reps or proposal.seconds
        return f"{_SHORT[work.exercise]} {proposal.sets}x{amount}{load} {proposal.rule.id}"

    strength = [
        entry(work, proposal) for work, proposal in today.work if CATALOGUE.get(work.exercise).kind is Kind.STRENGTH
    ]
    when = f"{week:2}{'M' if day == MONDAY else 'T'} {today.session.week:2}{today.session.name[0]}"
    return " | ".join([when, *strength])

"""How each number is made, how sure it is, and on whom it was tried: said in every report."""

from __future__ import annotations

from sensorlog.exchange.report import anchors
from sensorlog.exchange.report.document import Cell, Column, Paragraph, Row, Section, Table
from sensorlog.motion import MEAN_VELOCITY_ERROR_M_S
from sensorlog.training import PAIN_WINDOW_DAYS

__all__ = ["PURPOSE", "TRUNK_TESTED", "measures_section"]

PURPOSE = (
    "A training log: what was recorded by a motion sensor and entered by the person. It is no diagnosis and no "
    "treatment, and no number in it says whether a back is healthy or a movement safe."
)
TRUNK_TESTED = (
    "The trunk measures were tried on a simulated lifter, on three healthy people in seated trunk flexion and on three "
    "healthy people with a belt sensor in dumbbell curls. They were not tested on people with back pain, nor on loaded "
    "squats or deadlifts of real people. One sensor tells of the part of the trunk that it is clipped to, and of no "
    "joint."
)

_ROWS = (
    (
        "Recorded of planned",
        (
            "Days with training in each week of the program, by the calendar from its first day; only weeks "
            "that are over. Optional sessions are not planned ones. Sessions by hand count, and are marked."
        ),
        "A session that nobody recorded or entered is missing here, and may have been trained.",
    ),
    (
        "Pain",
        (
            "0 to 10 as the person entered it (NPRS); of each day the worst. First and latest are means of "
            f"{PAIN_WINDOW_DAYS} days."
        ),
        (
            "Important change: 2 points (Ostelo 2008). The window of days is our own. Pain that was not asked "
            "is unknown."
        ),
    ),
    (
        "Outcome scores",
        "Totals as entered; compared with the first score of the period.",
        "The band is the published important change of each measure: below it, a difference may be none.",
    ),
    (
        "Repetitions",
        (
            "Counted from the sensor's movement. Where the person corrected the count, theirs stands and the "
            "sensor's is beside it."
        ),
        (
            "On recordings of real people about 97 % of sets with barbells and of physiotherapy exercises were "
            "counted exactly, the rest mostly off by one; clip sites that hardly move are worse. What fails: "
            "docs/benchmarks.md."
        ),
    ),
    (
        "Sets and load by muscle group",
        (
            "Working sets; a set counts whole for each main group of its exercise. Load is repetitions × kg, "
            "without the body's own weight. Which exercise trains which group is our own reading."
        ),
        "As sure as count and entered load are. Unlabelled sets, stretches and warm-ups belong to no group.",
    ),
    (
        "Velocity",
        "Mean velocity of the way up, from acceleration integrated over each rep.",
        (
            f"± {MEAN_VELOCITY_ERROR_M_S:g} m/s (RMS, simulated lifts with the sensor on the bar); nothing below "
            "50 samples a second."
        ),
    ),
    (
        "Range of a rep",
        "Travel in cm where up and down carry the movement, else the angle turned in degrees.",
        "Not compared with a laboratory; good for comparing a person with themselves at the same clip site.",
    ),
    (
        "SPARC out/back",
        (
            "Spectral arc length of the speed on the way out and on the way back (Balasubramanian 2015), of the sensor "
            "that counted; median of the set's reps. Nearer to 0 is smoother."
        ),
        "Comparable at like tempo and at the same clip site alone. Unknown in sessions from before it was kept.",
    ),
    (
        "Repetitions, velocity, range and effort over the sessions",
        (
            "Shown where a plan asks for them, for the exercises with most sessions. What a sensor measured is of one "
            "analysis and one clip site, those with most sessions."
        ),
        "As sure as the numbers above; effort is what the person entered.",
    ),
    (
        "Trunk: jerkiness (smoothness)",
        (
            "Ups and downs of angular acceleration beyond the two that a smooth movement needs, ln(1 + excess); "
            "0 is smooth. Of the less smooth of the two ways of a rep. Neither speed nor range drive it. SPARC "
            "beside it is the published spectral arc length of the turning speed."
        ),
        ("A sticking point under load gives 0.1 to 0.6, a hitch of a tenth of the range 1.1 to 1.8 (simulated)."),
    ),
    (
        "Trunk: speed",
        "Highest turning speed of the trunk sensor in a rep.",
        "Small error of the sensor; clothes and clip add to it.",
    ),
    (
        "Trunk: range",
        "How far the trunk sensor leans from where the rep began, against gravity.",
        "About 1° in simulated lifts; skin and clip move by 5 to 10° against the body.",
    ),
    (
        "Own usual",
        (
            "Middle 80 % of the reps of the first sessions of this report in the same exercise, at the same "
            "clip site, by the same analysis. It is dated and does not move along. Loads may differ: they stand "
            "beside it."
        ),
        (
            "Different from then is not worse. No threshold of trunk movement that tells injury is known, and "
            "none is used."
        ),
    ),
    (
        "h, f, r at a rep",
        (
            "What left the person's usual while it was recorded: h jerkier (hitch), f faster, r farther or less "
            "far; each against the median of at least five own reps at like load."
        ),
        "Limits: 3.5 robust standard deviations, and at least 0.6 (h), 25 % (f), 20 % and 4° (r).",
    ),
)


def measures_section() -> Section:
    """Return the section on all measures."""
    rows = tuple(Row(tuple(Cell(text) for text in row)) for row in _ROWS)
    return Section(
        anchors.MEASURES,
        "How the numbers are made, and how sure they are",
        (
            Table(
                "Every number of this report",
                (Column("number", share=1.1), Column("how it is made", share=3), Column("how sure it is", share=2.4)),
                rows,
            ),
            Paragraph(TRUNK_TESTED),
            Paragraph(PURPOSE),
        ),
    )

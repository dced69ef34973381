"""How it feels: pain, soreness, outcome measures, and the advice that goes with new pain."""

from sensorlog.training.feeling.advice import BEFORE_STARTING, NEW_OR_WORSE_PAIN, Advice
from sensorlog.training.feeling.outcomes import (
    MEASURES,
    Change,
    Measure,
    MeasureId,
    Score,
    change,
    check_score,
    psfs_score,
)
from sensorlog.training.feeling.pain import (
    Moment,
    PainBands,
    PainEntry,
    PainLevel,
    PainSite,
    PainVerdict,
    Soreness,
    WhatFollows,
    judge_pain,
    parse_pain,
)
from sensorlog.training.feeling.pain_trend import PAIN_WINDOW_DAYS, PainTrend, pain_trend, worst_by_day
from sensorlog.training.feeling.questions import questions_due

__all__ = [
    "BEFORE_STARTING",
    "MEASURES",
    "NEW_OR_WORSE_PAIN",
    "PAIN_WINDOW_DAYS",
    "Advice",
    "Change",
    "Measure",
    "MeasureId",
    "Moment",
    "PainBands",
    "PainEntry",
    "PainLevel",
    "PainSite",
    "PainTrend",
    "PainVerdict",
    "Score",
    "Soreness",
    "WhatFollows",
    "change",
    "check_score",
    "judge_pain",
    "pain_trend",
    "parse_pain",
    "psfs_score",
    "questions_due",
    "worst_by_day",
]

"""Items → events, synchronous: profiles, streams and motion of all sensors of a session, and the person's keys."""

from __future__ import annotations

from sensorlog.pipeline.analyze import ANALYSIS_VERSION, analyze, report
from sensorlog.pipeline.baseline import learn_usuals
from sensorlog.pipeline.errors import PipelineError
from sensorlog.pipeline.examine import Examined, Options, examine
from sensorlog.pipeline.fold import SessionFold
from sensorlog.pipeline.folded import FoldedSet
from sensorlog.pipeline.pipeline import Item, Pipeline
from sensorlog.pipeline.roles import is_clip_site, role_of
from sensorlog.pipeline.sensor import SensorFacts
from sensorlog.pipeline.signals import SensorSignals, signals_of
from sensorlog.pipeline.usuals import Usuals, UsualsOf

__all__ = [
    "ANALYSIS_VERSION",
    "Examined",
    "FoldedSet",
    "Item",
    "Options",
    "Pipeline",
    "PipelineError",
    "SensorFacts",
    "SensorSignals",
    "SessionFold",
    "Usuals",
    "UsualsOf",
    "analyze",
    "examine",
    "is_clip_site",
    "learn_usuals",
    "report",
    "role_of",
    "signals_of",
]

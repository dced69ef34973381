"""Items → events, synchronous: profiles, streams and motion of all sensors of a session, and the person's keys."""

from __future__ import annotations

from sensorlog.pipeline.analyze import ANALYSIS_VERSION, analyze
from sensorlog.pipeline.errors import PipelineError
from sensorlog.pipeline.fold import FoldedSet, SessionFold
from sensorlog.pipeline.pipeline import Item, Pipeline
from sensorlog.pipeline.roles import is_clip_site, role_of
from sensorlog.pipeline.sensor import SensorFacts

__all__ = [
    "ANALYSIS_VERSION",
    "FoldedSet",
    "Item",
    "Pipeline",
    "PipelineError",
    "SensorFacts",
    "SessionFold",
    "analyze",
    "is_clip_site",
    "role_of",
]

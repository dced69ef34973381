"""The published schema: generated from the models, complete, and what logs hold to."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from sensorlog.events import TrunkMeasures, TrunkPhase
from sensorlog.exchange.log_models import LogRep, LogTrunk, LogTrunkPhase
from sensorlog.exchange.schemas import SCHEMAS
from sensorlog.logbook import Logbook
from sensorlog.logbook.tables import RepRow
from tests.exchange.people_for_tests import fill
from tests.exchange.test_round_trip import written

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_that_of_the_models(name: str) -> None:
    published = (DOCS / name).read_text(encoding="utf-8")
    assert published == SCHEMAS[name](), "write it anew: python -m sensorlog.exchange.schemas docs"


def test_a_log_holds_to_the_published_schema(logbook: Logbook) -> None:
    schema = json.loads((DOCS / "session-log.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for person in fill(logbook):
        validator.validate(json.loads(written(logbook, person.id)))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"format": "sensorlog-session-log", "version": 1})


def test_every_measure_of_a_rep_that_is_kept_is_in_the_log() -> None:
    keys = {"session_id", "analysis_version", "set_id", "rep_id"}
    assert set(LogRep.model_fields) - {"id", "counts", "source"} == set(RepRow.__table__.columns.keys()) - keys
    assert set(LogTrunk.model_fields) == set(TrunkMeasures.__slots__)
    assert set(LogTrunkPhase.model_fields) == set(TrunkPhase.__slots__)

"""The JSON Schemas of session logs and plans, as they are published: ``python -m sensorlog.exchange.schemas docs``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from sensorlog.exchange.log_models import LogPart, SessionLog
from sensorlog.exchange.plan_models import Plan

__all__ = ["SCHEMAS"]


def _schema(model: type[LogPart], title: str) -> str:
    found = model.model_json_schema(mode="serialization")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": title}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


SCHEMAS: Mapping[str, Callable[[], str]] = {
    "session-log.schema.json": lambda: _schema(SessionLog, "sensorlog session log, version 1"),
    "plan.schema.json": lambda: _schema(Plan, "sensorlog plan, version 1"),
}
"""By the names of their files."""


def main() -> None:
    """Write them into the folder that is named."""
    for name, schema in SCHEMAS.items():
        Path(sys.argv[1], name).write_text(schema(), encoding="utf-8")


if __name__ == "__main__":
    main()

"""The FHIR bundle: valid by HL7's models and by our own checks of codes, the same twice, of one person alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from benchmarks.simulated_people import Story, live
from sensorlog.exchange import Choice
from sensorlog.exchange.fhir import bundle
from sensorlog.exchange.person_log import log_parts
from sensorlog.logbook import BodyWeight, EditOp, HandSet, Logbook
from sensorlog.training import Moment, PainEntry, PainSite, Soreness
from tests.cli.anas_logbook import invoke
from tests.logbook.sample import START_UTC, url_of

LAST = date(2026, 6, 30)
STATUS = {"final", "amended", "corrected", "entered-in-error"}
CODES = {
    "http://loinc.org": {"72514-3", "82291-6", "29463-7"},
    "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes": {"PAPanel", "PhysicalActivity"},
    "http://terminology.hl7.org/CodeSystem/observation-category": {"activity", "survey", "vital-signs"},
}
UNITS = {"{repetitions}", "{score}", "kg", "s", "m", "m/s", "rad", "rad/s", "d/wk"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fhir") / "log.db"
    with closing(Logbook(url_of(path))) as book:
        ana = live(book, Story("Ana <b>", 1, LAST, weeks=5, per_week=2, sets_of_each=1, reps=4, notes=("a note",)))
        live(book, Story("canary", 2, LAST, weeks=1, per_week=1, sets_of_each=1, reps=2, notes=("canary",)))
        book.log_by_hand(START_UTC, [HandSet(0.0, 30.0, "plank", held_s=30.0)], person=ana, software="sensorlog")
        book.add_felt(ana.id, BodyWeight(LAST, 81.5), note="after breakfast")
        book.add_felt(ana.id, Soreness(LAST, True))
        book.add_felt(ana.id, PainEntry(LAST, Moment.DURING, 4, PainSite.BUTTOCK_OR_LEG, "squat", True))
        latest = next(each for each in book.sessions() if each.person and each.person.id == ana.id and each.recording)
        book.say(latest.id, latest.sets[0].set_id, EditOp.REPS, 9)
    return path


@pytest.fixture(scope="module")
def made(filled: Path) -> dict[str, Any]:
    with closing(Logbook(url_of(filled))) as book:
        return bundle(log_parts(book, next(each.id for each in book.people() if each.label != "canary")))


def observations(made: dict[str, Any]) -> list[dict[str, Any]]:
    return [each["resource"] for each in made["entry"] if each["resource"]["resourceType"] == "Observation"]


def every(node: Any, name: str) -> Iterator[Any]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == name:
                yield value
            yield from every(value, name)
    elif isinstance(node, list):
        for each in node:
            yield from every(each, name)


def test_it_is_valid_and_the_model_takes_all_of_it(made: dict[str, Any]) -> None:
    parsed = Bundle.model_validate(made)
    again = json.loads(parsed.model_dump_json())
    assert len(again["entry"]) == len(made["entry"])


def test_codes_units_and_states_are_the_published_ones(made: dict[str, Any]) -> None:
    found = observations(made)
    assert {each["status"] for each in found} == {"final", "amended"} <= STATUS
    for coding in (code for codings in every(made, "coding") for code in codings):
        assert coding["code"] in CODES[coding["system"]]
    for quantity in every(made, "valueQuantity"):
        assert quantity["system"] == "http://unitsofmeasure.org"
        assert quantity["code"] in UNITS
    for each in found:
        assert "text" in each["code"] or "coding" in each["code"]
        assert ("effectivePeriod" in each) != ("effectiveDateTime" in each)
        assert any(name.startswith("value") for name in each) != ("PAPanel" in str(each["code"]) or _is_set(each))


def _is_set(observation: dict[str, Any]) -> bool:
    return bool(observation["code"].get("text") == "strength training set")


def test_references_lead_to_what_is_in_the_bundle(made: dict[str, Any]) -> None:
    urls = [each["fullUrl"] for each in made["entry"]]
    assert len(urls) == len(set(urls))
    assert set(every(made, "reference")) <= set(urls)
    groups = [each for each in observations(made) if "hasMember" in each]
    sets = [each for each in observations(made) if _is_set(each)]
    assert sum(len(each["hasMember"]) for each in groups) == len(sets)


def test_it_says_what_the_log_says(made: dict[str, Any], filled: Path) -> None:
    with closing(Logbook(url_of(filled))) as book:
        ana = next(each for each in book.people() if each.label != "canary")
        done = book.done_sets(ana.id)
    found = [each for each in observations(made) if _is_set(each)]
    assert len(found) == len(done)
    reps = [
        part["valueQuantity"]["value"]
        for each in found
        for part in each["component"]
        if part["code"]["text"] == "repetitions"
    ]
    assert sum(reps) == sum(each.reps or 0 for each in done)
    weeks = [each for each in observations(made) if "82291-6" in str(each["code"])]
    assert sum(each["valueQuantity"]["value"] for each in weeks) == len({each.day for each in done})
    (worse,) = [each for each in observations(made) if each.get("bodySite") == {"text": "buttock or leg"}]
    assert worse["valueQuantity"]["value"] == 4
    assert {"code": {"text": "new or worse"}, "valueBoolean": True} in worse["component"]
    recorded = [each["note"][0]["text"] for each in observations(made) if "hasMember" in each]
    assert any(re.search(r"Recording SHA-256: [0-9a-f]{64}; analysis made-up", text) for text in recorded)
    assert any("Entered by hand" in text for text in recorded)


def test_it_is_one_persons_alone_and_the_same_twice(filled: Path, made: dict[str, Any]) -> None:
    assert "canary" not in json.dumps(made)
    with closing(Logbook(url_of(filled))) as book:
        ana = next(each for each in book.people() if each.label != "canary")
        assert bundle(log_parts(book, ana.id)) == made
        nothing = bundle(log_parts(book, ana.id, Choice(date(2001, 1, 1), date(2001, 1, 2))))
    assert [each["resource"]["resourceType"] for each in nothing["entry"]] == ["Patient"]


def test_the_shell_writes_it(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENSORLOG_DATABASE_URL", url_of(filled))
    path = Path(invoke("export", "--person", "Ana <b>", "--as", "fhir", "--to", str(tmp_path)).strip())
    assert path.name.endswith(".fhir.json")
    assert path.stat().st_mode & 0o777 == 0o600
    Bundle.model_validate_json(path.read_bytes())

"""What a newer version says survives: unknown fields wherever they stand, and corrections of unknown kinds."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sensorlog.exchange.person_record import default_period, read_person
from sensorlog.exchange.report.evidence import provenance
from sensorlog.logbook import EditOp, Equipment, EquipmentKind, Logbook, Verdict, edits_that_hold
from sensorlog.training import known_exercises
from tests.exchange.people_for_tests import DAY, fill
from tests.exchange.test_round_trip import taken, written
from tests.logbook.sample import url_of

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.text(st.characters(codec="utf-8"), max_size=6).map(lambda text: f"x{text}")
"""No field has such a name, nor will one."""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Ana's log, with equipment in a correction too."""
    with closing(Logbook(url_of(tmp_path_factory.mktemp("from") / "log.db"))) as logbook:
        ana, _ = fill(logbook)
        by_hand = next(each for each in logbook.sessions() if each.recording is None and each.person == ana)
        logbook.say(by_hand.id, "hand/2", EditOp.EQUIPMENT, Equipment(EquipmentKind.BAND, resistance="red").to_json())
        document: dict[str, Any] = json.loads(written(logbook, ana.id))
        return document


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a log, but for what stands: that follows from the rest, and is worked out anew."""
    if isinstance(value, dict):
        yield value
        for name, each in value.items():
            if name != "stands":
                yield from objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects(each)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_unknown_fields_come_back_wherever_they_stand(
    log: dict[str, Any], empty_logbook: Path, tmp_path: Path, data: st.DataObject
) -> None:
    sent = copy.deepcopy(log)
    places = list(objects(sent))
    for number in data.draw(st.lists(st.integers(0, len(places) - 1), max_size=12, unique=True)):
        places[number] |= data.draw(st.dictionaries(NAMES, JSON, min_size=1, max_size=2))
    _follow(sent)
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.db"
    shutil.copy(empty_logbook, path)
    with closing(Logbook(url_of(path))) as desk:
        taken(desk, json.dumps(sent).encode())
        back = written(desk, sent["person"]["id"])
        assert json.loads(back) == sent
        assert {each.verdict for each in taken(desk, back).arrivals} == {Verdict.SAME}
        assert written(desk, sent["person"]["id"]) == back


def _follow(sent: dict[str, Any]) -> None:
    """What stands of the equipment is what was entered or corrected last."""
    for session in sent["sessions"]:
        said = {each["about"]: each["value"] for each in session["edits"] if each["op"] == "equipment"}
        for done in session["sets"]:
            if done["stands"] is not None and done["by_hand"] is not None:
                done["stands"]["equipment"] = said.get(done["id"], done["by_hand"]["equipment"])


def test_a_correction_of_an_unknown_kind_is_kept_and_shown_and_changes_nothing(
    log: dict[str, Any], desk: Logbook
) -> None:
    sent = copy.deepcopy(log)
    session = next(each for each in sent["sessions"] if each["recording"] is not None)
    newer = dict(session["edits"][-1], id="newer", op="tempo_target", value={"out_s": 2.0})
    session["edits"].append(newer)
    outcome = taken(desk, json.dumps(sent).encode())
    (arrival,) = (each for each in outcome.arrivals if session["id"] in each.what)
    assert arrival.verdict is Verdict.NEW
    assert "does not know" in arrival.why
    assert "tempo_target" in arrival.why
    assert json.loads(written(desk, sent["person"]["id"])) == sent
    here = desk.session(session["id"])
    assert [edit.op for edit in here.edits if not edit.is_known] == ["tempo_target"]
    person = desk.people()[0]
    record = read_person(desk, person, default_period(desk, person.id, DAY, DAY, DAY), known_exercises())
    own = next(each for each in record.sessions if each.session.id == session["id"])
    assert "a correction that this version does not know: tempo_target" in provenance(own)
    assert edits_that_hold(here)[-1].op == "tempo_target"
    assert desk.undo(here.id) is not None
    assert all(edit.is_known for edit in edits_that_hold(desk.session(here.id)))


def test_a_correction_of_an_unknown_kind_that_comes_later_is_told(log: dict[str, Any], desk: Logbook) -> None:
    taken(desk, json.dumps(log).encode())
    sent = copy.deepcopy(log)
    session = sent["sessions"][0]
    at = datetime(2026, 5, 5, tzinfo=UTC).isoformat()
    session["edits"].append(
        {"id": "newer", "op": "tempo_target", "start_s": 0.0, "end_s": 9.0, "value": None, "at_utc": at}
    )
    (arrival,) = (each for each in taken(desk, json.dumps(sent).encode()).arrivals if session["id"] in each.what)
    assert arrival.verdict is Verdict.GREW
    assert "1 edits" in arrival.why
    assert "tempo_target" in arrival.why

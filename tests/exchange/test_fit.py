"""FIT strength workouts, read back with Garmin's own decoder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from garmin_fit_sdk import Decoder, Stream
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.exchange import ExchangeError
from sensorlog.exchange.fit import fit_workout
from sensorlog.exchange.fit_encoding import Base, Field, FitFile, fit_time
from sensorlog.exchange.log_models import LogSession, LogSet, LogStanding
from sensorlog.logbook import DATABASE_URL_VARIABLE, HandSet, Logbook
from sensorlog.training import known_exercises
from tests.cli.anas_logbook import invoke
from tests.logbook.sample import START_UTC, url_of

CATALOGUE = known_exercises()


def decoded(content: bytes) -> dict[str, list[dict[str, Any]]]:
    assert Decoder(Stream.from_byte_array(bytearray(content))).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(bytearray(content))).read()
    assert errors == []
    return cast("dict[str, list[dict[str, Any]]]", messages)


def one_set(number: int, start_s: float, end_s: float, stands: LogStanding | None) -> LogSet:
    return LogSet(id=f"bar/{number}", source="sensed", start_s=start_s, end_s=end_s, stands=stands)


def session(*sets: LogSet, started: str = "2026-05-04T18:30:00+02:00") -> LogSession:
    at = datetime.fromisoformat(started)
    return LogSession(
        id="abc", start_utc=at, started=started, ended_utc=at, software="t", analysis_version="1", sets=sets
    )


def test_sets_rests_loads_and_names_come_back() -> None:
    messages = decoded(
        fit_workout(
            session(
                one_set(1, 30.0, 55.5, LogStanding(exercise="squat", rep_count=8, load_kg=61.25)),
                one_set(2, 60.0, 70.0, None),
                one_set(3, 120.0, 160.0, LogStanding(exercise="plank", rep_count=0, held_s=40.0)),
                one_set(4, 200.0, 230.0, LogStanding(exercise="übung 深蹲", rep_count=5, warm_up=True)),
                one_set(5, 240.0, 260.0, LogStanding(exercise="squat", rep_count=6, load_kg=60.0)),
            ),
            CATALOGUE,
        )
    )
    active = [each for each in messages["set_mesgs"] if each["set_type"] == 1 or each["set_type"] == "active"]
    rests = [each for each in messages["set_mesgs"] if each not in active]
    assert [each.get("repetitions") for each in active] == [8, 0, 5, 6]
    assert [each.get("weight") for each in active] == [61.25, None, None, 60.0]
    assert [each["duration"] for each in active] == [25.5, 40.0, 30.0, 20.0]
    assert [each["duration"] for each in rests] == [64.5, 40.0, 10.0]
    assert active[0]["start_time"] == datetime(2026, 5, 4, 16, 30, 30, tzinfo=UTC)
    assert [each["category"] for each in active] == ["squat", "plank", "warm_up", "squat"]
    titles = {each["exercise_name"]: each["wkt_step_name"] for each in messages["exercise_title_mesgs"]}
    assert [titles[each["category_subtype"]] for each in active] == ["squat", "plank", "übung 深蹲", "squat"]
    (whole,) = messages["session_mesgs"]
    assert (whole["sport"], whole["sub_sport"]) == ("training", "strength_training")
    assert whole["total_elapsed_time"] == 260.0
    (activity,) = messages["activity_mesgs"]
    assert activity["num_sessions"] == 1
    assert len(messages["lap_mesgs"]) == 1
    assert messages["file_id_mesgs"][0]["type"] == "activity"


def test_what_cannot_be_said_is_refused() -> None:
    with pytest.raises(ExchangeError, match="no set"):
        fit_workout(session(one_set(1, 0.0, 1.0, None)), CATALOGUE)
    stands = LogStanding(exercise="squat", rep_count=1)
    long_ago = session(one_set(1, 0.0, 1.0, stands), started="1970-01-01T00:10:00+00:00")
    with pytest.raises(ExchangeError, match="1970-01-01"):
        fit_workout(long_ago, CATALOGUE)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10_000),
            st.floats(0, 1000) | st.none(),
            st.text(min_size=1, max_size=40).filter(str.isprintable) | st.none(),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_stands_can_be_decoded(done: list[tuple[int, float | None, str | None]]) -> None:
    sets = [
        one_set(n + 1, 60.0 * n, 60.0 * n + 30, LogStanding(exercise=name, rep_count=reps, load_kg=load))
        for n, (reps, load, name) in enumerate(done)
    ]
    messages = decoded(fit_workout(session(*sets), CATALOGUE))
    assert len(messages["set_mesgs"]) == 2 * len(done) - 1


def test_the_layout_is_told_once_and_too_large_a_number_is_the_largest() -> None:
    file = FitFile()
    for value in (1, 99_999):
        file.add(49, (Field(0, Base.UINT16, value), Field(1, Base.UINT8, None)))
    messages = decoded(file.content())
    assert [each["software_version"] for each in messages["file_creator_mesgs"]] == [1, 65_534]
    assert len(file.content()) == 14 + 9 + 2 * 3 + 2
    assert fit_time(datetime(2026, 5, 4, 16, 30, tzinfo=UTC)) == 1_146_846_600


def test_the_shell_writes_a_file_a_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL_VARIABLE, url_of(tmp_path / "log.db"))
    logbook = Logbook()
    ana = logbook.add_person("Ana")
    for year in (1980, 2026):
        start = START_UTC.replace(year=year)
        logbook.log_by_hand(start, [HandSet(0.0, 30.0, "squat", reps=8)], person=ana, software="t")
    logbook.close()
    said = invoke("export", "--as", "fit", "--to", str(tmp_path))
    assert "is left out: 1980" in said
    (path,) = tmp_path.glob("*.fit")
    assert "2026-03-01" in path.name
    assert path.stat().st_mode & 0o777 == 0o600
    assert decoded(path.read_bytes())["set_mesgs"][0]["repetitions"] == 8

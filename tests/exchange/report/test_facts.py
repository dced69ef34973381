"""What a report says follows from the log: periods, weeks, the usual, what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.events import TrunkMeasures
from sensorlog.exchange import ExchangeError
from sensorlog.exchange.person_record import Evidence, Period, PersonRecord, default_period, read_person
from sensorlog.exchange.report.axes import nice_range
from sensorlog.exchange.report.changes import changes_since, compared
from sensorlog.exchange.report.facts import training_weeks
from sensorlog.exchange.report.trunk import trunk_lines
from sensorlog.exchange.report.words import clean, decimal, signed
from sensorlog.logbook import Logbook
from sensorlog.training import known_exercises
from tests.exchange.report.conftest import TODAY

CATALOGUE = known_exercises()


def record_of(logbook: Logbook, first: date | None = None, last: date | None = None) -> PersonRecord:
    person = logbook.people()[0]
    return read_person(logbook, person, default_period(logbook, person.id, TODAY, first, last), CATALOGUE)


def test_twelve_weeks_at_most_unless_days_are_named(logbook: Logbook) -> None:
    person = logbook.people()[0].id
    begun = logbook.program_runs(person)[0].state.started
    assert default_period(logbook, person, TODAY, None, None) == Period(begun, TODAY)
    assert default_period(logbook, person, begun + timedelta(days=90), None, None).first > begun
    later = default_period(logbook, person, TODAY + timedelta(days=400), None, None)
    assert later.last == max(own.day for own in record_of(logbook).sessions)
    with pytest.raises(ExchangeError, match="no day"):
        default_period(logbook, person, TODAY, TODAY, TODAY - timedelta(days=1))


def test_a_day_is_no_week_to_be_multiplied() -> None:
    assert Period(TODAY, TODAY).weeks == 1
    assert Period(TODAY - timedelta(days=13), TODAY).weeks == 2


def test_a_period_holds_its_days_and_no_other(logbook: Logbook) -> None:
    first, last = TODAY - timedelta(days=20), TODAY - timedelta(days=5)
    record = record_of(logbook, first, last)
    days = [
        *(own.day for own in record.sessions),
        *(done.day for done in record.done_sets),
        *(entry.felt.day for entry in record.diary),
    ]
    assert days
    assert all(first <= day <= last for day in days)


def test_what_a_session_rests_on_is_told(logbook: Logbook) -> None:
    record = record_of(logbook)
    by_id = {own.session.id: own for own in record.sessions}
    assert {own.evidence for own in by_id.values()} == {Evidence.RECORDED, Evidence.MISSING}
    for own in by_id.values():
        is_here = own.session.recording is not None and own.session.recording.is_file()
        assert (own.evidence is Evidence.RECORDED) is is_here


def test_weeks_of_training_hold_every_day_once(logbook: Logbook) -> None:
    record = record_of(logbook)
    weeks = training_weeks(record)
    assert sorted(day for week in weeks for day in week.days) == sorted({own.day for own in record.sessions})
    assert record.program is not None
    asked = [week.planned for week in weeks if week.planned is not None]
    assert asked == [week.planned for week in record.program.weeks]


def test_the_usual_is_made_of_the_first_sessions_and_stays(logbook: Logbook) -> None:
    record = record_of(logbook)
    line = trunk_lines(record, CATALOGUE)[0]
    assert line.usual_points == line.points[: len(line.usual_points)]
    assert 20 <= sum(point.reps for point in line.usual_points) < 25
    heavier = _with_trunk(record, line.points[-1].own.session.id, TrunkMeasures(angular_speed_peak_rad_s=radians(400)))
    changed = next(each for each in trunk_lines(heavier, CATALOGUE) if each.exercise == line.exercise)
    assert changed.usual == line.usual
    assert changed.points[-1].spreads["speed"].middle == pytest.approx(400)
    assert "range" not in changed.points[-1].spreads


def _with_trunk(record: PersonRecord, session_id: str, trunk: TrunkMeasures) -> PersonRecord:
    sessions = []
    for own in record.sessions:
        if own.session.id == session_id:
            sets = tuple(
                replace(done, reps=tuple(replace(rep, trunk=rep.trunk and trunk) for rep in done.reps))
                for done in own.session.sets
            )
            sessions.append(replace(own, session=replace(own.session, sets=sets)))
        else:
            sessions.append(own)
    return replace(record, sessions=tuple(sessions))


def test_other_analyses_and_clip_sites_are_other_lines(logbook: Logbook) -> None:
    record = record_of(logbook)
    before = trunk_lines(record, CATALOGUE)
    own = record.sessions[0]
    other = replace(own, session=replace(own.session, analysis_version="another"))
    after = trunk_lines(replace(record, sessions=(other, *record.sessions[1:])), CATALOGUE)
    assert len(after) == 2 * len(before)
    assert {line.version for line in after} == {"another", "made-up"}


def test_what_changed_is_told_with_its_days(logbook: Logbook) -> None:
    record = record_of(logbook)
    spans = compared(record.period, TODAY - timedelta(days=13))
    assert spans.before == Period(TODAY - timedelta(days=27), TODAY - timedelta(days=14))
    said = changes_since(record, spans, trunk_lines(record, CATALOGUE), CATALOGUE)
    assert any(line.startswith("New or worse pain reported on") for line in said)
    assert any(line.startswith("Heaviest load: ") for line in said)
    trained = {own.day for own in record.sessions}
    now = sum(day in spans.now for day in trained)
    before = sum(day in spans.before for day in trained)
    assert f"{now} days of training, before {before}." in said


def test_without_days_before_nothing_is_compared(logbook: Logbook) -> None:
    record = record_of(logbook, TODAY - timedelta(days=9))
    spans = compared(record.period, None)
    assert spans.before is None
    assert not any("before" in line for line in changes_since(record, spans, (), CATALOGUE))


def test_numbers_are_written_as_people_read_them() -> None:
    assert (decimal(None), decimal(-0.04, 1), decimal(-2.5, 1), decimal(7)) == ("–", "0.0", "\u22122.5", "7")
    assert (signed(2.0, 1), signed(-2.0, 1), signed(0.0, 1), signed(None)) == ("+2.0", "\u22122.0", "0.0", "–")


@given(st.text())
def test_cleaned_text_has_no_unseen_characters(text: str) -> None:
    line = clean(text, 20)
    assert len(line) <= 20
    assert all(char.isprintable() or char in "\u200c\u200d" for char in line)


@given(st.lists(st.floats(-1e4, 1e4).map(lambda value: round(value, 3)), min_size=1, max_size=20), st.booleans())
def test_an_axis_spans_its_values_in_few_steps(values: list[float], from_zero: bool) -> None:
    ticks, _ = nice_range(values, from_zero=from_zero)
    assert ticks[0] <= min(values) + 1e-6
    assert ticks[-1] >= max(values) - 1e-6
    assert 2 <= len(ticks) <= 6

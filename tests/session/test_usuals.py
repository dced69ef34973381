"""A person's usual trunk motion: kept from session to session, frozen, begun anew, and the same whoever looks again."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sensorlog.cli.people import app as people
from sensorlog.events import JsonValue, Rep, SessionEvent, SessionEventKind
from sensorlog.imu import Packet, Placement
from sensorlog.logbook import Logbook, LoggedSession, UsualMark, UsualMarkKind
from sensorlog.pipeline import ANALYSIS_VERSION
from sensorlog.profiles import Registry
from sensorlog.recordings import RecordingWriter
from sensorlog.session import LiveSession, finish_session, open_replay, open_session, usual_lines
from sensorlog.simulate import packets
from sensorlog.simulate.lifter import Hitch, SensorSpec, Set, Stand, perform
from tests.session.scene import Given, profile

EXERCISE = "standing trunk flexion"
ANA = {"id": "aaaaaaaaaaaa", "label": "Ana"}
DAY = datetime(2026, 5, 4, 17, 0, tzinfo=UTC)

Deviations = list[tuple[str, ...] | None]


@cache
def bends(seed: int, hitched: int = 0, smaller: float = 1.0) -> tuple[Packet | SessionEvent, ...]:
    """What a sensor on the trunk would have sent of eight reps."""
    one = Set(EXERCISE, 8, hitches={hitched: Hitch()} if hitched else {}, range_scale=smaller)
    done = perform([Stand(5.0), one, Stand(8.0)], [SensorSpec("trunk", Placement.TRUNK)], seed)
    return tuple(packets(done.samples, profile()))


def said(t_ns: int) -> list[SessionEvent]:
    keys: list[tuple[SessionEventKind, dict[str, JsonValue]]] = [
        (SessionEventKind.PERSON, dict(ANA)),
        (SessionEventKind.EXERCISE, {"name": EXERCISE}),
    ]
    return [SessionEvent(t_ns, kind, None, data) for kind, data in keys]


def trained(logbook: Logbook, folder: Path, day: int, items: tuple[Packet | SessionEvent, ...]) -> LoggedSession:
    """Keep a session of some day, from its recording."""
    path = folder / f"day-{day}.mcap"
    with RecordingWriter(path) as writer:
        writer.attach_profile(profile().id, profile().text)
        for key in said(items[0].t_ns):
            writer.write(key)
        for item in items:
            writer.write(item)
    session_id = logbook.begin_session(
        start_utc=DAY + timedelta(days=day), recording=path, analysis_version=ANALYSIS_VERSION, software="sensorlog 0"
    )
    return finish_session(logbook, session_id, Registry(folders=()))


def deviations(session: LoggedSession) -> Deviations:
    return [rep.trunk.deviation for done in session.sets for rep in done.reps if rep.trunk is not None]


@pytest.fixture
def logbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Logbook]:
    url = f"sqlite:///{tmp_path / 'log.db'}"
    monkeypatch.setenv("SENSORLOG_DATABASE_URL", url)
    with closing(Logbook(url)) as book:
        yield book


def test_the_next_session_is_compared_with_the_last_from_its_first_rep_on(logbook: Logbook, tmp_path: Path) -> None:
    first = deviations(trained(logbook, tmp_path, 0, bends(1)))
    assert first[:5] == [None] * 5
    assert first[5:] == [()] * 3
    second = deviations(trained(logbook, tmp_path, 1, bends(2, hitched=2)))
    assert second[0] == ()
    assert second[1] is not None
    assert "hitch" in second[1]


def test_begun_anew_it_knows_nothing_and_what_came_before_the_session_counts(logbook: Logbook, tmp_path: Path) -> None:
    trained(logbook, tmp_path, 0, bends(1))
    logbook.mark_usual(ANA["id"], UsualMark(UsualMarkKind.RESTARTED, DAY + timedelta(days=2)))
    assert deviations(trained(logbook, tmp_path, 3, bends(2)))[:5] == [None] * 5
    # A session from before it was begun anew is analysed later: it is compared with what was usual then.
    assert deviations(trained(logbook, tmp_path, 1, bends(3))) == [()] * 8
    assert deviations(trained(logbook, tmp_path, 4, bends(4))) == [()] * 8


def test_a_set_that_is_said_to_be_none_leaves_the_usual(logbook: Logbook, tmp_path: Path) -> None:
    first = trained(logbook, tmp_path, 0, bends(1))
    logbook.delete_session(first.id)
    assert deviations(trained(logbook, tmp_path, 1, bends(2)))[:5] == [None] * 5


def test_live_replayed_and_analysed_again_are_compared_with_the_same(logbook: Logbook, tmp_path: Path) -> None:
    trained(logbook, tmp_path, 0, bends(1))

    async def lived() -> LoggedSession:
        items = bends(2, hitched=2)
        source = Given((*said(items[0].t_ns), *items))
        session = source.session = open_session(source, logbook, Registry(folders=()))
        await session.run()
        assert session.session_id is not None
        return logbook.session(session.session_id)

    async def replayed(path: Path) -> Deviations:
        session: LiveSession = await open_replay(path, None, Registry(folders=()))
        await session.run()
        return [rep.trunk.deviation for one in session.state.sets for rep in one.reps if rep.trunk is not None]

    live = asyncio.run(lived())
    found = deviations(live)
    assert found[0] == ()
    assert found[1] is not None
    trained(logbook, tmp_path, 1, bends(3))  # what is learnt later changes nothing
    assert asyncio.run(replayed(live.evidence)) == found
    again = logbook.begin_session(
        start_utc=live.start_utc, recording=live.evidence, analysis_version=ANALYSIS_VERSION, software="sensorlog 0"
    )
    logbook.delete_session(live.id)
    assert deviations(finish_session(logbook, again, Registry(folders=()))) == found


def test_a_slow_change_shows_against_what_was_frozen(logbook: Logbook, tmp_path: Path) -> None:
    trained(logbook, tmp_path, 0, bends(1))
    logbook.mark_usual(ANA["id"], UsualMark(UsualMarkKind.FROZEN, DAY + timedelta(days=1)))
    for day, smaller in ((2, 0.9), (3, 0.8), (4, 0.72)):
        trained(logbook, tmp_path, day, bends(day, smaller=smaller))
    (line,) = usual_lines(logbook, ANA["id"])
    assert line.then is not None
    assert line.now is not None
    assert line.then.reps == 8
    assert line.now.reps > 8
    assert line.latest_reps == 8
    assert line.unlike_then.get("range", 0) >= 7


def test_the_verb_shows_freezes_and_begins_anew(logbook: Logbook, tmp_path: Path) -> None:
    trained(logbook, tmp_path, 0, bends(1))
    shown = CliRunner().invoke(people, ["usual", "Ana", "--freeze"])
    assert shown.exit_code == 0
    assert "is kept as it is today" in shown.output
    assert "frozen" in shown.output
    begun = CliRunner().invoke(people, ["usual", "Ana", "--restart", "--json"])
    assert begun.exit_code == 0
    assert [mark.kind.value for mark in logbook.usual_marks(ANA["id"])] == ["frozen", "restarted"]
    both = CliRunner().invoke(people, ["usual", "Ana", "--freeze", "--restart"])
    assert both.exit_code == 2


@pytest.mark.parametrize(
    "damage",
    [
        '{"phases": [{"duration_s": 0.0, "end_s": 1.0, "range_rad": 1.0, "angular_speed_peak_rad_s": 1.0}]}',
        '{"phases": [{"duration_s": 1.0}]}',
        '{"phases": [1, 2, 3]}',
        '{"phases": "all", "clip_site": 3, "deviation": "no"}',
        "[]",
    ],
)
def test_damaged_measures_are_no_usual(logbook: Logbook, tmp_path: Path, damage: str) -> None:
    trained(logbook, tmp_path, 0, bends(1))
    with closing(sqlite3.connect(tmp_path / "log.db")) as raw, raw:
        raw.execute("DROP TRIGGER IF EXISTS reps_stay")
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE reps SET trunk = ?", (damage,))
    found = trained(logbook, tmp_path, 1, bends(2))
    assert isinstance(found.sets[0].reps[0], Rep)
    assert deviations(found)[:5] == [None] * 5

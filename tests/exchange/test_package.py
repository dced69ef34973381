"""Packages: the same bytes, recordings and log as they were, nobody else in them; locked, damaged, forged."""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

import pyrage
import pytest

from sensorlog.events import SessionEvent
from sensorlog.exchange import ExchangeError, age_identity, take_in_package, write_package
from sensorlog.logbook import Logbook, Person, Verdict
from sensorlog.recordings import read_recording
from tests.exchange.people_for_tests import CANARY, START, fill, write_recording
from tests.logbook.sample import VERSION, make_set

PASSPHRASE = "correct horse battery"


def no_passphrase() -> str:
    raise AssertionError("nobody should be asked")


def read(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def add_own_session(logbook: Logbook, ana: Person) -> str:
    path = logbook.recordings_dir / "own.mcap"
    write_recording(path, ana, seconds=30)
    session_id = logbook.begin_session(start_utc=START, recording=path, analysis_version=VERSION, software="s 1")
    logbook.set_person(session_id, ana)
    logbook.save_set(session_id, VERSION, make_set())
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    logbook.end_session(session_id, ended_utc=START, recording_sha256=sha256, analysis_version=VERSION)
    return session_id


def test_log_and_recordings_come_back_as_they_were(logbook: Logbook, desk: Logbook, tmp_path: Path) -> None:
    ana, ben = fill(logbook)
    own = add_own_session(logbook, ana)
    first, again, back = (tmp_path / f"{name}.slog" for name in ("first", "again", "back"))
    packed = write_package(first, logbook, ana.id, recordings=True)
    assert (packed.sessions, packed.recordings, packed.left_out) == (3, 2, ())
    write_package(again, logbook, ana.id, recordings=True)
    assert first.read_bytes() == again.read_bytes()
    assert first.stat().st_mode & 0o777 == 0o600
    taken = take_in_package(desk, first, no_passphrase)
    assert {each.verdict for each in taken.arrivals} == {Verdict.NEW}
    assert desk.session(own).evidence.read_bytes() == logbook.session(own).evidence.read_bytes()
    write_package(back, desk, ana.id, recordings=True)
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(back) as two:
        assert one.namelist() == two.namelist()
        told_here = {"log.html", "manifest.json"}  # the report names files as they are called on each computer
        assert all(one.read(name) == two.read(name) for name in set(one.namelist()) - told_here)
    again_taken = take_in_package(desk, first, no_passphrase)
    assert {each.verdict for each in again_taken.arrivals} == {Verdict.SAME}
    assert len(list(desk.recordings_dir.iterdir())) == 2
    bens = tmp_path / "ben.slog"
    write_package(bens, logbook, ben.id, recordings=True)
    for path, whose, other in ((first, ana, ben), (bens, ben, ana)):
        whole = b"".join(read(path, name) for name in zipfile.ZipFile(path).namelist())
        assert whose.id.encode() in whole
        assert other.id.encode() not in whole
        assert other.label.encode() not in whole


def test_a_shared_recording_is_cut_to_one_person_s_sets(logbook: Logbook, tmp_path: Path) -> None:
    ana, _ = fill(logbook)
    path = tmp_path / "a.slog"
    write_package(path, logbook, ana.id, recordings=True)
    (session,) = (each for each in json.loads(read(path, "log.json"))["sessions"] if each["recording"])
    data = read(path, f"recordings/{session['id']}.mcap")
    assert hashlib.sha256(data).hexdigest() == session["recording"]["sha256"]
    cut = tmp_path / "cut.mcap"
    cut.write_bytes(data)
    with read_recording(cut) as recording:
        items = list(recording)
    numbers = [int(item.data) for item in items if not isinstance(item, SessionEvent)]
    assert numbers == [*range(251), *range(600, 851)], "around 10–20 s and 70–80 s, without Ben's 40–50 s"
    assert CANARY.encode() not in data
    events = [item for item in items if isinstance(item, SessionEvent)]
    assert {str(event.data.get("label")) for event in events if event.kind.value == "person"} == {"Ana"}


def test_a_log_without_its_recording_is_completed_by_one_that_has_it(
    logbook: Logbook, desk: Logbook, tmp_path: Path
) -> None:
    ana = logbook.add_person("Ana")
    own = add_own_session(logbook, ana)
    plain, full = tmp_path / "plain.slog", tmp_path / "full.slog"
    write_package(plain, logbook, ana.id)
    write_package(full, logbook, ana.id, recordings=True)
    take_in_package(desk, plain, no_passphrase)
    assert desk.session(own).recording is None
    taken = take_in_package(desk, full, no_passphrase)
    assert [each.why for each in taken.of(Verdict.GREW)] == ["its recording"]
    assert desk.session(own).evidence.read_bytes() == logbook.session(own).evidence.read_bytes()


def test_a_recording_that_is_gone_or_changed_is_told_and_left_out(logbook: Logbook, tmp_path: Path) -> None:
    ana = logbook.add_person("Ana")
    own = add_own_session(logbook, ana)
    logbook.session(own).evidence.write_bytes(logbook.session(own).evidence.read_bytes() + b"x")
    changed = write_package(tmp_path / "changed.slog", logbook, ana.id, recordings=True)
    logbook.session(own).evidence.unlink()
    gone = write_package(tmp_path / "gone.slog", logbook, ana.id, recordings=True)
    assert (changed.recordings, gone.recordings) == (0, 0)
    assert "not the recording" in changed.left_out[0]
    assert "not here" in gone.left_out[0]


def test_a_locked_package_opens_with_its_passphrase_only(logbook: Logbook, desk: Logbook, tmp_path: Path) -> None:
    ana, _ = fill(logbook)
    path = tmp_path / "a.slog"
    with pytest.raises(ExchangeError, match="8 or more"):
        write_package(path, logbook, ana.id, passphrase="short")
    assert not path.exists()
    write_package(path, logbook, ana.id, passphrase=PASSPHRASE)
    assert b"after sitting" not in path.read_bytes()
    with pytest.raises(ExchangeError, match="the passphrase is wrong"):
        take_in_package(desk, path, lambda: "wrong horse battery")
    assert desk.people() == []
    assert take_in_package(desk, path, lambda: PASSPHRASE).person == ana


def test_any_program_of_age_opens_a_locked_package_with_the_key_that_the_passphrase_makes(
    logbook: Logbook, tmp_path: Path
) -> None:
    ana, _ = fill(logbook)
    path = tmp_path / "a.slog"
    write_package(path, logbook, ana.id, passphrase=PASSPHRASE)
    with zipfile.ZipFile(path) as archive:
        locked = archive.read("package.age")
    # pyrage is Rust's implementation of age; it is told nothing of how the key was made.
    key = pyrage.x25519.Identity.from_str(age_identity(path, PASSPHRASE))
    with zipfile.ZipFile(io.BytesIO(pyrage.decrypt(locked, [key]))) as archive:
        assert json.loads(archive.read("log.json"))["person"]["pseudonym"] == "Ana"
    wrong = pyrage.x25519.Identity.from_str(age_identity(path, f"{PASSPHRASE} "))
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(locked, [wrong])
    write_package(tmp_path / "open.slog", logbook, ana.id)
    with pytest.raises(ExchangeError, match=r"key\.json"):
        age_identity(tmp_path / "open.slog", PASSPHRASE)


def test_nothing_is_overwritten(logbook: Logbook, tmp_path: Path) -> None:
    ana = logbook.add_person("Ana")
    path = tmp_path / "a.slog"
    path.write_text("mine")
    with pytest.raises(ExchangeError, match="never overwritten"):
        write_package(path, logbook, ana.id)
    assert path.read_text() == "mine"
    assert list(tmp_path.glob(".slog-*")) == []


def test_words_of_people_do_nothing_on_the_page(logbook: Logbook, tmp_path: Path) -> None:
    ana, _ = fill(logbook)
    path = tmp_path / "a.slog"
    write_package(path, logbook, ana.id)
    page = read(path, "log.html").decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "Training log of Ana" in page, "the report"


def test_without_what_reports_need_there_is_a_plain_page(
    logbook: Logbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = fill(logbook)
    monkeypatch.setitem(sys.modules, "sensorlog.exchange.report", None)
    write_package(tmp_path / "a.slog", logbook, ana.id)
    page = read(tmp_path / "a.slog", "log.html").decode()
    assert "Training of Ana" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert CANARY not in page

"""``sensorlog import``: what comes is told, once, and one bad file does not stop the others."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from sensorlog.exchange import write_package
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook
from sensorlog.resources import sample_recordings_dir
from tests.cli.anas_logbook import invoke
from tests.exchange.people_for_tests import cloned, fill
from tests.logbook.sample import url_of

SAMPLE = min(sample_recordings_dir().rglob("*.mcap"), key=lambda path: path.stat().st_size)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages of two people, one of them locked, and something else."""
    folder = tmp_path_factory.mktemp("sent")
    home = tmp_path_factory.mktemp("home")
    with closing(Logbook(url_of(home / "log.db"))) as logbook:
        ana, ben = fill(logbook)
        write_package(folder / "a.slog", logbook, ana.id)
        write_package(folder / "b.slog", logbook, ben.id, passphrase="correct horse")
    (folder / "broken.slog").write_bytes((folder / "a.slog").read_bytes()[:2000])
    (folder / "letter.txt").write_text("Dear therapist,")
    (folder / "key").write_text("correct horse\nmore\n")
    return folder


@pytest.fixture
def sent(packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same folder for one test; no logbook at the desk yet."""
    monkeypatch.setenv(DATABASE_URL_VARIABLE, url_of(tmp_path / "desk.db"))
    return Path(shutil.copytree(packages, tmp_path / "sent"))


def people() -> list[str]:
    with closing(Logbook()) as logbook:
        return [each.label for each in logbook.people()]


def test_a_folder_is_taken_in_but_for_what_is_broken(sent: Path) -> None:
    key = ["--passphrase-file", str(sent / "key")]
    said = invoke("import", str(sent), "--dry-run", *key, code=1)
    assert "would be: " in said
    assert "broken.slog: is damaged or was cut off" in said
    assert "letter.txt" not in said
    assert not (sent.parent / "desk.db").exists()
    invoke("import", str(sent), *key, code=1)
    assert people() == ["Ana", "CANARY-OF-BEN"]
    again = json.loads(invoke("import", str(sent / "a.slog"), "--json"))
    assert {part["verdict"] for part in again["parts"]} == {"same"}


def test_a_locked_package_without_its_passphrase_is_named(sent: Path) -> None:
    said = invoke("import", str(sent / "b.slog"), code=1)
    assert "--passphrase-file" in said
    (sent / "key").write_text("wrong horse")
    assert "the passphrase is wrong" in invoke(
        "import", str(sent / "b.slog"), "--passphrase-file", str(sent / "key"), code=1
    )
    assert people() == []


def test_a_conflict_is_shown_and_what_is_here_stays(sent: Path) -> None:
    invoke("import", str(sent / "a.slog"))
    log = sent / "log.json"
    with zipfile.ZipFile(sent / "a.slog") as archive:
        document = json.loads(archive.read("log.json"))
    document["diary"][0]["value"] = 9.0
    document["person"]["pseudonym"] = "Anna"
    log.write_text(json.dumps(document))
    said = invoke("import", str(log), code=1)
    assert "conflict: diary of 2026-05-04: pain says something else here: what is here stays" in said
    assert "is called Anna in the log" in said
    assert people() == ["Ana"]


def test_equal_pseudonyms_stay_two_people(sent: Path) -> None:
    with closing(Logbook()) as logbook:
        logbook.add_person("Ana")
    invoke("import", str(sent / "a.slog"))
    assert people() == ["Ana", "Ana"]


def test_a_recording_becomes_a_session_once(sent: Path, tmp_path: Path) -> None:
    assert "add --person" in invoke("import", str(SAMPLE), code=1)
    first = json.loads(invoke("import", str(SAMPLE), "--person", "Cleo", "--json"))
    assert [part["verdict"] for part in first["parts"]] == ["new"]
    again = json.loads(invoke("import", str(SAMPLE), "--json"))
    assert [part["verdict"] for part in again["parts"]] == ["same"]
    with closing(Logbook()) as logbook:
        (session,) = logbook.sessions()
        assert session.rep_count == first["reps"] > 0
        assert session.evidence.read_bytes() == SAMPLE.read_bytes()
        assert session.evidence.stat().st_mode & 0o777 == 0o600


def test_ctrl_c_leaves_the_logbook_whole(sent: Path, tmp_path: Path) -> None:
    copies = tmp_path / "many"
    copies.mkdir()
    with zipfile.ZipFile(sent / "a.slog") as archive:
        log = archive.read("log.json")
    for number in range(150):
        (copies / f"{number:03}.json").write_bytes(cloned(log, number))
    desk = tmp_path / "desk.db"
    environment = os.environ | {DATABASE_URL_VARIABLE: url_of(desk)}
    process = subprocess.Popen(
        [sys.executable, "-m", "sensorlog", "import", str(copies)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and _sessions(desk) == 0:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "cancelled" in said
    assert "Traceback" not in said
    with closing(sqlite3.connect(desk)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    with closing(Logbook(url_of(desk))) as logbook:
        assert 0 < len(logbook.people()) < 150
        for person in logbook.people():
            assert logbook.carried_prescriptions(person.id), "a log is whole or not there"


def _sessions(path: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as raw:
            return int(raw.execute("SELECT count(*) FROM sessions").fetchone()[0])
    except sqlite3.Error:
        return 0

"""Files that were made to harm: refused with place and reason, within 256 MB and 10 s, and nothing written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sensorlog.exchange import ExchangeError, LogReader, take_in_log, take_in_package, write_package
from sensorlog.exchange.json_scan import MAX_DEPTH
from sensorlog.logbook import DATABASE_URL_VARIABLE, Logbook, LogbookError
from tests.exchange.people_for_tests import fill
from tests.logbook.sample import url_of

pytestmark = pytest.mark.xdist_group("hostile files")
"""In one worker: to make them all and have them refused takes ten seconds, a test of one of them none."""

Make = Callable[[Path, dict[str, bytes]], None]
Refusals = tuple[str, dict[str, tuple[Path, dict[str, Any]]]]
MAX_MB, MAX_SECONDS = 256, 10
SYMLINK = 0o120777 << 16
PASSPHRASE = "correct horse battery"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, empty_logbook: Path) -> dict[str, bytes]:
    """A good package, open and locked, and what is in it."""
    folder = tmp_path_factory.mktemp("good")
    shutil.copy(empty_logbook, folder / "log.db")
    with closing(Logbook(url_of(folder / "log.db"))) as logbook:
        ana, _ = fill(logbook)
        write_package(folder / "open.slog", logbook, ana.id, recordings=True)
        write_package(folder / "locked.slog", logbook, ana.id, passphrase=PASSPHRASE)
    with zipfile.ZipFile(folder / "open.slog") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return {path.name: path.read_bytes() for path in folder.glob("*.slog")} | files


def members(good: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in good.items() if not name.endswith(".slog")}


def pack(path: Path, files: dict[str, bytes], extra: zipfile.ZipInfo | None = None, data: bytes = b"x") -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if extra is not None:
            archive.writestr(extra, data)


def zip_bomb(path: Path, good: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("log.json", "w") as member:
        for _ in range(100):
            member.write(bytes(2**20))


def hidden_bomb(path: Path, good: dict[str, bytes]) -> None:
    """A log of ever the same blank, under a directory that says it is small."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("log.json", b"{" + b" " * (64 * 2**20))
    data = path.read_bytes()
    size = (64 * 2**20 + 1).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (1000).to_bytes(4, "little")))


def traversal(path: Path, good: dict[str, bytes]) -> None:
    pack(path, members(good), zipfile.ZipInfo("../../evil.mcap"))


def recording_traversal(path: Path, good: dict[str, bytes]) -> None:
    pack(path, members(good), zipfile.ZipInfo("recordings/../../evil.mcap"))


def symlink(path: Path, good: dict[str, bytes]) -> None:
    link = zipfile.ZipInfo("recordings/aaaaaaaaaaaa.mcap")
    link.create_system, link.external_attr = 3, SYMLINK
    pack(path, members(good), link, b"/etc/passwd")


def twice(path: Path, good: dict[str, bytes]) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        pack(path, members(good), zipfile.ZipInfo("log.json"))


def changed_log(path: Path, good: dict[str, bytes]) -> None:
    pack(path, members(good) | {"log.json": good["log.json"].replace(b"62.5", b"92.5")})


def changed_recording(path: Path, good: dict[str, bytes]) -> None:
    name = next(name for name in members(good) if name.startswith("recordings/"))
    pack(path, members(good) | {name: good[name][:-1] + b"!"})


def many_files(path: Path, good: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(70_000 // 2):
            archive.writestr(f"recordings/{number:0100d}.mcap"[-120:], b"")


def wide_manifest(path: Path, good: dict[str, bytes]) -> None:
    """Four megabytes of the values that take most memory when parsed."""
    pack(path, members(good) | {"manifest.json": b"[" + b"{}," * 1_350_000 + b"{}]"})


def deep_json(path: Path, good: dict[str, bytes]) -> None:
    path.write_bytes(b'{"format":"sensorlog-session-log","version":1,"person":' + b"[" * 10**6)


def deep_note(path: Path, good: dict[str, bytes]) -> None:
    deep = b'{"a":' * 10**6 + b"1" + b"}" * 10**6
    path.write_bytes(good["log.json"].replace(b'"sessions":[', b'"x":' + deep + b',"sessions":['))


def zeros(path: Path, good: dict[str, bytes]) -> None:
    with path.open("wb") as file:
        file.truncate(2 * 2**30)


def zeros_in_log(path: Path, good: dict[str, bytes]) -> None:
    with path.open("wb") as file:
        file.write(good["log.json"][:200])
        file.truncate(2 * 2**30)


def endless_text(path: Path, good: dict[str, bytes]) -> None:
    with path.open("wb") as file:
        file.write(good["log.json"][:-2] + b',"x":"')
        for _ in range(40):
            file.write(b"a" * 2**20)


def empty_lists(path: Path, good: dict[str, bytes]) -> None:
    """Three megabytes of the values that take most memory when parsed."""
    lists = b"[" + b"[]," * 1_040_000 + b"[]]"
    path.write_bytes(good["log.json"].replace(b'"sets":[', b'"x":' + lists + b',"sets":[', 1)[:-3])


def work_factor(path: Path, good: dict[str, bytes]) -> None:
    locked = path.with_suffix(".in")
    locked.write_bytes(good["locked.slog"])
    with zipfile.ZipFile(locked) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    key = json.loads(files["key.json"]) | {"log_n": 40}
    pack(path, files | {"key.json": json.dumps(key).encode()})


def age_work_factor(path: Path, good: dict[str, bytes]) -> None:
    path.write_bytes(b"age-encryption.org/v1\n-> scrypt okBobqu8kI8DxE78dTVENw 30\nIpZFLNTB4MlRHBCjaeZI\n--- x\n")


def wrong_passphrase(path: Path, good: dict[str, bytes]) -> None:
    path.write_bytes(good["locked.slog"])


REFUSED: dict[Make, str] = {
    zip_bomb: "would take 100 MB unpacked",
    hidden_bomb: "manifest.json is missing",
    traversal: "'../../evil.mcap', which is no part of a package",
    recording_traversal: "which is no part of a package",
    symlink: "is a link or a device",
    twice: "log.json is in it twice",
    changed_log: "log.json is not what was packed (its SHA-256 differs)",
    changed_recording: "is not the recording that the log names (SHA-256 differs)",
    many_files: "no package",
    wide_manifest: "manifest.json is damaged",
    deep_json: f"nested more than {MAX_DEPTH} deep",
    deep_note: f"nested more than {MAX_DEPTH} deep",
    zeros: "is no package of sensorlog",
    zeros_in_log: "one part is larger than 3 MB",
    endless_text: "one part is larger than 3 MB",
    empty_lists: "ends early",
    work_factor: "asks for another work factor (2^40)",
    age_work_factor: "was locked by age itself",
    wrong_passphrase: "the passphrase is wrong",
}


@pytest.fixture(scope="module")
def refusals(good: dict[str, bytes], empty_logbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Refusals:
    """What one process said of each file, after another; the desk's logbook before."""
    folder = tmp_path_factory.mktemp("hostile")
    desk = folder / "desk" / "log.db"
    desk.parent.mkdir()
    shutil.copy(empty_logbook, desk)
    (folder / "key").write_text("wrong horse battery")
    before = hashlib.sha256(desk.read_bytes()).hexdigest()
    paths = []
    for make in REFUSED:
        path = folder / make.__name__ / "file.slog"
        path.parent.mkdir()
        make(path, good)
        with path.open("rb") as file:
            is_json = file.read(1) == b"{"
        paths.append(path.rename(path.with_suffix(".json")) if is_json else path)
    run = subprocess.run(
        [sys.executable, "-m", "tests.exchange.limits", str(folder / "key"), *map(str, paths)],
        env=os.environ | {DATABASE_URL_VARIABLE: url_of(desk), "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert run.returncode == 0, run.stderr
    found = [json.loads(line) for line in run.stdout.splitlines()]
    for path in paths:
        path.unlink()
    return before, {make.__name__: (path, each) for make, path, each in zip(REFUSED, paths, found, strict=True)}


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="this system does not tell the peak of memory")
def test_hostile_files_are_refused(make: Make, refusals: Refusals) -> None:
    before, results = refusals
    path, found = results[make.__name__]
    assert found["exception"] is None, found
    assert found["exit_code"] == 1, found
    assert str(path) in found["output"]
    assert REFUSED[make] in found["output"]
    assert len(found["output"]) < 1000
    assert found["peak_mb"] < MAX_MB, found
    assert found["seconds"] < MAX_SECONDS, found
    assert found["desk"] == {"log.db": before}
    assert not list(path.parent.parent.parent.rglob("evil*"))


@pytest.mark.parametrize("name", ["open.slog", "locked.slog", "log.json"])
def test_a_file_cut_off_at_each_tenth_is_refused(name: str, good: dict[str, bytes], desk: Logbook) -> None:
    path = desk.path.with_name("cut")
    for tenth in range(10):
        path.write_bytes(good[name][: len(good[name]) * tenth // 10])
        with pytest.raises(ExchangeError, match="cut"):
            _take_in(desk, path, is_log=name == "log.json")
    assert desk.people() == []
    assert not desk.recordings_dir.exists() or not any(desk.recordings_dir.iterdir())


def _take_in(desk: Logbook, path: Path, *, is_log: bool) -> None:
    if is_log:
        take_in_log(desk, LogReader(lambda: path.open("rb"), str(path)))
    else:
        take_in_package(desk, path, lambda: PASSPHRASE)


def changed(good: dict[str, bytes], change: Callable[[dict[str, Any]], None]) -> bytes:
    document = json.loads(good["log.json"])
    change(document)
    return json.dumps(document).encode()


def sensed(document: dict[str, Any]) -> dict[str, Any]:
    session: dict[str, Any] = next(each for each in document["sessions"] if each["recording"])
    return session


WRONG: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "a newer version": (lambda log: log.update(version=2), "newer version"),
    "no person": (lambda log: log.pop("person"), "person is missing"),
    "a name that moves the cursor": (lambda log: log["person"].update(pseudonym="\x1b[2J"), "cannot be printed"),
    "an id that is a path": (lambda log: sensed(log).update(id="../../x"), "sessions[1].id"),
    "infinity": (lambda log: sensed(log)["sets"][0].update(end_s=float("inf")), "sessions[1]"),
    "infinity in a free value": (lambda log: log["diary"][0]["details"].update(x=float("inf")), "number without end"),
    "infinity in a correction": (lambda log: sensed(log)["edits"][2].update(value=float("nan")), "number without end"),
    "infinity in an unknown field": (lambda log: sensed(log).update(x=[float("-inf")]), "number without end"),
    "half a letter in an unknown field": (lambda log: log.update({"x": "\ud800"}), "half a letter"),
    "half a letter in an unknown name": (lambda log: log.update({"\ud800": 1}), "name of a field is damaged"),
    "a session in the year 9999": (lambda log: sensed(log).update(start_utc="9999-12-31T23:59:59Z"), "from 1970 to"),
    "a session in the year 1": (lambda log: sensed(log).update(start_utc="0001-01-01T00:00:00+14:00"), "from 1970 to"),
    "pain in the year 9999": (lambda log: log["diary"][0].update(day="9999-12-31"), "from 1970 to"),
    "a clock a day ahead": (lambda log: sensed(log).update(utc_offset_s=86_400), "sessions[1].utc_offset_s"),
    "a text for a number": (lambda log: sensed(log)["sets"][0].update(end_s="9"), "sets[1].end_s"),
    "an unknown channel": (lambda log: sensed(log)["sets"][0]["sensed"].update(channel="x"), "update sensorlog"),
    "an edit that moves the cursor": (lambda log: sensed(log)["edits"][0].update(op="\x1b[2J"), "cannot be printed"),
    "a move to somebody else": (lambda log: sensed(log)["edits"][0].update(op="move_session"), "as no log may"),
    "a load that cannot be": (lambda log: sensed(log)["edits"][2].update(value={"kg": -1}), "load"),
    "a set twice": (lambda log: sensed(log)["sets"].append(sensed(log)["sets"][0]), "twice"),
    "a session twice": (lambda log: log["sessions"].append(log["sessions"][0]), "twice"),
    "pain of 11": (lambda log: log["diary"][0].update(value=11.0), "pain"),
    "an entry of another kind": (lambda log: log["diary"][0].update(kind="mood"), "mood"),
    "a session that is not there": (lambda log: log["diary"][0].update(session="ffffffffffff"), "neither in the log"),
    "bands that cannot be": (lambda log: log["prescriptions"][0]["data"].update(pain_bands=[9, 1]), "pain bands"),
    "a program that is none": (lambda log: log["programs"][0].update(text="x"), "no program"),
    "a state that is none": (lambda log: log["programs"][0]["state"].update(started="never"), "program"),
}


@pytest.mark.parametrize("number", ["1e999", "-1E+400", "9" * 400 + ".0", "9" * 250 + "e99"])
def test_numbers_that_no_double_holds_are_refused(number: str, good: dict[str, bytes], desk: Logbook) -> None:
    path = desk.path.with_name("log.json")
    data = changed(good, lambda log: log["diary"][0]["details"].update(x="here"))
    path.write_bytes(data.replace(b'"here"', number.encode()))
    with pytest.raises(ExchangeError, match="number without end"):
        take_in_log(desk, LogReader(lambda: path.open("rb"), str(path)))


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_refused_with_its_place(name: str, good: dict[str, bytes], desk: Logbook) -> None:
    change, reason = WRONG[name]
    path = desk.path.with_name("log.json")
    path.write_bytes(changed(good, change))
    with pytest.raises((ExchangeError, LogbookError)) as refused:
        take_in_log(desk, LogReader(lambda: path.open("rb"), str(path)))
    assert reason in str(refused.value)
    assert "\x1b" not in str(refused.value)
    assert "\n" not in str(refused.value)
    assert desk.people() == []

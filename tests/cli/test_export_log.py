"""``sensorlog export`` of a person's log: each form, safe in a spreadsheet, of one person alone."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from sensorlog.cli.app import app
from sensorlog.logbook import DATABASE_URL_VARIABLE, EditOp, Logbook
from tests.cli.anas_logbook import invoke
from tests.exchange.people_for_tests import CANARY, HOSTILE, fill
from tests.logbook.sample import url_of
from tests.recordings.vendor_files import phyphox, save, still


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The logbook of Ana and Ben, in a folder of its own."""
    folder = tmp_path_factory.mktemp("home")
    with closing(Logbook(url_of(folder / "home.db"))) as logbook:
        ana, _ = fill(logbook)
        logbook.set_file_number(ana.id, "FILE-NUMBER-77")
    return folder


@pytest.fixture
def out(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where to write; a copy of that logbook is the shell's."""
    copy = shutil.copytree(home, tmp_path / "home")
    monkeypatch.setenv(DATABASE_URL_VARIABLE, url_of(copy / "home.db"))
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_every_form_is_written_for_one_person_alone(out: Path) -> None:
    forms = [word for form in ("slog", "json", "csv", "xlsx") for word in ("--as", form)]
    said = invoke("export", "--person", "Ana", *forms, "--to", str(out))
    assert len(said.split()) == 6
    for path in out.iterdir():
        data = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                data = b"".join(archive.read(name) for name in archive.namelist())
        assert path.stat().st_mode & 0o777 == 0o600
        assert CANARY.encode() not in data
        assert b"FILE-NUMBER-77" not in data
    again = CliRunner().invoke(app, ["export", "--person", "Ana", "--as", "json", "--to", str(out)])
    assert "never overwritten" in str(again.exception)


@pytest.mark.parametrize(("decimal", "separator", "load"), [("point", ",", "61.235"), ("comma", ";", "61,235")])
def test_csv_is_right_in_both_languages_and_runs_nothing(out: Path, decimal: str, separator: str, load: str) -> None:
    with closing(Logbook()) as logbook:
        session = next(each for each in logbook.sessions() if each.recording)
        logbook.say(session.id, "bar/1", EditOp.LOAD, {"kg": 61.235, "entered": "135 lb"})
    invoke("export", "--person", "Ana", "--as", "csv", "--decimal", decimal, "--to", str(out))
    (path,) = out.glob("*-sets.csv")
    text = path.read_bytes().decode("utf-8-sig")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=separator))
    assert rows[0]["load_kg"] == load
    assert rows[0]["day"] == "2026-05-04"
    assert rows[0]["is_carried"].lower() in ("yes", "true", "1")
    assert any(row["exercise"] == f"'{HOSTILE}" for row in rows)
    assert not any(cell.lstrip()[:1] in ("=", "+", "@") for row in rows for cell in row.values())
    reps = next(out.glob("*-reps.csv")).read_bytes().decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(reps), delimiter=separator))
    assert [float(first[name].replace(",", ".")) for name in ("phase1_sparc", "phase2_sparc")] == [-1.9, -2.3]


def test_a_workbook_holds_numbers_as_numbers_and_formulas_as_text(out: Path) -> None:
    invoke("export", "--person", "Ana", "--as", "xlsx", "--to", str(out))
    book = openpyxl.load_workbook(next(out.glob("*.xlsx")))
    assert book.sheetnames == ["Sets", "Reps", "Diary"]
    sets = list(book["Sets"].values)
    row = dict(zip(sets[0], sets[1], strict=True))
    assert row["load_kg"] == 62.5
    assert (row["day"].year, row["warm_up"]) == (2026, False)
    cell = next(cell for line in book["Sets"] for cell in line if cell.value == HOSTILE)
    assert cell.data_type == "s"


def test_a_session_and_a_range_are_chosen(out: Path) -> None:
    with closing(Logbook()) as logbook:
        session_id = next(each.id for each in logbook.sessions() if each.recording)
    said = invoke("export", session_id[:8], "--person", "Ana", "--as", "json", "--to", str(out))
    assert [each["id"] for each in json.loads(Path(said.strip()).read_text())["sessions"]] == [session_id]
    said = invoke("export", "--person", "Ana", "--from", "2026-05-05", "--as", "json", "--to", str(out))
    assert len(json.loads(Path(said.strip()).read_text())["sessions"]) == 1
    assert "is none of slog" in invoke("export", "--person", "Ana", "--as", "docx", code=2)


def test_a_locked_package_is_asked_for_by_name(out: Path) -> None:
    (out / "key").write_text("correct horse battery")
    said = invoke("export", "--person", "Ana", "--passphrase-file", str(out / "key"), "--to", str(out))
    with zipfile.ZipFile(said.strip()) as archive:
        assert archive.namelist() == ["key.json", "package.age"]


def test_signals_are_written_as_parquet(tmp_path: Path) -> None:
    recording = save(tmp_path / "in", phyphox(still(200)))
    invoke("export", str(recording), "--parquet", "--to", str(tmp_path))
    (path,) = tmp_path.glob("*.parquet")
    table = parquet.read_table(path)
    assert table.column_names[:4] == ["t_s", "acc_x_m_s2", "acc_y_m_s2", "acc_z_m_s2"]
    assert table.num_rows == 200
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("decimal", ["point", "comma"])
def test_tables_for_reading_lie_beside_what_can_be_taken_in_and_are_in_nobodys_way(out: Path, decimal: str) -> None:
    invoke("export", "--person", "Ana", "--as", "csv", "--as", "json", "--decimal", decimal, "--to", str(out))
    assert "here already" in invoke("import", str(out))
    said = invoke("import", str(next(out.glob("*-sets.csv"))), code=1)
    assert "is a table for reading: take in the package (.slog) or log (.json)" in said

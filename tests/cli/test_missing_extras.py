"""What an extra is for says which one to install where it is missing: one line, and nothing is written."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sensorlog.cli.app import app
from sensorlog.errors import SensorlogError
from sensorlog.logbook import HandSet, Logbook
from tests.cli.anas_logbook import anas_logbook, empty_logbook, invoke

__all__ = ["anas_logbook", "empty_logbook"]


def a_recording() -> str:
    return str(next(path for path in sorted((Path(__file__).parents[2] / "recordings").rglob("*.mcap"))))


PLAN = ("plan", "make", "--by", "T", "--note", "slowly")


@pytest.mark.parametrize(
    ("module", "words", "advice"),
    [
        ("jinja2", ("report", "Ana"), r"sensorlog\[report\]"),
        ("markupsafe", ("report", "Ana", "--html"), r"sensorlog\[report\]"),
        ("jinja2", ("report", "--all"), r"sensorlog\[report\]"),
        ("typst", ("report", "Ana", "--pdf"), r"sensorlog\[report\]"),
        ("typst", ("report", "--all", "--pdf"), r"sensorlog\[report\]"),
        ("pyarrow", ("export", "RECORDING", "--parquet"), r"sensorlog\[parquet\]"),
        ("pyrage", ("export", "--person", "Ana", "--passphrase-file", "PASSPHRASE"), "pip install pyrage"),
        (
            "pyrage",
            (*PLAN, "--passphrase-file", "PASSPHRASE"),
            "pip install pyrage",
        ),
    ],
)
def test_a_verb_says_what_to_install(
    module: str,
    words: tuple[str, ...],
    advice: str,
    anas_logbook: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with closing(Logbook()) as logbook:
        (ana,) = logbook.people()
        done = HandSet(0.0, 30.0, "squat", reps=5)
        logbook.log_by_hand(datetime.now(UTC), [done], person=ana, software="sensorlog test")
    (tmp_path / "passphrase").write_text("correct horse battery\n")
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.chdir(out)
    for name in [each for each in sys.modules if each.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    there = {"RECORDING": a_recording(), "PASSPHRASE": str(tmp_path / "passphrase")}
    result = CliRunner().invoke(app, [there.get(word, word) for word in words])
    assert isinstance(result.exception, SensorlogError)
    with pytest.raises(SensorlogError, match=advice):
        raise result.exception
    assert "\n" not in str(result.exception)
    assert [path for path in out.rglob("*") if path.is_file()] == []


def test_a_package_goes_without_the_report_and_without_the_extra(
    anas_logbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Logbook()) as logbook:
        (ana,) = logbook.people()
        done = HandSet(0.0, 30.0, "squat", reps=5)
        logbook.log_by_hand(datetime.now(UTC), [done], person=ana, software="sensorlog test")
    monkeypatch.setitem(sys.modules, "markupsafe", None)
    assert invoke("export", "--person", "Ana", "--to", str(tmp_path)).strip().endswith(".slog")

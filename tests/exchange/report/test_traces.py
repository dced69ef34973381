"""Each rep as it was measured, from a real recording."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sensorlog.exchange.report import ReportFormat, ReportOrder, render_html, report_on
from sensorlog.imu import Placement
from sensorlog.logbook import Logbook
from sensorlog.profiles import Registry
from sensorlog.session import adopt_recording
from sensorlog.simulate.lifter import SensorSpec, Set, Stand, perform
from sensorlog.training import known_exercises
from tests.exchange.report.page import read_page
from tests.logbook.sample import url_of

RECORDING = Path(__file__).parents[3] / "recordings" / "bench-press.mcap"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("traces") / "log.db"
    with closing(Logbook(url_of(path))) as logbook:
        adopt_recording(logbook, RECORDING, logbook.add_person("Ana"), Registry())
    return path


def test_every_rep_that_was_counted_has_its_curve_and_a_swapped_recording_has_none(home: Path) -> None:
    with closing(Logbook(url_of(home))) as logbook:
        (session,) = logbook.sessions()
        day: date = session.start_local.date()
        order = ReportOrder(day, (ReportFormat.HTML,), traces=1)
        (person,) = logbook.people()
        page = read_page(render_html(report_on(logbook, person, order, known_exercises())))
        assert "Each rep as measured: turning speed of the sensor, °/s" in page.text
        told = [words for words in page.words if "highest value of each" in words]
        assert sum(int(words.split()[0]) for words in told) == session.rep_count > 0
        untraced = render_html(report_on(logbook, person, replace(order, traces=0), known_exercises()))
        assert "as measured" not in untraced
        session.evidence.write_bytes(RECORDING.read_bytes()[:-100])
        swapped = read_page(render_html(report_on(logbook, person, order, known_exercises())))
        assert "is not the one that was logged" in swapped.text
        session.evidence.unlink()
        gone = read_page(render_html(report_on(logbook, person, order, known_exercises())))
        assert "recording missing" in gone.text
        assert "Each rep as measured" not in gone.text


def test_an_export_with_a_clock_of_its_own_has_its_curves(tmp_path: Path) -> None:
    script = (Stand(4.0), Set("squat", reps=5), Stand(10.0))
    (samples,) = perform(script, [SensorSpec("bar", Placement.BAR)], seed=3).samples
    rows = zip(samples.t_s.tolist(), samples.acc_m_s2.tolist(), strict=True)
    export = tmp_path / "export.csv"
    lines = [f"{1.7e9 + t_s},{','.join(map(str, acc))}" for t_s, acc in rows]
    export.write_text("\n".join(["time (s),acc_x (m/s^2),acc_y (m/s^2),acc_z (m/s^2)", *lines, ""]))
    with closing(Logbook(url_of(tmp_path / "log.db"))) as logbook:
        person = logbook.add_person("Ana")
        adopt_recording(logbook, export, person, Registry(), start=datetime(2026, 5, 4, 18, 30, tzinfo=UTC))
        order = ReportOrder(date(2026, 5, 4), (ReportFormat.HTML,), traces=1)
        page = read_page(render_html(report_on(logbook, person, order, known_exercises())))
        told = [words for words in page.words if "highest value of each" in words]
        assert sum(int(words.split()[0]) for words in told) == logbook.sessions()[0].rep_count > 0

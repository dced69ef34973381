"""A real browser shows the page: within the width of a phone, on few sheets of paper, dark and light, asking nobody."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sensorlog.exchange.report import render_html
from sensorlog.exchange.report.document import Document

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")
_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"),
    *("--no-first-run", "--hide-scrollbars", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


@pytest.fixture(scope="module")
def page(document: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render_html(document), encoding="utf-8")
    return path


def browse(page: Path, tmp_path: Path, *options: str) -> None:
    assert BROWSER is not None
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    subprocess.run(
        [BROWSER, *_QUIET, profile, *options, page.as_uri()], check=True, capture_output=True, timeout=120, cwd=tmp_path
    )


def asked_by_page(log: Path) -> list[str]:
    """What a page had the browser ask for, beyond files: what the browser asks for by itself has no origin."""
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    found = [each.get("params", {}) for each in events]
    by_page = [each for each in found if "url" in each and each.get("initiator", "not an origin") != "not an origin"]
    return [each["url"] for each in by_page if not each["url"].startswith(("file:", "data:", "about:"))]


def picture(path: Path) -> NDArray[np.float64]:
    """Lightness of each pixel, 0 to 1."""
    from PIL import Image

    with Image.open(path) as image:
        return np.asarray(image.convert("L"), dtype=float) / 255


def test_it_asks_nobody_and_fits_a_desktop(page: Path, tmp_path: Path) -> None:
    log = tmp_path / "net.json"
    browse(page, tmp_path, f"--log-net-log={log}", "--window-size=900,1400", "--screenshot=wide.png")
    assert asked_by_page(log) == []
    shown = picture(tmp_path / "wide.png")
    assert shown.shape == (1400, 900)
    assert shown.mean() > 0.85
    assert 0.02 < (shown < 0.5).mean() < 0.2, "ink"
    assert (shown[:, -15:] > 0.9).all(), "nothing reaches over the edge"


def test_a_page_that_asks_somebody_is_noticed(tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_text("<img src='http://example.invalid/x.png'>", encoding="utf-8")
    browse(other, tmp_path, f"--log-net-log={tmp_path / 'net.json'}", "--screenshot=other.png")
    assert asked_by_page(tmp_path / "net.json") == ["http://example.invalid/x.png"]


def test_it_fits_a_phone(page: Path, tmp_path: Path) -> None:
    browse(page, tmp_path, "--window-size=500,3000", "--screenshot=phone.png")
    shown = picture(tmp_path / "phone.png")
    summary = shown[:1500]
    assert (summary[:, -8:] > 0.9).all(), "nothing reaches over the edge"
    assert (summary < 0.5).mean() > 0.02


def test_a_dark_screen_is_dark(page: Path, tmp_path: Path) -> None:
    browse(page, tmp_path, "--blink-settings=preferredColorScheme=0", "--window-size=900,1400", "--screenshot=dark.png")
    shown = picture(tmp_path / "dark.png")
    assert shown.mean() < 0.3
    assert (shown > 0.6).mean() > 0.01, "light ink"


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_printed_from_a_dark_screen_the_summary_is_dark_on_white_and_two_sheets_at_most(
    page: Path, tmp_path: Path
) -> None:
    browse(
        page,
        tmp_path,
        "--blink-settings=preferredColorScheme=0",
        "--no-pdf-header-footer",
        f"--print-to-pdf={tmp_path / 'printed.pdf'}",
    )
    found = subprocess.run(
        ["pdftotext", tmp_path / "printed.pdf", "-"], capture_output=True, check=True, timeout=30, text=True
    )
    sheets = found.stdout.split("\f")
    details = next(n for n, text in enumerate(sheets) if "The numbers behind the first page" in text)
    assert 1 <= details <= 2
    subprocess.run(
        ["pdftoppm", "-r", "40", "-l", "1", "-png", tmp_path / "printed.pdf", tmp_path / "sheet"],
        check=True,
        timeout=30,
    )
    (sheet,) = tmp_path.glob("sheet*.png")
    shown = picture(sheet)
    assert shown.mean() > 0.85
    assert shown[:5].min() > 0.98

"""The page: loads nothing, runs nothing, can be read by everybody, and takes what people typed as words."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from sensorlog.exchange.report import render_html, report_on
from sensorlog.exchange.report.document import Document
from sensorlog.logbook import BodyWeight, HandSet, Logbook
from sensorlog.training import known_exercises
from tests.exchange.report.conftest import ORDER, TODAY
from tests.exchange.report.page import Page, read_page
from tests.logbook.sample import START_UTC

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}</style></title>"


@pytest.fixture(scope="module")
def html(document: Document) -> str:
    return render_html(document)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return read_page(html)


def test_nothing_is_loaded_and_nothing_runs(html: str, page: Page) -> None:
    (policy,) = [each for each in page.named("meta") if each.get("http-equiv") == "Content-Security-Policy"]
    assert str(policy["content"]).startswith("default-src 'none'; style-src 'sha256-")
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in str(policy["content"])
    assert not {"script", "iframe", "object", "embed", "link", "img", "form", "base"} & {tag for tag, _ in page.tags}
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name, value in attributes.items():
            assert name == "xmlns" or "://" not in (value or "")
    assert all(str(each["href"]).startswith("#") for each in page.named("a"))
    assert "url(" not in html
    assert "@import" not in html


def test_every_link_leads_somewhere_and_no_name_is_twice(page: Page) -> None:
    names = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(names) == len(set(names))
    targets = {str(each["href"])[1:] for each in page.named("a")}
    assert targets <= set(names)
    assert {"weeks", "pain-entries", "muscle-groups", "trunk-sessions", "recordings", "measures"} <= targets


def test_it_can_be_read_without_seeing_it(page: Page) -> None:
    assert page.named("html")[0]["lang"] == "en"
    assert next(tag for tag, _ in page.tags if re.fullmatch(r"h\d", tag)) == "h1"
    assert len(page.named("h1")) == 1
    pictures = page.named("svg")
    assert pictures
    assert all(each["role"] == "img" for each in pictures)
    assert sum(tag == "title" for tag, _ in page.tags) > len(pictures)
    assert all(each.get("scope") == "col" for each in page.named("th"))
    for figure in page.named("figure"):
        assert len(str(figure["aria-label"])) > 20


def test_the_first_page_says_what_a_therapist_asks(page: Page) -> None:
    for words in (
        "Recorded of planned",
        "New or worse pain",
        "important change",
        "What changed since",
        "Load by muscle group",
        "against the person's own usual",
        "no diagnosis and no treatment",
        "not tested on people with back pain",
    ):
        assert words in page.text


def test_numbers_lead_to_recordings(page: Page) -> None:
    assert "SHA-256" in page.text
    assert "recording missing" in page.text
    assert "by hand" in page.text
    assert "analysis made-up" in page.text


def test_what_people_typed_stays_words(logbook: Logbook) -> None:
    person = logbook.people()[0]
    logbook.rename_person(person.id, HOSTILE[:60])
    logbook.log_by_hand(
        START_UTC.replace(year=TODAY.year, month=6, day=29),
        [HandSet(0.0, 10.0, HOSTILE[:60], reps=3)],
        person=logbook.people()[0],
        software="t",
    )
    logbook.add_felt(person.id, BodyWeight(TODAY, 80.0), note=f"{HOSTILE}\x00\u202eabc")
    logbook.prescribe(person.id, by="Dr. <b>Who</b>", day=TODAY, text=HOSTILE)
    page = read_page(render_html(report_on(logbook, logbook.people()[0], ORDER, known_exercises())))
    assert not page.named("script")
    assert not page.named("img")
    assert not page.named("b")
    assert HOSTILE in page.text
    assert "{{ 7*7 }}" in page.text
    assert "\u202e" not in page.text

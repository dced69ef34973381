"""A report as one HTML page: it loads nothing, runs nothing, and prints."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sensorlog.exchange.report.document import Block, Document
from sensorlog.exchange.report.errors import ReportError

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render_html", "render_template"]

_TEMPLATES = Path(__file__).parent / "templates"


def render_html(document: Document) -> str:
    """Return the page. Raises :class:`ReportError` where Jinja2 is not installed."""
    return render_template("report.html.j2", document=document)


def render_template(name: str, **values: object) -> str:
    """Render one of the templates here, with the style sheet and the hash by which the page allows no other.

    Raises :class:`ReportError` where Jinja2 is not installed.
    """
    try:
        import jinja2  # noqa: F401 - an extra
        from markupsafe import Markup
    except ImportError as error:
        raise ReportError("a report in HTML needs Jinja2: pip install 'sensorlog[report]'") from error
    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # The style sheet is ours, and its hash holds for these very characters.
    own_style = Markup(style)  # noqa: S704
    return _environment().get_template(name).render(style=own_style, style_hash=Markup(f"sha256-{digest}"), **values)  # noqa: S704


@cache
def _environment() -> Environment:
    import jinja2
    from markupsafe import Markup

    def kind(block: Block) -> str:
        return type(block).__name__

    def picture(svg: str) -> Markup:
        return Markup(svg)  # noqa: S704 - of report.svg, which escapes every text in it

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"kind": kind, "picture": picture}
    return environment

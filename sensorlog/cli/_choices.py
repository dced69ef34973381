"""One of a few words as an option."""

from __future__ import annotations

from collections.abc import Sequence

import typer

__all__ = ["one_of"]


def one_of(text: str, there: Sequence[str], option: str) -> str:
    """Return the one of ``there`` that was typed; hyphens and blanks are as good as underscores."""
    wanted = text.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted not in there:
        names = ", ".join(each.replace("_", "-") for each in there)
        raise typer.BadParameter(f"{text[:30]!r} is none of {names}", param_hint=option)
    return wanted

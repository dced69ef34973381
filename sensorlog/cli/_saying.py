"""Lines for people: in a terminal they are wrapped between words; in a pipe each stays one line."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["plain_console", "say"]

_PLAIN_WIDTH = 250
"""Of tables that go to a file or a pipe: nothing is cut off or folded."""


def say(text: object, *, err: bool = False) -> None:
    """Print ``text`` on stdout, or on stderr.

    What is longer than the terminal goes on in the next line, further in. A word that is longer than a line, such as a
    path, is left to the terminal: it can still be copied as one.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is not None and stream.isatty():
        width = shutil.get_terminal_size().columns
        typer.echo("\n".join(_wrapped(line, width) for line in str(text).split("\n")), err=err)
    else:
        typer.echo(text, err=err)


def _wrapped(line: str, width: int) -> str:
    if len(line) <= width:
        return line
    import textwrap

    begin = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line, width, subsequent_indent=f"{begin}  ", break_long_words=False, break_on_hyphens=False, expand_tabs=False
    )


def plain_console() -> Console:
    """Return where to print tables: the terminal, or where there is none, lines that are not folded."""
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=_PLAIN_WIDTH)

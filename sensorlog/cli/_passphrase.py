"""A passphrase: out of a file, or asked where nobody sees it. Never an option: other users see the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

__all__ = ["read_passphrase"]

_MAX_BYTES = 4096


def read_passphrase(file: Path | None, *, confirm: bool = False) -> str:
    """Return a passphrase. Raises ``BadParameter`` where there is no terminal to ask on, or the file is of no use."""
    if file is None:
        if not sys.stdin.isatty():
            raise typer.BadParameter("a passphrase is needed: add --passphrase-file FILE", param_hint="--passphrase")
        return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))
    try:
        with file.open("rb") as opened:
            data = opened.read(_MAX_BYTES)
        passphrase = data.decode().splitlines()[0]
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read ({error.strerror})", param_hint="--passphrase-file") from error
    except (UnicodeDecodeError, IndexError):
        raise typer.BadParameter(
            f"{file} has no passphrase in its first line", param_hint="--passphrase-file"
        ) from None
    return passphrase

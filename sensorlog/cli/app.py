"""The shell: one thin file per verb, loaded when its verb is called."""

from __future__ import annotations

import errno
import gc
import keyword
import os
import sys
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from sensorlog import __version__
from sensorlog.cli._saying import say
from sensorlog.cli._waiting import bring_logbook_up_to_date, say_what_takes_long
from sensorlog.errors import SensorlogError

__all__ = ["VERBS", "app", "main"]

VERBS: tuple[str, ...] = (
    *("lift", "demo", "replay", "analyze", "export"),
    *("log", "sessions", "history", "progress", "program", "plan", "pain", "outcomes", "diary"),
    *("people", "report", "sensors", "exercises", "import", "backup", "restore", "scan", "doctor", "profiles"),
)
"""In the order in which the help lists them. ``sensorlog/cli/<verb>.py`` holds ``app``, a :class:`typer.Typer` with one
command (or a group of them). Its top level imports nothing heavier than typer: help loads every one of these files."""


def _module_of(verb: str) -> str:
    """``import_`` for ``import``: a word of Python cannot be the name of a module."""
    return f"{verb}_" if keyword.iskeyword(verb) else verb


class _Verbs(TyperGroup):
    """Finds a verb's file when the verb is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in VERBS:
            return None
        command = typer.main.get_command(import_module(f"sensorlog.cli.{_module_of(cmd_name)}").app)
        command.name = cmd_name
        return command


app = typer.Typer(
    name="sensorlog",
    cls=_Verbs,
    help="Count repetitions and log loads with a Bluetooth motion sensor. Without a verb it opens the app.",
    no_args_is_help=False,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_debug = False


def _version(value: bool) -> None:
    if value:
        typer.echo(f"sensorlog {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    debug: bool = typer.Option(False, "--debug", help="Show the traceback of an error."),
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """Count repetitions and log loads with a Bluetooth motion sensor. Without a verb it opens the app."""
    global _debug
    _debug = debug
    say_what_takes_long()
    if ctx.invoked_subcommand is None:
        _open_app(ctx)


def _open_app(ctx: typer.Context) -> None:
    from sensorlog.cli._live import has_terminal

    if not has_terminal():
        typer.echo(ctx.get_help())
        say("sensorlog: the app needs a terminal; name a verb, such as `sensorlog demo`", err=True)
        raise typer.Exit(2)
    gc.disable()  # what is imported stays: to look through it again and again meanwhile is a sixth of the start
    try:
        bring_logbook_up_to_date()
        from sensorlog.tui.app import SensorlogApp
    finally:
        gc.freeze()
        gc.enable()
    SensorlogApp().run()


_NO_OUTPUT = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EPIPE}
"""What becomes of a file, a terminal or a pipe that the output goes to."""


def main() -> None:
    """Run the shell; errors for people become one line on stderr, never a traceback."""
    try:
        try:
            app()
        finally:
            if sys.stdout is not None:  # it was closed before we began
                sys.stdout.flush()
    except OSError as error:
        if error.filename is not None or error.errno not in _NO_OUTPUT:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python tries once more as it ends
        if error.errno != errno.EPIPE:
            sys.stderr.write(f"sensorlog: the output cannot be written ({os.strerror(error.errno)})\n")
        sys.exit(1)
    except SensorlogError as error:
        if _debug:
            raise
        say(f"sensorlog: {error}", err=True)
        sys.exit(error.exit_code)

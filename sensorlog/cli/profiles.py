"""``sensorlog profiles``: which sensors are known, what one can do, and whether a profile is right."""

from __future__ import annotations

from pathlib import Path

import typer

from sensorlog.cli._registry import open_registry
from sensorlog.cli._saying import plain_console, say
from sensorlog.cli._tables import print_table

app = typer.Typer(help="Sensors that are known: list them, show one, check a profile.", invoke_without_command=True)


@app.callback()
def profiles(ctx: typer.Context) -> None:
    """Sensors that are known: list them, show one, check a profile."""
    if ctx.invoked_subcommand is None:
        list_profiles([])


@app.command("list")
def list_profiles(
    profile: list[Path] = typer.Option([], "--profile", help="A profile of your own, beside the known ones."),
) -> None:
    """List the profiles: id, name, confidence, rates, what each sensor gives, and what that is good for."""
    from sensorlog.profiles.describe import overview

    registry = open_registry(profile)
    headings = ("id", "name", "confidence", "rates (Hz)", "gives", "good for")
    rows = [dict(zip(headings, overview(known), strict=True)) for known in registry.all()]
    print_table(rows, headings, plain_console())


@app.command("show")
def show(
    profile_id: str = typer.Argument(..., metavar="ID", help="Id of a profile, or the path of a TOML file."),
) -> None:
    """Show what a profile says in words: options, messages, set-up."""
    from sensorlog.profiles import Registry, load_profile
    from sensorlog.profiles.describe import description

    path = Path(profile_id)
    is_file = path.suffix == ".toml" or path.is_file()
    say(description(load_profile(path) if is_file else Registry().get(profile_id)))


@app.command("check")
def check_profiles(
    paths: list[Path] = typer.Argument(
        None, metavar="[PATH...]", help="TOML files or folders; without any: the shipped ones."
    ),
) -> None:
    """Check profiles: read them, run every example both ways, rehearse the set-up. Exit 1 if anything is wrong."""
    from sensorlog.profiles import ProfileError, check, load_profile
    from sensorlog.resources import firmware_profiles_dir

    files: list[Path] = []
    for path in paths or [firmware_profiles_dir()]:
        found = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        if not found:
            raise ProfileError(f"{path}: there is no *.toml in this folder; give the path of a profile")
        files += found
    is_good = True
    for file in files:
        try:
            profile = load_profile(file)
        except ProfileError as error:
            say(str(error))
            is_good = False
            continue
        findings = check(profile)
        for finding in findings:
            say(str(finding))
        if not findings:
            say(f"{file}: {profile.id} is right: {len(profile.example)} examples, set-up rehearsed")
        is_good &= not findings
    raise typer.Exit(0 if is_good else 1)

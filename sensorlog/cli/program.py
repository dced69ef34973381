"""``sensorlog program``: programs that are known, the one that runs, and what is next."""

from __future__ import annotations

import json
from contextlib import closing

import typer

from sensorlog.cli._days import DAY, day_of
from sensorlog.cli._exercise import complete_exercise
from sensorlog.cli._people import PERSON, person_to_write
from sensorlog.cli._program_library import about, check, list_programs
from sensorlog.cli._running import complete_program, exercise_id, known_programs, running, say_next
from sensorlog.cli._saying import say
from sensorlog.cli._tables import AS_CSV, AS_JSON, Cell, print_rows

__all__ = ["app"]

app = typer.Typer(add_completion=False, help="Programs of weeks: list, start, see what is next, skip, swap, adjust.")
LB = typer.Option(False, "--lb", help="Loads in pounds.")
WHY = typer.Option("", "--why", help="In your own words.")
EXERCISE = typer.Argument(..., help="Name or id of an exercise.", autocompletion=complete_exercise)


app.command("list")(list_programs)
app.command("about")(about)
app.command("check")(check)


@app.command("start")
def start(
    program_id: str = typer.Argument(..., metavar="ID", autocompletion=complete_program),
    exercise: list[str] = typer.Option(
        [],
        "--exercise",
        help="Where the program leaves them open; may be given again.",
        autocompletion=complete_exercise,
    ),
    day: str = DAY,
    person: str = PERSON,
) -> None:
    """Begin a program. One that is running has to be ended first."""
    from sensorlog.logbook import Logbook
    from sensorlog.training import start_program

    catalogue, library = known_programs(say_problems=True)
    program = library.get(program_id)
    chosen = [(catalogue.named(each) or catalogue.get(each)).id for each in exercise]
    state = start_program(program, day_of(day), chosen, catalogue)
    with closing(Logbook()) as logbook:
        who = person_to_write(logbook, person)
        if runs := logbook.program_runs(who.id):
            raise typer.BadParameter(f"{runs[0].state.program} is running: `sensorlog program end` ends it")
        logbook.begin_program(who.id, program.text, state)
    say(f"{program.name}: {program.weeks} weeks, from {state.started.isoformat()}.")
    say(" ".join(program.source.split()))
    say("Ask a professional before you start. `sensorlog program next` shows the first session.")


@app.command("show")
def show(person: str = PERSON, as_json: bool = AS_JSON, as_csv: bool = AS_CSV) -> None:
    """Show where you are in the program that is running."""
    from sensorlog.training import next_session, planned_sessions, position
    from sensorlog.tui.plan_words import entry_words
    from sensorlog.tui.words import one_line

    with running(person) as run:
        sessions = planned_sessions(run.program, run.state.chosen)
        asked = run.logbook.program_from(run.person_id, run.run_id)
        done, upcoming = position(run.state), next_session(run.program, run.state)
        if as_json:
            document = {
                "program": run.program.id,
                "name": run.program.name,
                "from_therapist": None if asked is None else {"by": asked.by, "day": asked.day.isoformat()},
                "started": run.state.started.isoformat(),
                "sessions": len(sessions),
                "next_session": None if upcoming is None else upcoming.index + 1,
                "week": None if upcoming is None else upcoming.week,
                "weeks": run.program.weeks,
                "entries": [entry.model_dump(mode="json") for entry in run.state.entries],
            }
            print(json.dumps(document, ensure_ascii=False))
            return
        if as_csv:
            rows: list[dict[str, Cell]] = [
                {"day": entry.day.isoformat(), "kind": entry.kind, "what": entry_words(entry, sessions)}
                for entry in run.state.entries
            ]
            print_rows("entries", rows, ("day", "kind", "what"), as_json=False, as_csv=True)
            return
        say(f"{run.program.name}, since {run.state.started.isoformat()}")
        if asked is not None:
            say(f"From your therapist: {one_line(asked.by)}, {asked.day.isoformat()}")
        if upcoming is None:
            say("All sessions are done: `sensorlog program end`.")
        else:
            where = f"Week {upcoming.week} of {run.program.weeks} ({upcoming.phase})"
            say(f"{where}, session {done + 1} of {len(sessions)}: {upcoming.name}")
        for entry in run.state.entries:
            if entry.kind != "done":
                say(f"  {entry.day.isoformat()} {entry_words(entry, sessions)}")


@app.command("next")
def next_work(person: str = PERSON, as_json: bool = AS_JSON, as_csv: bool = AS_CSV, lb: bool = LB) -> None:
    """Show the session that is next, with a proposal for each exercise: rule, reason, source."""
    from sensorlog.cli._proposals import print_today, today_json, today_rows

    with running(person) as run:
        today = run.today(day_of(""))
        if as_json:
            print(json.dumps(None if today is None else today_json(today), ensure_ascii=False))
        elif as_csv:
            rows = [] if today is None else today_rows(today)
            columns = ("exercise", "sets", "reps", "seconds", "load_kg", "direction", "rule", "because")
            print_rows("work", rows, columns, as_json=False, as_csv=True)
        elif today is None:
            say("All sessions are done: `sensorlog program end`.")
        else:
            print_today(today, run, lb=lb)


@app.command("done")
def done(day: str = DAY, person: str = PERSON) -> None:
    """Mark the next session as done. Usually needless: from the next day on, the log says so itself."""
    from sensorlog.training import finish_session

    with running(person) as run:
        run.keep(finish_session(run.program, run.state, day_of(day)))
        say_next(run)


@app.command("skip")
def skip(why: str = WHY, day: str = DAY, person: str = PERSON) -> None:
    """Leave the next session out for good. One that was merely missed needs nothing: it stays the next."""
    from sensorlog.training import skip_session

    with running(person) as run:
        run.keep(skip_session(run.program, run.state, day_of(day), why))
        say_next(run)


@app.command("go-to")
def go_to(
    week: int = typer.Argument(..., min=1, help="Week of the program."), why: str = WHY, person: str = PERSON
) -> None:
    """Go on at a week: back to repeat it, or forward."""
    from sensorlog.training import move

    with running(person) as run:
        run.keep(move(run.program, run.state, day_of(""), week, why))
        say_next(run)


@app.command("swap")
def swap_exercise(
    exercise: str = EXERCISE,
    replacement: str = typer.Argument(..., help="What takes its place.", autocompletion=complete_exercise),
    hurts: bool = typer.Option(False, "--hurts", help="Because it hurts: the reason is kept."),
    equipment: bool = typer.Option(False, "--equipment", help="Because the equipment is not there."),
    why: str = WHY,
    person: str = PERSON,
) -> None:
    """Let another exercise take the place of one, from now on. The same name twice takes a swap back."""
    from sensorlog.training import SwapReason, swap

    if hurts and equipment:
        raise typer.BadParameter("give one reason: --hurts or --equipment, and more with --why")
    reason = SwapReason.HURTS if hurts else SwapReason.EQUIPMENT if equipment else SwapReason.OTHER
    with running(person) as run:
        old, new = exercise_id(run, exercise), exercise_id(run, replacement)
        run.keep(swap(run.program, run.state, run.catalogue, day_of(""), old, new, reason, why))
        say(f"From now on {new} takes the place of {old}.")


@app.command("adjust")
def adjust_dose(
    exercise: str = EXERCISE,
    sets: str = typer.Option("", "--sets", help="3, or 2-3."),
    reps: str = typer.Option("", "--reps", help="8, or 8-12."),
    seconds: str = typer.Option("", "--seconds", help="Of a hold: 30, or 20-40."),
    reserve: int | None = typer.Option(None, "--reserve", min=0, max=10, help="Repetitions that should be left."),
    rest_s: int | None = typer.Option(None, "--rest", min=0, max=900, help="Rest between sets, in seconds."),
    by: str = typer.Option("", "--by", help="Who says so, such as your therapist."),
    why: str = WHY,
    person: str = PERSON,
) -> None:
    """Change the dose of one exercise from now on."""
    from sensorlog.training import Adjusted, adjust

    with running(person) as run:
        adjustment = Adjusted(
            day=day_of(""),
            exercise=exercise_id(run, exercise),
            sets=_span(sets, "--sets", 20),
            reps=_span(reps, "--reps", 100),
            seconds=_span(seconds, "--seconds", 7200),
            reserve=reserve,
            rest_s=rest_s,
            by=by,
            why=why,
        )
        run.keep(adjust(run.program, run.state, adjustment))
        say(f"{adjustment.exercise} is adjusted from now on.")


@app.command("take")
def take(
    exercise: str = EXERCISE,
    load: str = typer.Argument("", help="A load of your own choice; left out: the one that is proposed."),
    person: str = PERSON,
) -> None:
    """Decide on the load of an exercise of the next session: the proposed one, or your own."""
    from sensorlog.training import Accepted, accept, format_load, parse_load

    own_kg = parse_load(load)
    with running(person) as run:
        known_id = exercise_id(run, exercise)
        today = run.today(day_of(""))
        proposals = {work.exercise: proposal for work, proposal in today.work} if today else {}
        if known_id not in proposals:
            raise typer.BadParameter(f"{known_id} is not in the next session: {', '.join(proposals) or 'none'}")
        proposal = proposals[known_id]
        load_kg = proposal.load_kg if own_kg is None else own_kg
        if load_kg is None:
            raise typer.BadParameter(f"no load is proposed for {known_id}: give one, such as 40kg")
        rule = proposal.rule.id if own_kg is None else ""
        entry = Accepted(day=day_of(""), exercise=known_id, load_kg=load_kg, rule=rule)
        run.keep(accept(run.state, entry))
        say(f"{known_id}: {format_load(load_kg)} for the next session.")


@app.command("end")
def end(person: str = PERSON) -> None:
    """End the program that is running, complete or not. What was lifted stays."""
    with running(person) as run:
        run.logbook.end_program(run.run_id)
        say(f"{run.program.name} is ended.")


def _span(text: str, option: str, most: int) -> tuple[int, int] | None:
    if not text.strip():
        return None
    low, _, high = text.replace("–", "-").partition("-")
    ends = [part.strip() for part in (low, high or low)]
    if not all(part.isascii() and part.isdigit() and 1 <= int(part[:6]) <= most for part in ends):
        raise typer.BadParameter(
            f"{text[:20]!r}: write a number or two, from 1 to {most}, such as 8-12", param_hint=option
        )
    return int(ends[0]), int(ends[1])

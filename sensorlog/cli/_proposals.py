"""Today's work, printed and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sensorlog.cli._saying import say

if TYPE_CHECKING:
    from sensorlog.cli._tables import Cell
    from sensorlog.logbook import RunningProgram
    from sensorlog.training import Proposal, Today

__all__ = ["print_today", "today_json", "today_rows"]


def print_today(today: Today, run: RunningProgram, *, lb: bool) -> None:
    """Print the session, and each exercise with what is planned, proposed, why, and what else is a valid way on."""
    from sensorlog.training import Kind, LoadUnit
    from sensorlog.tui.plan_words import dose_words, loading_lines, proposal_words, swap_words

    unit = LoadUnit.LB if lb else LoadUnit.KG
    session = today.session
    optional = ", optional" if session.is_optional else ""
    say(f"{run.program.name}: week {session.week} of {run.program.weeks}, {session.phase}{optional}")
    say(f"{session.name}" + (f": {session.note}" if session.note else ""))
    sources: list[str] = []
    for work, proposal in today.work:
        exercise = run.catalogue.get(work.exercise)
        if exercise.kind is not Kind.STRENGTH:
            say(f"\n{exercise.name}  {dose_words(work)} ({exercise.kind.replace('_', '-')})")
            continue
        say(f"\n{exercise.name}  {proposal_words(proposal, unit)}")
        say(f"  planned: {dose_words(work)}" + (f", adjusted by {work.adjusted_by}" if work.adjusted_by else ""))
        for line in loading_lines(proposal, exercise, run.at_hand, unit):
            say(f"  {line}")
        if swapped := swap_words(work):
            say(f"  {swapped}")
        if proposal.rule.source not in sources:
            sources.append(proposal.rule.source)
        number = sources.index(proposal.rule.source) + 1
        say(f"  why: {proposal.because} → {proposal.rule.text} [{number}]")
        for other in proposal.alternatives:
            say(f"  or:  {proposal_words(other, unit)} ({other.rule.text})")
        for seen in proposal.beside:
            say(f"  seen last time, without part in this: trunk {seen} out of your usual")
        if work.note:
            say(f"  {work.note}")
    say("\nWhose rules these are:" if sources else "")
    for number, source in enumerate(sources, 1):
        say(f"  [{number}] {source}")


def today_json(today: Today) -> dict[str, Any]:
    """Return the same for a pipe."""
    session = today.session
    return {
        "session": session.index + 1,
        "week": session.week,
        "phase": session.phase,
        "name": session.name,
        "optional": session.is_optional,
        "work": [
            {
                "exercise": work.exercise,
                "planned": {
                    "sets": work.sets,
                    "reps": work.reps,
                    "seconds": work.seconds,
                    "reserve": work.reserve,
                    "percent": work.percent,
                    "percent_of": work.percent_of,
                    "tempo_s": work.tempo and [work.tempo.lower_s, work.tempo.lift_s],
                    "rest_s": work.rest_s,
                },
                "instead_of": work.planned_exercise,
                "swap_reason": work.swap_reason,
                "swap_words": work.swap_words or None,
                "adjusted_by": work.adjusted_by,
                "proposal": _proposal_json(proposal),
            }
            for work, proposal in today.work
        ],
    }


def today_rows(today: Today) -> list[dict[str, Cell]]:
    """Return a row for each exercise, as it is proposed."""
    return [
        {
            "exercise": work.exercise,
            "sets": proposal.sets,
            "reps": proposal.reps,
            "seconds": proposal.seconds,
            "load_kg": proposal.load_kg,
            "direction": proposal.direction.value,
            "rule": proposal.rule.id,
            "because": proposal.because,
        }
        for work, proposal in today.work
    ]


def _proposal_json(proposal: Proposal) -> dict[str, Any]:
    return {
        "direction": proposal.direction.value,
        "sets": proposal.sets,
        "reps": proposal.reps,
        "seconds": proposal.seconds,
        "load_kg": proposal.load_kg,
        "rule": proposal.rule.id,
        "rule_text": proposal.rule.text,
        "source": proposal.rule.source,
        "because": proposal.because,
        "alternatives": [_proposal_json(each) for each in proposal.alternatives],
        "seen_without_part": list(proposal.beside),
    }

"""Words for plans and proposals: the same on the screen and in printed lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sensorlog.training import (
    NEW_OR_WORSE_PAIN,
    Accepted,
    Adjusted,
    AtHand,
    Entry,
    Exercise,
    LoadUnit,
    Moved,
    PlannedSession,
    PlannedWork,
    Proposal,
    Swapped,
    SwapReason,
    format_load,
    warm_up_sets,
)
from sensorlog.tui.words import one_line

if TYPE_CHECKING:
    from sensorlog.exchange import Difference, Plan

__all__ = [
    "advice_lines",
    "dose_words",
    "entry_words",
    "loading_lines",
    "plan_lines",
    "proposal_words",
    "span_words",
    "swap_words",
]

_SWAP_WORDS = {SwapReason.HURTS: "it hurts", SwapReason.EQUIPMENT: "equipment", SwapReason.OTHER: "another reason"}


def span_words(span: tuple[int, int]) -> str:
    """``8–12``, or ``8`` where both ends are the same."""
    low, high = span
    return str(low) if low == high else f"{low}–{high}"


def dose_words(work: PlannedWork) -> str:
    """``2–3 × 8–12, 2 in reserve, 3 s down 2 s up, rest 120 s``: what the plan says, and nothing that it does not."""
    amount = span_words(work.reps) if work.reps else f"{span_words(work.seconds or (0, 0))} s"
    parts = [f"{span_words(work.sets)} × {amount}"]
    if work.reserve is not None:
        parts.append(f"{work.reserve} in reserve")
    if work.percent is not None:
        of = "the load before" if work.percent_of == "load_before" else "the estimated maximum"
        parts.append(f"{work.percent:g} % of {of}")
    if work.tempo is not None:
        parts.append(f"{work.tempo.lower_s:g} s down {work.tempo.lift_s:g} s up")
    if work.rest_s is not None:
        parts.append(f"rest {work.rest_s} s")
    return ", ".join(parts)


def proposal_words(proposal: Proposal, unit: LoadUnit = LoadUnit.KG) -> str:
    """``3 × 8 with 62.5 kg``."""
    amount = str(proposal.reps) if proposal.reps is not None else f"{proposal.seconds} s"
    load = "" if proposal.load_kg is None else f" with {format_load(proposal.load_kg, unit)}"
    return f"{proposal.sets} × {amount}{load}"


def loading_lines(proposal: Proposal, exercise: Exercise, at_hand: AtHand, unit: LoadUnit = LoadUnit.KG) -> list[str]:
    """``each side: 20 + 2.5`` where the plates are known, and ``warm-up: 8 × 20 kg, 5 × 35 kg`` for a bar."""
    if proposal.load_kg is None or "barbell" not in exercise.equipment:
        return []
    lines = []
    loading = at_hand.loading(exercise, proposal.load_kg)
    if loading is not None:
        plates = " + ".join(f"{plate_kg / at_hand.kg_per_unit:g}" for plate_kg in loading.per_side)
        lines.append(f"each side: {plates or 'nothing, the empty bar'} ({at_hand.unit})")
    warm_up = warm_up_sets(proposal.load_kg, at_hand.loads_kg(exercise))
    if warm_up:
        lines.append("warm-up: " + ", ".join(f"{each.reps} × {format_load(each.load_kg, unit)}" for each in warm_up))
    return lines


def swap_words(work: PlannedWork) -> str:
    """``instead of squat: it hurts (pinches)``; empty where nothing was swapped."""
    if work.planned_exercise is None or work.swap_reason is None:
        return ""
    own = f" ({work.swap_words})" if work.swap_words else ""
    return f"instead of {work.planned_exercise}: {_SWAP_WORDS[work.swap_reason]}{own}"


def entry_words(entry: Entry, sessions: Sequence[PlannedSession]) -> str:
    """``squat: 62.5 kg``, ``skipped a session (ill)``: one entry of a program's state."""
    own = getattr(entry, "why", "")
    match entry:
        case Accepted():
            told = f"{entry.exercise}: {format_load(entry.load_kg)}" + ("" if entry.rule else ", your own choice")
        case Swapped():
            told = f"{entry.replacement} instead of {entry.exercise}: {_SWAP_WORDS[entry.reason]}"
        case Adjusted():
            spans = (("sets", entry.sets), ("reps", entry.reps), ("seconds", entry.seconds))
            numbers = (("in reserve", entry.reserve), ("s rest", entry.rest_s))
            parts = [f"{span_words(span)} {name}" for name, span in spans if span is not None]
            parts += [f"{number} {name}" for name, number in numbers if number is not None]
            told = f"{entry.exercise}: {', '.join(parts)}" + (f", says {entry.by}" if entry.by else "")
        case Moved():
            told = f"went on at week {sessions[entry.session].week}" if entry.session < len(sessions) else "went on"
        case _:
            told = f"{entry.kind} a session"
    return f"{told} ({own})" if own else told


def plan_lines(plan: Plan, differences: Sequence[Difference]) -> list[str]:
    """Say from whom a plan is, for whom, and what it changes: ``-`` what is now, ``+`` what would be."""
    lines = [f"From {one_line(plan.by)}, {plan.day.isoformat()}, for {one_line(plan.person.pseudonym)}:"]
    for each in differences:
        lines.append(f"  {one_line(each.what)}")
        signs = (("-", each.before), ("+", each.after))
        lines += [f"    {sign} {one_line(text)}" for sign, text in signs if text is not None]
    return lines if differences else [*lines, "  It changes nothing."]


def advice_lines() -> list[str]:
    """Return what is shown with new or worse pain."""
    return [
        NEW_OR_WORSE_PAIN.title,
        *(f"  {step}" for step in NEW_OR_WORSE_PAIN.steps),
        NEW_OR_WORSE_PAIN.at_once,
        *(f"  – {flag}" for flag in NEW_OR_WORSE_PAIN.red_flags),
        *(f"  ({source})" for source in NEW_OR_WORSE_PAIN.sources),
    ]

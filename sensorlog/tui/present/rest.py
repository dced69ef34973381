"""Between two sets: the clock, the last set's numbers, what to check, and what comes next."""

from __future__ import annotations

from sensorlog.pipeline import FoldedSet
from sensorlog.training import AtHand, Exercise, LoadUnit, NextSet, format_load
from sensorlog.tui.plan_words import proposal_words
from sensorlog.tui.present.clip import is_seen_badly
from sensorlog.tui.present.moment import Moment
from sensorlog.tui.present.reps import speed_view, trunk_lines
from sensorlog.tui.view import CountView, RestView
from sensorlog.tui.words import clock, exercise_words

__all__ = ["held_s", "is_unsure", "plates_words", "rest_view"]

_UNSURE = 0.7
"""Below this confidence a set says that its count should be checked."""


def is_unsure(one: FoldedSet) -> bool:
    """Say whether the count of a set should be checked; not once the person has said it."""
    return one.said_reps is None and one.confidence is not None and one.confidence < _UNSURE


def rest_view(last: FoldedSet, number: int, moment: Moment) -> RestView:
    """Work out what is shown behind the set ``last``."""
    rest_s = max(0.0, moment.now_s - (last.end_s or 0.0))
    wanted_s = moment.wanted_rest_s
    caption = "rest" if wanted_s is None else f"rest, of {clock(wanted_s)}"
    if wanted_s is not None and rest_s >= wanted_s:
        caption = f"rest is over, {clock(wanted_s)}"
    return RestView(
        set_id=last.set_id,
        count=_count(last, number, moment),
        clock=clock(rest_s),
        clock_caption=caption,
        share=None if not wanted_s else min(1.0, rest_s / wanted_s),
        question=_question(last, moment),
        numbers=_numbers(last, moment),
        coming=_coming(moment),
    )


def held_s(one: FoldedSet) -> float:
    """How long a set was held: as the person says, else from its start to its end."""
    return one.held_s if one.held_s is not None else max(0.0, (one.end_s or one.start_s) - one.start_s)


def _count(last: FoldedSet, number: int, moment: Moment) -> CountView:
    load = "" if last.load_kg is None else f" · {format_load(last.load_kg, moment.unit)}"
    caption = f"set {number} · {exercise_words(last.exercise)}{load}"
    if is_timed(last, moment):
        return CountView(f"{held_s(last):.0f}", f"{caption} · seconds")
    return CountView(str(last.rep_count), caption)


def is_timed(one: FoldedSet, moment: Moment) -> bool:
    """Say whether a set is told in seconds: a hold without any rep."""
    return one.held_s is not None or (moment.is_hold and not one.reps and one.said_reps is None)


def _question(last: FoldedSet, moment: Moment) -> str:
    if last.is_carried is False and not last.rep_count and last.said_reps is None and not is_timed(last, moment):
        return "cannot be counted from here: how many?"
    if last.other_count is not None:
        low, high = sorted((last.rep_count, last.other_count))
        return f"{low} or {high}?"
    if last.said_reps is None and is_seen_badly(moment.exercise, last) and not is_timed(last, moment):
        return f"{last.rep_count}? the {last.role.placement.replace('_', ' ')} sees little of it"
    return f"{last.rep_count}? please check" if is_unsure(last) else ""


def _numbers(last: FoldedSet, moment: Moment) -> tuple[str, ...]:
    lines = []
    if last.sensed_rep_count is not None and last.sensed_rep_count != last.rep_count:
        lines.append(f"the sensor counted {last.sensed_rep_count}")
    if (speed := speed_view(last, moment.target)) is not None:
        lines.append(" · ".join(filter(None, (f"last rep {speed.last}", speed.loss))))
    if last.rpe is not None:
        lines.append(f"effort {last.rpe:g} of 10")
    if last.reps_in_reserve is not None:
        lines.append(f"{last.reps_in_reserve:g} in reserve")
    if last.warm_up:
        lines.append("warm-up")
    return (*lines, *trunk_lines(last.reps))


def _coming(moment: Moment) -> tuple[str, ...]:
    coming = moment.coming
    if coming is None:
        return ()
    name = coming.proposal.exercise if moment.exercise is None else _name(coming, moment.exercise)
    lines = [f"next: {name}, set {coming.number} of {coming.of}", proposal_line(coming, moment.unit)]
    if moment.exercise is not None and moment.exercise.id == coming.proposal.exercise:
        lines.append(plates_words(moment.at_hand, moment.exercise, coming.proposal.load_kg))
    return tuple(filter(None, lines))


def _name(coming: NextSet, exercise: Exercise) -> str:
    return exercise.name if exercise.id == coming.proposal.exercise else coming.proposal.exercise.replace("-", " ")


def proposal_line(coming: NextSet, unit: LoadUnit) -> str:
    """``8 with 62.5 kg``: one set of what is proposed."""
    return proposal_words(coming.proposal, unit).partition(" × ")[2]


def plates_words(at_hand: AtHand | None, exercise: Exercise | None, load_kg: float | None) -> str:
    """``each side: 20 + 2.5``; empty where it is no bar, or the plates are not known."""
    if at_hand is None or exercise is None or load_kg is None:
        return ""
    loading = at_hand.loading(exercise, load_kg)
    if loading is None:
        return ""
    plates = " + ".join(f"{plate_kg / at_hand.kg_per_unit:g}" for plate_kg in loading.per_side)
    left_kg = load_kg - loading.load_kg
    short = "" if left_kg < 0.005 else f", {left_kg / at_hand.kg_per_unit:.4g} {at_hand.unit} are missing"
    return f"each side: {plates or 'nothing, the empty bar'} ({at_hand.unit}{short})"

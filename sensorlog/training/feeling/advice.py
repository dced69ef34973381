"""What is shown before the first session, and when pain is new or gets worse. Our words, after the sources named."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BEFORE_STARTING", "NEW_OR_WORSE_PAIN", "Advice"]


@dataclass(frozen=True, slots=True)
class Advice:
    """Sentences for a person, and where they come from."""

    title: str
    steps: tuple[str, ...]
    at_once: str
    """Introduces the red flags."""
    red_flags: tuple[str, ...]
    sources: tuple[str, ...]


_RED_FLAGS = (
    "numbness or tingling between the legs, around the genitals or the back passage",
    "trouble passing water or stool, or losing it without noticing",
    "weakness in one or both legs that is getting worse",
)
_SIGNS = "signs: Finucane et al. 2020, red flags of serious spinal disease, J Orthop Sports Phys Ther 50(7):350-372"

BEFORE_STARTING = Advice(
    title="Ask a health professional before you start",
    steps=(
        "If your back hurts, or you were ill or injured, let a doctor or physical therapist say what suits you.",
        "Begin light. Stop when pain is new or gets worse, and ask again.",
        "sensorlog is a training log: it does not diagnose, and it does not treat.",
    ),
    at_once="Do not train, but see a doctor at once, if you notice any of these:",
    red_flags=_RED_FLAGS,
    sources=("consult before starting: patient articles on resistance training with back pain", _SIGNS),
)

NEW_OR_WORSE_PAIN = Advice(
    title="Stop this set",
    steps=(
        "Put the weight down and leave the exercise for today.",
        "Rest, and move only in ways that do not make it worse.",
        "If it does not settle, or comes back, ask your doctor or physical therapist before you train on.",
    ),
    at_once="See a doctor at once, or call the emergency number, if you notice any of these:",
    red_flags=_RED_FLAGS,
    sources=(
        "stop, rest, ask: patient articles on resistance training with back pain",
        _SIGNS,
    ),
)

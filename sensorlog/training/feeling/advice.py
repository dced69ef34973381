"""What is shown when pain is new or gets worse. Our own words, after the sources named here."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NEW_OR_WORSE_PAIN", "Advice"]


@dataclass(frozen=True, slots=True)
class Advice:
    """Sentences for a person, and where they come from."""

    title: str
    steps: tuple[str, ...]
    at_once: str
    """Introduces the red flags."""
    red_flags: tuple[str, ...]
    sources: tuple[str, ...]


NEW_OR_WORSE_PAIN = Advice(
    title="Stop this set",
    steps=(
        "Put the weight down and leave the exercise for today.",
        "Rest, and move only in ways that do not make it worse.",
        "If it does not settle, or comes back, ask your doctor or physical therapist before you train on.",
    ),
    at_once="See a doctor at once, or call the emergency number, if you notice any of these:",
    red_flags=(
        "numbness or tingling between the legs, around the genitals or the back passage",
        "trouble passing water or stool, or losing it without noticing",
        "weakness in one or both legs that is getting worse",
    ),
    sources=(
        "stop, rest, ask: patient articles on resistance training with back pain",
        "signs: Finucane et al. 2020, red flags of serious spinal disease, J Orthop Sports Phys Ther 50(7):350-372",
    ),
)

"""What a clock says of packets: when their samples were taken."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GAP_S", "Hole", "Slot", "is_hole"]

GAP_S = 0.15
"""A longer hole between two samples is marked as a gap. Shorter ones are counted and show in the sample times:
interpolation over them invents nothing, as human movement under load has little above 3 Hz."""


@dataclass(frozen=True, slots=True)
class Hole:
    """Time without samples in front of a packet."""

    start_s: float
    end_s: float
    lost_packets: int | None


@dataclass(frozen=True, slots=True)
class Slot:
    """When the samples of the oldest packet that has no slot yet were taken; ``step_s = 0``: the packet is left out."""

    start_s: float
    step_s: float
    hole: Hole | None = None


def is_hole(seconds: float, step_s: float) -> bool:
    """Tell whether so long between two samples is a gap; sparse sensors have long steps by themselves."""
    return seconds > max(GAP_S, 2.5 * step_s)

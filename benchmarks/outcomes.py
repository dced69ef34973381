"""What was counted in random workouts against what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from benchmarks.cores import on_all_cores
from benchmarks.countable import TrueSet
from benchmarks.simple import METHODS, stretch_of
from benchmarks.workouts import Conditions, Workout, workout
from sensorlog.events import Event, SetEnded
from sensorlog.imu import Gap, ImuBlock
from sensorlog.motion import Motion, Params

__all__ = ["HELD_OUT", "LOOKED_AT", "Outcome", "count_workouts", "events_of", "outcomes", "print_table"]

LOOKED_AT = 1000
"""The counter may be improved on the workouts of the seeds from here on …"""
HELD_OUT = 500_000
"""… and is only measured on those from here on."""


_AROUND_S = 0.5
"""The simple methods are given the set and this much before and after it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One set that was done, or (``true`` is ``None``) one that was counted although nothing was done."""

    conditions: Conditions
    true: TrueSet | None
    counted: tuple[SetEnded, ...]
    """Sets that were counted during it."""
    simple: tuple[int, ...] = ()
    """What the simple methods count in it, in their order."""

    @property
    def reps(self) -> int:
        """How many were counted."""
        return sum(one.rep_count for one in self.counted)

    @property
    def is_exact(self) -> bool:
        """One set was counted, and its reps are those that were done (:attr:`TrueSet.counts`)."""
        return self.true is not None and len(self.counted) == 1 and self.reps in self.true.counts

    @property
    def is_near(self) -> bool:
        """The count is off by one at most."""
        return self.true is not None and bool(self.counted) and any(abs(self.reps - n) <= 1 for n in self.true.counts)

    def line(self) -> str:
        """Say it in words, so that the set can be found again."""
        c = self.conditions
        what = f"seed {c.seed} {c.placement} {c.rate_hz:g} Hz" + ("" if c.has_gyroscope else ", accelerometer alone")
        if self.true is None:
            one = self.counted[0]
            return f"{what}: {one.start_s:.1f}–{one.end_s:.1f} s, {one.rep_count} where none was done"
        truth = self.true.truth
        counted = " + ".join(str(one.rep_count) for one in self.counted) or "none"
        when = f"{truth.start_s:.1f}–{truth.end_s:.1f} s, {self.true.tempo:.1f} s a rep"
        return f"{what}: {truth.exercise}, {when}: {counted} of {len(truth.reps)}"


def events_of(one: Workout, params: Params | None = None) -> list[Event]:
    """Count a workout in one go."""
    motion = Motion(one.info, params)
    events: list[Event] = []
    for piece in one.pieces():
        events += motion.gap(piece) if isinstance(piece, Gap) else motion.push(piece)
    return events + motion.finish(one.end_s)


def outcomes(one: Workout, events: Iterable[Event]) -> list[Outcome]:
    """Compare what was counted with what was done; a counted set belongs to each set that it overlaps."""
    ended = [event for event in events if isinstance(event, SetEnded)]
    found: list[Outcome] = []
    used: set[str] = set()
    for true in one.sets:
        during = [s for s in ended if s.start_s < true.truth.end_s and s.end_s > true.truth.start_s]
        used.update(s.set_id for s in during)
        found.append(Outcome(one.conditions, true, tuple(during)))
    return found + [Outcome(one.conditions, None, (s,)) for s in ended if s.set_id not in used]


def _count(seed: int, params: Params | None) -> list[Outcome]:
    one = workout(seed)
    found = outcomes(one, events_of(one, params))
    blocks = [piece for piece in one.pieces() if isinstance(piece, ImuBlock)]
    return [each if each.true is None else replace(each, simple=_simple(each.true, blocks)) for each in found]


def _simple(true: TrueSet, blocks: Sequence[ImuBlock]) -> tuple[int, ...]:
    stretch = stretch_of(blocks, true.truth.start_s - _AROUND_S, true.truth.end_s + _AROUND_S)
    return tuple(0 if stretch is None else method(stretch) for method in METHODS.values())


def count_workouts(seeds: Sequence[int], params: Params | None = None) -> list[Outcome]:
    """Count the workouts of these seeds on all cores."""
    return [each for found in on_all_cores(partial(_count, params=params), seeds) for each in found]


_STRATA: tuple[tuple[str, Callable[[Conditions], str]], ...] = (
    ("placement", lambda c: c.placement.value),
    ("rate", lambda c: f"{c.rate_hz:5.1f} Hz"),
    ("radio", lambda c: "silences" if c.has_gaps else "up to 5 % lost" if c.loss else "nothing lost"),
    ("sensor", lambda c: "six axes" if c.has_gyroscope else "accelerometer alone"),
)


def print_table(groups: Sequence[tuple[str, Sequence[Outcome]]], *, show_misses: bool) -> None:
    """Print the figures of several groups of outcomes side by side, in all and by stratum."""
    print(" " * 34 + "".join(f"{name:>42s}" for name, _ in groups))
    print(f"{'':34s}" + f"{'sets':>12s} {'exact %':>8s} {'±1 %':>8s} {'false':>8s} {'':2s}" * len(groups))
    _print_row("all", [found for _, found in groups])
    for title, name_of in _STRATA:
        print(title)
        names = sorted({name_of(outcome.conditions) for _, found in groups for outcome in found})
        for name in names:
            _print_row(f"  {name}", [[o for o in found if name_of(o.conditions) == name] for _, found in groups])
    print("exercise")
    for name in sorted({o.true.truth.exercise for _, found in groups for o in found if o.true is not None}):
        of_it = [[o for o in found if o.true is not None and o.true.truth.exercise == name] for _, found in groups]
        _print_row(f"  {name}", of_it)
    for name, found in groups:
        guessed = [o for o in found if o.true is not None and o.true.is_not_carried]
        silent = sum(not o.counted for o in guessed)
        print(f"{name}: sets that the clip site does not carry: {len(guessed)}, of them left alone: {silent}")
        exact, few, many = _with_holes(found)
        print(
            f"{name}: sets with silences in them: {exact + few + many}; exact {exact}, too few {few}, too many {many}"
        )
    if show_misses:
        for name, found in groups:
            print(f"\n{name}: not exact")
            misses = [o for o in found if o.true is None or (o.true.is_countable and not o.is_exact)]
            for outcome in misses:
                print(f"  {outcome.line()}")


def _with_holes(found: Sequence[Outcome]) -> tuple[int, int, int]:
    """Count sets in which missing samples may hide reps: exact, with fewer than were done or in parts, with more."""
    true = [(o, o.true) for o in found if o.true is not None]
    holed = [(o, one.counts) for o, one in true if one.is_carried and one.is_one and not one.is_whole]
    exact = sum(o.is_exact for o, _ in holed)
    many = sum(o.reps > max(counts) for o, counts in holed)
    return exact, len(holed) - exact - many, many


def _print_row(name: str, groups: Sequence[Sequence[Outcome]]) -> None:
    cells = []
    for found in groups:
        countable = [outcome for outcome in found if outcome.true is not None and outcome.true.is_countable]
        false = sum(outcome.true is None for outcome in found)
        if not countable:
            cells.append(f"{0:12d} {'–':>8s} {'–':>8s} {false:8d} {'':2s}")
            continue
        exact, near = (100 * sum(part) / len(countable) for part in _parts(countable))
        cells.append(f"{len(countable):12d} {exact:8.1f} {near:8.1f} {false:8d} {'':2s}")
    print(f"{name:34s}" + "".join(cells))


def _parts(found: Sequence[Outcome]) -> tuple[list[bool], list[bool]]:
    return [outcome.is_exact for outcome in found], [outcome.is_near for outcome in found]

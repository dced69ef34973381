"""How long after the end of the upward stroke a rep shows: packets one by one through the pipeline, in sample time.

What the radio takes comes on top. Nothing here depends on how fast the machine is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from benchmarks.cores import on_all_cores
from benchmarks.evaluation_data import Row, group, rows
from sensorlog.events import LinkState, Rep, RepState, SessionEvent, SetEnded
from sensorlog.imu import Gap, ImuBlock, Packet, Placement
from sensorlog.pipeline import Item, Pipeline
from sensorlog.profiles import Registry
from sensorlog.recordings import SampleRecording, open_any
from sensorlog.simulate import packets
from sensorlog.simulate.lifter import EXERCISES, RepTruth, SensorSpec, any_mounting, random_workout
from sensorlog.simulate.lifter.exercises import Phase

__all__ = ["Delay", "delays_in", "run"]

_SEED = 2000
_PLACEMENTS = (Placement.BAR, Placement.WRIST, Placement.TRUNK, Placement.THIGH, Placement.UPPER_ARM)
_SENSORS = (("sensorlog-imu", 52.0), ("sensorlog-imu", 104.0), ("metamotion", 100.0))
_SETS = 4
_FIRST = 3
"""From this rep on: the first two of a set are not yet known to be of one."""
_PIECE = 3
"""Samples of a file that are given at once, as a packet would hold them."""
_LIMITS_S = (0.150, 0.400)


@dataclass(frozen=True, slots=True)
class Delay:
    """One rep: where it was done, and how long after its end it showed."""

    group: str
    delay_s: float


class Watch:
    """When each rep was first shown, and what stood at the end."""

    def __init__(self) -> None:
        self.pipeline = Pipeline(Registry())
        self._shown: dict[str, list[float]] = defaultdict(list)
        self._reps: dict[str, Rep] = {}
        self.ended: list[SetEnded] = []

    def push(self, item: Item, now_s: float) -> None:
        """Hand one item over that arrived at ``now_s``."""
        self._take(self.pipeline.push([item]), now_s)

    def finish(self, now_s: float) -> None:
        """Nothing more comes."""
        self._take(self.pipeline.finish(), now_s)

    def _take(self, events: Iterable[object], now_s: float) -> None:
        for event in events:
            if isinstance(event, Rep):
                self._shown[event.rep_id].append(now_s)
                self._reps[event.rep_id] = event
            elif isinstance(event, SetEnded):
                self.ended.append(event)

    def reps(self, set_id: str) -> list[Rep]:
        """Reps of a set that stand, in time order."""
        of_it = [rep for rep in self._reps.values() if rep.set_id == set_id and rep.state is not RepState.WITHDRAWN]
        return sorted(of_it, key=lambda rep: rep.start_s)

    def shown_s(self, rep: Rep, since_s: float) -> float:
        """When it was first told under this id, once the rep had begun: an id may have been of a rep before it."""
        return next(t_s for t_s in self._shown[rep.rep_id] if t_s >= since_s)


def delays_in(watch: Watch, sets: Iterable[tuple[float, float, list[tuple[float, float]]]], name: str) -> list[Delay]:
    """Compare what was shown with what was done, in sets whose count is exact.

    ``sets``: start, end, and of each rep start and end of its upward stroke.
    """
    found = []
    for start_s, end_s, true in sets:
        during = [one for one in watch.ended if one.start_s < end_s and one.end_s > start_s]
        reps = watch.reps(during[0].set_id) if len(during) == 1 else []
        if len(reps) != len(true):
            continue
        for rep, (began_s, over_s) in list(zip(reps, true, strict=True))[_FIRST - 1 :]:
            found.append(Delay(name, watch.shown_s(rep, began_s) - over_s))
    return found


def run(*, workouts: int) -> None:
    """Print the tables."""
    cases = [
        (_SEED + number, placement, profile, rate_hz)
        for number in range(workouts)
        for placement in _PLACEMENTS
        for profile, rate_hz in _SENSORS
    ]
    print(f"{'simulated, by packets':46s} {_HEADINGS}")
    _print([delay for found in on_all_cores(_simulated, cases) for delay in found])
    chosen = [row for row in rows() if group(row) in _RECORDINGS]
    print(f"\n{'recordings of people, below 50 Hz':46s} {_HEADINGS}" if chosen else "\nno evaluation data")
    _print([delay for found in on_all_cores(_recorded, chosen) for delay in found])


_HEADINGS = f"{'reps':>6s} {'median':>8s} {'95 %':>8s} {'worst':>8s} {'> 150 ms':>9s} {'> 400 ms':>9s}"
_RECORDINGS = ("barbell_metamotion: sets", "pte_uci: other than chest", "pte_uci: chest in e2")


def _print(delays: list[Delay]) -> None:
    groups: dict[str, list[float]] = defaultdict(list)
    for delay in delays:
        groups[delay.group].append(delay.delay_s)
        groups["all"].append(delay.delay_s)
    for name, known in sorted(groups.items()):
        ms = 1e3 * np.array(known)
        late = " ".join(f"{100 * np.mean(ms > 1e3 * limit):8.1f}%" for limit in _LIMITS_S)
        print(f"{name:46s} {len(ms):6d} {np.median(ms):8.0f} {np.percentile(ms, 95):8.0f} {ms.max():8.0f} {late}")


def _simulated(case: tuple[int, Placement, str, float]) -> list[Delay]:
    seed, placement, profile, rate_hz = case
    spec = SensorSpec("sensor", placement, rate_hz=rate_hz, mounting=any_mounting(seed))
    performance = random_workout(seed, _SETS, (spec,), (12.0, 25.0))
    watch = Watch()
    began_ns = 0
    first_ns: int | None = None
    for item in packets(performance.samples, Registry().get(profile), options={"rate_hz": rate_hz}):
        if isinstance(item, Packet):
            first_ns = item.t_ns if first_ns is None else first_ns
        elif isinstance(item, SessionEvent) and item.data.get("state") == LinkState.STREAMING:
            began_ns = item.t_ns
        watch.push(item, 0.0 if first_ns is None else (item.t_ns - first_ns) / 1e9)
    watch.finish(performance.duration_s)
    offset_s = (began_ns - (first_ns or 0)) / 1e9  # answers to the set-up are packets, and come before the first sample
    found = []
    for one in performance.sets:
        ends = [(rep.start_s + offset_s, _end_s(rep, one.exercise) + offset_s) for rep in one.reps]
        found += delays_in(watch, [(one.start_s + offset_s, one.end_s + offset_s, ends)], one.exercise)
    return found


def _end_s(rep: RepTruth, exercise: str) -> float:
    return rep.turn_s if EXERCISES[exercise].first is Phase.CONCENTRIC else rep.end_s


def _recorded(row: Row) -> list[Delay]:
    recording = open_any(row.path)
    assert isinstance(recording, SampleRecording)
    watch = Watch()
    watch.push(recording.info(Placement.UNKNOWN), 0.0)
    now_s = 0.0
    for piece in _cut(recording.blocks()):
        now_s = max(now_s, _arrival_s(piece))
        watch.push(piece, now_s)
    watch.finish(now_s)
    sets = [(one.start_s, one.end_s, [_own_end(rep) for rep in watch.reps(one.set_id)]) for one in watch.ended]
    return delays_in(watch, sets, group(row))


def _own_end(rep: Rep) -> tuple[float, float]:
    """Start and end of the upward stroke by the counter's own last word: nobody else has written it down."""
    is_first = rep.concentric_s is not None and rep.concentric_s == rep.phase1_s
    ends = (rep.turn_s, rep.end_s) if is_first else (rep.end_s, rep.turn_s)
    return rep.start_s, next(end_s for end_s in (*ends, rep.start_s) if end_s is not None)


def _cut(pieces: Iterable[ImuBlock | Gap]) -> list[ImuBlock | Gap]:
    """Cut blocks into what a packet would hold, in the order in which they would arrive."""
    cut: list[ImuBlock | Gap] = []
    for piece in pieces:
        if isinstance(piece, Gap):
            cut.append(piece)
            continue
        for start in range(0, len(piece), _PIECE):
            part = slice(start, start + _PIECE)
            acc, gyr = (None if values is None else values[part] for values in (piece.acc_m_s2, piece.gyr_rad_s))
            cut.append(ImuBlock(piece.sensor, piece.t_s[part], acc, gyr))
    return sorted(cut, key=_arrival_s)


def _arrival_s(piece: ImuBlock | Gap) -> float:
    return piece.end_s if isinstance(piece, Gap) else float(piece.t_s[-1])

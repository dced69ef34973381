"""The trunk: inclination and jerkiness against the virtual lifter, deviations of simulated and of real people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import degrees
from pathlib import Path

import numpy as np

from benchmarks.evaluation_data import Row, rows
from benchmarks.up import up
from sensorlog.events import Event, JsonValue, Rep, RepState, SessionEvent, SessionEventKind, TrunkDeviation
from sensorlog.imu import FloatArray, ImuBlock, Placement, Role, StreamInfo
from sensorlog.motion import UsualRep
from sensorlog.pipeline import Item, Pipeline, Usuals
from sensorlog.profiles import Registry
from sensorlog.recordings import SampleRecording, open_any
from sensorlog.simulate.lifter import (
    EXERCISES,
    Hitch,
    Performance,
    RepTruth,
    Rest,
    SensorSpec,
    Set,
    Stand,
    Tempo,
    any_mounting,
    perform,
    set_with_weight,
)

__all__ = ["auc", "run"]

_BIAS_RAD_S = (0.0101, -0.0101, 0.0101)
"""1 °/s about each axis."""
_LIFTS = ("squat", "deadlift", "seated trunk flexion", "standing trunk flexion")
_SMALL = Hitch(depth=0.03, duration_s=0.5, side_rad=0.0)
_REGISTRY = Registry(folders=())


def run(*, seeds: int) -> None:
    """Print the tables."""
    _inclination(seeds)
    _jerkiness(seeds)
    _simulated_deviations(seeds)
    _real_deviations()


def auc(low: Sequence[float], high: Sequence[float]) -> float:
    """How often one of ``high`` is above one of ``low``; ties count half (area under the ROC curve)."""
    a, b = np.array(low)[:, None], np.array(high)[None]
    return float(np.mean((b > a) + 0.5 * (b == a)))


def _perform(script: Iterable[Set], seed: int) -> Performance:
    spec = SensorSpec("trunk", Placement.TRUNK, mounting=any_mounting(seed), gyr_bias_rad_s=_BIAS_RAD_S)
    sets = [part for one in script for part in (*set_with_weight(one), Rest(20.0))]
    return perform((Stand(5.0), *sets, Stand(8.0)), (spec,), seed)


def _said(kind: SessionEventKind, **data: JsonValue) -> SessionEvent:
    return SessionEvent(0, kind, None, data)


def _events(performance: Performance, exercise: str, usuals: Usuals | None, source: str = "") -> list[Event]:
    samples = performance.sensor("trunk")
    pipeline = Pipeline(_REGISTRY, usuals=usuals, source=source)
    label = _said(SessionEventKind.EXERCISE, name=exercise)
    return pipeline.push([samples.info(), label, samples.block()]) + pipeline.finish()


def _matched(events: list[Event], performance: Performance) -> list[tuple[RepTruth, Rep]]:
    """Reps that were done and found, with what was found of them."""
    reps = {event.rep_id: event for event in events if isinstance(event, Rep)}
    found = [rep for rep in reps.values() if rep.state is RepState.CONFIRMED and rep.trunk is not None]
    pairs = []
    for true in (rep for one in performance.sets for rep in one.reps):
        near = min(found, key=lambda rep: abs(rep.start_s - true.start_s), default=None)
        if near is not None and abs(near.start_s - true.start_s) < 1.0:
            pairs.append((true, near))
    return pairs


def _inclination(seeds: int) -> None:
    print(f"{'inclination, gyroscope bias 1 °/s on each axis':46s} {'reps':>6s} {'RMS error of the peak, °':>26s}")
    for exercise in _LIFTS:
        errors: list[float] = []
        for seed in range(seeds):
            performance = _perform([Set(exercise, 8)] * 2, seed)
            lean_rad = _true_lean_rad(performance, seed)
            t_s = performance.sensor("trunk").t_s
            standing = float(np.mean(lean_rad[(t_s > 1.0) & (t_s < 4.0)]))
            for true, rep in _matched(_events(performance, exercise, None), performance):
                peak = None if rep.trunk is None else rep.trunk.inclination_peak_rad
                during = lean_rad[(t_s >= true.start_s) & (t_s <= true.end_s)]
                errors += [] if peak is None else [degrees(peak - (float(during.max()) - standing))]
        print(f"{exercise:46s} {len(errors):6d} {float(np.sqrt(np.mean(np.square(errors)))):26.2f}")


def _true_lean_rad(performance: Performance, seed: int) -> FloatArray:
    """Angle of the trunk's own long axis to the vertical, sample by sample."""
    along = up(np.asarray(any_mounting(seed)))
    return np.asarray(np.arccos(np.clip(up(performance.sensor("trunk").orientation) @ along, -1.0, 1.0)))


def _jerkiness(seeds: int) -> None:
    print(
        f"\n{'jerkiness, AUC':46s} {'hitch':>8s} {'small':>8s} {'fast':>8s} {'far':>8s}   (hitch, small hitch against"
    )
    print(f"{'':46s} {'':>8s} {'':>8s} {'':>8s} {'':>8s}    usual; fast against slow; far against near)")
    for exercise in _LIFTS:
        usual = _scores(Set(exercise, 8), seeds)
        hitched = [_scores(Set(exercise, 8, hitches=dict.fromkeys(range(1, 9), h)), seeds) for h in (Hitch(), _SMALL)]
        slow, fast = (_scores(Set(exercise, 8, tempo=_at(exercise, factor)), seeds) for factor in (1.6, 0.7))
        near = _scores(Set(exercise, 8, range_scale=0.7), seeds)
        found = [*(auc(usual, each) for each in hitched), auc(slow, fast), auc(near, usual)]
        print(f"{exercise:46s} " + " ".join(f"{value:8.2f}" for value in found))


def _at(exercise: str, factor: float) -> Tempo:
    tempo = EXERCISES[exercise].tempo
    return replace(tempo, eccentric_s=tempo.eccentric_s * factor, concentric_s=tempo.concentric_s * factor)


def _scores(one: Set, seeds: int) -> list[float]:
    found: list[float] = []
    for seed in range(seeds):
        performance = _perform([one], seed)
        pairs = _matched(_events(performance, one.exercise, None), performance)
        scores = [rep.trunk.jerkiness for _, rep in pairs if rep.trunk is not None]
        found += [score for score in scores if score is not None]
    return found


@dataclass(slots=True)
class _Flags:
    """How many reps were flagged, and with what."""

    reps: int = 0
    flagged: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, deviation: tuple[str, ...] | None) -> None:
        """Take a rep that was judged; one that was not does not count."""
        if deviation is not None:
            self.reps += 1
            self.flagged += bool(deviation)
            self.kinds.update(deviation)

    def line(self) -> str:
        """Give the figures."""
        share = 100 * self.flagged / max(self.reps, 1)
        kinds = " ".join(f"{self.kinds[kind]:6d}" for kind in ("hitch", "fast", "range"))
        return f"{self.reps:6d} {self.flagged:8d} {share:7.1f} {kinds}"


def _simulated_deviations(seeds: int) -> None:
    """Each simulated person trains four sessions of one exercise; in the last one some reps have a hitch."""
    usual, hitched = _Flags(), _Flags()
    delays_s: dict[int, list[float]] = defaultdict(list)
    for exercise in _LIFTS:
        for seed in range(seeds):
            usuals = Usuals(grows=True)
            for session in range(4):
                hitches = {3: Hitch(), 6: Hitch()} if session == 3 else {}
                sets = [Set(exercise, 8, fatigue=0.3 + 0.1 * session, hitches=hitches)] * 2
                performance = _perform(sets, 100 * seed + session)
                events = _events(performance, exercise, usuals, f"{seed}/{session}")
                for true, rep in _matched(events, performance):
                    if rep.trunk is not None:
                        (hitched if true.hitch else usual).add(rep.trunk.deviation)
            every = Set(exercise, 8, hitches=dict.fromkeys(range(1, 9), Hitch()))
            for one in (every, Set(exercise, 8, tempo=_at(exercise, 0.6))):
                performance = _perform([one], 100 * seed + 90)
                _add_delays(delays_s, _events(performance, exercise, usuals, f"{seed}/{one}"), performance)
    print(f"\n{'deviations':46s} {'reps':>6s} {'flagged':>8s} {'%':>7s} {'hitch':>6s} {'fast':>6s} {'range':>6s}")
    print(f"{'simulated, usual reps':46s} {usual.line()}")
    print(f"{'simulated, reps with a hitch':46s} {hitched.line()}")
    print("\ntold after the end of the phase, where every rep has a hitch, or is fast; s")
    print(f"{'rep':46s} " + " ".join(f"{number:6d}" for number in sorted(delays_s)))
    for name, quantile in (("median", 0.5), ("95 % within", 0.95), ("latest", 1.0)):
        late = [float(np.quantile(delays_s[number], quantile)) for number in sorted(delays_s)]
        print(f"{name:46s} " + " ".join(f"{value:6.2f}" for value in late))


def _add_delays(delays_s: dict[int, list[float]], events: list[Event], performance: Performance) -> None:
    """Note, by the number of a rep in its set, how long after the true end of its phase a deviation was told."""
    told = [event for event in events if isinstance(event, TrunkDeviation)]
    pairs = _matched(events, performance)
    for one in performance.sets:
        for number, true in enumerate(one.reps, 1):
            ids = {rep.rep_id for each, rep in pairs if each is true}
            for phase, end_s in ((1, true.turn_s), (2, true.end_s)):
                first_s = min((each.t_s for each in told if each.rep_id in ids and each.phase == phase), default=None)
                delays_s[number] += [] if first_s is None else [first_s - end_s]


def _real_deviations() -> None:
    """Real people against their own correct reps; of those each rep against the others."""
    if not rows():
        print("no evaluation data: simulated people only")
        return
    for title, reps_of, usual, others in (
        ("wle_belt", _two_sensors, "A", ("A", "B", "C", "D", "E hips")),
        ("pte_uci e2 chest", _one_sensor, "correct", ("correct", "fast", "low-amplitude")),
    ):
        dataset = title.split()[0]
        of_dataset = [row for row in rows() if row.dataset == dataset and _is_trunk(row)]
        flags = {label: _Flags() for label in others}
        for subject in sorted({row.subject for row in of_dataset}):
            files = {row.label: row for row in of_dataset if row.subject == subject}
            usuals = Usuals()
            _judged(files[usual], reps_of, None, usuals)
            for label in others:
                for rep in _judged(files[label], reps_of, usuals, None):
                    flags[label].add(rep.trunk.deviation if rep.trunk is not None else None)
        for label in others:
            what = f"{title}, {label}" + (" (each against the others)" if label == usual else "")
            print(f"{what:46s} {flags[label].line()}")


def _is_trunk(row: Row) -> bool:
    return row.placement == "belt" or (row.placement == "chest" and row.exercise.startswith("e2"))


def _judged(
    row: Row, items_of: Callable[[Path], list[Item]], usuals: Usuals | None, learning: Usuals | None
) -> list[Rep]:
    """Reps of a recording, compared with ``usuals``; ``learning`` takes them as usual."""
    pipeline = Pipeline(_REGISTRY, usuals=usuals, source=row.path.name)
    events = pipeline.push(items_of(row.path)) + pipeline.finish()
    reps = {event.rep_id: event for event in events if isinstance(event, Rep)}
    found = [rep for rep in reps.values() if rep.state is RepState.CONFIRMED]
    for rep in found:
        if learning is not None and rep.trunk is not None and rep.trunk.phases:
            learning.learn(None, Role(Placement.TRUNK), UsualRep(rep.trunk.phases, key=f"{row.path.name}#{rep.rep_id}"))
    return found


def _one_sensor(path: Path) -> list[Item]:
    return _items(path, "trunk", Placement.TRUNK)


def _two_sensors(path: Path) -> list[Item]:
    """Read the belt, and the forearm that carries the curl, in the order of time."""
    belt = _items(path, "trunk", Placement.TRUNK)
    forearm = _items(path.with_name(path.name.replace("belt", "forearm")), "arm", Placement.WRIST)
    return sorted(belt + forearm, key=_time)


def _time(item: Item) -> float:
    return float(item.t_s[0]) if isinstance(item, ImuBlock) else -1.0


def _items(path: Path, name: str, placement: Placement) -> list[Item]:
    recording = open_any(path)
    assert isinstance(recording, SampleRecording)
    info = replace(recording.info(placement), sensor=name)
    items: list[Item] = [info]
    for piece in recording.blocks():
        if isinstance(piece, ImuBlock):
            items += _cut(piece, info)
    return items


def _cut(block: ImuBlock, info: StreamInfo) -> list[Item]:
    """Pieces of 20 samples, about a second: two sensors are analysed side by side."""
    starts = range(0, len(block), 20)
    acc, gyr = block.acc_m_s2, block.gyr_rad_s
    assert acc is not None
    assert gyr is not None
    cuts = [slice(start, start + 20) for start in starts]
    return [ImuBlock(info.sensor, block.t_s[cut], acc[cut], gyr[cut]) for cut in cuts]

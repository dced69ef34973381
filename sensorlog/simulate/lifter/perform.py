"""Perform a script: one movement, seen by every sensor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

import numpy as np

from sensorlog.simulate.lifter import between, reps
from sensorlog.simulate.lifter.body import PosePath, place
from sensorlog.simulate.lifter.exercises import Phase, Weight, exercise, gripped
from sensorlog.simulate.lifter.performance import Performance, RepMeasures, RepTruth, SetTruth, Span
from sensorlog.simulate.lifter.rotations import angle_between
from sensorlog.simulate.lifter.script import (
    ClipOn,
    Hold,
    Lifter,
    PickUp,
    PutDown,
    Rack,
    Rest,
    ScriptError,
    Segment,
    SensorSpec,
    Set,
    Stand,
    Unrack,
    Walk,
)
from sensorlog.simulate.lifter.sensing import mounted, sense
from sensorlog.simulate.lifter.timeline import GRID_HZ, RepDraft, SetDraft, Timeline
from sensorlog.simulate.lifter.unsteady import with_unsteadiness

__all__ = ["perform"]

_SHORTEST_S = 1.0
_LONGEST_S = 4 * 3600.0


def perform(
    script: Iterable[Segment], sensors: Sequence[SensorSpec], seed: int, lifter: Lifter | None = None
) -> Performance:
    """Let the virtual lifter do what the script says.

    The movement depends on script, seed and lifter alone: a sensor more, or another sensor, sees the same movement.
    Raises :class:`ScriptError` for what cannot be done.
    """
    lifter = lifter or Lifter()
    if len({spec.name for spec in sensors}) != len(sensors):
        raise ScriptError(f"two sensors have one name: {', '.join(spec.name for spec in sensors)}")
    script = tuple(script)
    timeline = Timeline(lifter, np.random.default_rng(np.random.SeedSequence((seed, 0))))
    _lay_out_weight(timeline, script)
    told_s = sum(getattr(segment, "duration_s", 0.0) for segment in script)
    for segment in script:
        if max(told_s, timeline.t_s) > _LONGEST_S:
            raise ScriptError(f"the script takes more than {_LONGEST_S / 3600:.0f} hours")
        _do(timeline, segment)
    if timeline.t_s < _SHORTEST_S:
        raise ScriptError(f"the script takes {timeline.t_s:.2f} s; a performance needs at least {_SHORTEST_S:.0f} s")

    joints = with_unsteadiness(
        np.concatenate(timeline.pieces),
        np.concatenate(timeline.loaded),
        np.concatenate(timeline.unsteady),
        timeline.impacts,
        lifter,
        np.random.default_rng(np.random.SeedSequence((seed, 1))),
    )
    paths: dict[str, PosePath] = {}
    samples = []
    for number, spec in enumerate(sensors):
        rng = np.random.default_rng(np.random.SeedSequence((seed, 2, number)))
        path = mounted(place(timeline.body, joints, spec.placement), spec, timeline.handlings, rng)
        paths[spec.name] = path
        samples.append(sense(path, spec, rng))
    return Performance(
        duration_s=timeline.t_s,
        samples=tuple(samples),
        sets=tuple(_set_truth(draft, paths) for draft in timeline.sets),
        holds=tuple(timeline.holds),
        spans=tuple(timeline.spans),
    )


def _lay_out_weight(timeline: Timeline, script: tuple[Segment, ...]) -> None:
    """At the beginning the weight lies where the first exercise that needs one expects it."""
    for segment in script:
        name = getattr(segment, "exercise", None)
        if name is not None and exercise(name).weight is not Weight.NONE:
            timeline.lay_out_bar(gripped(exercise(name), timeline.body, timeline.now))
            return


def _do(timeline: Timeline, segment: Segment) -> None:
    start_s = timeline.t_s
    match segment:
        case Set():
            reps.do_set(timeline, segment)
            return
        case Hold():
            reps.do_hold(timeline, segment)
            return
        case Stand():
            between.stand(timeline, segment)
        case Rest():
            between.rest(timeline, segment)
        case Walk():
            between.walk(timeline, segment)
        case ClipOn():
            between.clip_on(timeline, segment)
        case Unrack():
            between.unrack(timeline, segment)
        case Rack():
            between.rack(timeline, segment)
        case PickUp():
            between.pick_up(timeline, segment)
        case PutDown():
            between.put_down(timeline, segment)
        case _:
            assert_never(segment)
    timeline.spans.append(Span(type(segment).__name__, start_s, timeline.t_s))


def _set_truth(draft: SetDraft, paths: dict[str, PosePath]) -> SetTruth:
    first = exercise(draft.exercise).first
    done = tuple(_rep_truth(rep, first, paths) for rep in draft.reps)
    return SetTruth(draft.exercise, draft.load_kg, done[0].start_s, done[-1].end_s, done)


def _rep_truth(rep: RepDraft, first: Phase, paths: dict[str, PosePath]) -> RepTruth:
    start_s, turn_s, back_s, end_s = (at / GRID_HZ for at in (rep.start, rep.turn, rep.back, rep.end))
    out_s, home_s = turn_s - start_s, end_s - back_s
    lifting = slice(rep.start, rep.turn) if first is Phase.CONCENTRIC else slice(rep.back, rep.end)
    concentric_s, eccentric_s = {
        Phase.CONCENTRIC: (out_s, home_s),
        Phase.ECCENTRIC: (home_s, out_s),
        Phase.NEITHER: (None, None),
    }[first]
    return RepTruth(
        start_s=start_s,
        turn_s=turn_s,
        back_s=back_s,
        end_s=end_s,
        concentric_s=concentric_s,
        eccentric_s=eccentric_s,
        half=rep.half,
        paused=rep.paused,
        hitch=rep.hitch,
        measures={name: _measures(path, rep, lifting) for name, path in paths.items()},
    )


def _measures(path: PosePath, rep: RepDraft, lifting: slice) -> RepMeasures:
    start, turn = rep.start, rep.turn
    height = path.position_m[lifting.start : lifting.stop + 1, 2]
    duration_s = (lifting.stop - lifting.start) / GRID_HZ
    return RepMeasures(
        rom_m=float(abs(path.position_m[turn, 2] - path.position_m[start, 2])),
        rom_rad=angle_between(path.orientation[start], path.orientation[turn]),
        mean_velocity_m_s=float(abs(height[-1] - height[0]) / duration_s),
        peak_velocity_m_s=float(np.max(np.abs(np.diff(height))) * GRID_HZ),
    )

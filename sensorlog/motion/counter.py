"""The counter: looks for sets, follows the one that is open, ends it. A scalar state machine at the counting rate."""

from __future__ import annotations

from dataclasses import replace

from sensorlog.events import Channel, Event, Rep, SetConfirmed, SetStarted, SetWithdrawn
from sensorlog.imu import TORSO, FloatArray, Placement, StreamInfo
from sensorlog.motion.channels import Travel, TurnAxis, Vector, tilting
from sensorlog.motion.evidence import Evidence, gather
from sensorlog.motion.following import Following
from sensorlog.motion.history import History
from sensorlog.motion.holds import find_hold
from sensorlog.motion.joined import joined
from sensorlog.motion.ledger import Ledger
from sensorlog.motion.measures import measure
from sensorlog.motion.noticing import Noticing
from sensorlog.motion.open_set import OpenSet
from sensorlog.motion.params import Params
from sensorlog.motion.pattern import Run
from sensorlog.motion.realigning import Realigner
from sensorlog.motion.renewed import renewed
from sensorlog.motion.replaying import follow, follow_on
from sensorlog.motion.reps import RepDraft
from sensorlog.motion.search import Search
from sensorlog.motion.trace import Trace, trace_of, travel_of
from sensorlog.motion.trunk import Trunk

__all__ = ["Counter"]

_HISTORY_S = 90.0


class Counter:
    """Counts repetitions of one sensor. Samples come in order; every call returns the events that became known."""

    def __init__(self, info: StreamInfo, params: Params) -> None:
        self._info = info
        self._p = params
        angle_channel = Channel.INCLINATION if info.gyr_rate_hz is None else Channel.ROTATION
        self.history = History(keep=round(_HISTORY_S * params.count_rate_hz))
        self._travel = Travel(params)
        self._axis = TurnAxis(params)
        is_there = info.placement in TORSO and info.gyr_rate_hz is not None
        self.trunk = Trunk(self.history, info, params) if is_there else None
        self._search = Search(self.history, angle_channel, params)
        self._realigner = Realigner(self.history, self._travel, self._search, params)
        self._angle = 0.0
        self._up: Vector | None = None
        """Of the last sample, without a gyroscope; ``None`` behind a hole, where how it turned is not known."""
        self._numbers = 0
        self._set: OpenSet | None = None
        self._ended: OpenSet | None = None
        """The set that ended last."""
        self.now_s = 0.0
        """Time of the last sample."""
        self.evidence: Evidence | None = None
        """What the confidence in the set that ended last was made of."""
        self._fresh()

    def _fresh(self) -> None:
        self._noticing = Noticing(self._p)

    def restart(self, t_s: float, *, keeps_set: bool = False) -> list[Event]:
        """Go on behind a hole: filters begin anew, reps inside it are unknown, an open set goes on.

        A long hole ends the set, unless ``keeps_set``: the person paused, and said that it goes on.
        """
        events: list[Event] = []
        silence_s = t_s - self.now_s
        is_kept = keeps_set or self._set is None or self._set.by_person
        if not is_kept and silence_s > self._p.hole_ends_set_s:
            events += self._end_set(self.now_s, cut_off=False)
        self._travel.restart()
        self._up = None
        self._fresh()
        silent_s = (self.now_s, t_s)
        self._search.begin_behind_hole(silent_s)
        if self._set is not None:
            self._set.deadline_s += silence_s
            if self._set.following is not None:
                self._set.following.hole(silent_s)
        return events

    def push(self, t_s: float, vertical: float, up: Vector, turn: Vector) -> list[Event]:
        """Take one sample at the counting rate."""
        history, rate_hz = self.history, self._p.count_rate_hz
        if self._info.gyr_rate_hz is None:
            turn = tilting(self._up or up, up, rate_hz)
            self._up = up
        travel = self._travel.push(vertical, turn)
        self._angle += self._axis.push(turn) / rate_hz
        index = history.append(t_s, travel, vertical, self._travel.still, turn, up)
        if self.trunk is not None:
            self.trunk.push(up, turn)
        self.now_s = t_s
        current = self._set
        if current is not None and current.following is not None:
            events = self._publish() if current.following.push(index) else []
            if not current.by_person and not current.following.waits(t_s):
                events += self._publish() if self._goes_on() else self._end_set(self.now_s, cut_off=False)
            return events
        is_pausing = current is not None and self._came_to_rest() and self._nearly_sure()
        if self._noticing.push(index, travel, self._angle, has_something=is_pausing):
            return self._look()
        if current is not None and not current.by_person and t_s > current.deadline_s:
            return self._confirm_earlier(self._p.min_reps) or self._withdraw_set()
        return []

    def trace(self) -> Trace:
        """Give the last seconds of the signal that counts, or would, and where the reps of the open set turned."""
        return trace_of(self._set, self._axis.axis, self.history, self._p)

    def travel(self, rep_id: str) -> tuple[FloatArray, FloatArray] | None:
        """Give times (s) and height (m) over a rep of the set that is open, or ended last; it begins at height 0.

        ``None`` where the vertical stroke did not count, or is not known.
        """
        if self._info.gyr_rate_hz is None:
            return None
        sets = (one for one in (self._set, self._ended) if one is not None)
        known = (travel_of(one, rep_id, self.history, self._p) for one in sets)
        return next((travel for travel in known if travel is not None), None)

    def set_start(self, t_s: float) -> list[Event]:
        """Open a set for the person: it counts from its first rep and ends when the person says so."""
        events = self.close(t_s)
        self._search.begin(self.history.end)
        return events + self._open_set(t_s, by_person=True)

    def close(self, t_s: float) -> list[Event]:
        """End what is open: by the person, or because there are no more samples."""
        if self._set is None:
            return []
        if self._set.following is not None:
            is_over = not self._set.by_person and self._set.following.has_stopped(t_s)
            return self._end_set(t_s, cut_off=not is_over)
        events = self._look(is_last=True)
        if self._set.following is None:
            if not self._set.by_person:
                return events + self._withdraw_set()
            hold = find_hold(self.history, self._info.sensor, self._set.start_s, t_s, self._p)
            events += [] if hold is None else [hold]
            if self._set.is_not_carried(t_s, self._p):
                self._set.is_carried = False
                events += self._set.ledger.publish((), self.now_s, lambda _, rep: rep)
            elif self._set.run is not None:
                events += self._confirm(self._set.run, self._follow(self._set.run))
        return events + self._end_set(t_s, cut_off=True)

    def _came_to_rest(self) -> bool:
        """Tell whether rest begins with the newest sample."""
        return self._travel.still and len(self.history.still) > 1 and not self.history.still[-2]

    def _nearly_sure(self) -> bool:
        """Tell whether one stroke more confirms the set: whoever pauses behind it need not wait until it turns."""
        run = None if self._set is None else self._set.run
        return run is not None and run.strokes >= 2 * (self._p.min_reps - 1)

    def _look(self, *, is_last: bool = False) -> list[Event]:
        """Search for a run; open, revise or confirm a set with it. ``is_last``: nothing more is waited for."""
        run, following = self._find()
        if following is None and not is_last and (events := self._confirm_earlier(self._p.min_reps + 1)):
            return events
        if run is None:
            return []
        events = []
        if self._set is None:
            if following is None and (run.strokes < 2 or run.size_m < 2 * self._p.travel_floor_m):
                return []
            events += self._open_set(self.history.time(run.turns[0].at), by_person=False)
        current = self._set
        assert current is not None
        if current.by_person and current.run is not None and run.strokes < current.run.strokes:
            return events
        current.run = run
        current.deadline_s = self.now_s + self._p.end_s + 0.5 * run.period_s
        if following is not None and (len(following.drafts) if is_last else following.sure_reps) >= self._p.min_reps:
            current.is_carried = True
            return events + self._confirm(run, following)
        if following is not None:
            current.convinced = run
        return events + self._publish()

    def _confirm_earlier(self, least: int) -> list[Event]:
        """Confirm the set that is open, if a run that convinced without being enough has come to so many reps."""
        current = self._set
        if current is None or current.convinced is None:
            return []
        run = renewed(current.convinced, self._search.first, self.history, self._p)
        following = None if run is None else self._follow(run)
        if run is None or following is None or following.sure_reps < least:
            return []
        current.run, current.is_carried = run, True
        return self._confirm(run, following)

    def _find(self) -> tuple[Run | None, Following | None]:
        """Give a run that goes on now, and, if it convinces, its strokes as a set.

        A run may begin with something else, as an arm that swings in walking. If that is what would be followed, it is
        over, and does not convince by itself: what convinced is looked for behind it.
        """
        run, convinces = self._search.find(self._axis.axis)
        if run is None or not convinces:
            return run, None
        following = self._follow(run)
        if not following.drafts or following.last_at >= run.turns[-2 * self._p.min_reps :][0].at:
            return run, following
        self._search.begin(following.last_at)
        return self._find()

    def _goes_on(self) -> bool:
        """Tell whether a look back finds reps behind the last one of the open set, and follow those."""
        current = self._set
        assert current is not None
        assert current.following is not None
        before = current.following
        if before.looks_again():
            return True
        if before.channel is not Channel.VERTICAL or before.went_on:
            return False
        run, _ = self._search.find(self._axis.axis)
        if run is None or run.channel is not before.channel or run.turns[0].at >= before.last_at:
            return False
        if run.period_s < self._p.shortest_ratio * before.period_s:
            return False  # steps behind slow reps
        following = self._follow(run, before)
        if len(following.counted) <= len(before.counted):
            return False
        self._realigner.take_over(run.first, run.values, run.past)
        current.following = following
        return True

    def _open_set(self, start_s: float, *, by_person: bool) -> list[Event]:
        self._numbers += 1
        sensor = self._info.sensor
        set_id = f"{sensor}/{self._numbers}"
        self._set = OpenSet(sensor, set_id, start_s, by_person, Ledger(sensor, set_id), self.now_s + self._p.end_s)
        return [SetStarted(sensor, set_id, self.now_s, start_s, by_person)]

    def _confirm(self, run: Run, following: Following) -> list[Event]:
        current = self._set
        assert current is not None
        if run.channel is Channel.VERTICAL and len(run.values) > 1:
            self._realigner.take_over(run.first, run.values, run.past)
        current.following, current.convinced = following, None
        if not current.by_person:
            begins = (run.turns[0].at, *(draft.start for draft in following.drafts[:1]))
            current.start_s = self.history.time(min(begins))
        events = self._publish()
        current.ledger.confirmed = True
        events.append(SetConfirmed(self._info.sensor, current.set_id, self.now_s, run.channel))
        return events + self._publish()

    def _follow(self, run: Run, before: Following | None = None) -> Following:
        # Without a gyroscope up lags behind, and looking back does not make gravity known.
        realign = None if self._info.gyr_rate_hz is None else self._realigner.realign
        if before is not None:
            return follow_on(run, before, self.history, self._p, realign)
        following = None
        if not run.outward:
            following = joined(run, self.history, self._p, realign, self._search.earlier)
        return following or follow(run, self.history, self._p, realign)

    def _publish(self, *, final: bool = False) -> list[Event]:
        current = self._set
        assert current is not None
        seen = current.seen()
        if seen is None:
            return []

        def fill(draft: RepDraft, rep: Rep) -> Rep:
            known = measure(draft, rep, seen.channel, seen.first_direction, self.history, self._info, self._p)
            is_measured = self._info.placement is Placement.TRUNK and current.following is not None
            if self.trunk is None or not is_measured:
                return known
            return replace(known, trunk=self.trunk.measure(known, rep))

        return current.ledger.publish(seen.drafts, self.now_s, fill, final=final)

    def _end_set(self, t_s: float, *, cut_off: bool) -> list[Event]:
        current = self._set
        assert current is not None
        events: list[Event] = []
        if current.following is not None:
            current.following.close(cut_off=cut_off)
            events += self._publish(final=True)
        else:
            events.append(SetConfirmed(self._info.sensor, current.set_id, self.now_s, current.channel))
        self.evidence = gather(current.ledger.reps, current.channel, self.history, self._info, cut_off=cut_off)
        events.append(current.ended(t_s, self.now_s, self.evidence))
        self._set, self._ended = None, current
        self._realigner.end()
        self._fresh()
        if current.following is not None:
            self._search.begin(current.following.last_at)
        return events

    def _withdraw_set(self) -> list[Event]:
        current = self._set
        assert current is not None
        events = current.ledger.publish((), self.now_s, lambda _, rep: rep)
        self._set = None
        return [*events, SetWithdrawn(self._info.sensor, current.set_id, self.now_s)]

"""The event contract, checked over a list of events."""

from __future__ import annotations

from sensorlog.events import (
    Calibration,
    Event,
    Hold,
    Rep,
    RepState,
    SensorState,
    SetConfirmed,
    SetEnded,
    SetStarted,
    SetWithdrawn,
)


def check(events: list[Event]) -> None:
    """Raise AssertionError where ``events`` of one sensor break the contract."""
    started: dict[str, bool] = {}
    confirmed: set[str] = set()
    over: set[str] = set()
    order: dict[str, list[str]] = {}
    reps: dict[str, Rep] = {}
    for event in events:
        if isinstance(event, Calibration | Hold | SensorState):
            continue
        set_id = event.set_id
        assert set_id not in over, "nothing of a set after its end"
        if isinstance(event, SetStarted):
            assert set_id not in started
            assert all(one in over for one in started), "one set at a time"
            started[set_id] = event.by_person
            order[set_id] = []
        elif isinstance(event, SetConfirmed):
            assert set_id in started
            assert set_id not in confirmed
            confirmed.add(set_id)
        elif isinstance(event, Rep):
            assert set_id in started
            _check_rep(event, reps, order[set_id], confirmed=set_id in confirmed)
        elif isinstance(event, SetWithdrawn):
            assert set_id in started
            assert set_id not in confirmed
            assert not order[set_id], "every rep was withdrawn first"
            over.add(set_id)
        elif isinstance(event, SetEnded):
            assert set_id in confirmed
            assert event.rep_count == len(order[set_id])
            assert all(reps[one].state is RepState.CONFIRMED for one in order[set_id])
            assert event.start_s <= event.end_s
            over.add(set_id)
    assert set(started) == over, "finish ends what is open"


def _check_rep(event: Rep, reps: dict[str, Rep], order: list[str], *, confirmed: bool) -> None:
    before = reps.get(event.rep_id)
    assert event.rep_id.startswith(event.set_id + "/")
    assert event.revision == (1 if before is None else before.revision + 1)
    assert before is None or before.state is not RepState.WITHDRAWN, "withdrawn for good"
    if not confirmed:
        assert event.state is not RepState.CONFIRMED
    elif before is not None and event.rep_id != order[-1]:
        # Only the state of an earlier rep may go from provisional to confirmed; what it says stays.
        assert event.state is RepState.CONFIRMED
        assert event.turn_s == before.turn_s or before.state is RepState.PROVISIONAL
    if event.state is RepState.WITHDRAWN:
        order.remove(event.rep_id)
    elif before is None:
        order.append(event.rep_id)
    times = [t for t in (event.start_s, event.turn_s, event.end_s) if t is not None]
    assert times == sorted(times)
    reps[event.rep_id] = event

"""A recording may come from anybody: whatever it says ends in results or in one line, never in a traceback."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sensorlog.errors import SensorlogError
from sensorlog.events import LinkState, SessionEvent, SessionEventKind
from sensorlog.imu import Packet, Placement
from sensorlog.pipeline import analyze
from sensorlog.profiles import Registry
from sensorlog.recordings import RecordingWriter
from tests.pipeline.sessions import PROFILE_ID, Session, is_kind, squats

REGISTRY = Registry()

numbers = st.integers(-(10**400), 10**400) | st.floats(allow_nan=False, allow_infinity=False)
scalars = st.none() | st.booleans() | numbers | st.text(max_size=5)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
known_values = st.sampled_from(
    [PROFILE_ID, *(place.value for place in Placement), *(state.value for state in LinkState)]
)
names = ["profile", "placement", "options", "variables", "state", "rssi_dbm", "detail", "name", "kg", "text", "id"]
times_ns = st.integers(0, 2**64 - 1) | st.integers(10**9, 60 * 10**9)
bad_keys = st.builds(
    SessionEvent,
    t_ns=times_ns,
    kind=st.just(SessionEventKind.LOAD),
    data=st.fixed_dictionaries({"kg": values}),
)
bad_sensors = st.builds(
    SessionEvent,
    t_ns=times_ns,
    kind=st.just(SessionEventKind.SENSOR),
    sensor=st.just("bar"),
    data=st.fixed_dictionaries(
        {"profile": st.just(PROFILE_ID)},
        optional={
            name: st.dictionaries(st.sampled_from(["rate_hz", "acc_lsb"]) | st.text(max_size=4), scalars, max_size=3)
            for name in ("options", "variables")
        },
    ),
)
session_events = (
    bad_keys
    | bad_sensors
    | st.builds(
        SessionEvent,
        t_ns=times_ns,
        kind=st.sampled_from(SessionEventKind),
        sensor=st.none() | st.sampled_from(["bar", "other/\n"]),
        data=st.dictionaries(st.sampled_from(names), known_values | values, max_size=4),
    )
)
characteristics = st.sampled_from(sorted({item.characteristic for item in squats() if isinstance(item, Packet)}))
packets = st.builds(
    Packet, t_ns=times_ns, sensor=st.just("bar"), characteristic=characteristics, data=st.binary(max_size=250)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(said=st.lists(session_events | packets, max_size=12), keep=st.integers(0, 60))
def test_whatever_a_recording_says(tmp_path: Path, said: Session, keep: int) -> None:
    path = tmp_path / "hostile.mcap"
    path.unlink(missing_ok=True)
    session = squats()
    joined = next(i for i, item in enumerate(session) if is_kind(item, SessionEventKind.SENSOR))
    with RecordingWriter(path) as writer:
        for item in [*session[: joined + keep], *said, *session[joined + keep : joined + 2 * keep]]:
            writer.write(item)
    try:
        found = analyze(path, REGISTRY)
    except SensorlogError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        json.dumps(found, allow_nan=False)

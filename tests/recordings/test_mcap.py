"""What was written is read: whole, in order, byte for byte, and up to the cut where there is one."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mcap.reader import make_reader

from sensorlog.events import SessionEvent, SessionEventKind
from sensorlog.imu import Packet
from sensorlog.recordings import RecordingError, RecordingWriter, read_recording
from sensorlog.recordings.reader import MCAP_MAGIC

CHARACTERISTIC = "326a9006-85cb-9195-d9dd-464cfbbae75a"
PROFILE_TEXT = 'id = "diy"\n'

Item = Packet | SessionEvent

times_ns = st.integers(0, 2**64 - 1)
printable = st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" /%")
names = st.text(printable, min_size=1, max_size=12).filter(lambda text: text.isprintable() and not text.isspace())
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
packets = st.builds(Packet, t_ns=times_ns, sensor=names, characteristic=names, data=st.binary(max_size=64))
session_events = st.builds(
    SessionEvent,
    t_ns=times_ns,
    kind=st.sampled_from(SessionEventKind),
    sensor=st.none() | names,
    data=st.dictionaries(st.text(max_size=8), json_values, max_size=4),
)
items = st.lists(packets | session_events, max_size=30)
in_tmp_path = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def write(path: Path, session: list[Item], close: bool = True) -> Path:
    writer = RecordingWriter(path)
    writer.attach_profile("diy", PROFILE_TEXT)
    for item in session:
        writer.write(item)
    if close:
        writer.close()
    return path


def short_session(n: int = 20) -> list[Item]:
    start: list[Item] = [
        SessionEvent(5, SessionEventKind.SESSION, None, {"start_utc": "2026-01-02T03:04:05Z", "demo": True}),
        SessionEvent(6, SessionEventKind.SENSOR, "trunk", {"profile": "diy", "placement": "trunk"}),
    ]
    return start + [Packet(1000 + i, "trunk", CHARACTERISTIC, bytes([i] * 20)) for i in range(n)]


@in_tmp_path
@given(session=items)
def test_items_come_back_as_they_went_in(tmp_path: Path, session: list[Item]) -> None:
    path = tmp_path / "session.mcap"
    path.unlink(missing_ok=True)
    with read_recording(write(path, session)) as recording:
        assert list(recording) == session
    assert recording.complete
    assert recording.notes == []
    assert recording.profiles == {"diy": PROFILE_TEXT}


def test_same_items_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write(tmp_path / name, short_session()) for name in ("one.mcap", "two.mcap"))
    assert hashlib.sha256(one.read_bytes()).digest() == hashlib.sha256(two.read_bytes()).digest()


def test_other_tools_find_role_profile_and_attachment(tmp_path: Path) -> None:
    with write(tmp_path / "session.mcap", short_session()).open("rb") as file:
        reader = make_reader(file, validate_crcs=True)
        summary = reader.get_summary()
        assert summary is not None
        assert summary.statistics is not None
        assert summary.statistics.message_count == 22
        channel = next(c for c in summary.channels.values() if c.topic == f"/sensor/trunk/{CHARACTERISTIC}")
        assert channel.metadata == {
            "role": "trunk",
            "profile": "diy",
            "profile_sha256": hashlib.sha256(PROFILE_TEXT.encode()).hexdigest(),
        }
        assert [attachment.name for attachment in reader.iter_attachments()] == ["diy.toml"]


def test_a_recording_is_private_and_never_overwritten(tmp_path: Path) -> None:
    path = write(tmp_path / "session.mcap", short_session())
    before = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(RecordingError, match=r"session\.mcap: .*never overwritten; choose another name"):
        RecordingWriter(path)
    assert path.read_bytes() == before


def test_a_profile_id_stands_for_one_text(tmp_path: Path) -> None:
    with RecordingWriter(tmp_path / "session.mcap") as writer:
        writer.attach_profile("diy", PROFILE_TEXT)
        writer.attach_profile("diy", PROFILE_TEXT)
        with pytest.raises(RecordingError, match="another profile 'diy'"):
            writer.attach_profile("diy", "other")


@pytest.mark.parametrize(
    "item",
    [
        Packet(-1, "s", CHARACTERISTIC, b""),
        SessionEvent(0, SessionEventKind.LOAD, None, {"kg": float("nan")}),
    ],
)
def test_what_cannot_be_kept_is_refused_and_leaves_nothing_behind(tmp_path: Path, item: Item) -> None:
    path = tmp_path / "session.mcap"
    with RecordingWriter(path) as writer:
        with pytest.raises(ValueError):
            writer.write(item)
        writer.write(Packet(1, "s", CHARACTERISTIC, b"ok"))
    assert list(read_recording(path)) == [Packet(1, "s", CHARACTERISTIC, b"ok")]


def test_a_recording_being_written_can_be_read(tmp_path: Path) -> None:
    with RecordingWriter(tmp_path / "session.mcap") as writer:
        for item in short_session():
            writer.write(item)
        recording = read_recording(writer.path)
        assert list(recording) == short_session()
        assert not recording.complete
        assert recording.cut_at_byte == writer.path.stat().st_size


@in_tmp_path
@given(data=st.data())
def test_a_recording_cut_at_any_byte_is_read_up_to_the_cut(tmp_path: Path, data: st.DataObject) -> None:
    whole = tmp_path / "whole.mcap"
    session = short_session()
    content = whole.read_bytes() if whole.exists() else write(whole, session).read_bytes()
    cut_at = data.draw(st.integers(8, len(content) - 1))
    cut = tmp_path / "cut.mcap"
    cut.write_bytes(content[:cut_at])
    recording = read_recording(cut)
    found = list(recording)
    assert found == session[: len(found)]
    # An item that lies whole before the cut is there: each record is shorter than 180 bytes.
    assert len(found) >= min(len(session), (cut_at - 400) // 180)
    assert recording.complete or (recording.notes and recording.cut_at_byte is not None)
    assert recording.complete is not (recording.cut_at_byte is not None)


@in_tmp_path
@given(damage=st.binary(min_size=1, max_size=40), where=st.integers(8, 2000), keep=st.booleans())
def test_damaged_bytes_never_end_in_a_traceback(tmp_path: Path, damage: bytes, where: int, keep: bool) -> None:
    whole = tmp_path / "whole.mcap"
    content = bytearray(whole.read_bytes() if whole.exists() else write(whole, short_session()).read_bytes())
    where = min(where, len(content))
    content[where : where + (len(damage) if keep else 0)] = damage
    path = tmp_path / "damaged.mcap"
    path.write_bytes(content)
    try:
        assert all(isinstance(item, (Packet, SessionEvent)) for item in read_recording(path))
    except RecordingError as error:
        assert "\n" not in str(error)  # noqa: PT017


def test_changed_bytes_are_noticed(tmp_path: Path) -> None:
    path = write(tmp_path / "session.mcap", short_session())
    content = path.read_bytes()
    path.write_bytes(content.replace(bytes([7] * 20), bytes([8] * 20)))
    recording = read_recording(path)
    assert len(list(recording)) == 22
    assert "changed after it was written" in recording.notes[0]


@in_tmp_path
@given(content=st.binary(max_size=200).filter(lambda content: not content.startswith(MCAP_MAGIC)))
def test_anything_else_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.mcap"
    path.write_bytes(content)
    with pytest.raises(RecordingError, match=r"^[^\n]*x\.mcap: [^\n]+$"):
        read_recording(path)


def test_a_missing_file_a_folder_and_a_missing_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="no such file"):
        read_recording(tmp_path / "none.mcap")
    with pytest.raises(RecordingError, match="a folder, not a file"):
        read_recording(tmp_path)
    with pytest.raises(RecordingError, match="there is no folder"):
        RecordingWriter(tmp_path / "none" / "session.mcap")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "session.mcap"
    program = textwrap.dedent(
        f"""
        import sys
        from sensorlog.imu import Packet
        from sensorlog.recordings import RecordingWriter
        writer = RecordingWriter({str(path)!r})
        n = 0
        while True:
            writer.write(Packet(n, "s", "c", n.to_bytes(8, "little")))
            sys.stdout.buffer.write(n.to_bytes(8, "little"))
            sys.stdout.buffer.flush()
            n += 1
        """
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        acknowledged = -1
        while acknowledged < 500:
            acknowledged = int.from_bytes(process.stdout.read(8), "little")
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
    acknowledged += len(rest) // 8
    found = [item for item in read_recording(path) if isinstance(item, Packet)]
    assert [item.t_ns for item in found] == list(range(len(found)))
    assert len(found) >= acknowledged + 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that can be filled")
def test_a_full_disk_is_told_and_nothing_is_lost_when_there_is_space_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "session.mcap"
    session = short_session()
    writer = RecordingWriter(path)
    for item in session[:10]:
        writer.write(item)
    real_write = os.write
    with monkeypatch.context() as patch, Path("/dev/full").open("wb", buffering=0) as full:

        def half_then_full(fd: int, data: bytes) -> int:
            return real_write(fd, data[:7]) if len(data) > 50 else real_write(full.fileno(), data)

        patch.setattr(os, "write", half_then_full)
        for item in session[10:13]:
            with pytest.raises(RecordingError, match=r"session\.mcap: .*the disk is full; free some space"):
                writer.write(item)
        assert list(read_recording(path)) == session[:10]
    for item in session[13:]:
        writer.write(item)
    writer.close()
    recording = read_recording(path)
    assert list(recording) == session
    assert recording.notes == []

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.profiles import ProfileError, check, load_profile
from sensorlog.profiles.load import MAX_PROFILE_BYTES
from sensorlog.resources import firmware_profiles_dir
from sensorlog.toml_lines import line_of
from tests.profiles.profiles_for_tests import SMALL


def line_with(text: str, needle: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if needle in line)


def test_a_small_profile_loads_and_comes_true() -> None:
    profile = load_profile(SMALL, "small.toml")
    assert profile.text == SMALL
    assert len(profile.sha256) == 64
    assert profile.uuid("data") == "0000fff1-0000-1000-8000-00805f9b34fb"
    assert check(profile) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('["gyr", "<i2", 3]]', '["gyr", "<i3", 3]]', "message[1].fields[2]: field 'gyr': '<i3' is no dtype"),
        ('["gyr", "<i2", 3]]', '["gyr", "i2", 3]]', 'write "<i2" or ">i2"'),
        ('["gyr", "<i2", 3]]', '["gyr", "<i2", 2]]', 'needs a field "gyr" of three values'),
        ('unit = "deg/s"', 'unit = "deg"s"', "not valid TOML"),
        ('unit = "deg/s"', 'unit = "furlong"', "message[1].scale.gyr.unit: input should be"),
        ('kind = "imu"', 'kind = "imu"\nlenght = 3', "message[1].lenght: is no key"),
        ('prefix = "aa"', 'prefix = "a"', "are no bytes"),
        ('characteristic = "data"', 'characteristic = "date"', "'date' is not in [characteristics]"),
        ("divide = 16.4", 'divide = "gyr_lsb"', "variable 'gyr_lsb' is set by nothing"),
        ("divide = 16.4", "divide = 0", "cannot be 0"),
        (
            "[option.rate_hz]",
            '[codec]\ndata = "zip"\n[option.rate_hz]',
            "there is no codec 'zip'; there are:",
        ),
        ("[option.rate_hz]", '[codec]\ndate = "movesense"\n[option.rate_hz]', "'date' is not in [characteristics]"),
        ('subscribe = "data"', 'subscribe = "data"\nsilence_ok = true', "belongs to a write with a reply"),
        ('hex = "aa 0008 0000 0000 a400 0000 0000"', 'hex = ["aa", "00"]', "only where there is a codec"),
        ("divide = 16.4", "divide = true", "no number"),
        ("divide = 16.4", "divide = nan", "no number"),
        ("divide = 16.4", "divide = 1979-05-27", "no number"),
        ("expect = {", "tolerance = nan\nexpect = {", "example[1].tolerance"),
        ("expect = {", "tolerance = inf\nexpect = {", "example[1].tolerance"),
        ('names = ["Small*"]', 'names = ["Small*"]\n[link]\nsilence_s = nan', "link.silence_s"),
        ('rate_hz = "rate_hz"', "", "needs its rate"),
        ('source = "count"', 'source = "wire"', "a wire clock needs field"),
        ('source = "count"', 'source = "wire"\nfield = "t"\ntick_s = 0.001', "every message with motion needs 't'"),
        ("default = 50", "default = 60", "default 60 is none of its choices"),
        ('write = "01 {code:u1}"', 'write = "01 {coda:u1}"', "variable 'coda' is set by nothing"),
        ('write = "01 {code:u1}"', 'write = "01 {code}"', "cannot read"),
        ('reply_from = "data"', "", "reply needs reply_from"),
        ('subscribe = "data"', 'subscribe = "data"\nwait_s = 1.0', "exactly one of"),
        ('data = "fff1"', 'data = "fff"', "is no UUID"),
        ("schema = 1", "schema = 2", "schema"),
        ('id = "small"', 'id = "Small one"', "id: "),
        ('message = "imu"', 'message = "ime"', "there is no message 'ime'"),
        ("acc = [1.0, 0.0, 0.0]", "acc = [[1.0], [2.0, 3.0]]", "samples of equal length"),
    ],
)
def test_what_is_wrong_is_named_with_file_line_and_field(old: str, new: str, says: str) -> None:
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    with pytest.raises(ProfileError) as error:
        load_profile(text, "small.toml")
    message = str(error.value)
    assert says in message
    assert "\n" not in message
    place, line = message.split(":")[:2]
    assert place == "small.toml"
    assert int(line) > 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('["gyr", "<i2", 3]]', '["gyr", "<i3", 3]]'),
        ('unit = "deg/s"', 'unit = "furlong"'),
        ("default = 50", "default = 60"),
        ('write = "01 {code:u1}"', 'write = "01 {coda:u1}"'),
        ("{ value = 50, set = { code = 2 } }", "{ value = 50, sot = { code = 2 } }"),
    ],
)
def test_the_line_is_the_one_with_the_mistake(old: str, new: str) -> None:
    text = SMALL.replace(old, new, 1)
    with pytest.raises(ProfileError) as error:
        load_profile(text, "small.toml")
    line = int(str(error.value).split(":")[1])
    # An option that contradicts itself is named by its table.
    expected = line_with(text, "[option.rate_hz]" if "default" in old else new)
    assert line == expected


def test_files_are_bounded_and_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for data, says in (
        (b"x" * (MAX_PROFILE_BYTES + 1), "larger than"),
        (b"id = 'a'\nname = '\xff'", "a.toml:2: byte 17 is not UTF-8"),
        (b"\x00\x01\x02", "not valid TOML"),
        (b"", "is missing"),
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b"a = " + b"9" * 100_000, "not valid TOML"),
        (b"schema = 1\n[" + b" " * 100_000, "not valid TOML"),
        (b"schema = 1\n" + b" " * 100_000 + b"\na" + b" " * 100_000 + b"= 1", "a: is no key"),
    ):
        path.write_bytes(data)
        with pytest.raises(ProfileError, match=says):
            load_profile(path)
    with pytest.raises(ProfileError, match="cannot be read"):
        load_profile(tmp_path)


@given(st.text(alphabet=st.sampled_from('[]{}="\n ,abimx1.#'), max_size=200))
def test_no_text_raises_anything_else(text: str) -> None:
    with pytest.raises(ProfileError):
        load_profile(text)


@given(st.data())
def test_no_damage_to_a_profile_raises_anything_else(data: st.DataObject) -> None:
    where = data.draw(st.integers(0, len(SMALL) - 1))
    length = data.draw(st.integers(0, 12))
    text = SMALL[:where] + data.draw(st.text(max_size=4)) + SMALL[where + length :]
    with suppress(ProfileError):
        check(load_profile(text))


def test_every_table_of_the_shipped_profiles_is_found_again() -> None:
    for path in firmware_profiles_dir().glob("*.toml"):
        text = path.read_text()
        profile = load_profile(path)
        lines = text.splitlines()
        for index, message in enumerate(profile.message):
            line = line_of(text, ("message", index, "name"))
            assert line is not None
            assert lines[line - 1] == f'name = "{message.name}"'
        for index, choice in enumerate(profile.option["rate_hz"].choice):
            line = line_of(text, ("option", "rate_hz", "choice", index))
            assert line is not None
            assert f"value = {choice.value}" in lines[line - 1]


def test_lines_survive_strings_comments_and_brackets() -> None:
    text = (
        'a = """\n[b]\nc = 1\n"""  # [x]\n[b.c]  # comment\nd = [ # [\n  "],", 2,\n'
        '  { e = "]" },\n]\n[[f]]\n[[f]]\n[f.g]\nh = 1\n'
    )
    assert line_of(text, ("b",)) == 5
    assert line_of(text, ("b", "c", "d", 0)) == 7
    assert line_of(text, ("b", "c", "d", 2)) == 8
    assert line_of(text, ("f", 1)) == 11
    assert line_of(text, ("f", 1, "g", "h")) == 13
    assert line_of(text, ("f", 0, "nothing")) == 10
    assert line_of(text, ("nothing",)) is None

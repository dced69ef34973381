from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.profiles import ProfileError
from sensorlog.profiles.template import Template


@given(conf=st.integers(0, 255), rate=st.integers(0, 65535), rest=st.binary(max_size=8))
def test_what_is_written_is_read_back(conf: int, rate: int, rest: bytes) -> None:
    template = Template.of("03 03{conf:u1} {rate:>u2} ff *")
    values = {"conf": conf, "rate": rate}
    data = template.format(values)
    assert data == bytes([3, 3, conf]) + rate.to_bytes(2, "big") + b"\xff"
    assert template.parse(data + rest) == values


@given(st.binary(max_size=12))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    template = Template.of("03 {value:<f4} {again:<i2}")
    found = template.parse(data)
    assert found is None or template.format(found) == data


def test_a_name_twice_must_be_the_same_number() -> None:
    template = Template.of("{a:u1} {a:u1}")
    assert template.parse(b"\x05\x05") == {"a": 5}
    assert template.parse(b"\x05\x06") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("03 0", "'0'"),
        ("03 {rate:u2}", '"<u2"'),
        ("{rate:u3}", "hex digits"),
        ("* 03", "last"),
        ("{x:f1}", "no type"),
        ("00" * 513, "513 bytes"),
    ],
)
def test_notation_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        Template.of(text)


@pytest.mark.parametrize(("variables", "says"), [({}, "nothing has set"), ({"rate": 256}, "does not fit")])
def test_filling_in_says_what_is_missing(variables: dict[str, int], says: str) -> None:
    with pytest.raises(ProfileError, match=says):
        Template.of("03 {rate:u1}").format(variables)

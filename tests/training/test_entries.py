"""What a person types: loads and exercise names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorlog.training import (
    KG_PER_LB,
    MAX_NAME_LENGTH,
    LoadUnit,
    TrainingError,
    format_load,
    load_as_typed,
    normalise_exercise,
    parse_load,
)


@pytest.mark.parametrize(
    ("typed", "unit", "load_kg"),
    [
        ("60", LoadUnit.KG, 60.0),
        (" 62,5 ", LoadUnit.KG, 62.5),
        ("62.5 KG", LoadUnit.LB, 62.5),
        ("135lb", LoadUnit.KG, 135 * KG_PER_LB),
        ("135", LoadUnit.LB, 135 * KG_PER_LB),
        ("45 lbs", LoadUnit.KG, 45 * KG_PER_LB),
        ("0", LoadUnit.KG, 0.0),
        ("", LoadUnit.KG, None),
    ],
)
def test_a_load_is_read_in_the_unit_typed_or_the_persons_own(typed: str, unit: LoadUnit, load_kg: float | None) -> None:
    assert parse_load(typed, unit) == load_kg


@pytest.mark.parametrize(
    "typed", ["heavy", "-5", "60 stone", "1e3", "nan", "12.34567", "60 kg kg", "1001", "٣x", "9" * 400, "\x1b[2J"]
)
def test_what_is_no_load_is_refused_in_one_short_line(typed: str) -> None:
    with pytest.raises(TrainingError) as caught:
        parse_load(typed)
    line = str(caught.value)
    assert len(line) < 140
    assert line.isprintable()


@given(hundredths=st.integers(0, 45_000), unit=st.sampled_from(LoadUnit))
def test_a_load_survives_being_shown_and_typed_again(hundredths: int, unit: LoadUnit) -> None:
    load_kg = parse_load(f"{hundredths / 100} {unit}")
    assert load_kg is not None
    again = parse_load(format_load(load_kg, unit))
    assert again == pytest.approx(load_kg, abs=1e-9)


def test_no_load_is_not_zero() -> None:
    assert format_load(None) == "–"
    assert format_load(0.0) == "0 kg"


@pytest.mark.parametrize(
    "typed", ["Bench  Press", " bench press\n", "BENCH\tPRESS", "bench\x1bpress", "bench\u200b press"]
)
def test_one_exercise_has_one_spelling(typed: str) -> None:
    assert normalise_exercise(typed) == "bench press"


def test_an_empty_name_is_unlabelled_and_a_novel_is_refused() -> None:
    assert normalise_exercise(" \t") is None
    with pytest.raises(TrainingError, match=str(MAX_NAME_LENGTH)):
        normalise_exercise("very " * 40)


@given(st.text(max_size=MAX_NAME_LENGTH // 3))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_exercise(text)
    assert once is None or (normalise_exercise(once) == once and once.isprintable())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("60", "60 kg"), (" 62,50 KG", "62.50 kg"), ("135lbs", "135 lb"), ("", None)],
)
def test_a_load_is_kept_as_it_was_typed(typed: str, kept: str | None) -> None:
    assert load_as_typed(typed) == kept
    assert load_as_typed("135", LoadUnit.LB) == "135 lb"
    if kept is not None:
        assert parse_load(kept) == parse_load(typed)
    with pytest.raises(TrainingError):
        load_as_typed("heavy")

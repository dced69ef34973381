"""What is printed of range and velocity is the difference to what the virtual lifter did."""

from __future__ import annotations

from benchmarks.measures import errors_of


def test_each_rep_of_a_deadlift_is_compared_with_its_own_truth() -> None:
    errors = errors_of(("deadlift", 0))
    assert [len(part) for part in (errors.range_m, errors.mean_m_s, errors.peak_m_s)] == [6, 6, 6]
    assert max(abs(error) for error in errors.range_m) < 0.03

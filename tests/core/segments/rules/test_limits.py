import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.segments.rules.limits import limits_at, round_between


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (5.0, 6.0, 6.0),
        (63.8, 65.1, 65.0),
        (399.2, 404.7, 400.0),
        (0.0123, 0.0131, 0.013),
        (-3.0, 4.0, 0.0),
        (-17.2, -16.4, -17.0),
        (99.0, 1234.0, 1000.0),
        (0.1, 0.30000000000000004, 0.3),
    ],
)
def test_the_shortest_number_between_two_is_found(low: float, high: float, found: float) -> None:
    assert round_between(low, high) == found


@given(
    st.floats(-1e9, 1e9, allow_subnormal=False),
    st.floats(1e-9, 1e9, allow_subnormal=False),
)
def test_a_round_number_parts_what_it_lies_between(low: float, width: float) -> None:
    high = low + width
    if low < high:
        assert low < round_between(low, high) <= high


def test_limits_lie_near_the_shares_asked_for() -> None:
    values = np.random.default_rng(0).lognormal(5, 1, 20_000)
    shares = np.array([0.25, 0.5, 0.75])
    found = limits_at(values, shares, reach=0.01)
    assert [(values < limit).mean() for limit in found] == pytest.approx(shares, abs=0.01)
    assert all(len(f"{limit:g}") <= 4 for limit in found)


def test_a_limit_has_customers_on_both_sides_however_few_values_there_are() -> None:
    values = np.array([1.0] * 90 + [2.0] * 10)
    assert limits_at(values, np.array([0.5]), reach=0.0) == [2.0]
    assert limits_at(np.ones(5), np.array([0.5]), reach=0.0) == []


def test_among_few_values_there_is_a_limit_between_every_two() -> None:
    values = np.arange(10.0).repeat(7)
    assert limits_at(values, np.linspace(0.1, 0.9, 9), reach=0.0) == list(range(1, 10))


def test_wide_gaps_get_a_limit_of_their_own() -> None:
    values = np.concatenate([np.linspace(0, 1, 100), np.linspace(9, 10, 100)])
    found = limits_at(values, np.array([0.1]), reach=0.0, gaps=1)
    assert any(1 < limit <= 9 for limit in found)

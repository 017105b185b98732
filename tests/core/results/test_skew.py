import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.results.regression import difference
from core.results.skew import allowing_for_skew, bootstrap, parts, winsorised
from core.tables.results import Flags, Floats


def spending(seed: int, customers: int, share: float = 0.75) -> tuple[Floats, Flags]:
    """Give amounts of which most are 0 and a few are large, without any effect."""
    random = np.random.default_rng(seed)
    amounts = np.exp(random.standard_normal(customers)) * (random.random(customers) < 0.4)
    return amounts, random.random(customers) < share


@given(
    st.lists(st.sampled_from([0.0, 0.0, 5.0, 20.0]), min_size=2, max_size=30),
    st.lists(st.sampled_from([0.0, 0.0, 5.0, 20.0]), min_size=2, max_size=30),
)
def test_more_buyers_and_larger_amounts_add_up_to_the_difference(
    one: list[float], other: list[float]
) -> None:
    outcome = np.array(one + other)
    treated = np.arange(len(outcome)) < len(one)
    found = parts(outcome, treated)
    assert found.by_share + found.by_size == pytest.approx(np.mean(one) - np.mean(other))


def test_the_bootstrap_in_cells_is_the_bootstrap_of_the_customers() -> None:
    outcome, treated = spending(1, 3_000)
    found = bootstrap(outcome, treated, seed=0)
    random = np.random.default_rng(9)
    sides = [outcome[treated], outcome[~treated]]
    drawn = [
        np.array([random.choice(side, len(side)).mean() for _ in range(2_000)]) for side in sides
    ]
    low, high = np.quantile(drawn[0] - drawn[1], (0.025, 0.975))
    assert found.low == pytest.approx(low, abs=0.05 * (high - low))
    assert found.high == pytest.approx(high, abs=0.05 * (high - low))


def test_the_bootstrap_is_the_same_in_any_order_of_the_customers() -> None:
    outcome, treated = spending(2, 500)
    order = np.random.default_rng(0).permutation(500)
    one = bootstrap(outcome, treated, seed=4)
    other = bootstrap(outcome[order], treated[order], seed=4)
    assert (one.low, one.high) == pytest.approx((other.low, other.high), rel=1e-12)


def test_one_huge_amount_does_not_carry_the_winsorised_difference() -> None:
    outcome, treated = spending(3, 4_000)
    outcome[np.flatnonzero(treated)[0]] = 1e6
    assert difference(outcome, treated).estimate.effect > 100
    assert abs(winsorised(outcome, treated).effect) < 1


def test_an_even_outcome_keeps_its_plain_interval() -> None:
    random = np.random.default_rng(4)
    outcome, treated = random.standard_normal(4_000), random.random(4_000) < 0.5
    found = difference(outcome, treated)
    assert allowing_for_skew(found, treated) == found.estimate


def test_large_amounts_in_a_small_hold_out_are_allowed_for() -> None:
    covered = plain_covered = falsely = plain_falsely = 0
    for seed in range(1_000):
        outcome, treated = spending(seed, 2_000, share=0.9)
        found = difference(outcome, treated)
        plain, wide = found.estimate, allowing_for_skew(found, treated)
        assert wide.low <= plain.low <= plain.high <= wide.high
        covered += wide.low <= 0 <= wide.high
        plain_covered += plain.low <= 0 <= plain.high
        falsely += wide.low > 0
        plain_falsely += plain.low > 0
    assert falsely <= 50 < plain_falsely
    assert plain_covered < covered
    assert 930 <= covered <= 970

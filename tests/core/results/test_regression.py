import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from core.results.regression import LIN, WELCH, cuped, difference, within_arms
from core.tables.results import Flags, Floats

Toy = tuple[Floats, Flags, Floats]


def test_the_plain_difference_of_the_toy_is_the_known_one(toy: Toy) -> None:
    outcome, treated, _ = toy
    found = difference(outcome, treated).estimate
    assert found.method == WELCH
    assert found.effect == pytest.approx(2.625, abs=1e-12)
    assert found.error == pytest.approx(1.654944, abs=5e-7)


def test_three_ways_to_use_a_value_from_before_are_told_apart(toy: Toy) -> None:
    outcome, treated, before = toy
    pooled = cuped(outcome, treated, before)
    assert pooled.effect == pytest.approx(3.011455847, abs=5e-10)
    assert pooled.error == pytest.approx(0.316293800, abs=5e-10)
    assert within_arms(outcome, treated, before).effect == pytest.approx(3.024448706, abs=5e-10)
    lin = difference(outcome, treated, before[:, None]).estimate
    assert lin.method == LIN
    assert lin.effect == pytest.approx(3.024676786, abs=5e-10)


def test_the_interval_without_covariates_is_welchs(toy: Toy) -> None:
    outcome, treated, _ = toy
    found = difference(outcome, treated).estimate
    peer = ttest_ind(outcome[treated], outcome[~treated], equal_var=False)
    low, high = peer.confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.p == pytest.approx(peer.pvalue)


def interacted(
    outcome: Floats, treated: Flags, covariates: Floats, power: int
) -> tuple[float, float]:
    """Effect and robust standard error of the regression, written out as a textbook does."""
    centred = covariates - covariates.mean(axis=0)
    arm = treated.astype(float)[:, None]
    design = np.column_stack([np.ones(len(outcome)), arm, centred, arm * centred])
    inverse = np.linalg.inv(design.T @ design)
    slopes = inverse @ design.T @ outcome
    leverage = np.einsum("ij,jk,ik->i", design, inverse, design)
    squares = (outcome - design @ slopes) ** 2 / (1 - leverage) ** power
    variance = inverse @ (design.T * squares) @ design @ inverse
    return float(slopes[1]), float(np.sqrt(variance[1, 1]))


@pytest.mark.parametrize("power", [1, 2])
def test_the_regression_is_that_of_the_textbook_with_hc2_and_hc3(power: int) -> None:
    random = np.random.default_rng(power)
    covariates = random.standard_normal((90, 3)) * (1, 50, 0.01)
    treated = random.random(90) < 0.7
    outcome = covariates[:, 0] * (1 + treated) + random.standard_normal(90)
    found = difference(outcome, treated, covariates, leverage_power=power).estimate
    assert (found.effect, found.error) == pytest.approx(
        interacted(outcome, treated, covariates, power)
    )


def test_columns_that_say_the_same_or_nothing_change_nothing(toy: Toy) -> None:
    outcome, treated, before = toy
    once = difference(outcome, treated, before[:, None]).estimate
    columns = np.column_stack([before, 2 * before + 1, np.full(16, 7.0)])
    twice = difference(outcome, treated, columns).estimate
    assert twice.effect == pytest.approx(once.effect)
    assert twice.error == pytest.approx(once.error)


def test_the_means_of_the_adjusted_outcomes_differ_by_the_effect(toy: Toy) -> None:
    outcome, treated, before = toy
    found = difference(outcome, treated, before[:, None])
    means = [found.adjusted[side].mean() for side in (treated, ~treated)]
    assert means[0] - means[1] == pytest.approx(found.estimate.effect)


def test_a_side_of_one_customer_gives_no_interval() -> None:
    found = difference(np.array([1.0, 2.0, 3.0]), np.array([True, False, False])).estimate
    assert np.isnan([found.effect, found.low, found.high]).all()


def test_outcomes_without_any_spread_give_an_interval_of_one_point() -> None:
    found = difference(np.ones(10), np.arange(10) < 5).estimate
    assert (found.effect, found.low, found.high, found.p) == (0.0, 0.0, 0.0, 1.0)


@given(shift=st.floats(-1e3, 1e3), factor=st.floats(0.01, 100))
def test_another_unit_of_the_outcome_changes_the_unit_of_the_effect_only(
    shift: float, factor: float
) -> None:
    random = np.random.default_rng(0)
    outcome, treated = random.standard_normal(40), np.arange(40) % 3 > 0
    before = random.standard_normal((40, 1))
    one = difference(outcome, treated, before).estimate
    other = difference(shift + factor * outcome, treated, before).estimate
    assert other.effect == pytest.approx(factor * one.effect, rel=1e-6, abs=1e-6)
    assert other.p == pytest.approx(one.p, rel=1e-6)

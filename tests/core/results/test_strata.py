import numpy as np
import pytest

from core.results.regression import difference
from core.results.strata import matched, stratified


def test_without_strata_it_is_the_plain_difference(toy: tuple) -> None:  # type: ignore[type-arg]
    outcome, treated, _ = toy
    found = stratified(outcome, treated, np.zeros(16, dtype=int))
    assert found.effect == pytest.approx(2.625)
    assert found.error == pytest.approx(1.654944, abs=5e-7)


def test_it_is_the_regression_on_the_strata() -> None:
    random = np.random.default_rng(2)
    strata = random.integers(0, 4, 400)
    treated = random.random(400) < 0.6
    outcome = strata * 3.0 + treated + random.standard_normal(400)
    members = np.column_stack([strata == code for code in (1, 2, 3)]).astype(float)
    found = stratified(outcome, treated, strata)
    assert found.effect == pytest.approx(difference(outcome, treated, members).estimate.effect)


def test_unlike_sizes_of_the_strata_do_not_pass_for_an_effect() -> None:
    strata = np.repeat([0, 1], 100)
    treated = np.concatenate([np.arange(100) < 90, np.arange(100) < 10])
    outcome = np.where(strata == 0, 10.0, 0.0) + np.arange(200) % 2
    assert difference(outcome, treated).estimate.effect > 5
    for found in (stratified(outcome, treated, strata), matched(outcome, treated, strata)):
        assert abs(found.effect) < 0.5


def test_strata_with_one_side_only_are_left_out() -> None:
    strata = np.array([0, 0, 0, 0, 1, 1, 2])
    treated = np.array([True, True, False, False, True, True, False])
    outcome = np.array([3.0, 5, 1, 3, 100, 100, -100])
    assert stratified(outcome, treated, strata).effect == pytest.approx(2.0)
    nothing = stratified(outcome[4:], treated[4:], strata[4:])
    assert np.isnan(nothing.effect)

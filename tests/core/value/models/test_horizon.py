import numpy as np
import pytest

from core.value.models import pareto_nbd
from core.value.models.histories import every_one
from core.value.models.horizon import discounted, force_of_interest, margin_multiple


def test_the_margin_multiple_is_the_textbook_one() -> None:
    assert 100 * margin_multiple(0.8, 0.1) == pytest.approx(266.6667, abs=1e-4)
    assert 100 * (1 + margin_multiple(0.8, 0.1)) == pytest.approx(366.6667, abs=1e-4)


def test_a_long_horizon_comes_to_the_endless_multiple() -> None:
    assert margin_multiple(0.8, 0.1, 200) == pytest.approx(margin_multiple(0.8, 0.1))
    assert margin_multiple(1.0, 0.0, 3) == 3
    assert margin_multiple(1.0, 0.0, 2.5) == 2.5
    assert margin_multiple(0.0, 0.1) == 0


def test_a_yearly_rate_becomes_the_same_rate_in_weeks() -> None:
    force = force_of_interest(0.15, 365.25 / 7)
    assert force == pytest.approx(0.0027, abs=3e-5)
    assert np.exp(force * 365.25 / 7) == pytest.approx(1.15)


def test_at_a_hundred_per_cent_a_year_halves_what_comes_then() -> None:
    assert margin_multiple(0.9, 1.0, 1) == pytest.approx(0.9 / 2)
    assert np.exp(-force_of_interest(1.0, 1)) == pytest.approx(0.5)


def test_steady_purchases_are_discounted_as_an_annuity() -> None:
    found = discounted(lambda times: 2.0 * times[:, None], 3.0, np.log(1.1))
    assert found == pytest.approx(2 * (1 - 1.1**-3) / np.log(1.1), rel=1e-12)
    assert discounted(lambda times: 2.0 * times[:, None], 3.0, 0.0) == pytest.approx(6.0)


def test_discounting_agrees_with_adding_up_day_by_day() -> None:
    parameters = np.array([0.553, 10.578, 0.606, 11.669])
    some = every_one(np.array([0.0, 3]), np.array([0.0, 30]), np.array([39.0, 39]))
    force = force_of_interest(0.1, 52)

    def bought(times: np.ndarray) -> np.ndarray:
        return pareto_nbd.expected(parameters, some, times)

    days = np.arange(0, 156 * 7 + 1) / 7
    steps = np.diff(bought(days), axis=0)
    summed = np.exp(-force * (days[1:] + days[:-1]) / 2) @ steps
    assert discounted(bought, 156.0, force) == pytest.approx(summed, rel=1e-6)

"""Numbers published for Pareto/NBD, and those recomputed from its formulas, in weeks."""

import numpy as np
import pytest
from scipy.integrate import quad

from core.value.models import pareto_nbd
from core.value.models.counting import PARETO_NBD, fit_counts
from core.value.models.histories import Histories, every_one
from tests.core.value.models.cdnow import Cdnow, Make

ROUNDED = np.array([0.553, 10.578, 0.606, 11.669])
FITTED = np.array([0.55327703, 10.57768314, 0.60624002, 11.66873621])


def test_the_fit_to_cdnow_is_the_published_one(cdnow: Cdnow) -> None:
    fit = fit_counts(PARETO_NBD, cdnow.histories)
    assert fit.settled
    assert fit.customers == 2357
    assert fit.parameters == pytest.approx(FITTED, rel=1e-3)
    assert fit.log_likelihood == pytest.approx(-9594.976179, abs=1e-4)


def test_the_errors_of_the_fit_are_those_of_other_programs(cdnow: Cdnow) -> None:
    fit = fit_counts(PARETO_NBD, cdnow.histories)
    errors = fit.parameters * np.sqrt(np.diag(fit.spread))
    assert errors == pytest.approx([0.0476264, 0.8427222, 0.1872594, 6.2105448], rel=0.02)


def test_new_customers_come_back_as_often_as_published() -> None:
    times = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 52])
    expected = [0.0509798432, 0.0995754006, 0.146061185, 0.19066383, 0.233572924]
    expected += [0.2749489, 0.314928893, 0.35363118, 0.391158585, 1.4729968]
    assert pareto_nbd.expected_of_new(ROUNDED, times) == pytest.approx(expected, rel=1e-6)
    assert pareto_nbd.expected_of_new(FITTED, times[-1:]) == pytest.approx(1.47343429, rel=1e-6)


def test_a_good_customer_is_expected_back_as_published(histories: Make) -> None:
    one = histories(26, 30.86, 31)
    assert pareto_nbd.expected(ROUNDED, one, 52) == pytest.approx(25.458473, rel=1e-6)
    assert pareto_nbd.chance_active(ROUNDED, one) == pytest.approx(0.997918731, rel=1e-6)
    exact = histories(26, 30.857143, 31)
    assert pareto_nbd.expected(FITTED, exact, 52) == pytest.approx(25.4551835, rel=1e-6)
    assert pareto_nbd.chance_active(FITTED, exact) == pytest.approx(0.997873405, rel=1e-6)


def test_the_39_weeks_after_are_expected_as_published(cdnow: Cdnow) -> None:
    expected = pareto_nbd.expected(FITTED, cdnow.customers, 39)
    assert expected.sum() == pytest.approx(1665.5131, abs=0.05)
    frequency = np.minimum(cdnow.customers.repeats, 7).astype(int)
    means = np.bincount(frequency, weights=expected) / np.bincount(frequency)
    published = [0.138447, 0.599471, 1.195837, 1.713843, 2.398308, 2.907208, 3.818559, 6.403067]
    assert means == pytest.approx(published, rel=1e-5)


def test_histories_that_broke_other_programs_have_a_chance(histories: Make) -> None:
    broke = histories(
        [221, 254, 161, 204],
        [103.42857, 97.14286, 94.71429, 98.57143],
        [103.57143, 97.28571, 98, 99.42857],
    )
    chance = pareto_nbd.chance_active(np.array([0.5143, 2.8845, 0.2856, 14.1087]), broke)
    assert np.isfinite(chance).all()
    assert ((chance > 0.7) & (chance < 1)).all()


@pytest.mark.parametrize(
    "parameters",
    [
        (0.55, 10.6, 0.61, 11.7),
        (0.55, 10.6, 1.0, 100.0),
        (3.0, 2.0, 0.2, 300.0),
        (1.0, 9.0, 2.0, 9),
    ],
)
@pytest.mark.parametrize("history", [(0, 0, 30), (1, 4, 30), (12, 29, 30), (5, 30, 30)])
def test_the_likelihood_is_the_integral_over_the_time_of_stopping(
    histories: Make, parameters: tuple[float, ...], history: tuple[float, float, float]
) -> None:
    r, alpha, s, beta = parameters
    x, last, end = history

    def stopped(time: float) -> float:
        return float(s * (alpha + time) ** -(r + x) * (beta + time) ** -(s + 1))

    there = (alpha + end) ** -(r + x) * (beta + end) ** -s
    likelihood = there + quad(stopped, last, end, epsabs=0, epsrel=1e-11)[0]
    constant = pareto_nbd.gammaln(r + x) - pareto_nbd.gammaln(r)
    constant += r * np.log(alpha) + s * np.log(beta)
    found = pareto_nbd.log_likelihood(np.array(parameters), histories(*history))
    assert found == pytest.approx(constant + np.log(likelihood), rel=1e-9)


def test_a_mean_of_one_for_stopping_is_no_special_case(histories: Make) -> None:
    one = histories(3, 20, 30)
    near = [pareto_nbd.expected(np.array([0.5, 10, s, 12]), one, 52) for s in (1.0, 1 + 1e-7)]
    assert near[0] == pytest.approx(near[1], rel=1e-6)


def test_no_history_and_no_parameters_give_anything_but_numbers() -> None:
    tries = np.exp(np.random.default_rng(0).uniform(np.log(0.01), np.log(3000), (2000, 4)))
    x = np.array([0.0, 0, 1, 3, 138, 1000])
    last = np.array([0.0, 0, 1e-3, 10, 99, 100])
    odd: Histories = every_one(x, last, np.array([0.0, 100, 100, 10, 100, 100]))
    assert np.isfinite(pareto_nbd.log_likelihood(tries, odd)).all()

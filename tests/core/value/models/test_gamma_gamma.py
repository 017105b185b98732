"""Numbers published for Gamma-Gamma on the CDNOW sample."""

import numpy as np
import pytest

from core.value.models import bg_nbd, gamma_gamma
from tests.core.value.models.cdnow import Cdnow

ROUNDED = np.array([6.25, 3.74, 15.44])
FITTED = np.array([6.24957308, 3.74422476, 15.44351928])
BG_FITTED = np.array([0.24259452, 4.41360228, 0.7929221, 2.42590708])


def test_the_fit_to_cdnow_is_the_published_one(cdnow: Cdnow) -> None:
    bought = cdnow.means > 0
    fit = gamma_gamma.fit_amounts(cdnow.customers.repeats[bought], cdnow.means[bought])
    assert fit.settled
    assert fit.customers == 946
    assert fit.parameters == pytest.approx(FITTED, rel=1e-3)
    assert fit.log_likelihood == pytest.approx(-4055.917695, abs=1e-4)
    assert fit.correlation == pytest.approx(0.113888, abs=1e-6)


def test_expected_amounts_are_the_published_ones() -> None:
    times = np.array([2.0, 1, 7, 1, 3, 5])
    means = np.array([22.35, 11.77, 73.74, 20.56, 35, 50])
    expected = [24.6637139, 18.9168521, 71.4696709, 25.0278087, 35.02792, 48.8084731]
    assert gamma_gamma.expected_amount(ROUNDED, times, means) == pytest.approx(expected, rel=1e-6)
    assert gamma_gamma.population_amount(ROUNDED) == pytest.approx(35.2189781, rel=1e-6)
    assert gamma_gamma.population_amount(FITTED) == pytest.approx(35.170371, rel=1e-6)


def test_the_first_customers_are_expected_to_spend_what_another_program_says(
    cdnow: Cdnow,
) -> None:
    expected = gamma_gamma.expected_amount(FITTED, cdnow.customers.repeats, cdnow.means)
    first = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    assert expected[:10] == pytest.approx(first, abs=0.1)


def test_customers_of_cdnow_are_expected_to_spend_what_was_recomputed(cdnow: Cdnow) -> None:
    expected = gamma_gamma.expected_amount(FITTED, cdnow.customers.repeats, cdnow.means)
    recomputed = [24.653918, 18.910018, 71.464706]
    assert expected[[0, 1, 5]] == pytest.approx(recomputed, rel=1e-6)


def test_the_best_fifth_of_cdnow_is_chosen_as_well_as_recomputed(cdnow: Cdnow) -> None:
    often = bg_nbd.expected(BG_FITTED, cdnow.customers, 39)
    each = gamma_gamma.expected_amount(FITTED, cdnow.customers.repeats, cdnow.means)
    fifth = round(0.2 * len(often))
    chosen, best = (
        np.argsort(-values, kind="stable")[:fifth] for values in (often * each, cdnow.later)
    )
    assert len(np.intersect1d(chosen, best)) / fifth == pytest.approx(0.5520, abs=5e-5)
    assert cdnow.later[chosen].sum() / 70_976.39 == pytest.approx(0.6629, abs=5e-5)
    assert cdnow.later[best].sum() / cdnow.later.sum() == pytest.approx(0.9424, abs=5e-5)


def test_without_a_purchase_the_amount_is_that_of_everybody() -> None:
    amounts = gamma_gamma.expected_amount(ROUNDED, np.array([0.0]), np.array([np.nan]))
    assert amounts == pytest.approx(gamma_gamma.population_amount(ROUNDED))


def test_amounts_whose_mean_is_infinite_are_no_settled_fit() -> None:
    random = np.random.default_rng(2)
    means = random.gamma(10, 1, 2000) / random.gamma(0.6, 1, 2000)
    fit = gamma_gamma.fit_amounts(np.full(2000, 5.0), means)
    assert fit.parameters[1] < 1
    assert not fit.settled

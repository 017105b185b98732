"""Numbers published for BG/NBD and MBG/NBD, and those recomputed from their formulas, in weeks."""

from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.special import gammaln

from core.value.models import bg_nbd, mbg_nbd
from core.value.models.counting import BG_NBD, MBG_NBD, fit_counts
from core.value.models.histories import every_one
from tests.core.value.models.cdnow import Cdnow, Make

ROUNDED = np.array([0.243, 4.414, 0.793, 2.426])
FITTED = np.array([0.24259452, 4.41360228, 0.7929221, 2.42590708])
TIMES = np.array([0.1429, 1, 3, 31.8571, 32, 52, 78])


def test_the_fit_to_cdnow_is_the_published_one(cdnow: Cdnow) -> None:
    fit = fit_counts(BG_NBD, cdnow.histories)
    assert fit.settled
    assert fit.parameters == pytest.approx(FITTED, rel=1e-3)
    assert fit.log_likelihood == pytest.approx(-9582.429207, abs=1e-4)


def test_the_fit_to_the_published_summary_is_the_recomputed_one(real_data: Path) -> None:
    rows = pd.read_csv(real_data / "cdnow" / "cdnow_customers_summary.csv")
    summary = every_one(*(rows[name].to_numpy() for name in ("frequency", "recency", "T")))
    assert summary.repeats.sum() == 2457
    fit = fit_counts(BG_NBD, summary)
    recomputed = [0.2425929, 4.41353141, 0.79288628, 2.42575358]
    assert fit.log_likelihood == pytest.approx(-9582.425561, abs=1e-4)
    assert fit.parameters == pytest.approx(recomputed, rel=1e-3)


def test_the_modified_model_fits_cdnow_as_published(cdnow: Cdnow) -> None:
    fit = fit_counts(MBG_NBD, cdnow.histories)
    assert fit.settled
    assert fit.parameters == pytest.approx([0.525, 6.183, 0.891, 1.614], abs=6e-4)


def test_new_customers_come_back_as_often_as_published() -> None:
    rounded = [0.007828348, 0.053267891, 0.150865231, 1.041996060, 1.045243330, 1.446050600]
    fitted = [0.00781599986, 0.0531842879, 0.15063083, 1.04048908, 1.04373198, 1.44401231]
    assert bg_nbd.expected_of_new(ROUNDED, TIMES) == pytest.approx([*rounded, 1.86051906], rel=1e-6)
    assert bg_nbd.expected_of_new(FITTED, TIMES) == pytest.approx([*fitted, 1.85795828], rel=1e-6)


def test_customers_are_expected_back_as_published(histories: Make) -> None:
    first, good = histories(2, 30.43, 38.86), histories(26, 30.86, 31)
    assert bg_nbd.expected(ROUNDED, first, 39) == pytest.approx(1.22602817, rel=1e-6)
    assert bg_nbd.expected(FITTED, first, 39) == pytest.approx(1.22590682, rel=1e-6)
    dated = histories(2, 213 / 7, 272 / 7)
    assert bg_nbd.expected(FITTED, dated, 39) == pytest.approx(1.225994436, rel=1e-6)
    assert bg_nbd.expected(ROUNDED, good, 52) == pytest.approx(25.7581959, rel=1e-6)
    exact = histories(26, 30.857143, 31)
    assert bg_nbd.expected(FITTED, exact, 52) == pytest.approx(25.7573359, rel=1e-6)
    assert bg_nbd.chance_active(FITTED, exact) == pytest.approx(0.968854439, rel=1e-6)


def test_the_chance_of_being_active_is_as_published(histories: Make) -> None:
    assert bg_nbd.chance_active(ROUNDED, histories(26, 30.86, 31)) == pytest.approx(0.968915650)
    assert bg_nbd.chance_active(ROUNDED, histories(23, 39, 39)) == pytest.approx(0.968555454)
    times = [1, 5, 10, 15, 20]
    paradox = bg_nbd.chance_active(ROUNDED, histories(times, [30] * 5, [39] * 5))
    published = [0.696228885, 0.705626847, 0.571551734, 0.375091893, 0.196820444]
    assert paradox == pytest.approx(published, rel=1e-6)
    assert bg_nbd.chance_active(ROUNDED, histories(0, 0, 39)) == 1


def test_the_likelihood_of_one_customer_is_the_published_one(histories: Make) -> None:
    parameters = np.array([0.25, 4, 0.8, 2.5])
    found = bg_nbd.log_likelihood(parameters, histories([0, 200], [0, 38], [40, 40]))
    assert found == pytest.approx([-0.59947382, 100.7957], abs=1e-4)


def test_nothing_is_bought_in_39_weeks_with_the_published_chance(histories: Make) -> None:
    found = np.exp(bg_nbd.log_likelihood(ROUNDED, histories(0, 0, 39)))
    assert found == pytest.approx(0.5737864, rel=1e-6)


def test_so_many_purchases_have_the_chance_that_other_programs_give(histories: Make) -> None:
    """Add up the likelihood over all days of the last purchase and all orders of the others."""

    def chance(purchases: int, weeks: float) -> float:
        def density(last: float) -> float:
            one = bg_nbd.log_likelihood(ROUNDED, histories(purchases, last, weeks))[0]
            return float(np.exp(one + (purchases - 1) * np.log(last) - gammaln(purchases)))

        return float(quad(density, 0, weeks, epsabs=0, epsrel=1e-10)[0])

    assert chance(10, 2) == pytest.approx(1.07869e-7, rel=1e-5)
    published = [0.0019995214, 0.0015170236, 0.0011633150, 0.0009003148, 0.0007023638]
    published += [0.0005517902, 0.0004361913, 0.0003467171, 0.0002769613, 0.0002222260]
    found = [chance(purchases, 30) for purchases in range(11, 21)]
    assert found == pytest.approx(published, rel=1e-6)


def test_the_39_weeks_after_are_expected_as_published(cdnow: Cdnow) -> None:
    expected = bg_nbd.expected(FITTED, cdnow.customers, 39)
    assert expected.sum() == pytest.approx(1653.4087, abs=0.05)
    frequency = np.minimum(cdnow.customers.repeats, 7).astype(int)
    means = np.bincount(frequency, weights=expected) / np.bincount(frequency)
    published = [0.225087, 0.523131, 1.044134, 1.520279, 2.163866, 2.653846, 3.504042, 6.157190]
    assert means == pytest.approx(published, rel=1e-5)


@pytest.mark.parametrize("model", [bg_nbd, mbg_nbd])
def test_a_beta_parameter_of_one_is_no_special_case(histories: Make, model: ModuleType) -> None:
    one = histories([0, 3], [0, 20], [30, 30])
    at, beside = (model.expected(np.array([0.5, 10, a, 2]), one, 52) for a in (1.0, 1.0 + 3e-4))
    assert at == pytest.approx(beside, rel=1e-3)


def test_predictions_of_five_thousand_simulated_customers_match_another_program(
    histories: Make,
) -> None:
    parameters = np.array([0.16, 1.86, 1.85, 3.18])
    some = histories([0, 0, 6, 0, 2], [0, 0, 142, 0, 9], [298, 224, 292, 147, 183])
    published = [0.016053, 0.021171, 0.030461, 0.031686, 0.001607]
    assert bg_nbd.expected(parameters, some, 30) == pytest.approx(published, rel=0.05)


def test_the_modified_model_agrees_with_a_simulation(histories: Make) -> None:
    random = np.random.default_rng(4)
    r, alpha, a, b = parameters = np.array([0.8, 6.0, 1.2, 2.5])
    rate, stopping = random.gamma(r, 1 / alpha, 400_000), random.beta(a, b, 400_000)
    bought = np.zeros(400_000)
    clock, active = np.zeros(400_000), random.random(400_000) > stopping
    while active.any():
        clock[active] += random.exponential(1 / rate[active])
        active &= clock < 52
        bought[active] += 1
        active &= random.random(400_000) > stopping
    assert mbg_nbd.expected_of_new(parameters, np.array([52.0])) == pytest.approx(
        bought.mean(), rel=0.01
    )
    one = histories(0, 0, 52)
    nobody = np.exp(mbg_nbd.log_likelihood(parameters, one))
    assert nobody == pytest.approx((bought == 0).mean(), rel=0.01)

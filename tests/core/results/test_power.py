import numpy as np
import pytest

from core.results.power import (
    detectable_mean,
    detectable_rate,
    required_for_means,
    required_for_rates,
    told,
)


def test_telling_five_from_six_in_a_hundred_takes_the_published_number() -> None:
    assert required_for_rates(0.05, 0.06) == pytest.approx(8157.73, abs=0.005)


def test_what_so_many_customers_can_show_is_what_takes_so_many() -> None:
    rise = detectable_rate(8_158, 8_158, 0.05)
    assert rise is not None
    assert rise == pytest.approx(0.01, abs=1e-6)


def test_values_from_before_save_customers() -> None:
    alone, with_before = required_for_means(10, 50), required_for_means(10, 50, correlation=0.6)
    assert with_before == pytest.approx(0.64 * alone)
    customers = round(alone)
    assert detectable_mean(customers, customers, 50) == pytest.approx(10, rel=1e-3)


def test_fewer_held_out_see_less() -> None:
    rises = [detectable_rate(900, held, 0.2) for held in (20, 100, 400)]
    assert all(rise is not None for rise in rises)
    assert sorted(rises, reverse=True) == rises  # type: ignore[type-var]


def test_a_side_without_customers_sees_nothing() -> None:
    assert detectable_rate(0, 10, 0.2) is None
    assert detectable_rate(3, 2, 0.9) is None
    assert detectable_mean(10, 0, 1.0) == float("inf")


def test_no_difference_takes_endless_customers() -> None:
    assert required_for_rates(0.1, 0.1) == float("inf")
    assert required_for_means(0, 1) == float("inf")


def test_the_sentence_says_what_the_hold_out_can_show() -> None:
    assert told(540, 180, 0.2) == (
        "With 540 treated and 180 held out, you will only see an effect of 11 in 100 or more."
    )
    assert "no effect can be seen" in told(3, 1, 0.95)


def test_an_effect_of_that_size_is_seen_four_times_in_five() -> None:
    random = np.random.default_rng(5)
    treated, control, rate = 600, 200, 0.2
    rise = detectable_rate(treated, control, rate)
    assert rise is not None
    one = random.binomial(treated, rate + rise, 4_000) / treated
    other = random.binomial(control, rate, 4_000) / control
    pooled = (one * treated + other * control) / (treated + control)
    error = np.sqrt(pooled * (1 - pooled) * (1 / treated + 1 / control))
    seen = float(((one - other) / error > 1.96).mean())
    assert seen == pytest.approx(0.8, abs=0.03)

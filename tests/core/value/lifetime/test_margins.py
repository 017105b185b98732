from dataclasses import replace

import numpy as np
import pytest

from core.value.evidence.buying import Buying
from core.value.lifetime.margins import margin_rates
from tests.core.value.making import bought_until


def found(margins: list[float], covered: list[float]) -> Buying:
    rows = [(n, "2025-01-01", 10.0) for n in range(len(margins))]
    made = bought_until(rows, len(margins), "2025-12-31", "2025-06-30")
    return replace(made, margin=np.array(margins), covered=np.array(covered))


def test_one_cheap_purchase_says_little() -> None:
    rates = margin_rates(found([4.0, 4.0, 8.0], [10.0, 10.0, 10.0]))
    everybody = 16 / 30
    assert rates[0] == pytest.approx((4 + 50 * everybody) / 60)
    assert rates[2] == pytest.approx((8 + 50 * everybody) / 60)


def test_losses_come_in_through_the_rate() -> None:
    rates = margin_rates(found([-9000.0, 400.0], [10_000.0, 1000.0]))
    assert rates[0] == pytest.approx(-0.9, abs=0.01)
    assert rates[1] > 0


def test_customers_without_orders_have_the_rate_of_everybody() -> None:
    rates = margin_rates(found([4.0, 0.0], [10.0, 0.0]))
    assert rates.tolist() == [pytest.approx(0.4), pytest.approx(0.4)]


def test_where_no_margin_is_known_amounts_are_taken_whole() -> None:
    assert margin_rates(found([0.0], [0.0])).tolist() == [1.0]

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.settings import Valuation
from core.tables.profit import Tier
from core.value.profit.tiers import Parts, ranked, tiers, whale_curve

TEN = np.array([150.0, 75, 10, 5, 0, 0, -5, -5, -5, -125])
"""Ten customers who earn 100 together: the example of the literature, in short."""

USUAL = Valuation()


def described(
    margin: list[float], cost: list[float], valuation: Valuation = USUAL
) -> tuple[Tier, ...]:
    brought, served = np.array(margin), np.array(cost)
    nothing = np.zeros(len(margin))
    parts = Parts(brought, served, nothing, brought - served, None, None, None, None)
    return tiers(parts, ranked(parts.profit, valuation), [(None, None)] * 3)


def test_the_whale_curve_is_the_published_one() -> None:
    whale = whale_curve(TEN, ranked(TEN, USUAL).order, USUAL)
    assert whale.customers == tuple(range(11))
    assert whale.profit == (0, 150, 225, 235, 240, 240, 240, 235, 230, 225, 100)
    assert (whale.total, whale.peak, whale.peak_customers, whale.losing) == (100, 240, 4, 4)
    assert whale.peak_share == pytest.approx(2.4)
    assert whale.eroded == 140
    assert whale.break_even == 1


def test_the_tiers_are_the_published_ones() -> None:
    top, middle, bottom = described(TEN.tolist(), [0.0] * 10)
    assert [tier.customers for tier in (top, middle, bottom)] == [2, 7, 1]
    shares = [tier.share_of_profit for tier in (top, middle, bottom)]
    assert shares == [pytest.approx(2.25), pytest.approx(0.0), pytest.approx(-1.25)]


def test_shares_of_a_loss_say_nothing() -> None:
    whale = whale_curve(-TEN, ranked(-TEN, USUAL).order, USUAL)
    assert (whale.peak_share, whale.break_even) == (None, None)
    assert all(tier.share_of_profit is None for tier in described([-1.0] * 10, [0.0] * 10))


def test_the_limits_of_the_tiers_are_points_of_the_curve() -> None:
    profit = np.arange(10_000.0)
    whale = whale_curve(profit, ranked(profit, USUAL).order, USUAL)
    assert {2_000, 9_000, 10_000} <= set(whale.customers)
    assert len(whale.customers) < 500


def test_customers_who_earn_alike_are_in_the_order_of_their_ids() -> None:
    found = ranked(np.zeros(10), USUAL)
    assert found.rank.tolist() == list(range(10))
    assert found.tier.tolist() == [1, 1, 2, 2, 2, 2, 2, 2, 2, 3]


@pytest.mark.parametrize(
    ("margin", "cost", "deserves"),
    [
        ([900, 800, *[50] * 7, 11], [10] * 10, ("keep", "grow", "grow")),
        ([900, 800, *[50] * 7, 10], [10] * 9 + [99], ("keep", "grow", "serve at less cost")),
        ([900, 800, *[50] * 7, -9], [10] * 10, ("keep", "grow", "re-price or let go")),
        ([20] * 10, [30] * 10, ("serve at less cost",) * 3),
    ],
    ids=["healthy", "dear to serve", "sold below cost", "all dear"],
)
def test_each_tier_is_told_what_it_deserves(
    margin: list[float], cost: list[float], deserves: tuple[str, ...]
) -> None:
    found = described(margin, cost)
    assert tuple(tier.deserves for tier in found) == deserves
    assert all(tier.advice.startswith("They bring") for tier in found)


def test_a_tier_may_be_empty() -> None:
    top, middle, bottom = described([1.0, 2.0], [0.0, 0.0], Valuation(top_share=0, bottom_share=0))
    assert (top.customers, middle.customers, bottom.customers) == (0, 2, 0)
    assert top.advice == "Nobody is in this tier."


def test_one_customer_is_a_company_too() -> None:
    whale = whale_curve(np.array([5.0]), np.array([0]), USUAL)
    assert (whale.customers, whale.profit) == ((0, 1), (0.0, 5.0))


@pytest.mark.parametrize(("top", "bottom"), [(0.8, 0.3), (-0.1, 0.1), (0.2, 1.1)])
def test_shares_that_do_not_fit_are_refused(top: float, bottom: float) -> None:
    with pytest.raises(UserError, match="at most 100 %"):
        ranked(TEN, Valuation(top_share=top, bottom_share=bottom))


@given(
    st.lists(st.integers(-1000, 1000), min_size=1, max_size=60),
    st.floats(0, 0.6),
    st.floats(0, 0.4),
)
def test_tiers_hold_everybody_once_and_all_the_profit(
    profits: list[int], top: float, bottom: float
) -> None:
    settings = Valuation(top_share=top, bottom_share=bottom)
    profit = np.array(profits, dtype=np.float64)
    found = described(profits, [0.0] * len(profits), settings)
    assert sum(tier.customers for tier in found) == len(profits)
    assert sum(tier.profit for tier in found) == pytest.approx(profit.sum())
    order = ranked(profit, settings)
    assert sorted(order.rank.tolist()) == list(range(len(profits)))
    assert (np.diff(profit[order.order]) <= 0).all()
    whale = whale_curve(profit, order.order, settings)
    assert whale.peak >= max(whale.total, 0)
    assert whale.profit[-1] == whale.total

import numpy as np
import pytest

from core.settings import TimeUnit, Valuation
from core.value.evidence.buying import Buying, Span, buying
from core.value.evidence.orders import OrderLines
from core.value.lifetime.checking import Checked, checked
from core.value.lifetime.foretelling import foretold
from core.value.lifetime.intervals import intervals
from core.value.models.counting import PARETO_NBD

START, LENGTH = 18_000, 720


def shop(customers: int = 1500, seed: int = 5) -> Buying:
    """Give two years of customers who buy at rates of their own until they stop."""
    random = np.random.default_rng(seed)
    begin = random.integers(0, 200, customers)
    rate, stops = random.gamma(0.9, 1 / 45, customers), begin + random.exponential(500, customers)
    until = np.minimum(stops, LENGTH)
    times = random.poisson(rate * (until - begin))
    at = np.repeat(np.arange(customers), times)
    days = begin[at] + random.random(len(at)) * (until - begin)[at]
    places = np.concatenate((np.arange(customers), at)).astype(np.int32)
    when = (START + np.concatenate((begin, np.ceil(days)))).astype(np.int32)
    typical = random.gamma(3, 10, customers)
    amounts = np.round(typical[places] * random.gamma(6, 1 / 6, len(places)), 2)
    span = Span(START, START + LENGTH, START + LENGTH // 2, START)
    return buying(OrderLines(places, when, amounts, amounts), customers, span)


@pytest.fixture(scope="module")
def found() -> Buying:
    return shop()


def check_of(found: Buying) -> Checked:
    made = checked(found, Valuation(), foretold(found.now, PARETO_NBD, TimeUnit.WEEK))
    assert made is not None
    return made


def test_customers_of_the_model_are_foretold_by_the_model(found: Buying) -> None:
    check = check_of(found).check
    assert check.expected == pytest.approx(check.actual, rel=0.1)
    assert check.amount_expected == pytest.approx(check.amount, rel=0.15)
    assert abs(check.amount_by_baseline - check.amount) > abs(check.amount_expected - check.amount)
    assert check.captured > check.captured_by_baseline
    assert check.captured <= check.captured_at_best
    assert check.grade == "A"
    assert "clearly more of the best customers" in check.sentence


def test_groups_hold_everybody_and_all_purchases(found: Buying) -> None:
    check = check_of(found).check
    for groups in (check.by_frequency, check.by_decile):
        assert sum(group.customers for group in groups) == check.customers
        assert sum(group.expected for group in groups) == pytest.approx(check.expected)
        assert sum(group.actual for group in groups) == check.actual
    expected = [group.expected / group.customers for group in check.by_decile]
    assert expected == sorted(expected, reverse=True)


def test_what_is_tracked_ends_with_all_repeat_purchases(found: Buying) -> None:
    check = check_of(found).check
    assert check.days[0] == 0
    assert check.days[-1] == LENGTH
    assert check.tracked[-1] == found.now.purchases.sum() - found.now.bought.sum()
    assert check.expected_so_far[-1] == pytest.approx(check.tracked[-1], rel=0.1)


def test_nobody_who_came_later_is_in_the_check(found: Buying) -> None:
    made = check_of(found)
    assert np.isnan(made.expected).tolist() == (~found.then.bought).tolist()
    assert (made.check.until, made.check.weeks) == ("2020-04-08", pytest.approx(LENGTH / 14))


def test_too_little_before_the_cut_is_no_check(found: Buying) -> None:
    few = shop(40)
    model = foretold(found.now, PARETO_NBD, TimeUnit.WEEK)
    assert checked(few, Valuation(), model) is None


def test_the_truth_lies_in_the_range_in_eighty_of_a_hundred_cases() -> None:
    inside = total = 0
    for seed in range(8):
        found = shop(600, seed)
        model = foretold(found.then, PARETO_NBD, TimeUnit.WEEK)
        days = found.now.end - found.then.end
        lifetime = model.purchases(days) * model.amounts
        order = np.argsort(-lifetime, kind="stable")
        groups = [np.isin(np.arange(600), part) for part in np.array_split(order, 3)]
        for group, (low, high) in zip(
            groups, intervals(model, days, lifetime, None, groups), strict=True
        ):
            total += 1
            inside += low <= found.later_amount[group & found.then.bought].sum() <= high
    assert 0.5 <= inside / total <= 1.0


def test_ranges_are_wider_where_the_check_was_off(found: Buying) -> None:
    model = foretold(found.now, PARETO_NBD, TimeUnit.WEEK)
    lifetime = model.purchases(365) * model.amounts
    everybody = [np.ones(len(lifetime), dtype=bool)]
    check = check_of(found)
    (alone,) = intervals(model, 365, lifetime, None, everybody)
    (held,) = intervals(model, 365, lifetime, check, everybody)
    assert held[1] - held[0] > alone[1] - alone[0]
    assert alone[0] > 0
    nobody = [np.zeros(len(lifetime), dtype=bool)]
    assert intervals(model, 365, lifetime, check, nobody) == [(0.0, 0.0)]

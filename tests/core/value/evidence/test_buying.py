from dataclasses import replace

import numpy as np
import pytest

from core.value.columns import NO_DAY
from core.value.evidence.buying import Span, buying
from core.value.evidence.orders import OrderLines, customer_blocks
from tests.core.value.making import bought_until, day, lines

TRANSACTIONS = [
    (0, "2015-01-01", 1.0),
    (0, "2015-02-06", 2.0),
    (1, "2015-01-01", 2.0),
    (2, "2015-01-01", 3.0),
    (2, "2015-01-02", 1.0),
    (2, "2015-01-05", 5.0),
    (3, "2015-01-16", 6.0),
    (3, "2015-02-02", 3.0),
    (3, "2015-02-05", 3.0),
    (3, "2015-02-05", 6.0),
    (4, "2015-01-16", 3.0),
    (4, "2015-01-17", 1.0),
    (4, "2015-01-18", 8.0),
    (5, "2015-02-02", 5.0),
]
"""The orders on which other programs for lifetime value test how they summarise."""


def test_histories_are_those_of_other_programs() -> None:
    now = bought_until(TRANSACTIONS, 6, "2015-02-07", "2015-02-07").now
    assert (now.purchases - 1).tolist() == [1, 0, 2, 2, 2, 0]
    assert (now.last - now.first).tolist() == [36, 0, 4, 20, 2, 0]
    assert (now.end - now.first).tolist() == [37, 37, 37, 22, 22, 5]
    assert np.nan_to_num(now.mean_repeat_amount).tolist() == [2, 0, 3, 6, 4.5, 0]


def test_what_lies_after_the_cut_is_counted_apart() -> None:
    found = bought_until(TRANSACTIONS, 6, "2015-02-07", "2015-01-31")
    assert found.then.purchases.tolist() == [1, 1, 3, 1, 3, 0]
    assert found.later_purchases.tolist() == [1, 0, 0, 2, 0, 1]
    assert found.later_amount.tolist() == [2, 0, 0, 12, 0, 5]
    assert found.then.last.tolist()[-1] == NO_DAY


def test_orders_after_the_last_day_are_left_out_and_counted() -> None:
    found = bought_until(TRANSACTIONS, 6, "2015-01-31", "2015-01-15")
    assert found.ignored == 5
    assert found.revenue.tolist() == [1, 2, 9, 6, 12, 0]


def test_repeat_purchases_are_counted_by_day() -> None:
    found = bought_until(TRANSACTIONS, 6, "2015-02-07", "2015-02-07")
    assert found.repeats_by_day.sum() == 7
    assert found.repeats_by_day[1] == 1
    assert found.repeats_by_day[36] == 1


def test_recent_purchases_are_those_of_the_second_half() -> None:
    found = bought_until(TRANSACTIONS, 6, "2015-02-07", "2015-02-07")
    assert found.recent.tolist() == [1, 0, 0, 2, 0, 0]


def test_an_order_without_a_date_counts_for_revenue_only() -> None:
    dated = lines([(0, "2015-01-01", 1.0), (0, "2015-01-02", 2.0)])
    undated = OrderLines(
        dated.places, np.array([dated.days[0], NO_DAY]), dated.amounts, dated.amounts
    )
    found = buying(undated, 1, Span(*[day("2015-01-01")] * 4))
    assert found.revenue.tolist() == [3]
    assert found.now.purchases.tolist() == [1]
    assert found.undated == 1


def test_the_period_of_profit_may_be_a_part_of_the_time() -> None:
    span = Span(day("2015-01-01"), day("2015-02-07"), day("2015-02-07"), day("2015-02-01"))
    found = buying(lines(TRANSACTIONS), 6, span)
    assert found.period_revenue.tolist() == [2, 0, 0, 12, 0, 5]
    assert found.period_orders.tolist() == [1, 0, 0, 3, 0, 1]


def test_customers_may_be_worked_through_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = bought_until(TRANSACTIONS, 6, "2015-02-07", "2015-01-31")
    monkeypatch.setattr(customer_blocks, "__defaults__", (3,))
    apart = bought_until(TRANSACTIONS, 6, "2015-02-07", "2015-01-31")
    for name in ("revenue", "recent", "later_amount", "orders", "repeats_by_day"):
        assert getattr(apart, name).tolist() == getattr(whole, name).tolist()
    for name in ("purchases", "first", "last", "repeat_amount"):
        assert getattr(apart.now, name).tolist() == getattr(whole.now, name).tolist()
        assert getattr(apart.then, name).tolist() == getattr(whole.then, name).tolist()


def test_blocks_hold_every_line_once() -> None:
    made = lines(TRANSACTIONS)
    blocks = customer_blocks(made, 6, 4)
    assert [(block.first, block.end) for block in blocks] == [(0, 1), (1, 3), (3, 4), (4, 6)]
    assert sorted(np.concatenate([block.order.unpacked()[0] for block in blocks])) == list(
        range(len(made))
    )
    for block in blocks:
        part = block.of(made)
        assert (part.places >= 0).all()
        assert (part.places < block.end - block.first).all()


def test_lines_of_nobody_are_in_no_block() -> None:
    made = lines(TRANSACTIONS)
    nobody = replace(made, places=np.where(made.places == 3, np.int32(-1), made.places))
    found = np.concatenate([block.order.unpacked()[0] for block in customer_blocks(nobody, 6, 4)])
    assert sorted(found) == np.flatnonzero(nobody.places >= 0).tolist()

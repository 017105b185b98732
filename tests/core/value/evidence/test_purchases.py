from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.value.evidence.orders import OrderLines
from core.value.evidence.purchases import Purchases, Refunds, purchases_in

Line = tuple[int, int, float]


def bought(lines: list[Line]) -> tuple[list[Line], Refunds]:
    """Give customer, day and amount of each purchase, and what became of refunds."""
    places, days, amounts = zip(*lines, strict=True) if lines else ((), (), ())
    paid = np.array(amounts, dtype=np.float64)
    made = OrderLines(np.array(places, np.int32), np.array(days, np.int32), paid, paid)
    found, refunds = purchases_in(made)
    return rows(found), refunds


def rows(found: Purchases) -> list[Line]:
    columns = (found.places.tolist(), found.days.tolist(), found.amounts.tolist())
    return list(zip(*columns, strict=True))


def test_orders_of_one_day_are_one_purchase() -> None:
    assert bought([(0, 5, 1.1), (1, 5, 3.0), (0, 5, 2.2)])[0] == [(0, 5, 3.3), (1, 5, 3.0)]


def test_a_purchase_for_nothing_counts() -> None:
    assert bought([(0, 5, 0.0)])[0] == [(0, 5, 0.0)]


def test_what_is_bought_and_cancelled_on_one_day_never_was() -> None:
    found, refunds = bought([(0, 5, 168472.5), (0, 5, -168472.5), (0, 1, 2.9)])
    assert found == [(0, 1, 2.9)]
    assert refunds == Refunds(168472.5, cancelled=1, unmatched=0)


def test_a_refund_is_taken_off_the_latest_purchase_before_it() -> None:
    found, refunds = bought([(0, 1, 10.0), (0, 3, 20.0), (0, 9, 30.0), (0, 5, -5.0)])
    assert found == [(0, 1, 10.0), (0, 3, 15.0), (0, 9, 30.0)]
    assert refunds == Refunds(5.0)


def test_a_large_refund_cancels_several_purchases() -> None:
    found, refunds = bought([(0, 1, 10.0), (0, 3, 20.0), (0, 4, -12.0), (0, 5, -13.0)])
    assert found == [(0, 1, 5.0)]
    assert refunds == Refunds(25.0, cancelled=1)


def test_a_refund_of_nothing_that_is_known_is_no_purchase() -> None:
    found, refunds = bought([(0, 1, -4.0), (0, 2, -3.0), (0, 3, 9.0), (1, 0, 1.0), (1, 2, -3.0)])
    assert found == [(0, 3, 9.0)]
    assert refunds == Refunds(10.0, cancelled=1, unmatched=9.0)


def test_no_orders_are_no_purchases() -> None:
    assert bought([]) == ([], Refunds())


LINES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 9), st.integers(-400, 500).map(lambda x: x / 100)),
    max_size=40,
)


def by_hand(lines: list[Line]) -> list[Line]:
    """Settle refunds one after the other, as a person would."""
    left: dict[tuple[int, int], int] = {}
    for place, day, amount in lines:
        left[place, day] = left.get((place, day), 0) + round(100 * amount)
    for place, day, amount in lines:
        if amount < 0 and left.get((place, day)) == 0:
            del left[place, day]
    for key in sorted(key for key in left if left[key] < 0):
        owed = -left.pop(key)
        while owed and (earlier := last_before(left, key)) is not None:
            taken = min(owed, left[earlier])
            owed -= taken
            left[earlier] -= taken
            if not left[earlier]:
                del left[earlier]
    return [(*key, amount / 100) for key, amount in sorted(left.items()) if amount >= 0]


def last_before(left: dict[tuple[int, int], int], key: tuple[int, int]) -> tuple[int, int] | None:
    place, day = key
    return max((one for one in left if one[0] == place and one[1] < day), default=None)


@given(LINES)
def test_refunds_are_settled_as_a_person_would(lines: list[Line]) -> None:
    assert bought(lines)[0] == by_hand(lines)


@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_never_matters(lines: list[Line], shuffle: Random) -> None:
    mixed = list(lines)
    shuffle.shuffle(mixed)
    assert bought(lines) == bought(mixed)


@given(LINES)
def test_money_is_never_lost(lines: list[Line]) -> None:
    found, refunds = bought(lines)
    total = sum(amount for _place, _day, amount in lines)
    left = sum(amount for _place, _day, amount in found)
    assert left - refunds.unmatched == pytest.approx(total, abs=1e-9)
    assert all(amount >= 0 for _place, _day, amount in found)

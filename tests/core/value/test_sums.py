import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.value.sums import RunningSums, exact_sums, sums_from

pytestmark = pytest.mark.usefixtures("both_ways")


def sums(places: list[int], values: list[float], size: int) -> list[float]:
    return exact_sums(np.array(places, dtype=np.intp), np.array(values), size).tolist()


def test_cents_add_up_exactly() -> None:
    assert sums([0] * 10, [0.1] * 10, 2) == [1.0, 0.0]


def test_numbers_of_very_different_size_add_up_exactly() -> None:
    assert sums([0, 0, 0, 1], [1e17, 1.0, -1e17, 1 / 3], 2) == [1.0, 1 / 3]


def test_no_values_add_up_to_nothing() -> None:
    assert sums([], [], 2) == [0.0, 0.0]


def test_a_sum_that_no_double_holds_is_infinite() -> None:
    assert sums([0, 0, 1], [1.5e308, 1.5e308, 1e305], 2) == [math.inf, 1e305]


def test_there_is_no_zero_below_zero() -> None:
    until = RunningSums(np.array([-0.0, 0.0, -0.0]))
    found = until.between(np.array([0, 1, 2]), np.array([1, 2, 3]))
    assert not np.signbit(found).any()


def test_a_place_that_is_none_is_a_fault() -> None:
    with pytest.raises((ValueError, IndexError)):
        sums([0, -1], [1.0, 2.0], 2)


@given(st.lists(st.floats(-1e15, 1e15), max_size=40))
def test_the_sum_is_the_exact_one_rounded_once(values: list[float]) -> None:
    decimal = float(sum(map(Decimal, map(repr, values))))
    assert sums([0] * len(values), values, 1)[0] in {math.fsum(values), decimal}


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=40))
def test_money_in_cents_is_the_exact_sum(cents: list[int]) -> None:
    values = [number / 100 for number in cents]
    assert sums([0] * len(values), values, 1) == [sum(cents) / 100]


AMOUNTS = st.integers(-(10**6), 10**6).map(lambda cents: cents / 100) | st.floats(-1e9, 1e9)


@given(st.lists(st.lists(AMOUNTS, max_size=6), min_size=1, max_size=6), st.data())
def test_running_sums_are_the_exact_ones(groups: list[list[float]], data: st.DataObject) -> None:
    values = np.array([value for group in groups for value in group])
    ends = np.cumsum([len(group) for group in groups])
    starts = np.array(
        [
            data.draw(st.integers(end - len(group), end))
            for group, end in zip(groups, ends.tolist(), strict=True)
        ]
    )
    chosen = [range(*pair) for pair in zip(starts.tolist(), ends.tolist(), strict=True)]
    places = [place for place, rows in enumerate(chosen) for _ in rows]
    picked = [float(values[row]) for rows in chosen for row in rows]
    found = RunningSums(values).between(starts, ends)
    assert found.tolist() == sums(places, picked, len(groups))


@given(
    st.lists(AMOUNTS, max_size=6),
    st.lists(st.lists(AMOUNTS, min_size=1, max_size=6), min_size=1, max_size=6),
)
def test_sums_from_one_start_to_the_next_are_the_exact_ones(
    before: list[float], groups: list[list[float]]
) -> None:
    starts = len(before) + np.cumsum([0, *map(len, groups)])[:-1]
    values = np.array([*before, *(value for group in groups for value in group)])
    places = [place for place, group in enumerate(groups) for _ in group]
    found = sums_from(values, starts)
    assert found.tolist() == sums(places, values[len(before) :].tolist(), len(groups))


def test_sums_without_a_start_are_none() -> None:
    assert not len(sums_from(np.zeros(0), np.zeros(0, np.int32)))

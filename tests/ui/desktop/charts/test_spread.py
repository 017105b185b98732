import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desktop.charts.spread import GOLDEN_STEPS, spread_scores, spread_values, widths_of


def widths(distinct: list[float], counts: list[int]) -> np.ndarray:
    return widths_of(np.array(distinct, np.float32), np.array(counts))


def test_whole_values_fill_about_two_thirds_of_the_gap() -> None:
    assert widths([1, 2, 3], [10, 10, 10]) * 2 == pytest.approx(0.68)


def test_a_far_value_is_not_spread_over_the_gap() -> None:
    assert widths([1, 2, 3, 100], [9, 9, 9, 9]).max() <= 0.34 + 1e-6


def test_a_rare_value_between_two_frequent_ones_takes_no_room_from_them() -> None:
    found = widths([1, 1.5, 2, 3], [100, 1, 100, 100])
    assert found[[0, 2, 3]] == pytest.approx(0.34)
    assert found[1] == pytest.approx(0.17)


def test_one_frequent_value_among_rare_ones_reaches_none_of_them() -> None:
    assert widths([0, 1, 5], [1000, 1, 1])[0] <= 0.34 + 1e-6


def test_many_different_values_are_not_spread() -> None:
    values = np.repeat(np.arange(41, dtype=np.float32), 2)
    before = values.copy()
    assert spread_values(values, GOLDEN_STEPS[2][0]) == 0
    assert np.array_equal(values, before)


@given(st.lists(st.integers(0, 12), min_size=2, max_size=200))
def test_scores_stay_inside_the_share_of_those_who_have_them(levels: list[int]) -> None:
    _, place, counts = np.unique(levels, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts) / len(levels)
    starts = ends - counts / len(levels)
    scores = ((starts + ends) / 2)[place].astype(np.float32)
    spread_scores(scores, GOLDEN_STEPS[2][1])
    assert (scores >= starts[place] - 1e-6).all()
    assert (scores <= ends[place] + 1e-6).all()

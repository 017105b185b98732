from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import hyp2f1

from core.native import library
from core.value.models.gauss import Floats, gauss

SMALL = st.floats(0.05, 60)
THREES = st.lists(st.tuples(SMALL, SMALL, st.floats(0, 0.97)), min_size=1, max_size=20)


def by_arrays(first: Floats, third: Floats, argument: Floats) -> Floats:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "compiled", lambda: None)
        return gauss(first, third, argument)


@given(THREES)
def test_it_is_the_hypergeometric_function(threes: list[tuple[float, float, float]]) -> None:
    first, more, argument = np.array(threes).T
    found = gauss(first, first + more, argument)
    assert found == pytest.approx(hyp2f1(first, 1.0, first + more, argument), rel=1e-11)


@given(THREES)
def test_arrays_give_the_same_to_the_last_digit(threes: list[tuple[float, float, float]]) -> None:
    first, more, argument = np.array(threes).T
    found = gauss(first, first + more, argument)
    assert found.tolist() == by_arrays(first, first + more, argument).tolist()


def test_it_is_known_in_closed_form_for_two() -> None:
    argument = np.array([0.1, 0.5, 0.9, 0.99])
    log = -np.log1p(-argument) / argument
    assert gauss(np.ones(4), np.full(4, 2.0), argument) == pytest.approx(log, rel=1e-13)


@pytest.mark.parametrize("way", [gauss, by_arrays])
def test_where_the_series_takes_too_long_a_fraction_takes_over(way: Callable[..., Floats]) -> None:
    argument = np.array([0.5, 0.99999])
    log = -np.log1p(-argument) / argument
    assert way(np.ones(2), np.full(2, 2.0), argument) == pytest.approx(log, rel=1e-11)


def test_shapes_are_broadcast() -> None:
    found = gauss(np.ones((3, 1)), np.full((3, 1), 2.0), np.array([0.1, 0.2]))
    assert found.shape == (3, 2)

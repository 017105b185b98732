import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actions.evidence import DRAWS, interval, lift_draws, success_draws


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted))
def test_draws_are_shares_around_the_likely_one(three: list[float]) -> None:
    low, likely, high = three
    drawn = success_draws(low, likely, high, np.random.default_rng(0))
    assert drawn.shape == (DRAWS,)
    assert ((drawn >= 0) & (drawn <= 1)).all()
    assert drawn.mean() == pytest.approx(likely, abs=0.09)


def test_the_spread_is_that_of_a_triangle() -> None:
    drawn = success_draws(0.15, 0.3, 0.45, np.random.default_rng(3))
    assert drawn.std() == pytest.approx(0.15 / 6**0.5, rel=0.08)


def test_what_is_sure_does_not_scatter() -> None:
    assert set(success_draws(0.3, 0.3, 0.3, np.random.default_rng(0))) == {0.3}
    assert set(success_draws(0.0, 0.0, 0.5, np.random.default_rng(0))) == {0.0}


def test_a_test_without_a_difference_has_a_lift_around_nothing() -> None:
    drawn = lift_draws((50, 500), (50, 500), np.random.default_rng(0))
    low, high = interval(drawn)
    assert low < 0 < high
    assert drawn.mean() == pytest.approx(0, abs=0.005)


def test_a_large_test_finds_its_lift() -> None:
    drawn = lift_draws((3000, 10_000), (1000, 10_000), np.random.default_rng(0))
    assert interval(drawn, 0.95) == pytest.approx((0.2 - 0.0107, 0.2 + 0.0107), abs=0.002)


def test_the_interval_holds_the_middle_share_of_the_draws() -> None:
    low, high = interval(np.linspace(0, 1, 1001), 0.8)
    assert (low, high) == pytest.approx((0.1, 0.9))

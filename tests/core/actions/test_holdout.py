import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actions.holdout import check_share, detectable, draws, held_out
from core.errors import UserError


def test_a_number_depends_on_the_id_and_the_seed_alone() -> None:
    ids = pd.Index([f"C{number}" for number in range(1000)])
    numbers = draws(ids, 1)
    assert draws(ids[::-1], 1)[::-1].tolist() == numbers.tolist()
    assert (numbers != draws(ids, 2)).all()
    assert draws(pd.Index(["0000123"]), 7)[0] == pytest.approx(0.16729, abs=1e-5)


def test_numbers_are_as_good_as_uniform() -> None:
    numbers = draws(pd.Index([f"{number:06d}" for number in range(20_000)]), 0)
    counts = np.histogram(numbers, 10, (0, 1))[0]
    assert np.abs(counts - 2000).max() < 5 * np.sqrt(2000 * 0.9)


@given(
    groups=st.lists(st.integers(0, 4), min_size=1, max_size=300),
    share=st.floats(0, 0.9),
    start=st.floats(0, 0.999),
)
def test_every_group_gives_its_share_up_to_one_customer(
    groups: list[int], share: float, start: float
) -> None:
    of = np.array(groups)
    numbers = np.random.default_rng(0).random(len(of))
    chosen = held_out(numbers, of, np.full(len(of), share), start)
    assert abs(chosen.sum() - share * len(of)) <= 1
    for group in set(groups):
        assert abs(chosen[of == group].sum() - share * (of == group).sum()) <= 1 + 1e-9


def test_who_has_no_share_is_never_held_out() -> None:
    shares = np.array([0.0, 0.5] * 50)
    chosen = held_out(np.linspace(0, 1, 100), np.zeros(100, dtype=int), shares, 0.3)
    assert not chosen[::2].any()
    assert chosen.sum() == 25


@pytest.mark.parametrize("share", [-0.1, 0.95, float("nan")])
def test_a_share_that_leaves_nobody_to_treat_is_refused(share: float) -> None:
    with pytest.raises(UserError, match="cannot be held out"):
        check_share(share)


def test_the_detectable_effect_is_that_of_two_means() -> None:
    # 2 (z + z)^2 sigma^2 / Delta^2 customers on each side
    effect = detectable(500, 500, 100)
    assert effect is not None
    assert 2 * (1.959964 + 0.841621) ** 2 * 100**2 / effect**2 == pytest.approx(500, rel=1e-5)
    assert detectable(500, 0, 100) is None

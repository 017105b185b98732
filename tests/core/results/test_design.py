import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, kstest

from core.errors import UserError
from core.results.design import draws, held_out, kept_out

IDS = [f"C-{number:05d}" for number in range(20_000)]


def test_draws_are_uniform_and_the_same_for_whoever_asks_again() -> None:
    numbers = draws(IDS, seed=3, purpose="upsell")
    assert kstest(numbers, "uniform").pvalue > 0.01
    assert np.array_equal(draws(IDS[:10], seed=3, purpose="upsell"), numbers[:10])


def test_draws_for_two_purposes_or_seeds_know_nothing_of_each_other() -> None:
    one = draws(IDS, seed=3, purpose="upsell")
    for other in (draws(IDS, seed=3, purpose="cross-sell"), draws(IDS, seed=4, purpose="upsell")):
        assert abs(np.corrcoef(one, other)[0, 1]) < 0.03


@given(
    sizes=st.lists(st.integers(1, 60), min_size=1, max_size=8),
    share=st.floats(0, 0.9),
    seed=st.integers(0, 50),
)
def test_every_group_and_the_whole_are_held_out_in_their_share(
    sizes: list[int], share: float, seed: int
) -> None:
    groups = np.repeat(np.arange(len(sizes)), sizes)
    ids = IDS[: len(groups)]
    held = held_out(ids, groups, share, seed, "upsell")
    assert abs(held.sum() - share * len(ids)) < 1 + 1e-6
    for group, size in enumerate(sizes):
        assert abs(held[groups == group].sum() - share * size) < 1 + 1e-6


def test_the_order_of_the_customers_does_not_matter() -> None:
    random = np.random.default_rng(0)
    groups = random.integers(1, 10, 500)
    ids = IDS[:500]
    held = held_out(ids, groups, 0.2, 7)
    order = random.permutation(500)
    again = held_out([ids[place] for place in order], groups[order], 0.2, 7)
    assert np.array_equal(again, held[order])


def test_every_customer_has_the_same_chance_of_being_held_out() -> None:
    groups = np.array([1] * 3 + [2] * 4)
    runs = [held_out(IDS[:7], groups, 0.3, seed) for seed in range(2_000)]
    for times in np.sum(runs, axis=0):
        assert binomtest(int(times), 2_000, 0.3).pvalue > 1e-4


def test_whoever_is_kept_out_for_good_stays_so_when_others_join() -> None:
    few, all_ = kept_out(IDS[:5_000], 0.02, seed=1), kept_out(IDS, 0.02, seed=1)
    assert np.array_equal(few, all_[:5_000])
    assert 300 < all_.sum() < 500


@pytest.mark.parametrize("share", [-0.1, 0.95, float("nan")])
def test_a_share_that_leaves_nobody_is_refused(share: float) -> None:
    with pytest.raises(UserError):
        held_out(IDS[:4], np.zeros(4, dtype=int), share, 0)
    with pytest.raises(UserError):
        kept_out(IDS[:4], share, 0)

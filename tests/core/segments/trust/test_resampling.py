import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.metrics import adjusted_rand_score

from core.segments.integers import Integers
from core.segments.search.lloyd import Cloud
from core.segments.search.ways import seeker
from core.segments.trust.resampling import agreement, redraw
from core.settings import Method


def jaccards(points: np.ndarray, groups: int, draws: int) -> np.ndarray:
    """Mean Jaccard index of each group of k-means, on axes of variance 1."""
    cloud = Cloud((points - points.mean(axis=0)) / points.std(axis=0), np.ones(len(points)))
    seek = seeker(Method.K_MEANS, groups)
    labels = seek.carefully(cloud, 0)
    found = [redraw(cloud, labels, groups, seek.again, seed) for seed in range(draws)]
    return np.mean([one.jaccard().max(axis=1) for one in found], axis=0)


def test_iris_holds_as_published() -> None:
    # Three groups at .92, .99 and .91; the last one is Setosa, which nothing is like.
    found = np.sort(jaccards(load_iris().data, 3, 60))
    assert found == pytest.approx([0.91, 0.92, 0.99], abs=0.04)


def test_groups_that_are_not_there_do_not_hold() -> None:
    found = jaccards(np.random.default_rng(0).normal(size=(300, 3)), 9, 20)
    assert (found < 0.6).sum() >= 5


def test_a_group_that_comes_out_again_has_the_jaccard_index_one() -> None:
    cloud = Cloud(np.arange(6.0)[:, None], np.ones(6))
    labels = np.array([0, 0, 0, 1, 1, 1])

    def same(drawn: Cloud, _seed: int) -> Integers:
        return (drawn.points[:, 0] >= 3).astype(np.int64)

    found = redraw(cloud, labels, 2, same, seed=1)
    assert found.jaccard().diagonal().tolist() == [1, 1]
    assert found.weights.sum() == 6


def test_a_group_cut_in_two_shares_only_its_larger_half() -> None:
    cloud = Cloud(np.arange(4.0)[:, None], np.array([10.0, 30.0, 25.0, 25.0]))
    labels = np.array([0, 0, 1, 1])

    def cut(drawn: Cloud, _seed: int) -> Integers:
        return np.minimum(drawn.points[:, 0], 2).astype(np.int64)

    found = redraw(cloud, labels, 2, cut, seed=0)
    assert found.jaccard().max(axis=1).tolist() == [0.75, 1.0]


def test_where_chance_decides_nothing_everybody_stays() -> None:
    cloud = Cloud(np.arange(5.0)[:, None], np.full(5, 4.0))
    found = redraw(cloud, np.array([0, 0, 1, 1, 1]), 2, None, seed=3)
    assert found.jaccard().diagonal().tolist() == [1, 1]


def test_agreement_is_the_adjusted_rand_index() -> None:
    random = np.random.default_rng(1)
    one, two = random.integers(0, 4, 500), random.integers(0, 3, 500)
    two[:300] = one[:300] % 3
    shared = np.zeros((4, 3))
    np.add.at(shared, (one, two), 1)
    assert agreement(shared) == pytest.approx(adjusted_rand_score(one, two))
    assert agreement(np.diag([3.0, 4.0])) == 1
    assert agreement(np.array([[5.0]])) == 1

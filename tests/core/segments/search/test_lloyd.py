import numpy as np
import pytest
from scipy.spatial.distance import cdist

from core.segments.search.lloyd import (
    Centres,
    Cloud,
    Effort,
    different,
    find_centres,
    labels_of,
    settled,
)


def cloud_of(points: list[list[float]], weights: list[float] | None = None) -> Cloud:
    return Cloud(np.array(points, float), np.array(weights or [1.0] * len(points)))


def test_a_point_of_weight_three_counts_like_three_points() -> None:
    random = np.random.default_rng(0)
    points = random.standard_normal((60, 2))
    weights = random.integers(1, 4, 60)
    heavy = Cloud(points, weights.astype(float))
    many = Cloud(np.repeat(points, weights, axis=0), np.ones(weights.sum()))
    start = points[:4]
    one, other = settled(heavy, start), settled(many, start)
    assert one.places == pytest.approx(other.places)
    assert one.inertia == pytest.approx(other.inertia)


def test_settled_centres_are_the_means_of_the_points_nearest_to_them() -> None:
    points = np.random.default_rng(1).standard_normal((300, 3))
    found = settled(Cloud(points, np.ones(300)), points[:5])
    gaps = cdist(points, found.places) ** 2
    labels = gaps.argmin(axis=1)
    assert (labels == labels_of(points, found.places)).all()
    means = [points[labels == group].mean(axis=0) for group in range(5)]
    assert found.places == pytest.approx(np.array(means))
    assert found.inertia == pytest.approx(gaps.min(axis=1).sum())


def test_swaps_find_better_centres_than_starts_alone() -> None:
    points = np.random.default_rng(2).random((400, 2))
    cloud = Cloud(points, np.ones(400))
    starts = [
        find_centres(cloud, 12, Effort(starts=2, swaps=0), seed)[0].inertia for seed in range(6)
    ]
    swapped = [
        find_centres(cloud, 12, Effort(starts=2, swaps=20), seed)[0].inertia for seed in range(6)
    ]
    assert all(after <= before for before, after in zip(starts, swapped, strict=True))
    assert sum(swapped) < 0.98 * sum(starts)


def test_the_same_seed_finds_the_same_centres() -> None:
    points = np.random.default_rng(3).standard_normal((200, 3))
    cloud = Cloud(points, np.ones(200))
    one, two = (find_centres(cloud, 6, Effort(3, 3), seed=9) for _ in range(2))
    assert [found.inertia for found in one] == [found.inertia for found in two]


def test_as_many_centres_as_points_cost_nothing() -> None:
    cloud = cloud_of([[0, 0], [1, 5], [7, 2]])
    assert find_centres(cloud, 3, Effort(2, 2), seed=0)[0].inertia == 0


def test_equal_results_are_kept_once_and_the_best_comes_first() -> None:
    places = np.zeros((1, 1))
    found = different([Centres(3.0, places), Centres(1.0, places), Centres(1.0 + 1e-9, places)])
    assert [one.inertia for one in found] == [1.0, 3.0]


def test_progress_of_a_search_goes_from_nothing_towards_all() -> None:
    told: list[float] = []
    points = np.random.default_rng(5).standard_normal((50, 2))
    find_centres(Cloud(points, np.ones(50)), 3, Effort(4, 4), 0, told.append)
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] < 1

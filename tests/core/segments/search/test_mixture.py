import numpy as np
import pytest
from scipy.stats import multivariate_normal
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_limits

from core.segments.search.lloyd import Cloud, Effort, find_centres, labels_of
from core.segments.search.mixture import (
    FLOOR,
    Components,
    mixture,
    settled_mixture,
    two_most_likely,
)


def wide_and_narrow(each: int = 300) -> tuple[np.ndarray, np.ndarray]:
    """A wide group beside two narrow ones, which k-means takes for wider than they are."""
    random = np.random.default_rng(0)
    wide = random.normal(size=(each, 2)) * 2.5
    narrow = random.normal(size=(2 * each, 2)) * 0.2
    narrow[:each] += [7, 0]
    narrow[each:] += [0, 7]
    return np.vstack([wide, narrow]), np.repeat([0, 1, 2], each)


def test_groups_of_different_width_are_told_apart_better_than_by_centres() -> None:
    points, true = wide_and_narrow()
    cloud = Cloud(points, np.ones(len(points)))
    with threadpool_limits(limits=1):
        found = mixture(cloud, 3, starts=3, seed=0)
    centres = find_centres(cloud, 3, Effort(5, 5), 0)[0].places
    by_centres = adjusted_rand_score(true, labels_of(points, centres))
    by_shape = adjusted_rand_score(true, two_most_likely(points.T, found)[0])
    assert by_shape > 0.97
    assert by_centres < by_shape


def test_membership_is_that_of_the_densities() -> None:
    points, _ = wide_and_narrow(50)
    parts = Components(
        np.array([0.5, 0.3, 0.2]),
        np.array([[0.0, 0.0], [0.0, 2.0], [0.0, 8.0]]),
        np.array([np.diag([9.0, 0.2]), np.eye(2), np.array([[1.0, 0.3], [0.3, 0.5]])]),
    )
    chances = np.array(
        [
            share * multivariate_normal(mean, spread).pdf(points)
            for share, mean, spread in zip(
                parts.shares, parts.means, parts.covariances, strict=True
            )
        ]
    )
    one, two, margin = two_most_likely(points.T, parts)
    assert (one == chances.argmax(axis=0)).all()
    assert (two == chances.argsort(axis=0)[1]).all()
    best, second = np.sort(chances, axis=0)[::-1][:2]
    assert margin == pytest.approx((best - second) / (best + second), abs=1e-9)


def test_a_point_of_weight_five_counts_like_five_customers() -> None:
    points, _ = wide_and_narrow(40)
    weights = np.random.default_rng(1).integers(1, 6, len(points))
    start = Components(np.full(3, 1 / 3), points[[0, 50, 100]], np.array([np.eye(2)] * 3))
    heavy = settled_mixture(Cloud(points, weights.astype(float)), start)
    repeated = np.repeat(points, weights, axis=0)
    many = settled_mixture(Cloud(repeated, np.ones(len(repeated))), start)
    assert heavy.means == pytest.approx(many.means)
    assert heavy.shares == pytest.approx(many.shares)


def test_no_component_shrinks_onto_customers_with_one_mark() -> None:
    random = np.random.default_rng(2)
    marks = random.integers(0, 10, 1_000).astype(float)
    points = np.column_stack([(marks - 4.5) / 2.9, random.normal(size=1_000)])
    with threadpool_limits(limits=1):
        found = mixture(Cloud(points, np.ones(1_000)), 9, starts=3, seed=0)
    least = np.linalg.eigvalsh(found.covariances).min()
    assert least >= FLOOR - 1e-12


def test_a_lone_component_leaves_no_doubt() -> None:
    alone = Components(np.ones(1), np.zeros((1, 2)), np.eye(2)[None])
    assert two_most_likely(np.ones((2, 3)), alone)[2].tolist() == [1, 1, 1]

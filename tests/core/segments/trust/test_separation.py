import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.metrics import silhouette_samples

from core.segments.search.lloyd import Cloud, Effort, find_centres, labels_of
from core.segments.trust.separation import silhouettes


def test_iris_has_its_published_silhouette() -> None:
    iris = load_iris().data
    points = (iris - iris.mean(axis=0)) / iris.std(axis=0, ddof=1)
    cloud = Cloud(points, np.ones(150))
    labels = labels_of(points, find_centres(cloud, 3, Effort(20, 20), 0)[0].places)
    found = silhouettes(cloud, labels)
    assert (found * np.bincount(labels)).sum() / 150 == pytest.approx(0.459948, abs=1e-6)


def test_groups_have_the_silhouettes_of_their_customers() -> None:
    random = np.random.default_rng(0)
    points, labels = random.normal(size=(1_300, 3)), random.integers(0, 4, 1_300)
    points[:, 0] += labels
    each = silhouette_samples(points, labels)
    expected = [each[labels == group].mean() for group in range(4)]
    assert silhouettes(Cloud(points, np.ones(1_300)), labels) == pytest.approx(expected)


def test_a_point_of_weight_two_is_two_customers_in_one_place() -> None:
    random = np.random.default_rng(1)
    points, labels = random.normal(size=(60, 2)), np.arange(60) % 3
    weights = random.integers(1, 3, 60)
    heavy = silhouettes(Cloud(points, weights.astype(float)), labels)
    many = Cloud(np.repeat(points, weights, axis=0), np.ones(weights.sum()))
    assert heavy == pytest.approx(silhouettes(many, np.repeat(labels, weights)))


def test_a_group_of_one_and_a_single_group_are_not_apart_from_anything() -> None:
    points = np.array([[0.0], [1.0], [9.0]])
    assert silhouettes(Cloud(points, np.ones(3)), np.array([0, 0, 1]))[1] == 0
    assert silhouettes(Cloud(points, np.ones(3)), np.zeros(3, dtype=int)).tolist() == [0]

import numpy as np
import pytest

from core.segments.search.partition import gathered
from core.segments.search.sketch import sketch


def cells_of(customers: int):  # noqa: ANN201 - what `gathered` returns
    places = np.random.default_rng(0).normal(0, 3_000, (customers, 3)).round().astype(np.int64)
    return places, gathered(places, np.full(3, 1 / 3_000))


@pytest.mark.parametrize("customers", [500, 30_000])
def test_the_points_stand_for_all_customers(customers: int) -> None:
    places, cells = cells_of(customers)
    drawn = sketch(cells, 9, 1_000)
    assert drawn.cloud.weights.sum() == customers
    assert (np.bincount(drawn.point_of) == drawn.cloud.weights).all()
    assert len(drawn.cloud.weights) <= 1_000
    means = drawn.means(places / 3_000)
    assert means == pytest.approx(drawn.cloud.points, abs=1e-9)


def test_few_customers_are_their_own_points() -> None:
    places, cells = cells_of(200)
    drawn = sketch(cells, 9, 1_000)
    assert len(drawn.cloud.weights) == len(np.unique(places, axis=0))


def test_customers_in_tight_groups_get_points_enough_to_tell_the_groups_apart() -> None:
    random = np.random.default_rng(1)
    middles = random.normal(0, 100_000, (9, 3))
    places = np.repeat(middles, 3_000, axis=0) + random.normal(0, 300, (27_000, 3))
    drawn = sketch(gathered(places.round().astype(np.int64), np.full(3, 1e-5)), 9, 1_000)
    assert len(drawn.cloud.weights) >= 9 * 40


def test_a_point_has_the_group_of_most_of_its_customers() -> None:
    _, cells = cells_of(20_000)
    drawn = sketch(cells, 2, 100)
    labels = np.random.default_rng(2).integers(0, 3, 20_000)
    found = drawn.prevailing(labels, 3)
    counts = np.zeros((len(found), 3))
    np.add.at(counts, (drawn.point_of, labels), 1)
    assert (counts[np.arange(len(found)), found] == counts.max(axis=1)).all()


def test_the_order_of_the_customers_does_not_change_the_points() -> None:
    places, cells = cells_of(15_000)
    mixed = np.random.default_rng(3).permutation(places)
    one = sketch(cells, 9, 1_000).cloud
    other = sketch(gathered(mixed, np.full(3, 1 / 3_000)), 9, 1_000).cloud
    assert (one.points == other.points).all()
    assert (one.weights == other.weights).all()

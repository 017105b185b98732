from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.segments.scaling import coordinates, scales_for
from core.settings import Axis, Direction, Scaling
from core.tables.customers import Floats, ScoredCustomers

Score = Callable[..., ScoredCustomers]
Base = Callable[..., Floats]


@pytest.mark.parametrize("kind", list(Scaling))
def test_every_axis_has_the_variance_of_its_weight(
    kind: Scaling, make_scored: Score, one_cloud: Base
) -> None:
    scored = make_scored(one_cloud(3_000))
    axes = tuple(
        replace(axis, weight=one) for axis, one in zip(scored.axes, (1, 2, 3), strict=True)
    )
    points = coordinates(scored, scales_for(replace(scored, axes=axes), kind)).points()
    assert points.var(axis=1) == pytest.approx([0.5, 1.0, 1.5], rel=1e-4)


@pytest.mark.parametrize("kind", list(Scaling))
def test_an_axis_without_weight_has_no_coordinate(
    kind: Scaling, make_scored: Score, one_cloud: Base
) -> None:
    scored = make_scored(one_cloud(500))
    axes = (scored.axes[0], replace(scored.axes[1], weight=0.0), scored.axes[2])
    found = coordinates(scored, scales_for(replace(scored, axes=axes), kind))
    assert found.places.shape == (500, 2)
    assert (found.steps > 0).all()


@pytest.mark.parametrize("kind", list(Scaling))
def test_a_frozen_scale_gives_the_same_customers_the_same_places(
    kind: Scaling, make_scored: Score, one_cloud: Base
) -> None:
    scored = make_scored(one_cloud(2_000))
    scales = scales_for(scored, kind)
    again = coordinates(scored, scales)
    assert (again.places == coordinates(scored, scales).places).all()
    assert np.abs(again.places).max() < 2**23


def test_values_far_out_count_as_the_last_percentile(make_scored: Score, one_cloud: Base) -> None:
    values = one_cloud(1_000)
    values[0, 2] = 1e12
    scored = make_scored(values)
    points = coordinates(scored, scales_for(scored, Scaling.Z)).points()
    assert points[2, 0] == points[2].max()
    assert np.count_nonzero(points[2] == points[2].max()) >= 10
    assert points[2].max() < 10


@pytest.mark.parametrize("kind", list(Scaling))
def test_another_unit_measures_the_same_distances(
    kind: Scaling, make_scored: Score, one_cloud: Base
) -> None:
    values = one_cloud(1_500)
    cents = values * [1, 100, 100]
    one, other = (
        coordinates(scored, scales_for(scored, kind)).points()
        for scored in (make_scored(values), make_scored(cents))
    )
    assert other == pytest.approx(one, abs=2e-5)


def test_logarithms_make_a_doubling_the_same_step_wherever_it_is(make_scored: Score) -> None:
    size = 2.0 ** (np.arange(2_000) % 12)
    values = np.column_stack([np.arange(2_000) % 10, np.arange(2_000), 1000 * size])
    scored = make_scored(values)
    points = coordinates(scored, scales_for(scored, Scaling.LOG)).points()[2]
    steps = np.diff(np.unique(points))
    assert steps[4:].std() / steps[4:].mean() < 0.1


def test_customers_who_are_nearly_all_alike_on_an_axis_do_not_stop_the_scaling(
    make_scored: Score,
) -> None:
    values = np.column_stack([np.arange(1_000) % 10, np.arange(1_000), np.zeros(1_000)])
    values[:3, 2] = [5, 6, 7]
    for kind in Scaling:
        scored = make_scored(values)
        found = coordinates(scored, scales_for(scored, kind))
        assert found.points().var(axis=1) == pytest.approx([1, 1, 1], rel=1e-3)
        assert np.abs(found.places).max() < 2**23


def test_a_target_is_measured_by_the_distance_from_it(make_scored: Score) -> None:
    axes = (Axis("age", "age", Direction.TARGET, 40.0), Axis("b", "b"))
    values = np.column_stack([np.arange(20.0, 61.0), np.arange(41.0)])
    scored = make_scored(values, axes)
    points = coordinates(scored, scales_for(scored, Scaling.Z)).points()[0]
    assert points[20] == points.max()
    assert points[10] == points[30]

import numpy as np
import pytest

from core.segments.ideal import Choice, business_order, choose, smallest_ideal, standing
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Axis, Direction

AXES = (
    Axis(SATISFACTION, "s"),
    Axis(COST_TO_SERVE, "c", Direction.LESS),
    Axis(LIFETIME_VALUE, "v"),
)
EVEN = np.repeat(((np.arange(1_000) + 0.5) / 1_000)[:, None], 3, axis=1)


def chosen(
    medians: list[list[float]], sizes: list[int] | None = None, axes: tuple[Axis, ...] = AXES
) -> Choice:
    counts = np.array(sizes or [1_000 // len(medians)] * len(medians))
    return choose(standing(axes, np.array(medians), counts, EVEN))


def test_the_ideal_is_the_most_desirable_segment() -> None:
    choice = chosen([[0.2, 0.9, 0.9], [0.7, 0.8, 0.9], [0.6, 0.7, 0.7]])
    assert (choice.best, choice.ideal) == (1, True)
    assert choice.reason == (
        "First of three in satisfaction, second in low cost to serve and first in lifetime value;"
        " no other segment is better on all axes."
    )
    assert choice.origin.tolist() == [0.7, 0.8, 0.9]


def test_desirability_is_the_weighted_geometric_mean_between_the_tenth_percentiles() -> None:
    axes = (AXES[0], Axis(COST_TO_SERVE, "c", weight=0.0), Axis(LIFETIME_VALUE, "v", weight=3.0))
    choice = chosen([[0.5, 0.2, 0.7], [0.05, 0.5, 0.5]], axes=axes)
    low, high = np.quantile(EVEN[:, 0], [0.1, 0.9])
    expected = ((0.5 - low) / (high - low)) ** 0.25 * ((0.7 - low) / (high - low)) ** 0.75
    assert choice.desirability == pytest.approx([expected, 0])
    assert choice.region[1] == 0


def test_there_is_no_ideal_while_the_best_falls_short_on_an_axis() -> None:
    choice = chosen([[0.9, 0.3, 0.9], [0.4, 0.9, 0.4]])
    assert not choice.ideal
    assert choice.reason.startswith("None is ideal yet: the best segment is first of two in")
    assert choice.reason.endswith("does not get halfway up in low cost to serve.")
    assert choice.origin == pytest.approx([2 / 3] * 3)


def test_a_segment_that_is_too_small_is_not_the_ideal() -> None:
    choice = chosen([[0.9, 0.9, 0.9], [0.7, 0.7, 0.7], [0.2, 0.2, 0.2]], [29, 471, 500])
    assert choice.best == 1
    assert "no other segment of at least 30 customers is better" in choice.reason


def test_a_segment_that_another_surpasses_is_not_the_ideal() -> None:
    choice = chosen([[0.95, 0.95, 0.95], [0.97, 0.95, 0.95]])
    assert choice.best == 1


@pytest.mark.parametrize(
    ("customers", "groups", "smallest"),
    [(1_000_000, 9, 10_000), (7_043, 9, 71), (1_000, 9, 30), (90, 9, 5), (9, 9, 1)],
)
def test_the_smallest_ideal_scales_with_the_base(
    customers: int, groups: int, smallest: int
) -> None:
    assert smallest_ideal(customers, groups) == smallest


def test_an_axis_with_one_prevailing_value_has_limits_all_the_same() -> None:
    scores = np.repeat([[0.025, 0.5], [0.525, 0.5]], [5, 95], axis=0)
    scores[:, 1] = (np.arange(100) + 0.5) / 100
    where = standing(AXES[:2], np.array([[0.525, 0.6], [0.025, 0.6]]), np.array([95, 5]), scores)
    assert (where.low[0], where.high[0]) == (0.025, 0.525)
    choice = choose(where)
    assert choice.ideal
    assert choice.region.tolist() == [0.525, 2 / 3]


def test_segments_are_ordered_by_distance_from_the_best_then_by_place() -> None:
    points = np.array([[0.0, 3.0], [0.0, 0.0], [0.0, 2.0], [2.0, 0.0]])
    assert business_order(points, 1) == [1, 3, 2, 0]

import numpy as np
import pytest

from core.segments.ideal import (
    Choice,
    business_order,
    choose,
    closeness,
    nearest_to,
    smallest_ideal,
    standing,
)
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


def test_customers_who_are_all_alike_are_measured_by_the_whole_scale() -> None:
    where = standing(AXES, np.full((2, 3), 0.8), np.array([1, 0]), np.full((1, 3), 0.8))
    choice = choose(where)
    assert (choice.best, choice.ideal) == (0, True)
    assert choice.desirability == pytest.approx([0.8, 0.8])


def test_segments_are_ordered_by_distance_from_the_best_then_by_place() -> None:
    points = np.array([[0.0, 3.0], [0.0, 0.0], [0.0, 2.0], [2.0, 0.0]])
    assert business_order(points, 1) == [1, 3, 2, 0]


def test_closeness_is_the_distance_from_the_worst_over_both_distances() -> None:
    medians = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [1.0, 1.0, 0.5]])
    where = standing(AXES, medians, np.array([10, 10, 10]), EVEN)
    # The best corner is (1, 1, .5) and the worst (0, 0, .5); the third has it all.
    assert closeness(where) == pytest.approx([0.5, 0.5, 1.0])


def test_another_yardstick_that_prefers_another_segment_is_told() -> None:
    # Even on all axes beats first in two by desirability, but not by closeness to the best.
    choice = chosen([[0.6, 0.6, 0.6], [0.99, 0.99, 0.2], [0.1, 0.1, 0.1]])
    assert (choice.best, choice.rival) == (0, 1)
    assert chosen([[0.9, 0.9, 0.9], [0.1, 0.1, 0.1]]).rival is None


def test_a_segment_that_was_the_best_before_can_be_held_on_to() -> None:
    where = standing(AXES, np.array([[0.9, 0.9, 0.9], [0.6, 0.6, 0.6]]), np.array([500, 500]), EVEN)
    held = choose(where, known=1)
    assert (held.best, held.ideal) == (1, True)
    assert held.origin.tolist() == [0.6, 0.6, 0.6]


def test_the_nearest_to_the_ideal_lack_least_and_the_best_of_those_inside_come_first() -> None:
    scores = np.array([[0.6, 0.6], [0.9, 0.9], [0.8, 0.7], [0.1, 0.9], [0.69, 0.71], [0.65, 0.7]])
    found = nearest_to(np.array([0.7, 0.7]), scores, np.array([0.5, 0.5]))
    assert found.tolist() == [1, 2, 4, 5, 0]
    assert nearest_to(np.array([0.7, 0.7]), scores[:2], np.array([0.5, 0.5])).tolist() == [1, 0]

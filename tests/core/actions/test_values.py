import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actions.values import chance_to_reach, expected_sizes, horizon_values, way_to

ESSEC = np.array(
    [
        [7227, 0, 0, 0, 0, 35, 250, 0],
        [1931, 0, 0, 0, 0, 22, 200, 0],
        [0, 75, 0, 0, 0, 35, 1, 0],
        [0, 689, 0, 0, 0, 1, 266, 0],
        [0, 1139, 0, 0, 0, 15, 96, 0],
        [0, 0, 119, 0, 0, 354, 2, 0],
        [0, 0, 0, 901, 0, 22, 2088, 0],
        [0, 0, 0, 0, 938, 89, 410, 0],
    ],
    dtype=np.float64,
)
"""Customers who moved between eight segments in a year: a course of ESSEC, printed in full."""

SIZES_2015 = np.array([9158, 1903, 119, 901, 938, 573, 3313, 1512], dtype=np.float64)
SIZES_2025 = [13834, 650, 139, 756, 0, 547, 2490, 0]


def pfeifer_carraway() -> tuple[np.ndarray, np.ndarray]:
    """Rewards and moves by recency of the last purchase; the fifth state is lost."""
    buys = (0.30, 0.20, 0.15, 0.05)
    moves = np.zeros((5, 5))
    for recency, chance in enumerate(buys):
        moves[recency, 0] = chance
        moves[recency, recency + 1] = 1 - chance
    moves[4, 4] = 1
    return np.array([36.0, -4, -4, -4, 0]), moves


def test_four_periods_of_mailing_are_worth_what_pfeifer_and_carraway_found() -> None:
    rewards, moves = pfeifer_carraway()
    found = horizon_values(rewards, moves, 1 / 1.2, 5)
    assert found == pytest.approx([50.11496914, 4.21990741, 0.59211034, -1.98013117, 0], abs=5e-9)


def test_segments_of_a_course_develop_as_printed() -> None:
    course = expected_sizes(SIZES_2015, ESSEC / ESSEC.sum(axis=1, keepdims=True), 10)
    assert np.round(course[10]).tolist() == SIZES_2025
    assert np.round(course[1]).tolist() == [10517, 1584, 144, 991, 987, 657, 3537, 0]


def test_doing_nothing_in_the_toy_world_is_worth_what_is_published() -> None:
    moves = np.array(
        [[0.85, 0.05, 0.08, 0.02], [0.1, 0.7, 0.02, 0.18], [0.1, 0.01, 0.84, 0.05],
         [0.01, 0.07, 0.07, 0.85]]
    )  # fmt: skip
    found = horizon_values(np.array([10.0, 40, 30, 100]), moves, 0.9, 400)
    assert found == pytest.approx([304.045746, 494.064517, 377.017254, 670.700269], abs=5e-7)


chains = st.integers(2, 6).flatmap(
    lambda size: st.lists(
        st.lists(st.floats(0.01, 1), min_size=size + 1, max_size=size + 1),
        min_size=size,
        max_size=size,
    )
)


def chain(rows: list[list[float]]) -> np.ndarray:
    """Chances of moving; what is missing to 1 is lost."""
    table = np.array(rows)
    return table[:, :-1] / table.sum(axis=1, keepdims=True)


@given(rows=chains)
def test_over_many_periods_values_are_those_of_the_fundamental_matrix(
    rows: list[list[float]],
) -> None:
    moves = chain(rows)
    rewards = np.arange(1.0, len(moves) + 1)
    exact = np.linalg.solve(np.eye(len(moves)) - 0.9 * moves, rewards)
    assert horizon_values(rewards, moves, 0.9, 500) == pytest.approx(exact)


@given(rows=chains)
def test_the_way_to_a_state_is_that_of_the_fundamental_matrix(rows: list[list[float]]) -> None:
    moves = chain(rows)
    inner = np.linalg.inv(np.eye(len(moves) - 1) - moves[1:, 1:])
    costs = np.arange(1.0, len(moves) + 1)
    reached, periods, spent = way_to(moves, costs, 0)
    chance = inner @ moves[1:, 0]
    assert reached[1:] == pytest.approx(chance)
    assert periods[1:] == pytest.approx(inner @ chance / chance)
    assert spent[1:] == pytest.approx(inner @ costs[1:])
    assert (reached[0], periods[0], spent[0]) == (1, 0, 0)
    assert chance_to_reach(moves, 0, 2_000) == pytest.approx(reached)


def test_nobody_arrives_where_no_move_leads() -> None:
    reached, periods, _spent = way_to(np.array([[1.0, 0], [0, 0.5]]), np.zeros(2), 0)
    assert reached.tolist() == [1, 0]
    assert np.isnan(periods[1])


def test_within_one_period_the_chance_is_that_of_the_move() -> None:
    moves = np.array([[0.9, 0.1], [0.25, 0.5]])
    assert chance_to_reach(moves, 0, 1).tolist() == [1, 0.25]
    assert chance_to_reach(moves, 0, 2).tolist() == [1, 0.375]


def test_values_of_many_draws_are_those_of_each() -> None:
    rewards, moves = pfeifer_carraway()
    both = horizon_values(np.stack([rewards, 2 * rewards]), np.stack([moves, moves]), 0.9, 4)
    assert both[1] == pytest.approx(2 * horizon_values(rewards, moves, 0.9, 4))

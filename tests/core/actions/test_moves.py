import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actions.moves import (
    KAPPA,
    assumed_moves,
    chance_moves,
    concentrations,
    misassignment,
    move_draws,
    shares,
    true_counts,
)

BLURRED = np.array([[0.8, 0.15, 0.05], [0.1, 0.85, 0.05], [0.0, 0.1, 0.9]])


def test_assumed_moves_go_to_large_segments_and_lose_some() -> None:
    found = assumed_moves(np.array([10.0, 20, 30]), np.array([0.1, 0.0, 0.0]), 0.5)
    assert found[0] == pytest.approx([0.45, 0.45 * 0.4, 0.45 * 0.6, 0.1])
    assert found.sum(axis=1) == pytest.approx(np.ones(3))


def test_one_segment_alone_has_nowhere_to_drift_to() -> None:
    assert assumed_moves(np.array([5.0]), np.array([0.2]), 0.5).tolist() == [[0.8, 0.2]]


def test_few_customers_count_little_and_many_nearly_alone() -> None:
    counts = np.array([[90.0, 5, 5], [0, 1, 0]])
    alpha = concentrations(counts)
    assert alpha.sum(axis=1) == pytest.approx([100 + KAPPA, 1 + KAPPA])
    assert shares(alpha)[0] == pytest.approx(counts[0] / 100, abs=0.01)
    # nobody of the second was lost or moved, but of all 101 customers five were and five did
    assert 0 < shares(alpha)[1, 2] < 0.05
    assert 0 < shares(alpha)[1, 0] < 0.05


def test_a_base_in_which_nobody_moved_at_all_gets_a_matrix_too() -> None:
    assert shares(concentrations(np.zeros((2, 3)))).sum(axis=1) == pytest.approx(np.ones(2))


def test_assignments_are_as_sure_as_the_customers() -> None:
    codes, second = np.array([1, 1, 2]), np.array([2, 2, 1])
    found = misassignment(codes, second, np.array([0.9, 0.7, 1.0]), 2)
    # truly in 1: 1.6 assigned there; truly in 2: 0.4 assigned to 1 and 1 to 2
    assert found == pytest.approx(np.array([[1, 0], [0.4 / 1.4, 1 / 1.4]]))


@given(
    st.lists(st.lists(st.floats(0, 500), min_size=4, max_size=4), min_size=3, max_size=3).filter(
        lambda rows: sum(map(sum, rows)) > 1
    )
)
def test_what_was_blurred_by_wrong_assignment_is_found_again(rows: list[list[float]]) -> None:
    truth = np.array(rows)
    seen = np.column_stack([BLURRED.T @ truth[:, :3] @ BLURRED, BLURRED.T @ truth[:, 3]])
    found = true_counts(seen, BLURRED)
    assert found == pytest.approx(truth, abs=1e-6 * truth.sum())
    assert found.sum() == pytest.approx(seen.sum())


def test_chance_alone_shows_moves_where_assignment_is_unsure() -> None:
    seen = chance_moves(np.array([100.0, 200, 300]), BLURRED)
    assert seen.sum(axis=1) == pytest.approx(np.ones(3))
    assert (np.diag(seen) < 0.9).all()
    assert chance_moves(np.array([1.0, 2, 3]), np.eye(3)) == pytest.approx(np.eye(3))


def test_a_base_that_stands_still_is_seen_to_stand_still_once_corrected() -> None:
    sizes = np.array([1000.0, 2000, 3000])
    seen = np.column_stack([BLURRED.T @ np.diag(sizes) @ BLURRED, np.zeros(3)])
    assert shares(true_counts(seen, BLURRED))[:, :3] == pytest.approx(np.eye(3), abs=1e-6)


def test_draws_scatter_around_the_shares() -> None:
    alpha = concentrations(np.array([[90.0, 5, 5], [10, 80, 10]]))
    drawn = move_draws(alpha, 4000, np.random.default_rng(1))
    assert drawn.sum(axis=-1) == pytest.approx(np.ones((4000, 2)))
    assert drawn.mean(axis=0) == pytest.approx(shares(alpha), abs=0.003)
    assert drawn[:, 0, 0].std() == pytest.approx(np.sqrt(0.9 * 0.1 / 110), rel=0.15)

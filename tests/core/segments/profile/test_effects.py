import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.segments.profile.effects import Effect, cliff, correlation, degree, difference


@pytest.mark.parametrize(
    ("counts", "size", "low", "high"),
    [
        # Newcombe (1998), table II, method 10
        ((56, 70, 48, 80), 0.2, 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.6, 0.1705, 0.8090),
        ((10, 10, 0, 10), 1.0, 0.6075, 1.0),
        ((0, 10, 0, 10), 0.0, -0.2775, 0.2775),
    ],
)
def test_differences_of_shares_have_the_published_intervals(
    counts: tuple[int, int, int, int], size: float, low: float, high: float
) -> None:
    found = difference(*counts)
    assert found.size == pytest.approx(size)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_an_interval_covers_the_truth_nineteen_times_in_twenty() -> None:
    random = np.random.default_rng(0)
    covered = 0
    for _ in range(400):
        one, two = random.normal(0.8, 1, 40), random.normal(0, 1, 60)
        share = float((one[:, None] > two).mean())
        found = cliff(share, 40, 60)
        true = 2 * 0.7142 - 1  # Phi(0.8 / sqrt 2)
        covered += found.low <= true <= found.high
    assert 0.92 <= covered / 400 <= 0.99


@given(st.floats(0, 1), st.integers(1, 500), st.integers(1, 500))
def test_an_interval_holds_its_effect_and_stays_within_bounds(
    share: float, own: int, others: int
) -> None:
    found = cliff(share, own, others)
    assert -1 <= found.low <= found.size + 1e-9
    assert found.size - 1e-9 <= found.high <= 1
    assert cliff(1 - share, own, others).low == pytest.approx(-found.high, abs=1e-6)


def test_groups_that_do_not_overlap_still_have_an_interval() -> None:
    found = cliff(1.0, 20, 30)
    assert (found.size, found.high) == (1, 1)
    assert 0.7 < found.low < 0.95


def test_more_customers_are_surer() -> None:
    assert cliff(0.7, 1_000, 1_000).width < cliff(0.7, 100, 100).width


def test_a_rank_correlation_has_its_interval() -> None:
    found = correlation(0.5, 50)
    assert (found.low, found.high) == pytest.approx((0.2496, 0.6878), abs=5e-4)
    assert correlation(1.0, 30).high == pytest.approx(1)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0.5, "far"), (-0.5, "far"), (0.4, "clearly"), (0.2, "somewhat"), (0.1, "slightly")],
)
def test_an_effect_is_said_in_words(size: float, words: str) -> None:
    assert degree(Effect(size, size, size)) == words


def test_what_is_sure_is_the_end_of_the_interval_next_to_nothing() -> None:
    assert Effect(0.4, 0.2, 0.6).surely == 0.2
    assert Effect(-0.4, -0.6, -0.3).surely == 0.3
    assert Effect(0.1, -0.1, 0.3).surely == 0

import numpy as np
import pytest
from scipy.stats import rankdata

from core.segments.ladder import MOST_RUNGS, ladder_of, places_on, scores_of


def scores(values: np.ndarray) -> np.ndarray:
    ladder = ladder_of(values, 0.0)
    return scores_of(places_on(ladder, values)[:, None], (ladder,))[:, 0]


def test_a_few_thousand_different_values_have_exact_mid_ranks() -> None:
    values = np.random.default_rng(0).integers(0, 3_000, 20_000).astype(float)
    assert scores(values) == pytest.approx((rankdata(values) - 0.5) / len(values), abs=1e-15)


def test_among_more_values_no_score_is_off_by_more_than_a_rung() -> None:
    values = np.random.default_rng(1).lognormal(5, 2, 60_000)
    values[:20_000] = 0.0
    off = np.abs(scores(values) - (rankdata(values) - 0.5) / len(values))
    assert off.max() < 1 / MOST_RUNGS
    assert off[:20_000].max() == 0  # a value that many share has a rung of its own


def test_a_frozen_ladder_gives_its_own_customers_the_same_scores_and_places_others_between() -> (
    None
):
    values = np.random.default_rng(2).normal(size=50_000)
    ladder = ladder_of(values, 0.0)
    assert len(ladder.values) <= MOST_RUNGS
    again = places_on(ladder, values[::7])
    assert (again == places_on(ladder, values)[::7]).all()
    beyond = places_on(ladder, np.array([-99.0, 99.0]))
    assert beyond.tolist() == [ladder.places[0], ladder.places[-1]]


def test_another_unit_gives_the_same_places() -> None:
    values = np.random.default_rng(3).lognormal(3, 1, 30_000).round(2)
    cents = values * 100
    one = places_on(ladder_of(values, 0.0), values)
    other = places_on(ladder_of(cents, 0.0), cents)
    assert np.abs(one - other).max() <= 1

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_limits

from core.progress import Progress
from core.segments.trust.best_fit import best_fit, chosen
from core.settings import Axis, Method, Scaling
from core.tables.customers import Floats, ScoredCustomers
from core.tables.trust import Way

Score = Callable[..., ScoredCustomers]
Base = Callable[..., Floats]
Groups = Callable[..., tuple[Floats, np.ndarray]]

USUAL = Way(Method.K_MEANS, Scaling.RANK, 0.7, 0.3, 0.08, 9)


def way(stability: float, separation: float = 0.3, **changes: object) -> Way:
    found = {"method": Method.K_MEANS, "scaling": Scaling.Z, "smallest": 0.05, "groups": 9}
    return Way(stability=stability, separation=separation, **(found | changes))


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("customers", [500, 2_000])
def test_where_there_are_no_groups_percentile_ranks_with_k_means_win(
    seed: int, customers: int, make_scored: Score, one_cloud: Base
) -> None:
    found = best_fit(make_scored(one_cloud(customers, seed)), 9, 0, Progress())
    assert (found.method, found.scaling) == (Method.K_MEANS, Scaling.RANK)
    assert found.words == "percentile ranks with k-means"
    assert "one cloud without gaps" in found.reason
    assert len(found.ways) == 6


@pytest.mark.parametrize("noise", [1.0, 2.0])
@pytest.mark.parametrize("each", [60, 300])
def test_where_nine_groups_have_gaps_the_values_themselves_win(
    each: int, noise: float, make_scored: Score, nine_groups: Groups
) -> None:
    found = best_fit(make_scored(nine_groups(each, noise=noise)[0]), 9, 0, Progress())
    assert found.scaling is Scaling.Z
    assert "groups with gaps between them, which percentile ranks would blur" in found.reason


def test_the_silhouette_alone_does_not_choose() -> None:
    far_out = way(0.6, separation=0.8)
    small = way(0.99, separation=0.8, smallest=0.004)
    fewer = way(0.99, separation=0.8, groups=7)
    assert chosen((USUAL, far_out, small, fewer)).scaling is Scaling.RANK


def test_among_ways_with_gaps_the_clearest_wins_and_k_means_goes_first() -> None:
    clear, clearer = way(0.95, 0.6), way(0.96, 0.62, method=Method.MIXTURE)
    assert chosen((USUAL, clear)).method is Method.K_MEANS
    assert chosen((USUAL, clear, way(0.95, 0.61, method=Method.MIXTURE))).method is Method.K_MEANS
    assert chosen((USUAL, clear, clearer)).method is Method.MIXTURE


def test_the_usual_way_gives_way_only_to_one_that_holds_clearly_better() -> None:
    assert chosen((USUAL, way(0.84))).scaling is Scaling.RANK
    better = chosen((USUAL, way(0.86)))
    assert better.scaling is Scaling.Z
    assert better.reason.endswith("86% the same, against 70% with percentile ranks with k-means.")


def test_neither_row_order_nor_unit_nor_threads_change_what_is_chosen(
    make_scored: Score, one_cloud: Base
) -> None:
    values = one_cloud(1_500)
    mixed = np.random.default_rng(0).permutation(values)
    found = []
    for threads, base in ((1, values), (2, mixed), (1, values * [1, 100, 100])):
        with threadpool_limits(limits=threads):
            found.append(best_fit(make_scored(base), 9, 0, Progress()))
    assert found[0].ways == found[1].ways
    assert found[0].reason == found[2].reason


def test_wholesale_customers_are_not_divided_by_a_few_far_out(
    real_data: Path, make_scored: Score
) -> None:
    spend = pd.read_csv(real_data / "wholesale" / "wholesale.csv")
    columns = ("Fresh", "Milk", "Grocery")
    axes = tuple(Axis(name.lower(), name) for name in columns)
    found = best_fit(make_scored(spend[list(columns)].to_numpy(float), axes), 9, 0, Progress())
    assert found.scaling is Scaling.RANK

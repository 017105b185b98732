from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.errors import UserError
from core.segments.placing import place
from core.segments.rules.corners import grid, grid_limits
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Limit
from core.tables.customers import Floats, ScoredCustomers

Score = Callable[..., ScoredCustomers]
Base = Callable[..., Floats]


@pytest.fixture(scope="module")
def scored(make_scored: Score, one_cloud: Base) -> ScoredCustomers:
    return make_scored(one_cloud(3_000))


def test_eight_corners_and_the_ideal_hold_everybody(scored: ScoredCustomers) -> None:
    limits = grid_limits(scored, ())
    found = place(grid(scored.axes, limits), scored)
    assert sorted(np.unique(found.groups)) == list(range(9))
    csat, cost, value = scored.values.T
    ideals = [limit.ideal for limit in limits]
    best = (csat >= ideals[0]) & (cost < ideals[1]) & (value >= ideals[2])
    assert (found.groups == 0)[best].all()
    assert (found.groups == 0).sum() == best.sum()


def test_limits_are_round_numbers_near_the_middle_and_the_best_third(
    scored: ScoredCustomers,
) -> None:
    limits = {limit.measure: limit for limit in grid_limits(scored, ())}
    cost, value = scored.values[:, 1], scored.values[:, 2]
    assert (cost < limits[COST_TO_SERVE].good).mean() == pytest.approx(0.5, abs=0.011)
    assert (cost < limits[COST_TO_SERVE].ideal).mean() == pytest.approx(1 / 3, abs=0.011)
    assert (value >= limits[LIFETIME_VALUE].ideal).mean() == pytest.approx(1 / 3, abs=0.011)
    assert float(limits[COST_TO_SERVE].good).is_integer()


def test_a_limit_that_is_moved_stays_where_it_was_put(scored: ScoredCustomers) -> None:
    moved = (Limit(LIFETIME_VALUE, good=100.0, ideal=500.0),)
    limits = grid_limits(scored, moved)
    assert limits[2] == moved[0]
    assert limits[0] == grid_limits(scored, ())[0]


def test_an_ideal_in_the_bad_half_is_refused(scored: ScoredCustomers) -> None:
    for limit in (Limit(SATISFACTION, 6.0, 5.0), Limit(COST_TO_SERVE, 10.0, 20.0)):
        with pytest.raises(UserError, match="in the bad half, which is"):
            grid(scored.axes, grid_limits(scored, (limit,)))


def test_an_axis_without_weight_is_not_cut(scored: ScoredCustomers) -> None:
    axes = (scored.axes[0], replace(scored.axes[1], weight=0.0), scored.axes[2])
    fewer = replace(scored, axes=axes)
    found = grid(axes, grid_limits(fewer, ()))
    assert len(found.boxes) == 5


def test_more_than_three_axes_are_too_many_for_a_grid() -> None:
    limits = tuple(Limit(name, 1.0, 2.0) for name in "abcd")
    with pytest.raises(UserError, match="four axes would make 16 segments"):
        grid((), limits)

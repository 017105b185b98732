import numpy as np
import pandas as pd
import pytest

from core.actions.earlier import seen_moves
from core.actions.eligibility import Customers
from core.actions.natural import natural_moves
from core.settings import Economics, MoveAssumptions


def test_a_base_that_has_not_changed_is_where_it_was(varied: Customers) -> None:
    scored, segments = varied.scored, varied.segments
    found = seen_moves((scored.customer_ids, scored.values), scored, segments)
    assert found.counts.sum() == 600
    assert np.trace(found.counts[:, :-1]) / 600 > 0.93
    assert found.notes == ()


def test_who_is_gone_counts_as_lost_and_who_is_new_does_not_count(varied: Customers) -> None:
    scored, segments = varied.scored, varied.segments
    values = np.vstack([scored.values[:100], scored.values[:50], [[np.nan, 1, 1]]])
    ids = pd.Index([*scored.customer_ids[:100], *(f"X{n}" for n in range(50)), "Y"])
    found = seen_moves((ids, values), scored, segments)
    assert found.counts.sum() == 150
    assert found.counts[:, -1].sum() == 50
    assert found.unplaced == 1


def test_two_periods_of_different_companies_are_told(varied: Customers) -> None:
    scored, segments = varied.scored, varied.segments
    ids = pd.Index([f"X{n}" for n in range(600)])
    found = seen_moves((ids, scored.values), scored, segments)
    assert "both periods of the same company" in found.notes[0]


def test_moves_that_were_seen_take_the_place_of_assumed_ones(varied: Customers) -> None:
    scored, segments = varied.scored, varied.segments
    seen = seen_moves((scored.customer_ids, scored.values), scored, segments)
    assumed = Economics(), MoveAssumptions(drift=0.5)
    by_rule = natural_moves(segments, scored.axes, assumed, None)
    by_sight = natural_moves(segments, scored.axes, assumed, seen)
    assert by_rule.seen is None
    assert by_sight.seen is not None
    assert by_sight.chances.sum(axis=1) == pytest.approx(np.ones(9))
    assert np.diag(by_sight.chances).mean() > np.diag(by_rule.chances).mean()
    assert (by_sight.weights > by_rule.weights).all()
    # customers on a border seem to move though nobody did
    assert (np.diag(by_sight.by_chance) < 1).all()

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.progress import Progress
from core.segments.dividing import divided
from core.segments.rules.boxes import placed_in_boxes
from core.segments.rules.shortest import rules_for
from core.segments.scaling import coordinates, scales_for
from core.segments.spread import explaining, spread_within
from core.settings import Axis, Direction, Method, Scaling, Segmentation
from core.settings.model import Boxes
from core.tables.customers import Floats, ScoredCustomers
from core.tables.trust import USUAL

Score = Callable[..., ScoredCustomers]
Base = Callable[..., Floats]
Groups = Callable[..., tuple[Floats, np.ndarray]]


def test_groups_with_gaps_have_rules_without_mistakes(
    make_scored: Score, nine_groups: Groups
) -> None:
    values, true = nine_groups(100)
    scored = make_scored(values)
    found = rules_for(scored, true, 9)
    assert (found.groups == true).all()
    assert len(found.boxes) == 9
    assert all(rule.precision == rule.recall == 1 for rule in found.shortest)


def test_precision_and_recall_are_those_of_the_ranges(make_scored: Score, one_cloud: Base) -> None:
    scored = make_scored(one_cloud(4_000))
    settings = Segmentation(Method.K_MEANS, starts=5)
    groups = divided(scored, USUAL, settings, Progress()).placed.groups
    found = rules_for(scored, groups, 9)
    by_name = {
        axis.measure: column for axis, column in zip(scored.axes, scored.values.T, strict=True)
    }
    for group, rule in enumerate(found.shortest):
        inside = np.ones(4_000, dtype=bool)
        for one in rule.ranges:
            inside &= by_name[one.measure] >= (-np.inf if one.least is None else one.least)
            inside &= by_name[one.measure] < (np.inf if one.below is None else one.below)
        own = groups == group
        assert rule.precision == pytest.approx((inside & own).sum() / inside.sum())
        assert rule.recall == pytest.approx((inside & own).sum() / own.sum())
        assert min(rule.precision, rule.recall) > 0.7


def test_the_tree_has_nine_to_eighteen_leaves_and_gives_everybody_a_segment(
    make_scored: Score, one_cloud: Base
) -> None:
    scored = make_scored(one_cloud(4_000))
    settings = Segmentation(Method.K_MEANS, starts=5)
    groups = divided(scored, USUAL, settings, Progress()).placed.groups
    found = rules_for(scored, groups, 9)
    assert 9 <= len(found.boxes) <= 18
    codes, _, _ = placed_in_boxes(Boxes(found.boxes), scored)
    assert (codes - 1 == found.groups).all()
    assert (found.groups == groups).mean() > 0.88
    lie = coordinates(scored, scales_for(scored, Scaling.RANK))
    best = spread_within(lie, groups, 9)
    assert 0 < explaining(lie, found.groups, 9, best) < 0.1


def test_rules_say_what_they_ask_for(make_scored: Score) -> None:
    axes = (
        Axis("satisfaction", "s"),
        Axis("cost_to_serve", "c", Direction.LESS),
        Axis("age", "a", Direction.TARGET, 40.0),
    )
    random = np.random.default_rng(0)
    values = random.integers(0, 80, (2_000, 3)).astype(float)
    groups = np.where(np.abs(values[:, 2] - 40) < 8, 1, np.where(values[:, 0] >= 30, 0, 2))
    rules = rules_for(make_scored(values, axes), groups, 3).shortest
    assert rules[0].words == "satisfaction at least 30, age 8 or more from 40"
    assert rules[1].words == "age less than 8 from 40"
    assert rules[2].words == "satisfaction below 30, age 8 or more from 40"


def test_an_axis_without_weight_has_no_part_in_a_rule(make_scored: Score, one_cloud: Base) -> None:
    scored = make_scored(one_cloud(1_000))
    axes = (scored.axes[0], replace(scored.axes[1], weight=0.0), scored.axes[2])
    groups = (scored.values[:, 1] > 20).astype(int)
    found = rules_for(replace(scored, axes=axes), groups, 2)
    measures = {one.measure for rule in found.shortest for one in rule.ranges}
    assert "cost_to_serve" not in measures


def test_segments_with_the_same_middle_share_a_leaf(make_scored: Score) -> None:
    values = np.random.default_rng(1).normal(size=(600, 3))
    groups = np.arange(600) % 2
    found = rules_for(make_scored(values), groups, 2)
    assert len(found.shortest) == 2
    assert all(0 <= rule.precision <= 1 for rule in found.shortest)


def test_a_segment_without_customers_has_a_rule_that_is_never_right(
    make_scored: Score, one_cloud: Base
) -> None:
    scored = make_scored(one_cloud(300))
    groups = (scored.values[:, 2] > 150).astype(int)
    found = rules_for(scored, groups, 3)
    assert found.shortest[2].recall == 0

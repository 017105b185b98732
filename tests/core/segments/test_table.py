import pickle
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_limits

from core.errors import UserError
from core.progress import Progress
from core.segments.approach import approach_for
from core.segments.scoring import score
from core.segments.table import segment
from core.settings import (
    COST_TO_SERVE,
    LIFETIME_VALUE,
    SATISFACTION,
    Axis,
    Direction,
    Method,
    Scaling,
    Segmentation,
)
from core.tables.customers import CustomerTable, Floats, Measure, ScoredCustomers
from core.tables.segments import SegmentTable
from core.tables.trust import USUAL

AXES = (
    Axis(SATISFACTION, "CSat"),
    Axis(COST_TO_SERVE, "cost", Direction.LESS),
    Axis(LIFETIME_VALUE, "value"),
)
QUICK = Segmentation(Method.K_MEANS, starts=5)


def made_up(customers: int, seed: int = 0) -> pd.DataFrame:
    correlations = np.array([[1, -0.3, 0.4], [-0.3, 1, 0.2], [0.4, 0.2, 1]])
    random = np.random.default_rng(seed)
    z = random.standard_normal((customers, 3)) @ np.linalg.cholesky(correlations).T
    return table_of(
        np.column_stack(
            [
                np.clip(np.round(5.5 + 2 * z[:, 0]), 1, 10),
                np.exp(3 + 0.8 * z[:, 1]).round(2),
                np.exp(5 + z[:, 2]).round(2),
            ]
        )
    )


def table_of(values: Floats) -> pd.DataFrame:
    ids = pd.Index([f"c{number:06d}" for number in range(len(values))], name="customer_id")
    return pd.DataFrame(values, columns=["CSat", "cost", "value"], index=ids)


def scored(table: pd.DataFrame, axes: tuple[Axis, ...] = AXES) -> ScoredCustomers:
    measures = tuple(Measure(str(name), "s", "", numeric=True) for name in table.columns)
    return score(CustomerTable(table, measures, (), ()), axes)


def divided(
    table: pd.DataFrame, settings: Segmentation = QUICK, axes: tuple[Axis, ...] = AXES
) -> SegmentTable:
    where = scored(table, axes)
    return segment(where, approach_for(where, settings, Progress()), settings, Progress())


def test_nine_segments_hold_every_scored_customer_once() -> None:
    table = made_up(1_000)
    table.iloc[::10, 1] = np.nan
    found = divided(table)
    counted = np.bincount(found.codes, minlength=10)
    assert counted[0] == 100
    assert [one.customers for one in found.segments] == counted[1:].tolist()
    assert [one.code for one in found.segments] == list(range(1, 10))
    assert sum(one.share for one in found.segments) == pytest.approx(1)
    assert np.isnan(found.confidence[found.codes == 0]).all()
    assert (found.second[found.codes == 0] == 0).all()
    assert (found.second != found.codes)[found.codes > 0].all()
    assert found.codes.dtype == np.int8


def test_the_first_segment_is_the_best_and_the_others_follow_by_distance() -> None:
    found = divided(made_up(2_000))
    assert found.ideal.code == found.ideal.best == 1
    assert found.segments[0].ideal
    assert found.segments[0].to_ideal == (0, 0, 0)
    assert sum(one.ideal for one in found.segments) == 1
    assert len({one.name for one in found.segments}) == 9
    assert found.ideal.close > 0


def test_spreads_and_centres_are_those_of_the_members() -> None:
    table = made_up(500)
    found = divided(table)
    scores = scored(table).scores
    for one, centre in zip(found.segments, found.centres, strict=True):
        members = found.codes == one.code
        assert centre == pytest.approx(scores[members].mean(axis=0))
        spread = one.spreads[2]
        values = table["value"].to_numpy()[members]
        assert spread.measure == LIFETIME_VALUE
        assert spread.mean == pytest.approx(values.mean())
        assert (spread.low, spread.lower, spread.median, spread.upper, spread.high) == (
            pytest.approx(tuple(np.quantile(values, [0.1, 0.25, 0.5, 0.75, 0.9])))
        )
        assert spread.median_score == pytest.approx(np.median(scores[members, 2]))
    assert found.everyone[0].median == table["CSat"].median()


def planted(each: int, seed: int = 4, noise: float = 1.0) -> tuple[pd.DataFrame, np.ndarray]:
    random = np.random.default_rng(seed)
    corners = np.array([[x, y, z] for x in (2, 8) for y in (20, 80) for z in (200, 800)])
    true = np.repeat(np.arange(9), each)
    middle = np.vstack([corners, [5, 50, 500]])[true]
    return table_of(middle + noise * random.normal(0, 1, (9 * each, 3)) * [0.3, 3, 30]), true


@pytest.mark.parametrize(("each", "noise"), [(20, 1.0), (100, 1.0), (100, 2.5), (3_000, 1.0)])
def test_nine_planted_groups_are_recovered_by_best_fit(each: int, noise: float) -> None:
    table, true = planted(each, noise=noise)
    found = divided(table, Segmentation())
    assert adjusted_rand_score(true, found.codes) >= 0.97
    assert found.approach.scaling is Scaling.Z


def test_nine_planted_groups_are_recovered_by_ranks_but_for_what_they_blur() -> None:
    table, true = planted(100)
    found = divided(table, Segmentation(Method.K_MEANS))
    assert 0.87 <= adjusted_rand_score(true, found.codes) <= 0.99


WAYS = (
    Segmentation(Method.K_MEANS, Scaling.RANK, starts=5),
    Segmentation(Method.K_MEANS, Scaling.LOG, starts=5),
    Segmentation(Method.K_MEANS, Scaling.Z, starts=5),
    Segmentation(Method.MIXTURE, Scaling.RANK),
    Segmentation(Method.MIXTURE, Scaling.Z),
    Segmentation(Method.GRID),
)
EVERY_WAY = pytest.mark.parametrize(
    "settings", WAYS, ids=lambda one: f"{one.method}, {one.scaling}"
)


@EVERY_WAY
@pytest.mark.parametrize("customers", [700, 20_000])
def test_neither_order_nor_names_nor_currency_nor_threads_change_anybodys_segment(
    settings: Segmentation, customers: int
) -> None:
    table = made_up(customers)
    found = divided(table, settings)
    order = np.random.default_rng(1).permutation(customers)
    mixed = divided(table.iloc[order], settings)
    assert (mixed.codes == found.codes[order]).all()
    assert (mixed.second == found.second[order]).all()
    renamed = table.iloc[order].set_index(pd.Index([f"x{n:06d}" for n in range(customers)]))
    assert (divided(renamed, settings).codes == found.codes[order]).all()
    cents = table.assign(value=table["value"] * 100, cost=table["cost"] * 100)
    with threadpool_limits(limits=2):
        assert (divided(cents, settings).codes == found.codes).all()
    assert [one.name for one in mixed.segments] == [one.name for one in found.segments]


@EVERY_WAY
def test_every_way_divides_everybody_and_says_how_surely(settings: Segmentation) -> None:
    found = divided(made_up(1_500), settings)
    assert (found.codes > 0).all()
    assert ((found.confidence >= 0) & (found.confidence <= 1)).all()
    assert (found.second != found.codes).mean() > 0.99
    assert sum(one.customers for one in found.segments) == 1_500
    assert found.inertia > 0
    assert -1 <= found.silhouette <= 1
    assert all(one.rule is not None and one.rule.words for one in found.segments)
    assert found.definition is not None


def test_the_rule_can_be_made_the_definition_and_is_exact_then() -> None:
    table = made_up(2_000)
    found = divided(table, Segmentation(Method.K_MEANS, starts=5))
    by_rule = divided(table, Segmentation(Method.RULE, boxes=found.boxes))
    assert len(by_rule.segments) == 9
    assert (by_rule.codes == found.codes).mean() > 0.88
    assert by_rule.explaining == pytest.approx(0, abs=0.03)
    assert all(one.rule is not None and one.rule.precision > 0.9 for one in by_rule.segments)
    later = divided(made_up(500, seed=3), Segmentation(Method.RULE, boxes=found.boxes))
    assert len(later.segments) == 9


def test_a_mixture_says_that_weights_hardly_matter() -> None:
    axes = (AXES[0], AXES[1], replace(AXES[2], weight=2.0))
    found = divided(made_up(300), Segmentation(Method.MIXTURE, segments=4), axes)
    assert any("weights matter little" in note for note in found.notes)


def test_a_grid_with_empty_corners_says_so() -> None:
    table = made_up(400)
    table["value"] = -table["cost"] * 5 + 400  # whoever costs much is worth little
    found = divided(table, Segmentation(Method.GRID))
    assert len(found.segments) < 9
    assert any("of the grid have no customers" in note for note in found.notes)
    assert (found.codes > 0).all()


def test_where_there_is_no_ideal_the_nearest_customers_are_named() -> None:
    table = made_up(400)
    table["value"] = table["cost"] * 5  # what is worth much costs much
    found = divided(table, QUICK)
    assert found.ideal.code is None
    assert len(found.ideal.nearest) == 5
    scores = scored(table).scores
    lacking = (np.maximum(np.array(found.ideal.region) - scores, 0) ** 2).sum(axis=1)
    assert sorted(lacking)[4] == pytest.approx(lacking[list(found.ideal.nearest)].max())


DEGENERATE = {
    "two kinds of customers": np.repeat([[1.0, 2.0, 3.0], [2.0, 1.0, 4.0]], 40, axis=0),
    "one axis with two values": np.column_stack(
        [np.arange(90) % 2, np.arange(90), np.arange(90)[::-1] ** 2]
    ).astype(float),
    "all but one alike": np.vstack([np.ones((60, 3)), [[2.0, 2.0, 2.0]]]),
    "vast and tiny": np.column_stack(
        [np.arange(80) % 7, np.geomspace(1e-90, 1e90, 80), -np.geomspace(1e90, 1e-90, 80)]
    ),
    "negative and zero": np.column_stack(
        [np.arange(100) % 3, np.where(np.arange(100) < 70, 0, -5.0), np.arange(100) - 50.0]
    ),
    "the same on two axes": np.repeat(np.arange(100.0)[:, None], 3, axis=1),
}


@pytest.mark.parametrize("case", DEGENERATE)
@pytest.mark.parametrize("method", [Method.BEST_FIT, Method.K_MEANS, Method.MIXTURE, Method.GRID])
def test_odd_bases_are_divided_as_far_as_they_can_be_or_explained(
    case: str, method: Method
) -> None:
    table = table_of(DEGENERATE[case])
    found = divided(table, Segmentation(method, starts=3))
    distinct = len(np.unique(DEGENERATE[case], axis=0))
    assert 1 <= len(found.segments) <= min(9, distinct)
    assert (found.codes > 0).all()
    assert np.isfinite(found.inertia)
    if len(found.segments) < 9:
        assert found.notes


@given(st.randoms(use_true_random=False), st.integers(30, 120))
@examples(max_examples=8)
def test_the_order_of_the_rows_changes_nobodys_segment(random: object, customers: int) -> None:
    table = made_up(customers)
    order = list(range(customers))
    random.shuffle(order)
    settings = Segmentation(Method.K_MEANS, segments=4, starts=3)
    found, again = divided(table, settings), divided(table.iloc[order], settings)
    assert (again.codes == found.codes[order]).all()
    assert (again.confidence == found.confidence[order]).all()
    assert again.segments == found.segments
    assert again.ideal == found.ideal
    assert again.silhouette == found.silhouette


def test_the_same_input_gives_the_same_bytes_on_any_number_of_threads() -> None:
    table = made_up(25_000)
    results = []
    for threads in (1, 2):
        with threadpool_limits(limits=threads):
            results.append(pickle.dumps(divided(table)))
    assert results[0] == results[1]


def test_another_unit_changes_nobodys_segment() -> None:
    table = made_up(800)
    cents = table.assign(value=table["value"] * 100)
    assert (divided(table).codes == divided(cents).codes).all()


def test_an_axis_without_weight_divides_nobody_but_is_described() -> None:
    axes = (AXES[0], AXES[1], replace(AXES[2], weight=0.0))
    table = made_up(600)
    found = divided(table, axes=axes)
    shuffled = table.assign(value=table["value"].to_numpy()[::-1])
    assert (divided(shuffled, axes=axes).codes == found.codes).all()
    assert len(found.segments[0].spreads) == 3
    assert found.centres.shape == (9, 3)


def test_equal_weights_of_any_size_are_the_same() -> None:
    table = made_up(600)
    halves = tuple(replace(axis, weight=0.5) for axis in AXES)
    assert (divided(table).codes == divided(table, axes=halves).codes).all()


@pytest.mark.parametrize("count", [2, 5])
def test_two_to_five_axes_will_do(count: int) -> None:
    random = np.random.default_rng(1)
    names = [f"m{number}" for number in range(count)]
    ids = pd.Index([f"c{number:05d}" for number in range(22_000)], name="customer_id")
    table = pd.DataFrame(random.normal(size=(22_000, count)), columns=names, index=ids)
    found = divided(
        table, Segmentation(Method.K_MEANS, starts=2), tuple(Axis(name, name) for name in names)
    )
    assert len(found.segments) == 9
    assert found.centres.shape == (9, count)


@pytest.mark.parametrize("segments", [3, 15])
def test_the_number_of_segments_can_be_chosen(segments: int) -> None:
    found = divided(made_up(500), Segmentation(Method.K_MEANS, segments=segments, starts=3))
    assert len(found.segments) == segments


def test_fewer_different_customers_than_segments_get_fewer_segments_and_a_note() -> None:
    values = np.array([[1.0, 1.0, 1.0], [2.0, 1.0, 5.0], [3.0, 2.0, 2.0], [4.0, 2.0, 1.0]])
    found = divided(table_of(np.repeat(values, 30, axis=0)))
    assert len(found.segments) == 4
    assert found.silhouette == pytest.approx(1)
    assert found.inertia == pytest.approx(0)
    assert found.notes[0] == (
        "Only 4 groups can be told apart: cost to serve has just two different values. Showing 4."
    )


def test_a_small_base_is_divided_with_a_note() -> None:
    found = divided(made_up(60))
    assert len(found.segments) == 9
    assert found.notes[0].startswith("Only 60 customers are scored; nine segments are hard")


def test_nine_customers_make_nine_segments() -> None:
    found = divided(made_up(9))
    assert sorted(found.codes) == list(range(1, 10))
    assert found.silhouette == 0


@pytest.mark.parametrize(
    ("settings", "customers", "what"),
    [
        (QUICK, 8, "Only 8 customers have a value on all three axes, too few for nine segments"),
        (Segmentation(Method.K_MEANS, segments=2), 100, "2 segments were asked for"),
        (Segmentation(Method.K_MEANS, segments=16), 100, "16 segments were asked for"),
        (Segmentation(Method.K_MEANS, starts=0), 100, "0 starts were asked for"),
        (Segmentation(Method.K_MEANS, seed=-1), 100, "The seed is -1"),
        (Segmentation(resamples=-1), 100, "redrawn -1 times"),
    ],
)
def test_what_cannot_be_done_is_told(settings: Segmentation, customers: int, what: str) -> None:
    with pytest.raises(UserError, match=what) as problem:
        divided(made_up(customers), settings)
    assert problem.value.hint


def test_progress_goes_from_nothing_to_all() -> None:
    seen: list[float] = []
    progress = Progress(report=lambda _, share: seen.append(share))
    segment(scored(made_up(300)), USUAL, QUICK, progress)
    assert (seen[0], seen[-1]) == (0, 1)
    assert seen == sorted(seen)

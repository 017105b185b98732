from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_limits

from core.progress import Progress
from core.segments.approach import approach_for
from core.segments.identity.finishing import finished
from core.segments.identity.keeping import freeze
from core.segments.scoring import score
from core.segments.table import segment
from core.segments.trust.stability import enough_of, stability, words_for
from core.settings import Axis, Method, Segmentation
from core.tables.customers import CustomerTable, Floats, ScoredCustomers
from core.tables.segments import SegmentTable
from core.tables.trust import BY_LIMITS, StabilityTable

Score = Callable[..., ScoredCustomers]
Base = Callable[..., Floats]
MakeTable = Callable[..., CustomerTable]
Groups = Callable[..., tuple[Floats, np.ndarray]]

QUICK = Segmentation(Method.K_MEANS, starts=10, resamples=20)
NO_CORRELATION = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


def put_to_the_test(
    scored: ScoredCustomers, settings: Segmentation = QUICK
) -> tuple[SegmentTable, StabilityTable]:
    approach = approach_for(scored, settings, Progress())
    table = segment(scored, approach, settings, Progress())
    return table, stability(scored, table, settings, Progress())


@pytest.mark.parametrize(
    ("jaccard", "words"),
    [
        (0.85, "very solid"),
        (0.849, "solid"),
        (0.75, "solid"),
        (0.6, "tendency"),
        (0.599, "do not rely"),
        (0.0, "do not rely"),
    ],
)
def test_stability_is_said_in_words(jaccard: float, words: str) -> None:
    assert words_for(jaccard) == words


def test_groups_with_gaps_are_very_solid_and_their_ideal_is_sure(
    make_scored: Score, nine_groups: Groups
) -> None:
    settings = replace(QUICK, method=Method.BEST_FIT)
    _, found = put_to_the_test(make_scored(nine_groups(100)[0]), settings)
    assert all(one.jaccard > 0.99 for one in found.segments)
    assert {one.words for one in found.segments} == {"very solid"}
    assert all(one.staying > 0.99 and not one.neighbours for one in found.segments)
    assert found.ideal == 1
    assert found.remedy is None


def test_one_cloud_has_segments_not_to_rely_on(make_scored: Score, one_cloud: Base) -> None:
    values = one_cloud(150, 3, NO_CORRELATION)
    _, found = put_to_the_test(make_scored(values), replace(QUICK, method=Method.BEST_FIT))
    assert sum(one.words == "do not rely" for one in found.segments) >= 3
    doubtful = min(found.segments, key=lambda one: one.jaccard)
    assert doubtful.neighbours
    assert doubtful.staying < 0.75


def test_where_too_few_hold_a_smaller_number_is_offered(
    real_data: Path, make_scored: Score
) -> None:
    spend = pd.read_csv(real_data / "wholesale" / "wholesale.csv")
    columns = ("Fresh", "Milk", "Grocery")
    axes = tuple(Axis(name.lower(), name) for name in columns)
    scored = make_scored(spend[list(columns)].to_numpy(float), axes)
    table, found = put_to_the_test(scored)
    assert found.remedy is not None
    assert found.remedy.holding < enough_of(9)
    assert found.remedy.segments in range(3, 9)
    done = finished(table, found, Segmentation())
    assert done.notes[-1].startswith("Only ")
    assert "the grid holds, because it is set by limits." in done.notes[-1]


def test_segments_set_by_limits_hold_whoever_is_drawn(make_scored: Score, one_cloud: Base) -> None:
    _, found = put_to_the_test(make_scored(one_cloud(1_000)), replace(QUICK, method=Method.GRID))
    assert {one.words for one in found.segments} == {BY_LIMITS}
    assert {one.jaccard for one in found.segments} == {1.0}
    assert found.remedy is None
    assert found.ideal is not None
    assert found.ideal > 0.9


def test_nothing_is_said_where_nothing_was_tested(make_scored: Score, one_cloud: Base) -> None:
    table, found = put_to_the_test(make_scored(one_cloud(200)), replace(QUICK, resamples=0))
    assert found == StabilityTable()
    assert all(one.stability is None for one in finished(table, found, Segmentation()).segments)


def test_nothing_is_said_of_kept_segments_without_customers(
    make_scored: Score, make_table: MakeTable, one_cloud: Base
) -> None:
    """Nor where there are fewer customers than segments."""
    values = one_cloud(600)
    scored = make_scored(values)
    table, _ = put_to_the_test(scored)
    model = freeze(scored, table)
    assert model is not None
    kept = replace(QUICK, kept=model)
    happy = score(make_table(values[values[:, 0] > 7]), model.axes, model)
    found, tested = put_to_the_test(happy, kept)
    assert [one is None for one in tested.segments] == [not one.customers for one in found.segments]
    assert None in tested.segments
    few = score(make_table(values[:8]), model.axes, model)
    assert put_to_the_test(few, kept)[1] == StabilityTable()


def test_neither_row_order_nor_threads_change_what_holds(
    make_scored: Score, one_cloud: Base
) -> None:
    values = one_cloud(12_000)
    mixed = np.random.default_rng(0).permutation(values)
    found = []
    for threads, base in ((1, values), (2, mixed)):
        with threadpool_limits(limits=threads):
            found.append(put_to_the_test(make_scored(base), replace(QUICK, resamples=5))[1])
    assert found[0] == found[1]


def test_progress_of_the_test_goes_from_nothing_to_all(make_scored: Score, one_cloud: Base) -> None:
    seen: list[float] = []
    scored = make_scored(one_cloud(200))
    table, _ = put_to_the_test(scored, replace(QUICK, resamples=0))
    stability(scored, table, QUICK, Progress(report=lambda _, share: seen.append(share)))
    assert (seen[0], seen[-1]) == (0, 1)
    assert seen == sorted(seen)

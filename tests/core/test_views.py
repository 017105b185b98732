from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.arrays import Arrays
from core.pipeline import Outcome
from core.progress import Progress
from core.segments.scoring import score
from core.segments.table import segment
from core.settings import Axis, Segmentation, Settings
from core.tables.customers import CustomerTable, Measure
from core.tables.trust import USUAL
from core.views import analysis_view


def outcome_of(first: list[float]) -> Outcome:
    ids = pd.Index([f"c{number:03d}" for number in range(len(first))], name="customer_id")
    second = [float(number) for number in range(len(first))]
    table = pd.DataFrame({"first": first, "second": second}, index=ids)
    measures = tuple(Measure(name, "s", "", numeric=True) for name in table.columns)
    customers = CustomerTable(table, measures, (), ())
    scored = score(customers, (Axis("first", "first"), Axis("second", "second")))
    segments = segment(scored, USUAL, Segmentation(starts=2), Progress())
    results = {"customers": customers, "scored": scored, "segments": segments}
    return Outcome(Settings(), results, {})


@pytest.mark.parametrize(
    "first",
    [
        [1.0 + (number % 2) * 2.3e-16 for number in range(30)],
        [0.0] * 29 + [7.0],
        [float(number) for number in range(30)],
        [1e100 * number / 30 for number in range(31)],
    ],
    ids=["neighbours", "one other", "even", "vast"],
)
def test_a_histogram_counts_everybody_whatever_the_range(
    first: list[float], tmp_path: Path
) -> None:
    axes = analysis_view(outcome_of(first), Arrays(tmp_path)).axes
    assert axes is not None
    view = axes.axes[0]
    assert sum(view.counts) == len(first)
    assert len(view.edges) == len(view.counts) + 1
    assert list(view.edges) == sorted(view.edges)


def test_the_arrays_for_the_scatter_hold_finite_numbers(tmp_path: Path) -> None:
    found = analysis_view(outcome_of([1e99 * n for n in range(-10, 11)]), Arrays(tmp_path))
    assert found.segments is not None
    values = np.load(found.segments.values_file)
    assert values.dtype == np.float32
    assert np.isfinite(values).all()
    scores = np.load(found.segments.scores_file)
    assert scores.dtype == np.float32
    assert scores.shape == values.shape
    assert (scores > 0).all()
    assert (scores < 1).all()

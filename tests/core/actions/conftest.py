"""Small companies whose gains can be worked out by hand."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Axis, Direction
from core.tables.customers import ScoredCustomers
from core.tables.segments import Ideal, Segment, SegmentTable, Spread

AXES = (
    Axis(SATISFACTION, "CSat"),
    Axis(COST_TO_SERVE, "Cost", Direction.LESS),
    Axis(LIFETIME_VALUE, "CLV"),
)


Group = tuple[tuple[float, ...], float, float, int]
"""Scores of a segment's centre, value and cost of each of its customers, how many they are."""

MakeCompany = Callable[..., tuple[ScoredCustomers, SegmentTable]]


@pytest.fixture(scope="session")
def make_company() -> MakeCompany:
    """Give a function that makes scored customers and segments from groups."""

    def make(
        groups: list[Group],
        ideal: int | None = 1,
        axes: tuple[Axis, ...] = AXES,
        unscored: int = 0,
    ) -> tuple[ScoredCustomers, SegmentTable]:
        sizes = [customers for *_, customers in groups]
        numbers = {SATISFACTION: 0.0, COST_TO_SERVE: 0.0, LIFETIME_VALUE: 0.0}
        rows = []
        for _, value, cost, customers in groups:
            known = numbers | {COST_TO_SERVE: cost, LIFETIME_VALUE: value}
            rows += [[known.get(axis.measure, 0.0) for axis in axes]] * customers
        rows += [[np.nan] + [0.0] * (len(axes) - 1)] * unscored
        values = np.array(rows)
        codes = np.repeat([*range(1, len(groups) + 1), 0], [*sizes, unscored]).astype(np.int8)
        ids = pd.Index([f"{place:05d}" for place in range(len(codes))], name="customer_id")
        scores = np.array([groups[code - 1][0] if code else [np.nan] * 3 for code in codes])
        scored = ScoredCustomers(ids, axes, values, scores, codes > 0, (unscored, 0, 0), ())
        return scored, _segments(groups, ids, codes, ideal, axes)

    return make


def _segments(
    groups: list[Group],
    ids: pd.Index,
    codes: np.ndarray,
    ideal: int | None,
    axes: tuple[Axis, ...],
) -> SegmentTable:
    total = sum(customers for *_, customers in groups)
    segments = tuple(
        Segment(
            code=code,
            name=f"Group {code}",
            ideal=code == ideal,
            customers=customers,
            share=customers / total,
            spreads=tuple(
                Spread(axis.measure, 0, 0, 0, 0, 0, 0, score)
                for axis, score in zip(axes, scores, strict=True)
            ),
            levels=(),
            desirability=0.5,
            to_ideal=(),
        )
        for code, (scores, _, _, customers) in enumerate(groups, start=1)
    )
    return SegmentTable(
        customer_ids=ids,
        codes=codes,
        confidence=np.ones(len(ids)),
        second=codes,
        segments=segments,
        ideal=Ideal(ideal, ideal or 1, "", (), 0),
        everyone=(),
        centres=np.array([scores for scores, *_ in groups]),
        inertia=0.0,
        silhouette=0.0,
        notes=(),
    )

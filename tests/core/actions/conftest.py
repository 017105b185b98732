"""Small companies whose gains can be worked out by hand."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest

from core.actions.eligibility import Customers
from core.progress import Progress
from core.segments.scoring import score
from core.segments.table import segment
from core.settings import (
    COST_TO_SERVE,
    LIFETIME_VALUE,
    SATISFACTION,
    Axis,
    Direction,
    Segmentation,
)
from core.tables.customers import CustomerTable, ScoredCustomers
from core.tables.segments import Ideal, Segment, SegmentTable, Spread
from core.tables.trust import USUAL

AXES = (
    Axis(SATISFACTION, "CSat"),
    Axis(COST_TO_SERVE, "Cost", Direction.LESS),
    Axis(LIFETIME_VALUE, "CLV"),
)


Group = tuple[tuple[float, ...], float, float, int]
"""Scores of a segment's centre, value and cost of each of its customers, how many they are."""

MakeCompany = Callable[..., Customers]


@pytest.fixture(scope="session")
def make_company() -> MakeCompany:
    """Give a function that makes customers from groups; all of a group are alike."""

    def make(
        groups: list[Group],
        ideal: int | None = 1,
        axes: tuple[Axis, ...] = AXES,
        unscored: int = 0,
        columns: Mapping[str, list[object]] | None = None,
    ) -> Customers:
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
        table = CustomerTable(pd.DataFrame(columns or {}, index=ids), (), (), ())
        return Customers(table, scored, _segments(groups, ids, codes, ideal, axes))

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


@pytest.fixture(scope="session")
def varied() -> Customers:
    """Six hundred customers who all differ, divided into nine segments."""
    generator = np.random.default_rng(11)
    count = 600
    happy = generator.normal(size=count)
    table = pd.DataFrame(
        {
            "CSat": np.clip(np.round(5 + 2 * happy + generator.normal(size=count)), 0, 10),
            "Cost": np.round(np.exp(3 - 0.3 * happy + 0.6 * generator.normal(size=count)), 2),
            "CLV": np.round(np.exp(6 + 0.3 * happy + 0.8 * generator.normal(size=count)), 2),
            "Contacts": generator.integers(0, 6, count),
            "Consent": generator.random(count) < 0.7,
        },
        index=pd.Index([f"C{place:04d}" for place in range(count)], name="customer_id"),
    )
    customers = CustomerTable(table, (), (), ())
    scored = score(customers, AXES)
    return Customers(customers, scored, segment(scored, USUAL, Segmentation(starts=5), Progress()))

"""What is measured of each customer of the earlier period, and where they are in the later one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.results.arms import plain_ids
from core.results.later import Placed
from core.results.profit import money_of
from core.segments.words import begun, measure_words
from core.settings import (
    COST_TO_SERVE,
    LIFETIME_VALUE,
    SATISFACTION,
    Action,
    Axis,
    Direction,
    Economics,
)
from core.tables.actions import ActionTable
from core.tables.customers import MEAN_ANSWER, CustomerTable, ScoredCustomers
from core.tables.results import Floats, Outcome, Scale
from core.tables.segments import SegmentTable
from core.tables.sources import SourceTable

STILL_HERE = Outcome("still_here", "Still a customer", Scale.RATE)
_NOTHING_WHEN_GONE = (COST_TO_SERVE, LIFETIME_VALUE)


@dataclass(frozen=True, eq=False)
class Earlier:
    """The period for which the plan was made.

    Attributes
    ----------
    customers, scored, segments, actions
        Its tables.
    catalogue, economics
        What it was planned with.
    sources
        Its files.
    """

    customers: CustomerTable
    scored: ScoredCustomers
    segments: SegmentTable
    actions: ActionTable
    catalogue: tuple[Action, ...]
    economics: Economics
    sources: tuple[SourceTable, ...] = ()


@dataclass(frozen=True, eq=False)
class Measured:
    """An outcome along the earlier customers: afterwards, and before if it was known then."""

    outcome: Outcome
    after: Floats
    before: Floats | None


def places_of(before: pd.Index, after: pd.Index) -> npt.NDArray[np.int64]:
    """Row of each earlier customer among the later ones; -1 for those who are gone."""
    one, other = (pd.Index(plain_ids(ids.tolist())) for ids in (before, after))
    return other.get_indexer(one).astype(np.int64)


def along(values: Floats, places: npt.NDArray[np.int64], gone: float) -> Floats:
    """Values of later customers along the earlier ones; those who are gone have a value given."""
    if not len(values):
        return np.full(len(places), gone)
    return np.where(places >= 0, values[np.maximum(places, 0)], gone)


def rows_along(values: Floats, places: npt.NDArray[np.int64]) -> Floats:
    """Rows of later customers along the earlier ones; NaN for those who are gone."""
    columns = [along(column, places, np.nan) for column in values.T]
    return np.column_stack(columns)


def outcomes_of(
    earlier: Earlier,
    customers: CustomerTable,
    later: Placed,
    places: npt.NDArray[np.int64],
) -> list[Measured]:
    """Money first, then the axes, then who is still there."""
    scored = earlier.scored
    tables, values = (earlier.customers, customers), (scored.values, later.values)
    money = money_of(tables, values, scored.axes, earlier.economics)
    found = []
    if money is not None:
        after = along(money.after, places, 0.0)
        found.append(Measured(money.outcome, after, money.before))
    for place, axis in enumerate(scored.axes):
        gone = 0.0 if axis.measure in _NOTHING_WHEN_GONE else float("nan")
        before, now = _as_given(tables, axis, (scored.values[:, place], later.values[:, place]))
        after = along(now, places, gone)
        better = axis.direction
        if axis.direction is Direction.TARGET and axis.target is not None:
            before, after = np.abs(before - axis.target), np.abs(after - axis.target)
            better = Direction.LESS
        title = begun(measure_words(axis))
        found.append(Measured(Outcome(axis.measure, title, better=better), after, before))
    found.append(Measured(STILL_HERE, (places >= 0).astype(np.float64), None))
    return found


def _as_given(
    tables: tuple[CustomerTable, CustomerTable], axis: Axis, values: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """Values of an axis in both periods; of answers the means as given.

    Means that are drawn towards that of everybody differ less between the arms than the answers.
    """
    given = all(MEAN_ANSWER in customers.table for customers in tables)
    if axis.formula != SATISFACTION or not given:
        return values
    before, after = (customers.table[MEAN_ANSWER].to_numpy(np.float64) for customers in tables)
    return before, after

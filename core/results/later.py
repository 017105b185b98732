"""The later period on the scale of the earlier one: the same axes, scores and segments."""

from dataclasses import dataclass, replace

import numpy as np

from core.errors import UserError
from core.segments.formula import evaluate_with_notes
from core.segments.placing import place
from core.settings import Axis, Direction
from core.tables.customers import CustomerTable, Floats, ScoredCustomers
from core.tables.segments import Codes, SegmentTable


@dataclass(frozen=True, eq=False)
class Placed:
    """Customers on the axes of the earlier period.

    Attributes
    ----------
    values
        Shape (customers, axes): axis values in their own units; NaN if missing.
    scores
        Shape (customers, axes): share of the earlier customers who are worse, ties counting half;
        NaN for those without a value on every axis.
    codes
        Shape (customers,): the segment by the earlier definition; 0 if not scored.
    distance
        Shape (customers,): squared distance to the nearest centre, with variance 1 on an axis of
        mean weight.
    """

    values: Floats
    scores: Floats
    codes: Codes
    distance: Floats


def placed_alike(
    customers: CustomerTable, earlier: ScoredCustomers, segments: SegmentTable
) -> Placed:
    """Place customers by the quantiles and the definition that the earlier period had.

    Raises
    ------
    UserError
        If an axis cannot be worked out from these customers; says which.
    """
    columns = [_values(axis, customers) for axis in earlier.axes]
    values = np.column_stack(columns)
    known = ~np.isnan(values).any(axis=1)
    scores = np.full(values.shape, np.nan)
    reference = earlier.values[earlier.scored]
    for column, axis in enumerate(earlier.axes):
        scores[known, column] = _ranks(
            _turned(values[known, column], axis), _turned(reference[:, column], axis)
        )
    codes = np.zeros(len(values), dtype=np.int8)
    distance = np.full(len(values), np.nan)
    codes[known], distance[known] = nearest(scores[known], earlier, segments)
    if segments.definition is not None and known.any():
        ids = customers.table.index
        later = replace(
            earlier, customer_ids=ids, values=values, scores=scores, scored=np.asarray(known)
        )
        codes[known] = place(segments.definition, later).groups + 1
    return Placed(values, scores, codes, distance)


def nearest(
    scores: Floats, earlier: ScoredCustomers, segments: SegmentTable
) -> tuple[Codes, Floats]:
    """Code of the nearest centre of each customer, and the squared distance to it."""
    weights = np.array([axis.weight for axis in earlier.axes])
    variances = earlier.scores[earlier.scored].var(axis=0)
    scale = weights * len(weights) / weights.sum() / variances
    codes = np.zeros(len(scores), dtype=np.int8)
    least = np.full(len(scores), np.inf)
    for code, centre in enumerate(segments.centres, start=1):
        distance = ((scores - centre) ** 2 * scale).sum(axis=1)
        closer = distance < least
        codes[closer], least[closer] = code, distance[closer]
    return codes, least


def _values(axis: Axis, customers: CustomerTable) -> Floats:
    try:
        return evaluate_with_notes(axis.formula, customers.table)[0]
    except UserError as problem:
        raise UserError(
            f"The later files do not give the axis {axis.measure!r}: {problem.message}",
            "Add the file that has it, or name its column as in the earlier period.",
        ) from problem


def _turned(values: Floats, axis: Axis) -> Floats:
    if axis.direction is Direction.LESS:
        return -values
    if axis.direction is Direction.TARGET and axis.target is not None:
        return -np.abs(values - axis.target).round(12)
    return values


def _ranks(values: Floats, reference: Floats) -> Floats:
    """Share of the reference that is below each value, those that are equal counting half."""
    ordered = np.sort(reference)
    below = np.searchsorted(ordered, values, side="left")
    through = np.searchsorted(ordered, values, side="right")
    return np.asarray((below + through) / (2 * len(ordered)))

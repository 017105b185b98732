"""Where every customer stands on the axes."""

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.segments.axes import check_axes
from core.segments.cautions import axis_notes, correlations
from core.segments.formula import columns_of, evaluate_with_notes
from core.segments.integers import Integers
from core.segments.ladder import ladder_of, places_on, scores_of
from core.segments.orientation import oriented
from core.segments.unknown import filled_in, missing_notes, unknown_groups
from core.segments.words import begun, listed, measure_words
from core.settings import Axis, Model
from core.settings.model import Ladder
from core.tables.customers import CustomerTable, Floats, ScoredCustomers

_GREATEST_VALUE = 1e100


def score(
    customers: CustomerTable, axes: tuple[Axis, ...], kept: Model | None = None
) -> ScoredCustomers:
    """Where every customer stands on each axis, among those who have all axes.

    Scores are percentile ranks (R - 1/2) / N of the oriented values with ties at their mean
    rank R, worked out as whole numbers 2R - 1 over 2N, so that 2 N times a score is one. With
    a kept model they are the ranks among the customers that it was made from.

    Parameters
    ----------
    customers
        One row per customer.
    axes
        Two to five axes; with a kept model those of the model.
    kept
        Segments found earlier, by whose quantiles the customers are ranked.

    Raises
    ------
    UserError
        If the axes are not two to five different measures with weights, or one of them has
        no values, ones beyond 1e100 or the same one for every customer.
    """
    check_axes(axes)
    if customers.table.empty:
        raise UserError("There are no customers to score.", "Add a source that has customers.")
    read, notes = _columns(customers, axes)
    missing = np.isnan(read)
    values, assumed = filled_in(read, axes, kept)
    scored = np.asarray(~np.isnan(values).any(axis=1))
    ladders = kept.ladders if kept else _ladders(values, scored, axes)
    places = np.column_stack(
        [
            places_on(ladder, oriented(column, axis))
            for ladder, column, axis in zip(ladders, values[scored].T, axes, strict=True)
        ]
    )
    scores = np.full(values.shape, np.nan)
    scores[scored] = scores_of(places, ladders)
    unknown, unlike = unknown_groups(values[~scored], axes, ladders)
    pairs = correlations(places, axes)
    counts = tuple(missing.sum(axis=0).tolist())
    told = (*notes, *missing_notes(counts, assumed, scored, axes), *unlike)
    told = (*told, *axis_notes(values[scored], axes, pairs, _columns_used(customers, axes)))
    ids = customers.table.index
    known = (ids, axes, values, scores, scored, counts, told)
    return ScoredCustomers(*known, ladders, assumed, unknown, pairs)


def places_of(scored: ScoredCustomers) -> Integers:
    """Scores of the scored customers as whole numbers around 0: 2R - 1 - N.

    Shape (scored customers, axes); the score is (place + N) / (2 N).
    """
    scores = scored.scores[scored.scored]
    ranked = np.array([ladder.customers for ladder in scored.ladders])
    return np.asarray(np.rint(scores * (2 * ranked)).astype(np.int64) - ranked)


def _ladders(
    values: Floats, scored: npt.NDArray[np.bool_], axes: tuple[Axis, ...]
) -> tuple[Ladder, ...]:
    """The ranks of those who have all axes."""
    _check_all_axes(scored, axes)
    _check_constant(values[scored], axes, everyone=bool(scored.all()))
    return tuple(
        ladder_of(oriented(column, axis), float(np.median(column)))
        for column, axis in zip(values[scored].T, axes, strict=True)
    )


def _columns(customers: CustomerTable, axes: tuple[Axis, ...]) -> tuple[Floats, tuple[str, ...]]:
    """Values of each axis, shape (customers, axes), and notes on formulas without a result."""
    columns, notes = [], []
    for axis in axes:
        values, said = evaluate_with_notes(axis.formula, customers.table)
        _check_values(values, axis, customers)
        columns.append(values)
        notes += [f"{begun(measure_words(axis))}: {sentence}" for sentence in said]
    return np.column_stack(columns), tuple(notes)


def _columns_used(customers: CustomerTable, axes: tuple[Axis, ...]) -> tuple[set[str], ...]:
    """The columns that each axis is made from."""
    names = tuple(map(str, customers.table.columns))
    return tuple(set(columns_of(axis.formula, names)) for axis in axes)


def _check_values(values: Floats, axis: Axis, customers: CustomerTable) -> None:
    """Refuse an axis without values or with such as no sum could hold."""
    vast = np.abs(values) > _GREATEST_VALUE
    if vast.any():
        raise UserError(
            f"{axis.measure!r} is too large to reckon with for {int(vast.sum()):,} of"
            f" {len(values):,} customers, such as {customers.table.index[int(vast.argmax())]}.",
            f"Correct {axis.formula!r} there, or choose another column.",
        )
    if np.isnan(values).all():
        raise UserError(
            f"{axis.measure!r} has no value for any customer.",
            f"{axis.formula!r} is empty; choose another column.",
        )


def _check_all_axes(scored: npt.NDArray[np.bool_], axes: tuple[Axis, ...]) -> None:
    """Refuse axes that no customer has together, or only one."""
    names = listed([measure_words(axis) for axis in axes])
    if scored.sum() == 1:
        raise UserError(
            f"Only 1 customer has a value for all of {names}, and nobody to be compared with.",
            "Add customers, or choose axes on which more of them have a value.",
        )
    if not scored.any():
        raise UserError(
            f"No customer has a value for all of {names}.",
            "Check on the Data page that the sources name customers in the same way.",
        )


def _check_constant(values: Floats, axes: tuple[Axis, ...], *, everyone: bool) -> None:
    """Refuse an axis on which all customers are equal."""
    whom = "every customer" if everyone else "every customer who has all axes"
    for column, axis in zip(values.T, axes, strict=True):
        turned = oriented(column, axis)
        if turned.min() < turned.max():
            continue
        same = (
            f"is {column[0]:g} for {whom}"
            if column.min() == column.max()
            else f"is equally far from its target for {whom}"
        )
        raise UserError(
            f"{axis.measure!r} {same}, so it cannot tell them apart.",
            "Choose another column or formula for this axis.",
        )

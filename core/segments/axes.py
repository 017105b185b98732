"""The axes: which measures matter, and where every customer stands on them."""

from itertools import combinations

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.segments.formula import evaluate_with_notes
from core.segments.formula_syntax import written
from core.segments.integers import Integers, exact_dot
from core.segments.words import begun, count_words, listed, measure_words
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Axis, Direction
from core.tables.customers import CustomerTable, Floats, Measure, ScoredCustomers

_DIRECTIONS = {
    SATISFACTION: Direction.MORE,
    COST_TO_SERVE: Direction.LESS,
    LIFETIME_VALUE: Direction.MORE,
}
_COMPLAINTS = ("complain", "dissatisf", "beschwerde", "reclam", "réclam", "plainte", "klacht")
_FEWEST_AXES, _MOST_AXES = 2, 5
_GREATEST_WEIGHT = 1_000_000.0
_GREATEST_VALUE = 1e100
_ALIKE = 0.7
_FEW_VALUES = 9
_ON_THE_PAGE = "Choose a column or write a formula on the Axes page"


def propose(customers: CustomerTable) -> tuple[Axis, ...]:
    """Satisfaction, cost to serve and lifetime value, as recognised among the measures.

    Satisfaction that was recognised from complaints is better the fewer there are.

    Raises
    ------
    UserError
        If one of the three is not among the measures; says which.
    """
    found = recognised_axes(customers.measures)
    missing = [known for known in _DIRECTIONS if known not in found]
    if missing:
        raise _not_recognised(missing)
    return tuple(found.values())


def completed(customers: CustomerTable, axes: tuple[Axis, ...]) -> tuple[Axis, ...]:
    """The given axes and, if they are fewer than three, the well-known ones that are recognised.

    So whoever names the one column that was not recognised need not name the others.
    """
    if len(axes) >= len(_DIRECTIONS):
        return axes
    given = {axis.measure: axis for axis in axes}
    found = recognised_axes(customers.measures) | given
    return tuple(found.values())


def recognised_axes(measures: tuple[Measure, ...]) -> dict[str, Axis]:
    """Those of the three well-known axes that are among the measures, by their names."""
    names = tuple(measure.name for measure in measures)
    found = {}
    for known in _DIRECTIONS:
        fits = (one for one in measures if one.stands_for == known and one.numeric)
        first = next(fits, None)
        if first is not None:
            found[known] = Axis(known, written(first.name, names), _direction(known, first))
    return found


def _direction(known: str, measure: Measure) -> Direction:
    """Which values of a recognised measure are good."""
    name = measure.name.casefold()
    if known == SATISFACTION and any(word in name for word in _COMPLAINTS):
        return Direction.LESS
    return _DIRECTIONS[known]


def _not_recognised(missing: list[str]) -> UserError:
    """Say which measures are missing and how to give them."""
    words = listed([known.replace("_", " ") for known in missing])
    options = " ".join(f"--axis {known}=COLUMN" for known in missing)
    return UserError(
        f"No column was recognised as {words}.",
        f"{_ON_THE_PAGE} (on the command line: {options}).",
    )


def score(customers: CustomerTable, axes: tuple[Axis, ...]) -> ScoredCustomers:
    """Where every customer stands on each axis, among those who have all axes.

    Scores are percentile ranks (R - 1/2) / N of the oriented values with ties at their mean
    rank R, worked out as whole numbers 2R - 1 over 2N, so that 2 N times a score is one.

    Raises
    ------
    UserError
        If the axes are not two to five different measures with weights, or one of them has
        no values, ones beyond 1e100 or the same one for every customer.
    """
    _check(axes)
    if customers.table.empty:
        raise UserError("There are no customers to score.", "Add a source that has customers.")
    columns, notes = _columns(customers, axes)
    values = np.column_stack(columns)
    scored = np.asarray(~np.isnan(values).any(axis=1))
    _check_all_axes(scored, axes)
    _check_constant(values[scored], axes, everyone=bool(scored.all()))
    places = _places(values[scored], axes)
    scores = np.full(values.shape, np.nan)
    scores[scored] = (places + len(places)) / (2 * len(places))
    missing = tuple(int(count) for count in np.isnan(values).sum(axis=0))
    notes = (*notes, *_missing_notes(missing, scored, axes), *_value_notes(values[scored], axes))
    notes = (*notes, *_alike_notes(places, axes))
    ids = customers.table.index
    return ScoredCustomers(ids, axes, values, scores, scored, missing, notes)


def places_of(scored: ScoredCustomers) -> Integers:
    """Scores of the scored customers as whole numbers around 0: 2R - 1 - N.

    Shape (scored customers, axes); the score is (place + N) / (2 N).
    """
    scores = scored.scores[scored.scored]
    return np.rint(scores * (2 * len(scores))).astype(np.int64) - len(scores)


def _check(axes: tuple[Axis, ...]) -> None:
    """Refuse axes that cannot divide anybody."""
    if not _FEWEST_AXES <= len(axes) <= _MOST_AXES:
        raise UserError(
            f"Segments need two to five axes, and there {'is' if len(axes) == 1 else 'are'}"
            f" {count_words(len(axes))}.",
            "Three is the normal case: satisfaction, cost to serve and lifetime value.",
        )
    measures = [axis.measure for axis in axes]
    for measure in measures:
        if measures.count(measure) > 1:
            raise UserError(f"Two axes are called {measure!r}.", "Give each axis its own measure.")
    for axis in axes:
        _check_axis(axis)
    if not any(axis.weight > 0 for axis in axes):
        raise UserError("All axes have the weight 0.", "Give at least one axis a weight above 0.")


def _check_axis(axis: Axis) -> None:
    """Refuse an axis without a formula, or a weight or a target that is no number to work with."""
    if not axis.formula.strip():
        raise UserError(
            f"The axis {axis.measure!r} has no column and no formula.",
            f"{_ON_THE_PAGE} (on the command line: --axis {axis.measure}=COLUMN).",
        )
    if not 0 <= axis.weight <= _GREATEST_WEIGHT:
        raise UserError(
            f"The weight of {axis.measure!r} is {axis.weight:g}.",
            f"Give a number from 0 to {_GREATEST_WEIGHT:,.0f}.",
        )
    if axis.direction is Direction.TARGET and (axis.target is None or not np.isfinite(axis.target)):
        raise UserError(
            f"{axis.measure!r} is to be near a target, but there is none.", "Give its best value."
        )


def _columns(
    customers: CustomerTable, axes: tuple[Axis, ...]
) -> tuple[list[Floats], tuple[str, ...]]:
    """Values of each axis, and notes on formulas without a result."""
    columns, notes = [], []
    for axis in axes:
        values, said = evaluate_with_notes(axis.formula, customers.table)
        _check_values(values, axis, customers)
        columns.append(values)
        notes += [f"{begun(measure_words(axis))}: {sentence}" for sentence in said]
    return columns, tuple(notes)


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
    """Refuse axes that no customer has together."""
    if not scored.any():
        names = listed([measure_words(axis) for axis in axes])
        raise UserError(
            f"No customer has a value for all of {names}.",
            "Check on the Data page that the sources name customers in the same way.",
        )


def _check_constant(values: Floats, axes: tuple[Axis, ...], *, everyone: bool) -> None:
    """Refuse an axis on which all customers are equal."""
    whom = "every customer" if everyone else "every customer who has all axes"
    for column, axis in zip(values.T, axes, strict=True):
        oriented = _oriented(column, axis)
        if oriented.min() < oriented.max():
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


def _oriented(values: Floats, axis: Axis) -> Floats:
    """The values turned so that more is better."""
    if axis.direction is Direction.LESS:
        return -values
    if axis.direction is Direction.TARGET and axis.target is not None:
        # 0.1 and 0.3 are equally far from 0.2, which binary numbers do not know
        return -np.abs(values - axis.target).round(12)
    return values


def _places(values: Floats, axes: tuple[Axis, ...]) -> Integers:
    """2R - 1 - N of each oriented value, with mean ranks R of N."""
    columns = [_mid_ranks(_oriented(one, axis)) for one, axis in zip(values.T, axes, strict=True)]
    return np.column_stack(columns)


def _mid_ranks(oriented: Floats) -> Integers:
    """2R - 1 - N: how many are below less how many are above."""
    order = np.argsort(oriented)
    ordered = oriented[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    counts = np.diff(np.append(starts, len(ordered)))
    ranks = np.empty(len(ordered), dtype=np.int64)
    ranks[order] = np.repeat(2 * starts + counts - len(ordered), counts)
    return ranks


def _missing_notes(
    missing: tuple[int, ...], scored: npt.NDArray[np.bool_], axes: tuple[Axis, ...]
) -> list[str]:
    """How many customers have no value, per axis and in all."""
    notes = [
        f"{_customers(count)} no {measure_words(axis)}."
        for count, axis in zip(missing, axes, strict=True)
        if count
    ]
    unscored = int((~scored).sum())
    if notes:
        notes.append(
            f"Without a value on every axis, and so unscored: {unscored:,} of"
            f" {len(scored):,} customers."
        )
    return notes


def _customers(count: int) -> str:
    """How many customers have something."""
    return "1 customer has" if count == 1 else f"{count:,} customers have"


def _value_notes(values: Floats, axes: tuple[Axis, ...]) -> list[str]:
    """Axes with so few different values that many customers share a place."""
    notes = []
    for column, axis in zip(values.T, axes, strict=True):
        distinct = len(np.unique(column))
        if distinct < min(_FEW_VALUES, len(column)):
            notes.append(
                f"{begun(measure_words(axis))} has just {count_words(distinct)}"
                " different values, so many customers share a place on it."
            )
    return notes


def _alike_notes(places: Integers, axes: tuple[Axis, ...]) -> list[str]:
    """Pairs of axes whose rank correlation is strong enough to count the same thing twice."""
    notes = []
    for (one, first), (two, second) in combinations(enumerate(axes), 2):
        a, b = places[:, one], places[:, two]
        correlation = exact_dot(a, b) / (exact_dot(a, a) * exact_dot(b, b)) ** 0.5
        if abs(correlation) > _ALIKE:
            pair = f"{measure_words(first)} and {measure_words(second)}"
            notes.append(
                f"{begun(pair)} move together (rank correlation of scores"
                f" {correlation:.2f}), so nearly the same thing counts twice."
            )
    return notes

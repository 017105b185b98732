"""What a list of customers can show, from the results that there are; the one place that says so.

To add a column, write the function that makes it from the results, and name it in `MAKERS`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_numeric_dtype

from core.customers.next_action import next_step
from core.settings import Role
from core.tables.actions import ActionTable
from core.tables.customers import CustomerTable, Measure, ScoredCustomers
from core.tables.listing import CellKind, ListColumn, measure_title
from core.tables.segments import SegmentTable
from core.tables.sources import SourceTable

Results = Mapping[str, Any]
Cells = npt.NDArray[Any]
"""Numbers as float64 with NaN, places among the words as int16, text as ``str`` objects,
or days as ``datetime64[D]``."""

CUSTOMER, NAME, SEGMENT, ACTION, GAIN, PLAN, ARM = (
    *("customer", "name", "segment", "action", "gain", "plan", "arm"),
)
MEASURES = ("profit",)
"""Measures of the customer table that have a column of their own unless they are an axis."""

NOT_SCORED = "Not scored"
NO_ACTION = "None pays"
IN_PLAN, OUT_OF_PLAN = "in plan", "–"
NO_ARM, TREATED, HOLD_OUT = ARMS = "", "treated", "hold-out"


@dataclass(frozen=True, eq=False)
class CustomerColumn:
    """A column and how its cells are got when they are first looked at.

    Attributes
    ----------
    shown
        Its name, kind and meaning.
    cells
        Gives the cell of every customer, in the order of the ids.
    """

    shown: ListColumn
    cells: Callable[[], Cells]


Maker = Callable[[Results, Sequence[SourceTable]], Iterator[CustomerColumn]]


def columns_of(results: Results, sources: Sequence[SourceTable]) -> dict[str, CustomerColumn]:
    """Return the columns that the results can fill, by their key, in the order of a list.

    Parameters
    ----------
    results
        Results by the name of their step; there are customers among them.
    sources
        The sources that were read.
    """
    made = (column for make in MAKERS for column in make(results, sources))
    return {column.shown.key: column for column in made}


def _ids(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    customers: CustomerTable = results["customers"]
    shown = ListColumn(
        CUSTOMER, "Customer", CellKind.TEXT, "The id, as it is first written.", usual=True
    )
    yield CustomerColumn(shown, partial(_texts, customers.table.index.to_series()))


def name_measure(customers: CustomerTable, sources: Sequence[SourceTable]) -> Measure | None:
    """Return the measure that is the name of a customer; None if no source has one."""
    named = {(one.name, one.column_with(Role.NAME)) for one in sources}
    for measure in customers.measures:
        plain = measure.name.removesuffix(f" ({measure.source})")
        if (measure.source, plain) in named:
            return measure
    return None


def _names(results: Results, sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    customers: CustomerTable = results["customers"]
    measure = name_measure(customers, sources)
    if measure is not None:
        shown = ListColumn(NAME, "Name", CellKind.TEXT, measure.meaning, usual=True)
        yield CustomerColumn(shown, partial(_texts, customers.table[measure.name]))


def _segments(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    segments: SegmentTable | None = results.get("segments")
    if segments is None:
        return
    words = (NOT_SCORED, *(segment.name for segment in segments.segments))
    meaning = "The group to which a customer belongs."
    shown = ListColumn(SEGMENT, "Segment", CellKind.WORD, meaning, usual=True, words=words)
    yield CustomerColumn(shown, lambda: segments.codes.astype(np.int16))


def _axes(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    scored: ScoredCustomers | None = results.get("scored")
    if scored is None:
        return
    for place, axis in enumerate(scored.axes):
        shown = ListColumn(
            f"axis {axis.measure}",
            measure_title(axis.measure),
            CellKind.NUMBER,
            f"The value on this axis: {axis.formula}.",
            usual=True,
        )
        yield CustomerColumn(shown, partial(_column_of, scored.values, place))


def _measures(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    """Make a usual column of the measures that everybody wants to see, if there are any."""
    customers: CustomerTable = results["customers"]
    axes = results["scored"].axes if "scored" in results else ()
    for measure in customers.measures:
        if measure.name in MEASURES and measure.name not in {axis.formula for axis in axes}:
            yield _of_measure(customers, measure, measure.name, usual=True)


def _actions(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    actions: ActionTable | None = results.get("actions")
    if actions is None:
        return
    segments: SegmentTable = results["segments"]
    titles = [next_step(following)[0] or NO_ACTION for following in actions.next_actions]
    words = ("", *sorted(set(titles)))
    places = np.array([0, *map(words.index, titles)], dtype=np.int16)
    meaning = "What to do next for this customer: the action with the greatest gain."
    shown = ListColumn(ACTION, "Next action", CellKind.WORD, meaning, usual=True, words=words)
    yield CustomerColumn(shown, lambda: places[segments.codes])


def _gains(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    actions: ActionTable | None = results.get("actions")
    if actions is None:
        return
    segments: SegmentTable = results["segments"]
    gains = [one.best.gain if one.best and one.pays else np.nan for one in actions.next_actions]
    meaning = "What the next action earns over the horizon, its cost taken off; currency of data."
    shown = ListColumn(GAIN, "Gain", CellKind.NUMBER, meaning, usual=True)
    yield CustomerColumn(shown, lambda: np.array([np.nan, *gains])[segments.codes])


def _planned(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    if "planned" not in results:
        return
    planned: npt.NDArray[np.bool_] = results["planned"]
    meaning = "Whether the plan has the budget for the next action."
    words = (IN_PLAN, OUT_OF_PLAN)
    shown = ListColumn(PLAN, "Plan", CellKind.WORD, meaning, usual=True, words=words)
    yield CustomerColumn(shown, lambda: np.where(planned, 0, 1).astype(np.int16))


def _arms(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    if "planned" not in results:
        return
    planned: npt.NDArray[np.bool_] = results["planned"]
    meaning = "Treated: gets the action. Hold-out: chosen at random to get nothing."
    shown = ListColumn(ARM, "Arm", CellKind.WORD, meaning, words=ARMS)
    yield CustomerColumn(shown, lambda: planned.astype(np.int16))


def _certainty(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    segments: SegmentTable | None = results.get("segments")
    if segments is None:
        return
    meaning = "How clearly a customer belongs to the segment, from 0, on its border, to 1."
    sure = ListColumn("confidence", "Confidence", CellKind.NUMBER, meaning)
    yield CustomerColumn(sure, lambda: np.asarray(segments.confidence, dtype=np.float64))
    words = ("", *(segment.name for segment in segments.segments))
    meaning = "The segment that is next closest."
    next_to_it = ListColumn("second", "Next closest", CellKind.WORD, meaning, words=words)
    yield CustomerColumn(next_to_it, lambda: segments.second.astype(np.int16))


def _others(results: Results, sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    """Make a column of every other measure, for those who want to see more."""
    customers: CustomerTable = results["customers"]
    axes = results["scored"].axes if "scored" in results else ()
    told = {axis.formula for axis in axes} | set(MEASURES)
    name = name_measure(customers, sources)
    for measure in customers.measures:
        if measure != name and measure.name not in told:
            yield _of_measure(customers, measure, f"measure {measure.name}", usual=False)


MAKERS: tuple[Maker, ...] = (
    _ids,
    _names,
    _segments,
    _axes,
    _measures,
    _actions,
    _gains,
    _planned,
    _arms,
    _certainty,
    _others,
)


def _of_measure(
    customers: CustomerTable, measure: Measure, key: str, *, usual: bool
) -> CustomerColumn:
    cells = customers.table[measure.name]
    kind, load = CellKind.TEXT, _texts
    if is_datetime64_any_dtype(cells.dtype):
        kind, load = CellKind.DATE, _days
    elif is_numeric_dtype(cells.dtype) and not is_bool_dtype(cells.dtype):
        kind, load = CellKind.NUMBER, _numbers
    shown = ListColumn(key, measure_title(measure.name), kind, measure.meaning, usual=usual)
    return CustomerColumn(shown, partial(load, cells))


def _column_of(values: Cells, place: int) -> Cells:
    return np.ascontiguousarray(values[:, place], dtype=np.float64)


def _numbers(cells: pd.Series) -> Cells:
    return cells.to_numpy(dtype=np.float64, na_value=np.nan)


def _days(cells: pd.Series) -> Cells:
    return cells.to_numpy().astype("datetime64[D]")


def _texts(cells: pd.Series) -> Cells:
    texts = cells.astype(object).to_numpy()
    missing = cells.isna().to_numpy()
    return np.where(missing, "", texts) if missing.any() else texts

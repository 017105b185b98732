"""What a list of customers can show, from the results that there are; the one place that says so.

To add a column, write the function that makes it from the results, and name it in `MAKERS`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_numeric_dtype

from core.actions.gain import Weighing
from core.actions.sayings import Sayings
from core.customers.cells import Cells, moments, numbers, of_column, texts
from core.customers.titles import AXIS, WORKED_OUT, YOURS, told_apart
from core.settings import Action, Economics, Role
from core.tables.actions import Arm
from core.tables.customers import WORKED_OUT as MADE
from core.tables.customers import CustomerTable, Measure, ScoredCustomers
from core.tables.listing import CellKind, ListColumn, measure_title
from core.tables.plan import CustomerActions
from core.tables.profit import STAGES, TIERS
from core.tables.segments import SegmentTable
from core.tables.sources import SourceTable
from core.tables.value import ValueTable

Results = Mapping[str, Any]
CUSTOMER, NAME, SEGMENT, TIER, LIFECYCLE, ACTION, GAIN, PLAN, ARM = (
    *("customer", "name", "segment", "tier", "lifecycle", "action", "gain", "plan", "arm"),
)
MEASURES = ("profit",)
"""Measures of the customer table that have a column of their own unless they are an axis."""

_AS_KINDS = ("value_tier", "lifecycle_stage")
"""Measures that the columns of tier and stage show."""

NOT_SCORED = "Not scored"
NO_ACTION = "None pays"
PLAN_WORDS = {Arm.TREATED: "in plan", Arm.HOLD_OUT: "held out", Arm.NONE: "–"}
"""What is said of what the plan does with a customer, in the order in which it is sorted."""

ARMS = {Arm.NONE: "", Arm.TREATED: "treated", Arm.HOLD_OUT: "hold-out"}
"""What stands in a list for other programs for it."""


@dataclass(frozen=True, eq=False)
class CustomerColumn:
    """A column and how its cells are got when they are first looked at.

    Attributes
    ----------
    shown
        Its name, kind and meaning.
    cells
        Gives the cell of every customer, in the order of the ids.
    whose
        Whose title it is, as `core.customers.titles.told_apart` reads it.
    """

    shown: ListColumn
    cells: Callable[[], Cells]
    whose: str = ""


Maker = Callable[[Results, Sequence[SourceTable]], Iterator[CustomerColumn]]


def columns_of(results: Results, sources: Sequence[SourceTable]) -> dict[str, CustomerColumn]:
    """Return the columns that the results can fill, by their key, in the order of a list.

    No two have the same title.

    Parameters
    ----------
    results
        Results by the name of their step; there are customers among them.
    sources
        The sources that were read.
    """
    made = [column for make in MAKERS for column in make(results, sources)]
    titles = told_apart([(column.shown.title, column.whose) for column in made])
    return {
        column.shown.key: replace(column, shown=replace(column.shown, title=title))
        for column, title in zip(made, titles, strict=True)
    }


def _ids(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    customers: CustomerTable = results["customers"]
    shown = ListColumn(
        CUSTOMER, "Customer", CellKind.TEXT, "The id, as it is first written.", usual=True
    )
    yield CustomerColumn(shown, partial(texts, customers.table.index.to_series()))


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
        yield CustomerColumn(shown, partial(texts, customers.table[measure.name]))


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
        yield CustomerColumn(shown, partial(of_column, scored.values, place), AXIS)


def _measures(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    """Make a usual column of the measures that everybody wants to see, if there are any."""
    customers: CustomerTable = results["customers"]
    axes = results["scored"].axes if "scored" in results else ()
    for measure in customers.measures:
        if measure.name in MEASURES and measure.name not in {axis.formula for axis in axes}:
            yield _of_measure(customers, measure, measure.name, usual=True)


def _kinds(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    """Make the columns of value tier and lifecycle stage, where they are known."""
    value: ValueTable | None = results.get("value")
    if value is None:
        return
    for key, title, meaning, names, places in (
        (TIER, "Tier", "Value tier by profit.", TIERS, value.tier),
        (LIFECYCLE, "Stage", "Stage of the lifecycle, by when was bought.", STAGES, value.stage),
    ):
        if places.any():
            shown = ListColumn(key, title, CellKind.WORD, meaning, usual=True, words=("", *names))
            yield CustomerColumn(shown, partial(places.astype, np.int16))


def advice_in(results: Results) -> CustomerActions | None:
    """Return what is best for each customer, with what the plan does if that is known."""
    found: CustomerActions | None = results.get("planned", results.get("advised"))
    return found


def sayings_in(results: Results) -> Sayings | None:
    """Return what says what is best for each customer; None while nothing has been weighed."""
    advice = advice_in(results)
    if advice is None or "actions" not in results:
        return None
    weighed: Weighing | None = results.get("weighed")
    chosen: tuple[tuple[Action, ...], Economics] = (), Economics()
    if weighed is not None:
        chosen = weighed.situation.catalogue, weighed.situation.economics
    return Sayings(*chosen, results["actions"], results["segments"], advice)


def _actions(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    sayings = sayings_in(results)
    if sayings is None:
        return
    numbers = sayings.advice.action
    titles = {number: sayings.title(number) or NO_ACTION for number in np.unique(numbers).tolist()}
    words = ("", *sorted(set(titles.values())))
    places = np.zeros(max(titles, default=0) + 1, dtype=np.int16)
    for number, title in titles.items():
        places[number] = words.index(title)
    meaning = "What to do next for this customer: the action with the greatest gain."
    shown = ListColumn(ACTION, "Next action", CellKind.WORD, meaning, usual=True, words=words)
    codes = sayings.segments.codes
    yield CustomerColumn(shown, lambda: np.where(codes > 0, places[numbers], 0).astype(np.int16))


def _gains(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    advice = advice_in(results)
    if advice is None:
        return
    meaning = "What the next action earns over the horizon, its cost taken off; currency of data."
    shown = ListColumn(GAIN, "Gain", CellKind.NUMBER, meaning, usual=True)
    yield CustomerColumn(shown, partial(advice.gain.astype, np.float64))


def _planned(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    if "planned" not in results:
        return
    planned: CustomerActions = results["planned"]
    meaning = "Whether the plan has an action for this customer, or holds them out to measure it."
    shown = ListColumn(
        PLAN, "Plan", CellKind.WORD, meaning, usual=True, words=tuple(PLAN_WORDS.values())
    )
    places = np.zeros(len(Arm), dtype=np.int16)
    for place, arm in enumerate(PLAN_WORDS):
        places[arm] = place
    yield CustomerColumn(shown, lambda: places[planned.arm])


def _arms(results: Results, _sources: Sequence[SourceTable]) -> Iterator[CustomerColumn]:
    if "planned" not in results:
        return
    planned: CustomerActions = results["planned"]
    meaning = "Treated: gets the action. Hold-out: chosen at random to get nothing."
    shown = ListColumn(ARM, "Arm", CellKind.WORD, meaning, words=tuple(ARMS.values()))
    yield CustomerColumn(shown, partial(planned.arm.astype, np.int16))


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
    told = {axis.formula for axis in axes} | {*MEASURES, *_AS_KINDS}
    name = name_measure(customers, sources)
    for measure in customers.measures:
        if measure != name and measure.name not in told:
            column = _of_measure(customers, measure, f"measure {measure.name}", usual=False)
            yield replace(column, whose=_whose(measure, sources))


def _whose(measure: Measure, sources: Sequence[SourceTable]) -> str:
    """Tell whether a measure is a column of the company, or was made of several rows."""
    plain = measure.name.removesuffix(f" ({measure.source})")
    read = [one for one in sources if one.name == measure.source]
    made = read and not any(column.name == plain for one in read for column in one.columns)
    return WORKED_OUT if made or measure.source == MADE else YOURS


MAKERS: tuple[Maker, ...] = (
    _ids,
    _names,
    _segments,
    _axes,
    _measures,
    _kinds,
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
    kind, load = CellKind.TEXT, texts
    if is_datetime64_any_dtype(cells.dtype):
        kind, load = CellKind.DATE, moments
    elif is_numeric_dtype(cells.dtype) and not is_bool_dtype(cells.dtype):
        kind, load = CellKind.NUMBER, numbers
    shown = ListColumn(key, measure_title(measure.name), kind, measure.meaning, usual=usual)
    return CustomerColumn(shown, partial(load, cells))

"""What keeps an action from a customer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype

from core.actions.conditions import column_of, true_of
from core.actions.worth import axis_of
from core.errors import UserError
from core.settings import SATISFACTION, Action, Economics
from core.tables.actions import Hindrance
from core.tables.customers import CustomerTable, ScoredCustomers
from core.tables.segments import SegmentTable

Flags = npt.NDArray[np.bool_]
Marks = npt.NDArray[np.uint8]

DAYS_IN_A_MONTH = 365.25 / 12


@dataclass(frozen=True, eq=False)
class Customers:
    """What is known of the customers, each table in the order of their ids."""

    table: CustomerTable
    scored: ScoredCustomers
    segments: SegmentTable


def hindrances(
    action: Action, catalogue: Sequence[Action], customers: Customers, economics: Economics
) -> Marks:
    """Tell what keeps an action from each customer.

    Parameters
    ----------
    action
        What might be done.
    catalogue
        All actions, among them those that have to come first.
    customers
        What is known of the customers.
    economics
        The order rule.

    Returns
    -------
    numpy.ndarray
        Shape (customers,): the first hindrance, as `core.tables.actions.Hindrance.mark`; 0 for
        none. Unscored customers are not looked at.

    Raises
    ------
    UserError
        If the action asks for a column that is not there, or compares it in a way that makes
        no sense.
    """
    marks = np.zeros(len(customers.segments.codes), dtype=np.uint8)
    for hindrance, number, hindered in _rules(action, catalogue, customers, economics):
        marks[hindered & (marks == 0)] = hindrance.mark(number)
    return marks


def _rules(
    action: Action, catalogue: Sequence[Action], customers: Customers, economics: Economics
) -> Iterator[tuple[Hindrance, int, Flags]]:
    """Yield each rule, its number among those of its kind, and whom it keeps the action from.

    The order comes last: what it alone keeps from customers they may get later.
    """
    scored = customers.scored
    for number, (measure, lowest, highest) in enumerate(action.needs):
        place = axis_of(measure, scored.axes)
        if place is not None:
            own = scored.scores[:, place]
            yield Hindrance.NEEDS, number, ~((own >= lowest) & (own <= highest))
    table, where = customers.table.table, f"‘{action.title}’"
    for number, condition in enumerate(action.who):
        yield Hindrance.WHO, number, ~true_of(condition, table, customers.segments, where)
    if action.cooling_months and action.done_on:
        yield Hindrance.COOLING, 0, _too_soon(action, table)
    by_name = {one.name: one for one in catalogue}
    for number, name in enumerate(action.after):
        yield Hindrance.AFTER, number, ~_had(by_name[name], table)
    place = axis_of(SATISFACTION, scored.axes)
    if action.sells and place is not None:
        yield Hindrance.ORDER_RULE, 0, scored.scores[:, place] < economics.selling_needs


def _had(action: Action, table: pd.DataFrame) -> Flags:
    """Whether customers have had an action before, as far as a column tells."""
    if not action.done_on:
        return np.zeros(len(table), dtype=np.bool_)
    return np.asarray(_days(action, table).notna().to_numpy())


def _too_soon(action: Action, table: pd.DataFrame) -> Flags:
    """Whether customers have had the action too short a time ago, seen from the latest day."""
    days = _days(action, table)
    passed = (last_day(table) - days).dt.days / DAYS_IN_A_MONTH
    return np.asarray((passed < action.cooling_months).to_numpy(dtype=bool))


def last_day(table: pd.DataFrame) -> pd.Timestamp:
    """The latest day in any column of days; the first of all days if there is none."""
    columns = [table[name] for name in table if is_datetime64_any_dtype(table[name].dtype)]
    latest = [column.max() for column in columns if column.notna().any()]
    return max(latest, default=pd.Timestamp(0))


def _days(action: Action, table: pd.DataFrame) -> pd.Series:
    where = f"‘{action.title}’"
    column = column_of(action.done_on, table, where)
    if is_datetime64_any_dtype(column.dtype):
        return column
    raise UserError(
        f"{where} takes the day on which it was done from ‘{action.done_on}’, which holds no days.",
        "Name a column with days, or none.",
    )

"""Dates of a workbook whose day and month a spreadsheet has exchanged while it opened a list.

A spreadsheet that expects the month first stores 02/01/2024 of a list with the day first as
1 February, and keeps 13/01/2024 as text, since there is no month 13. Then all stored dates have a
day up to 12 and all texts one above. Of true dates three in five are above.
"""

from dataclasses import dataclass

import numpy as np

from core.intake.column import Moments, Places, RawColumn
from core.intake.masks import rows_where
from core.intake.questions import Asker
from core.intake.readings import MONTHS
from core.intake.typing.date_evidence import DateEvidence, date_evidence, possible_orders
from core.intake.typing.dates import exchanged, month_and_day
from core.intake.typing.typed import Typed
from core.settings import DateOrder, ReadAs
from core.tables.sources import Choice, ColumnType, Question

_MONTHS = 12
_FEWEST = 5


@dataclass(frozen=True, eq=False)
class Swapped:
    """Dates whose day and month may be exchanged.

    Attributes
    ----------
    places
        Where they are; the first of them in which it makes a difference comes first.
    texts
        How many dates the workbook keeps as text beside them.
    order
        The order that those are written in.
    """

    places: Places
    texts: int
    order: DateOrder


def swapped_in(column: RawColumn, typed: Typed) -> Swapped | None:
    """Find stored dates that are none above the 12th beside texts that all are; None if not."""
    if typed.type is not ColumnType.DATE or not (len(column.moments) and len(column.texts)):
        return None
    places = rows_where(~np.isnat(column.moments))
    months, days = month_and_day(column.moments[places])
    evidence = date_evidence(column)
    texts, order = evidence.count - evidence.stored, _proven_by_all(evidence)
    if order is None or min(len(places), texts) < _FEWEST or bool((days > _MONTHS).any()):
        return None
    differs = days != months
    ordered = np.concatenate((places[differs], places[~differs]))
    return Swapped(ordered, texts, order) if differs.any() else None


def _proven_by_all(evidence: DateEvidence) -> DateOrder | None:
    """The order that each text proves by a day above 12."""
    orders, fitting = possible_orders(evidence), evidence.fitting & (evidence.counts > 0)
    day = {DateOrder.DAY_FIRST: evidence.first, DateOrder.MONTH_FIRST: evidence.second}
    if len(orders) != 1 or orders[0] not in day:
        return None
    return orders[0] if bool((day[orders[0]][fitting] > _MONTHS).all()) else None


def ask_about_swapped(asker: Asker, cells: RawColumn, swapped: Swapped) -> Question:
    """Whether day and month of stored dates are exchanged."""
    moment = cells.moments[swapped.places[:1]]
    stored, meant = _day(moment), _day(exchanged(moment))
    return asker.question(
        f"Is {stored} in ‘{asker.column}’ really {meant}?",
        f"{_signs_of(swapped)} The first is in row {asker.row(swapped.places):,}.",
        (
            Choice(f"{meant}: exchange day and month", asker.read_as(ReadAs.EXCHANGED)),
            Choice(f"{stored}, as the workbook says", asker.read_as(ReadAs.DATE)),
        ),
        f'"types": {{"{asker.column}": "{ReadAs.EXCHANGED}"}} or "{ReadAs.DATE}"',
        swapped.places,
    )


def note_of_swapped(asker: Asker, cells: RawColumn, swapped: Swapped) -> str:
    """Tell of stored dates that may be wrong in a column that nobody needs."""
    stored, meant = (_day(of(cells.moments[swapped.places[:1]])) for of in (np.copy, exchanged))
    return (
        f"‘{asker.column}’: {stored} in row {asker.row(swapped.places):,} may be {meant}. "
        f"{_signs_of(swapped)} Read the column as ‘{ReadAs.EXCHANGED}’ if so."
    )


def _signs_of(swapped: Swapped) -> str:
    first = "day" if swapped.order is DateOrder.DAY_FIRST else "month"
    return (
        f"None of the {len(swapped.places):,} dates that the workbook stores is after the 12th of "
        f"a month, and each of the {swapped.texts:,} that it keeps as text is. So a spreadsheet "
        f"has probably exchanged day and month, because the {first} came first in the list."
    )


def _day(moment: Moments) -> str:
    year, month, day = str(moment[0].astype("datetime64[D]")).split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"

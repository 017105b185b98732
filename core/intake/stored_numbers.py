"""Numbers of a column that may be something else: days, or what a workbook shows instead of them.

A workbook stores a day as the number of days since 1900, and a customer number such as 000123 as
123 with a format. Nothing in the number tells which it is, so the user is asked; what they have
said is done here.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from core.intake.column import Floats, RawColumn
from core.intake.masks import Mask, nowhere, rows_where, somewhere
from core.intake.text.digits import decimals_of
from core.intake.typing.date_text import date_text
from core.intake.typing.dates import exchanged
from core.intake.typing.day_counts import counted_days
from core.intake.typing.typed import Typed
from core.intake.words import is_date_name
from core.intake.workbook.formats import Dress
from core.settings import DayCount, ReadAs, Role
from core.tables.sources import ColumnType

_FIRST_DAY, _LAST_DAY = 20_000, 80_000
"""The days from 1954 to 2119: what people write dates of."""

_LOOKED_AT = 20


def as_meant(column: RawColumn, wanted: ReadAs | None, count: DayCount | None) -> RawColumn:
    """A column with its numbers as what somebody has said that they are.

    Parameters
    ----------
    column
        The cells.
    wanted
        What they are to be read as.
    count
        How days are counted; None if nobody said.
    """
    if wanted is ReadAs.DATE and count is not None:
        return _as_days(column, count)
    if wanted is ReadAs.EXCHANGED and len(column.moments):
        return replace(column, moments=exchanged(column.moments))
    return _as_shown(column) if wanted is ReadAs.SHOWN else column


def plain_values(column: RawColumn) -> Floats:
    """The numbers of a column that are written plainly, without a mark; NaN for all other cells."""
    values = np.full(column.rows, np.nan)
    if len(column.stored):
        values = column.stored.copy()
    if len(column.shapes):
        plain = (column.shapes != 0) & (decimals_of(column.shapes, ".") == 0)
        values[plain] = column.wholes[plain]
    return values


def _as_days(column: RawColumn, count: DayCount) -> RawColumn:
    moments = counted_days(plain_values(column), count)
    days = ~np.isnat(moments)
    if not somewhere(days):
        return column
    kept = column.moments if len(column.moments) else np.full(column.rows, np.datetime64("NaT"))
    return replace(column.without(days), moments=np.where(days, moments, kept))


def _as_shown(column: RawColumn) -> RawColumn:
    """Write the numbers that are shown with zeros or letters around them as they are shown."""
    dressed = rows_where(dressed_cells(column))
    if not len(dressed):
        return column
    texts = [shown_at(column, place) for place in dressed.tolist()]
    found, different = pd.factorize(np.array([*column.texts, *texts], object))
    first = len(column.texts)
    codes = column.codes if len(column.codes) else np.full(column.rows, -1, np.int32)
    codes = np.append(found[:first], -1).astype(np.int32)[codes]
    codes[dressed] = found[first:]
    marks = column.marks[: len(different)] if len(column.marks) else column.marks
    more = np.zeros(len(different) - len(marks), np.uint8) if len(marks) else marks
    bare = column.without(dressed_cells(column))
    marks = np.concatenate([marks, more])
    return replace(bare, codes=codes, texts=np.array(different, object), marks=marks)


def dressed_cells(column: RawColumn) -> Mask:
    """Which whole numbers are shown with zeros or letters that are not stored."""
    if not len(column.dresses):
        return nowhere(column.rows)
    with np.errstate(invalid="ignore"):
        whole = np.rint(column.stored) == column.stored
    dressed: Mask = (column.dresses > 0) & whole
    return dressed


def shown_at(column: RawColumn, row: int) -> str:
    """How a workbook shows a number with zeros or letters around it."""
    pattern = column.patterns[column.dresses[row] - 1]
    return Dress(pattern).on(int(column.stored[row]))


def maybe_days(name: str, column: RawColumn, typed: Typed, role: Role) -> Mask:
    """Which numbers of a column may be days: those under the name of one, and those among dates."""
    numbers = len(column.stored) or len(column.shapes)
    called_so = typed.type is ColumnType.DATE or role is Role.DATE or is_date_name(name)
    if not numbers or not (called_so or len(column.moments)):
        return nowhere(column.rows)
    values = plain_values(column)
    with np.errstate(invalid="ignore"):
        days: Mask = (values >= _FIRST_DAY) & (values <= _LAST_DAY)
    count = int(np.count_nonzero(days))
    dates = int(np.count_nonzero(~np.isnat(column.moments))) if len(column.moments) else 0
    if not count or not (called_so or _is_of_dates(column, dates, count)):
        return nowhere(column.rows)
    others = int(np.count_nonzero(~np.isnan(values))) - count
    return days if not others or dates else nowhere(column.rows)


def _is_of_dates(column: RawColumn, dates: int, numbers: int) -> bool:
    """Whether a column with some dates and some numbers is one of dates."""
    head = [text for text in column.texts[:_LOOKED_AT] if not text.isspace()]
    written = bool(head) and sum(date_text(text) is not None for text in head) > len(head) / 2
    return dates >= numbers or (dates > 0 and written)

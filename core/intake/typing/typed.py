"""A column with its type, whatever that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from core.intake.column import RawColumn
from core.intake.masks import Mask, either, nowhere, somewhere
from core.intake.typing.texts import text_values
from core.settings import DateOrder
from core.tables.sources import ColumnType

Values = ExtensionArray | npt.NDArray[np.generic]


@dataclass(frozen=True, eq=False)
class Typed:
    """A column with its type.

    Attributes
    ----------
    type
        What the cells were read as.
    values
        The cells, one per row, missing where they are empty, failed or unsure.
    failed
        Rows whose cell is not of the type that nearly all others have.
    unsure
        Rows whose cell can be read in two ways, with nothing in the column to tell which.
    centuries
        Rows with a date whose year has two digits, if nobody said which century it is in.
    decimal, order
        How numbers and dates are written, if a cell proves it.
    orders
        The orders in which dates may be written, if no cell proves one.
    counted
        Whether the unsure cells are numbers that may be days as a spreadsheet counts them.
    inexact
        Rows whose number has more digits than are kept.
    grouped
        Whether some number has both a decimal sign and thousands grouped with the other.
    unit
        Currency or per cent sign of the numbers; "" if there is none.
    zoned
        Whether some dates have a time zone.
    period
        What stands for its first day: ``"months"``, ``"quarters"`` or ``"weeks"``; "" for days.
    since_1970
        Whether the dates are counted in seconds since 1970.
    ranks
        What each answer in words counts as; empty if there are none.
    """

    type: ColumnType
    values: Values
    failed: Mask
    unsure: Mask
    centuries: Mask
    decimal: str | None = None
    order: DateOrder | None = None
    orders: tuple[DateOrder, ...] = ()
    counted: bool = False
    inexact: Mask | None = None
    grouped: bool = False
    unit: str = ""
    zoned: bool = False
    period: str = ""
    since_1970: bool = False
    ranks: Mapping[str, int] = field(default_factory=dict)

    @property
    def doubtful(self) -> Mask:
        """Rows whose cell has no value before somebody has said how it is to be read."""
        return either(self.unsure, self.centuries)

    @property
    def is_vague(self) -> bool:
        """Whether some dates are not the day that somebody has written."""
        return bool(self.period) or somewhere(self.doubtful)


def as_text(column: RawColumn, kind: ColumnType = ColumnType.TEXT) -> Typed:
    """A column kept as it stands."""
    nobody = nowhere(column.rows)
    return Typed(kind, text_values(column), nobody, nobody, nobody)


def integers_of(values: npt.NDArray[np.int64], missing: Mask) -> Values:
    """Give whole numbers of which some are missing."""
    return pd.arrays.IntegerArray(values, missing) if somewhere(missing) else values

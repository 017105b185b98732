"""What the cells of a whole column are: text first, a type only where the evidence bears it."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from core.intake.dates import looks_like_dates, read_dates
from core.intake.grid import Mark, Marks, Mask, Texts
from core.intake.numbers import read_numbers, too_few
from core.intake.words import is_identifier_name
from core.settings import DateOrder
from core.tables.sources import ColumnType

MOSTLY = 0.95
Values = ExtensionArray | npt.NDArray[np.generic]
_LONG = 9
_TOO_LONG = 16
_TRUTHS = tuple(
    frozenset(pair.split())
    for pair in (
        "yes no",
        "y n",
        "true false",
        "t f",
        "ja nein",
        "j n",
        "oui non",
        "o n",
        "si no",
        "sí no",
        "sì no",
        "s n",
        "ja nee",
        "ja nej",
        "vrai faux",
        "wahr falsch",
    )
)


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
    decimal, order
        How numbers and dates are written, if a cell proves it.
    inexact
        Rows whose number has more digits than are kept.
    grouped
        Whether some number has both a decimal sign and thousands grouped with the other.
    """

    type: ColumnType
    values: Values
    failed: Mask
    unsure: Mask
    decimal: str | None = None
    order: DateOrder | None = None
    inexact: Mask | None = None
    grouped: bool = False


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of a column, each different text once.

    Attributes
    ----------
    name
        Name of the column.
    texts, marks
        The cells, and what a workbook says they are.
    codes
        For each cell its place among the different texts.
    different, counts, filled
        Each different text, how often it occurs, and whether it is more than blanks.
    """

    name: str
    texts: Texts
    marks: Marks | None
    codes: npt.NDArray[np.intp]
    different: Texts
    counts: npt.NDArray[np.intp]
    filled: Mask

    def stored_as(self, mark: Mark) -> Mask:
        """Which different texts are cells of this kind in the workbook, wherever they stand."""
        if self.marks is None:
            return np.zeros(len(self.different), bool)
        marked = np.bincount(self.codes, weights=self.marks == mark, minlength=len(self.different))
        stored: Mask = marked == self.counts
        return stored


def gather(name: str, texts: Texts, marks: Marks | None) -> Cells:
    """The cells of a column, each different text once."""
    codes, different = pd.factorize(texts)
    counts = np.bincount(codes, minlength=len(different))
    filled = np.array([bool(text) and not text.isspace() for text in different], bool)
    return Cells(name, texts, marks, codes, np.asarray(different, dtype=object), counts, filled)


def as_text(cells: Cells, kind: ColumnType = ColumnType.TEXT) -> Typed:
    """A column kept as it stands."""
    nobody = np.zeros(len(cells.texts), bool)
    values = cells.texts.copy()
    values[values == ""] = np.nan
    return Typed(kind, pd.array(values, dtype="str"), nobody, nobody)


def read_column(cells: Cells, decimal: str | None, order: DateOrder | None) -> Typed:
    """A column with the type that its cells prove.

    Parameters
    ----------
    cells
        The column.
    decimal, order
        How numbers and dates are written where no cell of the column proves it.
    """
    filled = cells.filled
    if not filled.any():
        return as_text(cells, ColumnType.EMPTY)
    if _is_truth(cells, filled):
        return as_text(cells, ColumnType.TRUTH)
    if looks_like_dates(cells.different[filled]):
        return _dates(cells, filled, order)
    return _numbers(cells, filled, decimal)


def _is_truth(cells: Cells, filled: Mask) -> bool:
    if len(cells.different) > _LONG:
        return False
    found = {text.strip().casefold() for text in cells.different[filled]}
    return any(found == pair for pair in _TRUTHS)


def _share(cells: Cells, good: Mask, filled: Mask) -> float:
    counts = cells.counts
    return float(counts[good & filled].sum()) / float(counts[filled].sum())


def _dates(cells: Cells, filled: Mask, order: DateOrder | None) -> Typed:
    dates = read_dates(cells.different, cells.stored_as(Mark.DATE), order)
    if _share(cells, dates.known, filled) < MOSTLY:
        return as_text(cells)
    values = dates.values.copy()
    values[dates.unsure] = np.datetime64("NaT", "us")
    return Typed(
        ColumnType.DATE,
        values[cells.codes],
        (filled & ~dates.known)[cells.codes],
        dates.unsure[cells.codes],
        order=dates.order,
    )


def _numbers(cells: Cells, filled: Mask, decimal: str | None) -> Typed:
    stored = cells.stored_as(Mark.NUMBER)
    allowed = (1 - MOSTLY) * float(cells.counts[filled].sum())
    if too_few(cells.different, cells.counts, stored | ~filled, allowed):
        return as_text(cells)
    numbers = read_numbers(cells.different, stored, decimal)
    known = numbers.known & filled
    if _share(cells, known, filled) < MOSTLY or _are_identifiers(cells, known):
        return as_text(cells)
    missing = ~known | numbers.unsure
    whole = numbers.wholes is not None and not numbers.unsure.any()
    values: Values
    if whole and numbers.wholes is not None:
        values = _integers(numbers.wholes[cells.codes], missing[cells.codes])
    else:
        values = np.where(missing, np.nan, numbers.values)[cells.codes]
    return Typed(
        ColumnType.INTEGER if whole else ColumnType.DECIMAL,
        values,
        (filled & ~known)[cells.codes],
        (numbers.unsure & filled)[cells.codes],
        decimal=numbers.decimal,
        inexact=(numbers.inexact & known)[cells.codes],
        grouped=numbers.grouped,
    )


def _integers(values: npt.NDArray[np.int64], missing: Mask) -> Values:
    return pd.arrays.IntegerArray(values, missing) if missing.any() else values


def _are_identifiers(cells: Cells, known: Mask) -> bool:
    """Whether the numbers of a column are names: nobody adds them up."""
    texts = [text.strip() for text in cells.different[known]]
    joined = "\n".join(texts)
    if re.search(r"^(?:0\d+|\+\d{7,})$", joined, re.MULTILINE):
        return True
    if not joined.replace("\n", "").isdigit():
        return False
    longest, shortest = max(map(len, texts)), min(map(len, texts))
    if is_identifier_name(cells.name) or longest >= _TOO_LONG:
        return True
    unique = int(cells.counts[known].max()) == 1
    return unique and len(texts) > 1 and shortest == longest >= _LONG

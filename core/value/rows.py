"""The rows of all sources of one kind, counted and added up per customer."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.settings import Role
from core.value.columns import dates_of, listed, numbers_of, rows_that
from core.value.identity import Placed
from core.value.sums import exact_sums

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


def names(parts: Sequence[Placed]) -> str:
    """Give the names of the sources in a row."""
    return listed(part.source.name for part in parts)


def having(parts: Sequence[Placed], role: Role) -> list[Placed]:
    """Give the sources that have a column with this role."""
    return [part for part in parts if part.source.column_with(role) is not None]


def counts(parts: Sequence[Placed], size: int) -> Counts:
    """How many rows each customer has."""
    total = np.zeros(size, dtype=np.int64)
    for part in parts:
        total += np.bincount(part.places[part.places >= 0], minlength=size)
    return total


def sums(parts: Sequence[Placed], role: Role, size: int) -> tuple[Floats, Counts]:
    """What the cells with this role add up to per customer, and how many are filled.

    Sources without such a column are passed over.

    Raises
    ------
    UserError
        If such a column does not hold numbers.
    """
    places, cells = [np.zeros(0, dtype=np.intp)], [np.zeros(0)]
    for part in parts:
        column = part.source.column_with(role)
        if column is not None:
            numbers = numbers_of(part.source, column)
            used = (part.places >= 0) & ~np.isnan(numbers)
            places.append(part.places[used])
            cells.append(numbers[used])
    at = np.concatenate(places)
    return exact_sums(at, np.concatenate(cells), size), np.bincount(at, minlength=size)


def days(parts: Sequence[Placed]) -> tuple[pd.Series, pd.Series]:
    """Every date with the place of its customer (-1 for rows of nobody), empty cells left out.

    Raises
    ------
    UserError
        If a date column does not hold dates.
    """
    found = [
        pd.DataFrame({"at": part.places, "day": dates_of(part.source, column).to_numpy()})
        for part in parts
        if (column := part.source.column_with(Role.DATE)) is not None
    ]
    dated = pd.concat(found, ignore_index=True).dropna()
    return dated["at"], dated["day"]


def empty_cells(parts: Sequence[Placed], role: Role, effect: str) -> list[str]:
    """Sentences on the sources whose cells with this role are partly, or all, missing."""
    sentences = []
    for part in parts:
        column = part.source.column_with(role)
        if column is None:
            sentences.append(f"{part.source.name} has no {role.value}; {effect}.")
            continue
        empty = int(part.source.table[column].isna().sum())
        if empty:
            start = rows_that(empty, part.source.name, "has", "have")
            sentences.append(f"{start} no {role.value}; {effect}.")
    return sentences

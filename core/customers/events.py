"""What one customer has ordered and asked for in time, and what they choose most often."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

from core.customers.search import folded
from core.settings import Kind, Role
from core.tables.card import Month, Preference
from core.tables.customers import Placed
from core.tables.sources import SourceTable

Months = npt.NDArray[np.int64]

MOST_MONTHS = 36
_PRODUCTS = {"product", "item", "article", "sku", "description", "category", "brand"}
_CHANNELS = {"channel", "shop", "store", "branch", "website", "kanal", "canal", "filiale"}
_OCCASIONS = {"activity", "reason", "topic", "type", "thema"}
_CHOICES = {
    Kind.ORDERS: _PRODUCTS | _CHANNELS | {"produkt", "artikel", "produit", "producto"},
    Kind.CONTACTS: _CHANNELS | _OCCASIONS,
}
"""Words in the names of columns that tell what a customer chooses."""

_LETTERS = re.compile(r"[^\W\d_]+")


def months_of(placed: Sequence[Placed], row: int) -> tuple[Month, ...]:
    """Return what a customer has ordered and asked for, month by month.

    Parameters
    ----------
    placed
        The sources, and whom their rows are about.
    row
        Place of the customer in the order of the ids.

    Returns
    -------
    tuple of Month
        Every month from the first to the last that any order or contact is in, `MOST_MONTHS`
        at most; none if no order and no contact has a day.
    """
    ends = [end for one in placed for end in _ends(one.source)]
    if not ends:
        return ()
    last = max(ends)
    first = max(min(ends), last - MOST_MONTHS + 1)
    amounts = np.zeros(last - first + 1)
    counts = {kind: np.zeros(len(amounts), dtype=np.int64) for kind in _CHOICES}
    for source, table in _rows_of(placed, row):
        days = _day_column(source)
        if days is None:
            continue
        known = table[table[days].notna()]
        places = _months(known[days]) - first
        inside = (places >= 0) & (places < len(amounts))
        counts[source.kind] += np.bincount(places[inside], minlength=len(amounts))
        earned = source.column_with(Role.AMOUNT)
        if earned is not None and is_numeric_dtype(known[earned].dtype):
            sums = known[earned].to_numpy(dtype=np.float64, na_value=0.0)
            amounts += np.bincount(places[inside], sums[inside], len(amounts))
    return tuple(
        Month((first + place) // 12, (first + place) % 12 + 1, amount, orders, contacts)
        for place, (amount, orders, contacts) in enumerate(
            zip(
                amounts.tolist(),
                counts[Kind.ORDERS].tolist(),
                counts[Kind.CONTACTS].tolist(),
                strict=True,
            )
        )
    )


def preferences_of(placed: Sequence[Placed], row: int) -> tuple[Preference, ...]:
    """Return what a customer chooses most often, from the words of their orders and contacts.

    Columns that name products, channels and occasions are looked at; of words that are equally
    frequent it is the first in order.
    """
    chosen = (
        _most_frequent(column, table[column])
        for source, table in _rows_of(placed, row)
        for column in _columns_of_choice(source)
    )
    return tuple(preference for preference in chosen if preference is not None)


def _rows_of(placed: Sequence[Placed], row: int) -> Iterator[tuple[SourceTable, pd.DataFrame]]:
    """Yield the orders and contacts of a customer, source by source."""
    for one in placed:
        if one.source.kind in _CHOICES:
            yield one.source, one.source.table.iloc[np.flatnonzero(one.places == row)]


def _day_column(source: SourceTable) -> str | None:
    column = source.column_with(Role.DATE)
    if column is None or not is_datetime64_any_dtype(source.table[column].dtype):
        return None
    return column


def _ends(source: SourceTable) -> tuple[int, ...]:
    """First and last month of a source of orders or contacts; none if it has no days."""
    column = _day_column(source) if source.kind in _CHOICES else None
    if column is None or source.table[column].isna().all():
        return ()
    days = source.table[column]
    return tuple(_months(pd.Series([days.min(), days.max()])).tolist())


def _months(days: pd.Series) -> Months:
    """Count months from the beginning of the calendar."""
    months: Months = (days.dt.year * 12 + days.dt.month - 1).to_numpy(dtype=np.int64)
    return months


def _columns_of_choice(source: SourceTable) -> Iterator[str]:
    for column in source.columns:
        named = _CHOICES[source.kind] & set(_LETTERS.findall(folded(column.name)))
        free = column.role in {Role.ATTRIBUTE, Role.ACTIVITY}
        if free and named and not is_numeric_dtype(source.table[column.name].dtype):
            yield column.name


def _most_frequent(title: str, cells: pd.Series) -> Preference | None:
    words, counts = np.unique(cells.dropna().astype(object).astype(str), return_counts=True)
    if not len(words):
        return None
    best = int(np.argmax(counts))
    return Preference(title, str(words[best]), int(counts[best]), int(counts.sum()))

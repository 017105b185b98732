"""A source table as CSV: what was accepted, typed, or what stood in the file, untouched."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
import pandas as pd

from core.tables.sources import ColumnType, SourceTable

_CHUNK = 5_000


def accepted_rows_csv(table: SourceTable) -> Iterator[str]:
    """Pieces of a CSV with the header and the accepted rows, typed.

    Dates are written as ISO 8601, numbers with a decimal point, missing cells as nothing, cells
    that stay in the file as they stand there. The pieces follow RFC 4180 and are to be
    written as UTF-8 without changing line ends.
    """
    yield from _written([tuple(column.name for column in table.columns)])
    unread = any(column.type is ColumnType.UNREAD for column in table.columns)
    for start in range(0, len(table.table), _CHUNK):
        part = table.table.iloc[start : start + _CHUNK]
        cells = _cells_of(table, part.index) if unread else {}
        columns = (
            cells[column.name] if column.name in cells else _as_texts(part[column.name])
            for column in table.columns
        )
        yield from _written(zip(*columns, strict=True))


def _cells_of(table: SourceTable, rows: pd.Index) -> dict[str, list[str]]:
    """The cells of the columns that stay in the file, for rows in a piece of it."""
    start = int(rows[0]) - table.receipt.header - 1
    found = dict(table.raw.fetch(start, int(rows[-1]) - int(rows[0]) + 1))
    return {
        column.name: [found[row][place] for row in rows.tolist()]
        for place, column in enumerate(table.columns)
        if column.type is ColumnType.UNREAD
    }


def raw_rows_csv(table: SourceTable) -> Iterator[str]:
    """Pieces of a CSV with all cells as they stood, the header first.

    Rows that were set aside are included; rows without anything in them are not.
    """
    if any(table.header):
        yield from _written([table.header])
    for start in range(0, table.raw.total, _CHUNK):
        rows = (cells for _, cells in table.raw.fetch(start, _CHUNK))
        yield from _written(row for row in rows if any(row))


def _written(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        piece = io.StringIO()
        csv.writer(piece, lineterminator="\r\n").writerows(chunk)
        yield piece.getvalue()


def _as_texts(column: pd.Series) -> list[str]:
    missing = column.isna().to_numpy()
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        texts = _dates(column)
    elif pd.api.types.is_float_dtype(column.dtype):
        texts = [_number(value) for value in column.to_numpy(dtype=float)]
    else:
        texts = [str(value) for value in column.tolist()]
    return ["" if gone else text for gone, text in zip(missing, texts, strict=True)]


def _dates(column: pd.Series) -> list[str]:
    moments = column.to_numpy(dtype="datetime64[us]")
    known = moments[~np.isnat(moments)]
    if (known == known.astype("datetime64[D]")).all():
        return [str(text) for text in np.datetime_as_string(moments, unit="D")]
    # Seconds as far as they are needed, the same for the whole column.
    whole = (known == known.astype("datetime64[s]")).all()
    return [str(text) for text in np.datetime_as_string(moments, unit="s" if whole else "us")]


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact below
        return str(int(value))
    return np.format_float_positional(value, trim="-")

"""A Parquet file to a grid: its types are known, so each cell is taken as it is stored."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.database import read_foreign_parquet
from core.errors import UserError
from core.intake.column import Mark, RawColumn
from core.intake.grid import Grid
from core.intake.masks import Mask
from core.intake.stored_cells import SheetRows
from core.settings import Recipe

_EXACT = 2**53
_NOTHING = np.datetime64("NaT")


def read_parquet_grid(path: Path, recipe: Recipe) -> Grid:
    """The cells of a Parquet file.

    Raises
    ------
    UserError
        If it is damaged or has no rows.
    """
    try:
        found = {name: _column(values) for name, values in read_foreign_parquet(path)}
    except ValueError as problem:
        raise UserError(
            f"‘{path.name}’ is a Parquet file that cannot be read; it is damaged or too large.",
            "Download or copy it again, or export the table as .csv from the program that made it.",
        ) from problem
    columns, names = tuple(found.values()), tuple(found)
    rows = pd.RangeIndex(1, (columns[0].rows if columns else 0) + 1, name="row")
    if not len(rows):
        raise UserError(f"{path.name} has no rows.", "Export it again; there is nothing in it.")
    return Grid(
        header=names,
        stated=names,
        header_rows=0,
        columns=columns,
        rows=rows,
        empty_rows=(),
        misfits=(),
        recipe=recipe,
        sheets=(),
        notes=(),
        raw=SheetRows(columns, rows, ()),
    )


def _column(values: npt.NDArray[Any]) -> RawColumn:
    missing: Mask = np.ma.getmaskarray(values)
    plain = np.ma.getdata(values)
    kind = plain.dtype.kind
    if kind == "M":
        moments = np.where(missing, _NOTHING, plain.astype("datetime64[us]"))
        return RawColumn(len(plain), moments=moments)
    if kind in "iu":
        fits = (plain <= _EXACT) & (plain.astype(np.float64) >= -_EXACT)
        return _numbers(plain, plain.astype(np.float64), ~missing, fits)
    if kind == "f":
        return _numbers(plain, _doubles(plain), ~missing, np.isfinite(plain))
    if kind == "b":
        return _texts(np.where(plain, "TRUE", "FALSE").astype(object), ~missing, Mark.TRUTH)
    there = ~missing & np.array([bool(text) for text in plain], bool)
    return _texts(plain, there, Mark.TEXT)


def _doubles(values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Numbers as doubles; those of half the size as the decimals that they are shown as."""
    if values.dtype == np.float64:
        return values
    codes, different = pd.factorize(values)
    shown = np.array([float(str(value)) for value in different], np.float64)
    doubles: npt.NDArray[np.float64] = np.append(shown, np.nan)[codes]
    return doubles


def _numbers(
    values: npt.NDArray[Any], doubles: npt.NDArray[np.float64], there: Mask, fits: Mask
) -> RawColumn:
    """Numbers as doubles hold them, and as text where they do not."""
    stored = np.where(there & fits, doubles, np.nan)
    others = there & ~fits
    if not bool(others.any()):
        return RawColumn(len(values), stored=stored)
    texts = np.array([str(value) for value in values], object)
    return replace(_texts(texts, others, Mark.TEXT), stored=stored)


def _texts(texts: npt.NDArray[np.object_], there: Mask, mark: Mark) -> RawColumn:
    codes = np.full(len(texts), -1, np.int32)
    found, different = pd.factorize(texts[there])
    codes[there] = found
    marks = np.full(len(different), mark, np.uint8) if mark else np.zeros(0, np.uint8)
    return RawColumn(len(texts), codes, np.array(different, object), marks)

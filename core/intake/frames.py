"""The two data frames of a source table: the cells as they stood, and the accepted rows typed."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from core.intake.grid import Grid, Mask, Places, Texts
from core.intake.rows import unique_names
from core.intake.types import Typed, Values


def typed_rows(columns: Mapping[str, Typed], rows: Places, accepted: Mask) -> pd.DataFrame:
    """The accepted rows, typed, indexed by row in the file.

    Parameters
    ----------
    columns
        The columns by name.
    rows
        Place of each row in the file.
    accepted
        Which rows are accepted.
    """
    index = pd.Index(rows[accepted], name="row")
    values = {name: _among(typed, accepted) for name, typed in columns.items()}
    return pd.DataFrame(values, index=index, copy=False)


def _among(typed: Typed, accepted: Mask) -> Values:
    values = typed.values if accepted.all() else typed.values[accepted]
    if isinstance(values, pd.arrays.IntegerArray) and not values.isna().any():
        return values.to_numpy(dtype=np.int64)
    return values


def raw_cells(grid: Grid, names: Sequence[str]) -> pd.DataFrame:
    """All rows after the header as they stood, indexed by row in the file.

    Parameters
    ----------
    grid
        The cells.
    names
        A unique name for each column.
    """
    others = {misfit.row: misfit.cells for misfit in grid.misfits}
    others.update({int(row): () for row in grid.empty_rows})
    rows = np.concatenate([grid.rows, np.array(list(others), np.int64)])
    order = np.argsort(rows, kind="stable")
    width = max([len(names), *(len(cells) for cells in others.values())])
    columns = {}
    for place, label in enumerate(_labels(names, width)):
        more = [cells[place] if place < len(cells) else "" for cells in others.values()]
        texts = _column(grid, place)
        if more:
            texts = np.concatenate([texts, np.array(more, dtype=object)])[order]
        columns[label] = pd.array(texts, dtype="str")
    return pd.DataFrame(columns, index=pd.Index(rows[order], name="row"), copy=False)


def _column(grid: Grid, place: int) -> Texts:
    if place < len(grid.cells):
        return grid.cells[place]
    return np.full(len(grid.rows), "", dtype=object)


def _labels(names: Sequence[str], width: int) -> tuple[str, ...]:
    surplus = [f"Column {place}" for place in range(len(names) + 1, width + 1)]
    return unique_names([*names, *surplus])

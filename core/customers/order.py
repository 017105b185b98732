"""The order of a list: by any column, missing cells last, equal ones by the customers' ids."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from core.customers.search import folded

Places = npt.NDArray[np.int32]


def order_of(cells: npt.NDArray[np.generic], *, descending: bool) -> Places:
    """Return the rows of a list in order.

    Parameters
    ----------
    cells
        A cell for each customer: numbers (NaN is missing), places among words (below 0 is
        missing), days, or text ("" is missing).
    descending
        Whether the greatest comes first.

    Returns
    -------
    numpy.ndarray
        Shape (customers,): places of the customers, in order. Missing cells come last either
        way, and equal cells keep the order of the customers.
    """
    if cells.dtype == object:
        return _order_of_texts(cells.tolist(), descending=descending)
    keys, missing = _keys(cells)
    keys = -keys if descending else keys
    known = np.flatnonzero(~missing)
    order = _stable(keys[known])
    return np.concatenate([known[order], np.flatnonzero(missing)]).astype(np.int32)


def _keys(cells: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Numbers that stand in the cells' order, and which of them are missing."""
    if cells.dtype.kind == "M":
        return cells.astype(np.int64).astype(np.float64), np.isnat(cells)
    numbers = cells.astype(np.float64)
    missing = np.isnan(numbers)
    return numbers, missing if cells.dtype.kind == "f" else numbers < 0


def _stable(keys: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Sort, and keep the order of what is equal; numpy's own stable sort takes far longer."""
    rough = np.argsort(keys)
    ordered = keys[rough]
    group = np.concatenate([[0], np.cumsum(ordered[1:] != ordered[:-1])])[: len(keys)]
    if len(keys) and group[-1] == len(keys) - 1:
        return rough
    places: npt.NDArray[np.int64] = np.sort(group * len(keys) + rough) - group * len(keys)
    return places


def _order_of_texts(texts: Sequence[str], *, descending: bool) -> Places:
    known = [place for place, text in enumerate(texts) if text]
    keys = list(map(folded, texts))
    known.sort(key=keys.__getitem__, reverse=descending)  # equal ones keep their order both ways
    missing = [place for place, text in enumerate(texts) if not text]
    return np.array(known + missing, dtype=np.int32)

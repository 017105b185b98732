"""Large arrays as files, for the window to map into its memory."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.tables.customers import ScoredCustomers
from core.tables.periods import ResultTable
from core.tables.segments import SegmentTable

LONGEST_ID = 64
"""Characters of a customer id that the scatter shows; longer ones end in an ellipsis."""

LARGEST_SHOWN = float(np.finfo(np.float32).max)
"""The scatter draws greater values here."""

ARRAYS_KEPT = 3
"""Array files of this many segmentations are kept: the window may still show an older one."""


class Arrays:
    """Keeps large arrays as files for the window to map into its memory.

    Parameters
    ----------
    folder
        Private folder for the files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._kept: dict[str, tuple[tuple[object, tuple[str, ...]], ...]] = {}

    def keep(self, segments: SegmentTable, scored: ScoredCustomers) -> tuple[str, ...]:
        """Return the files of values, scores, codes and ids, written if the segments are new."""

        def arrays() -> dict[str, npt.NDArray[np.generic]]:
            limited = np.clip(scored.values, -LARGEST_SHOWN, LARGEST_SHOWN)
            return {
                "values": limited.astype(np.float32),
                "scores": scored.scores.astype(np.float32),
                "codes": segments.codes,
                "ids": _short_ids(segments.customer_ids),
            }

        return self._written("segments", segments, arrays)

    def keep_moves(self, table: ResultTable) -> str:
        """Return the file of who moved, written if the results are new."""

        def arrays() -> dict[str, npt.NDArray[np.generic]]:
            columns = (table.before, table.after, table.action, table.arm)
            return {"moves": np.column_stack(columns).astype(np.int8)}

        return self._written("moves", table, arrays)[0]

    def clear(self) -> None:
        """Remove all files."""
        for known in self._kept.values():
            for _owner, paths in known:
                for path in paths:
                    _remove(Path(path))
        self._kept.clear()

    def _written(
        self,
        kind: str,
        owner: object,
        arrays: Callable[[], dict[str, npt.NDArray[np.generic]]],
    ) -> tuple[str, ...]:
        """Return the files of a table's arrays; of each kind only the last few are kept."""
        known = self._kept.get(kind, ())
        for kept, paths in known:
            if kept is owner:
                return paths
        number = next(self._numbers)
        made = arrays()
        paths = tuple(str(self._folder / f"{name}-{number}.npy") for name in made)
        for path, array in zip(paths, made.values(), strict=True):
            np.save(path, array, allow_pickle=False)
        for _old, forgotten in known[: 1 - ARRAYS_KEPT]:
            for path in forgotten:
                _remove(Path(path))
        self._kept[kind] = (*known[1 - ARRAYS_KEPT :], (owner, paths))
        return paths


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return  # Windows keeps a mapped file; the scratch folder is wiped at exit


def _short_ids(ids: pd.Index) -> npt.NDArray[np.str_]:
    texts = [
        text if len(text) <= LONGEST_ID else text[: LONGEST_ID - 1] + "…" for text in ids.tolist()
    ]
    return np.array(texts, dtype=np.str_)

"""Large arrays of an analysis, as files that the window maps into its memory."""

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.tables.customers import ScoredCustomers
from core.tables.periods import ResultTable
from core.tables.segments import SegmentTable
from core.tables.value import ValueTable

Files = Mapping[str, npt.NDArray[Any]]

LONGEST_ID = 64
"""Characters of a customer id that the scatter shows; longer ones end in an ellipsis."""

LARGEST_SHOWN = float(np.finfo(np.float32).max)
"""The scatter draws greater values here."""

ARRAYS_KEPT = 3
"""Array files of this many tables of a kind are kept: the window may still show an older one."""


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
        self._kept: dict[type, tuple[tuple[object, tuple[str, ...]], ...]] = {}

    def keep(self, segments: SegmentTable, scored: ScoredCustomers) -> tuple[str, ...]:
        """Return the files of values, scores, codes and ids, written if the segments are new."""

        def made() -> Files:
            return {
                "values": np.clip(scored.values, -LARGEST_SHOWN, LARGEST_SHOWN).astype(np.float32),
                "scores": scored.scores.astype(np.float32),
                "codes": segments.codes,
                "ids": _short_ids(segments.customer_ids),
            }

        return self._files(segments, made)

    def keep_value(self, value: ValueTable) -> tuple[str, ...]:
        """Return the files of ranks, tiers and stages, written if the table is new."""

        def made() -> Files:
            return {"rank": value.rank, "tier": value.tier, "stage": value.stage}

        return self._files(value, made)

    def keep_moves(self, table: ResultTable) -> str:
        """Return the file of who moved, written if the results are new."""

        def made() -> Files:
            columns = (table.before, table.after, table.action, table.arm)
            return {"moves": np.column_stack(columns).astype(np.int8)}

        return self._files(table, made)[0]

    def _files(self, table: object, arrays: Callable[[], Files]) -> tuple[str, ...]:
        kept = self._kept.get(type(table), ())
        for known, paths in kept:
            if known is table:
                return paths
        number, made = next(self._numbers), arrays()
        paths = tuple(str(self._folder / f"{name}-{number}.npy") for name in made)
        for path, array in zip(paths, made.values(), strict=True):
            np.save(path, array, allow_pickle=False)
        self._kept[type(table)] = (*kept, (table, paths))
        self._forget(ARRAYS_KEPT)
        return paths

    def clear(self) -> None:
        """Remove all files."""
        self._forget(0)

    def _forget(self, most: int) -> None:
        for kind, kept in self._kept.items():
            gone = max(len(kept) - most, 0)
            for _table, paths in kept[:gone]:
                for path in paths:
                    _remove(Path(path))
            self._kept[kind] = kept[gone:]


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

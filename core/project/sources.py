"""What a project keeps of a source: its typed rows and all that is told about it.

The file itself is not kept. What its cells looked like is known as long as the file is there;
a source that comes from a project shows its rows as they were read.
"""

from dataclasses import dataclass, fields

import pandas as pd

from core.errors import UserError
from core.settings import Kind, Recipe
from core.tables.sources import (
    Column,
    Confidence,
    Offer,
    Question,
    RawRows,
    Receipt,
    SetAside,
    SideBySide,
    SourceTable,
)


@dataclass(frozen=True, eq=False)
class KeptSource:
    """The part of a `core.tables.sources.SourceTable` that is kept: all but ``raw``; see there."""

    name: str
    path: str
    digest: str
    recipe: Recipe
    sheets: tuple[str, ...]
    kind: Kind
    kind_reason: str
    columns: tuple[Column, ...]
    table: pd.DataFrame
    receipt: Receipt
    set_aside: tuple[SetAside, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    header: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    side_by_side: tuple[SideBySide, ...] = ()
    kind_confidence: Confidence = Confidence.LIKELY


_NAMES = tuple(field.name for field in fields(KeptSource))


@dataclass(frozen=True, eq=False)
class KeptRows:
    """The accepted rows of a source, standing for those of a file that may be gone.

    Attributes
    ----------
    table
        The rows as they were read, indexed by row in the file.
    """

    table: pd.DataFrame

    @property
    def total(self) -> int:
        """All rows that are kept."""
        return len(self.table)

    def fetch(self, first: int, count: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Return some rows, from place ``first`` on: place in the file, from 1, and cells."""
        rows = self.table.iloc[first : first + count]
        columns = [_texts(rows.iloc[:, place]) for place in range(rows.shape[1])]
        cells = zip(*columns, strict=True) if columns else ((),) * len(rows)
        return tuple(zip(map(int, rows.index), cells, strict=True))


def rows_to_show(table: SourceTable) -> RawRows:
    """Return the rows of a source as they stand in its file, or as they were read if it is gone."""
    try:
        table.raw.fetch(0, 1)
    except UserError:
        return KeptRows(table.table)
    return table.raw


def _texts(cells: pd.Series) -> list[str]:
    """Return cells as text; missing ones are empty, and whole numbers and days are plain."""
    missing = cells.isna().tolist()
    texts = cells.astype("str").tolist()
    ending = {"M": " 00:00:00", "f": ".0"}.get(cells.dtype.kind, "")
    texts = [str(text).removesuffix(ending) for text in texts]
    return ["" if empty else text for empty, text in zip(missing, texts, strict=True)]


def kept_source(table: SourceTable) -> KeptSource:
    """Return what is kept of a source."""
    return KeptSource(**{name: getattr(table, name) for name in _NAMES})


def restored_source(kept: KeptSource) -> SourceTable:
    """Return a source as it was read; its rows stand for the cells that they were read from."""
    parts = {name: getattr(kept, name) for name in _NAMES}
    return SourceTable(raw=KeptRows(kept.table), **parts)

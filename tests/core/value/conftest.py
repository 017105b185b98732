"""Sources as intake hands them on, made by hand."""

from collections.abc import Callable

import pandas as pd
import pytest

from core.settings import Kind, Recipe, Role
from core.tables.sources import Column, ColumnType, Receipt, SourceTable

MakeSource = Callable[..., SourceTable]

TYPES = {"i": ColumnType.INTEGER, "f": ColumnType.DECIMAL, "M": ColumnType.DATE}


@pytest.fixture(scope="session")
def make_source() -> MakeSource:
    """Give a function that makes a source of a name, a kind, its cells and the columns' roles."""

    def make(
        name: str,
        kind: Kind,
        cells: dict[str, list[object]] | pd.DataFrame,
        roles: dict[str, Role] | None = None,
        first_row: int = 2,
    ) -> SourceTable:
        table = pd.DataFrame(cells)
        table.index = pd.RangeIndex(first_row, first_row + len(table))
        columns = tuple(
            Column(
                column,
                TYPES.get(table[column].dtype.kind, ColumnType.TEXT),
                (roles or {}).get(column, Role.ATTRIBUTE),
                f"The header says {column}.",
                int(table[column].notna().sum()),
            )
            for column in table.columns
        )
        receipt = Receipt(name, len(table) + 1, 1, len(table), 0, 0, 0, 0)
        return SourceTable(
            name=name,
            path=f"/data/{name}",
            digest="",
            recipe=Recipe(),
            sheets=(),
            kind=kind,
            kind_reason="",
            columns=columns,
            raw=table.astype(str),
            table=table,
            receipt=receipt,
            set_aside=(),
            questions=(),
            notes=(),
        )

    return make

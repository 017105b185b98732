"""What is worth telling about adding up the rows of a source, though it asks nothing."""

from collections.abc import Iterator, Mapping

from core.intake.beside import taxes
from core.intake.column import RawColumn
from core.intake.typing.typed import Typed
from core.intake.words import numbers_rows
from core.tables.sources import ColumnType


def told_taxes(columns: Mapping[str, RawColumn]) -> Iterator[str]:
    """Tell that rows of tax count as paid, for each column that says so of some."""
    for name, cells in columns.items():
        found = taxes(name, cells)
        if found is not None:
            text, count = found.cells[0]
            rows = "1 row" if count == 1 else f"{count:,} rows"
            yield (
                f"‘{name}’ says ‘{text}’ of {rows}; tax that stands in rows of its own "
                "counts as paid like all others."
            )


def told_unread(typed: Mapping[str, Typed]) -> Iterator[str]:
    """Tell that numbers of orders and the like stay in a very large file."""
    for name, one in typed.items():
        if one.type is ColumnType.UNREAD and numbers_rows(name):
            yield (
                f"‘{name}’ stays in the file, which is very large, so rows that stand in it "
                "twice are not looked for. Give it the role ‘attribute’ to have that done, "
                "which takes time and memory."
            )

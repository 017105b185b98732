"""Whether the row that is taken for the names of the columns is data already."""

import re
from collections.abc import Mapping, Sequence

from core.intake.text.packing import column_of
from core.intake.typing.types import Typed, Writing, read_column
from core.tables.sources import ColumnType

_TELLING = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.DATE})
_WORDS = frozenset({ColumnType.TEXT, ColumnType.TRUTH})
_YEAR = re.compile(r"\s*(?:(?:19|20)\d\d)?\s*")


def like_data(
    header: Sequence[str], typed: Mapping[str, Typed], writing: Writing
) -> tuple[str, str] | None:
    """The first cell of a header that is of the same kind as those below it, and its column.

    A year may well name a column of numbers.

    Parameters
    ----------
    header
        The cells of the header.
    typed
        The columns below it, in the same order.
    writing
        How numbers and dates are written where no cell proves it.
    """
    for text, (name, column) in zip(header, typed.items(), strict=True):
        if column.type not in _TELLING or _YEAR.fullmatch(text):
            continue
        if read_column(name, column_of([text]), writing).type not in _WORDS:
            return text, name
    return None

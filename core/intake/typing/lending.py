"""What one column shows of the decimal sign, lent to others of its file that leave it open."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from core.intake.column import RawColumn
from core.intake.masks import somewhere
from core.intake.typing.typed import Typed
from core.intake.typing.types import Writing, read_column
from core.tables.sources import ColumnType

_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})


def lend_decimal(
    columns: Mapping[str, RawColumn], typed: Mapping[str, Typed], writing: Writing
) -> tuple[dict[str, Typed], list[str]]:
    """Read doubtful numbers as a column that writes both signs, such as 1.234,50, shows.

    Parameters
    ----------
    columns, typed
        The columns as they stand, and as they were read.
    writing
        How numbers and dates are written where no cell proves it.

    Returns
    -------
    tuple
        The columns that are read anew, and a sentence for each.
    """
    shown = {found.decimal for found in typed.values() if found.grouped}
    if len(shown) != 1:
        return {}, []
    decimal = shown.pop()
    proof = next(name for name, found in typed.items() if found.grouped)
    word = "a decimal comma" if decimal == "," else "a decimal point"
    anew, notes = {}, []
    for name, found in typed.items():
        if found.type not in _NUMBERS or not somewhere(found.unsure):
            continue
        text = columns[name].text_at(int(np.flatnonzero(found.unsure)[0])).strip()
        anew[name] = read_column(name, columns[name], replace(writing, decimal=decimal))
        notes.append(f"‘{name}’ is read as ‘{proof}’ is written: {text} with {word}.")
    return anew, notes

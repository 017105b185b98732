"""Cells of the list of customers as people read them."""

import math
from datetime import date

from PySide6.QtCore import QDate, QLocale

from core.tables.listing import Cell, CellKind, ColumnForm, ListColumn
from ui.desktop.numbers import number
from ui.desktop.widgets.phrases import decimals_for


def decimals_of(form: ColumnForm) -> int:
    """Tell how many decimals all numbers of a column are written with."""
    return 0 if form.whole else decimals_for(form.span)


def number_words(value: float, form: ColumnForm) -> str:
    """Write a number of a column; blank if it is missing."""
    return number(value, decimals_of(form))


def day_words(day: str) -> str:
    """Write a day, given as ``2025-03-31``, as the locale does; blank if it is missing.

    What follows it, a time of day, stays as it is.
    """
    if not day:
        return ""
    written, space, time = day.partition(" ")
    known = date.fromisoformat(written)
    shown = QLocale().toString(
        QDate(known.year, known.month, known.day), QLocale.FormatType.ShortFormat
    )
    return f"{shown}{space}{time}"


def cell_words(column: ListColumn, cell: Cell, form: ColumnForm) -> str:
    """Write a cell as it is shown; blank if it is missing."""
    match column.kind:
        case CellKind.NUMBER:
            return number_words(float(cell), form)
        case CellKind.WORD:
            place = int(cell)
            return column.words[place] if 0 <= place < len(column.words) else ""
        case CellKind.DATE:
            return day_words(str(cell))
    return " ".join(str(cell).split())


def is_missing(cell: Cell) -> bool:
    """Tell whether a cell is missing."""
    return cell == "" or (isinstance(cell, float) and math.isnan(cell))

"""What only the user can know about a source, asked with a real value."""

from dataclasses import replace

import numpy as np

from core.intake.dates import read_dates
from core.intake.grid import Mask, Places
from core.intake.types import Typed
from core.settings import Answer, DateOrder, Recipe
from core.tables.sources import Choice, ColumnType, Question

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def ask_about_cells(
    source: str, column: str, recipe: Recipe, typed: Typed, texts: list[str], rows: Places
) -> Question:
    """What to do with the cells of a number or date column that are something else.

    Parameters
    ----------
    source, column, recipe
        What is asked about.
    typed
        The column.
    texts, rows
        The cells that cannot be read, and their places in the file.
    """
    what = "dates" if typed.type is ColumnType.DATE else "numbers"
    one = "a date" if typed.type is ColumnType.DATE else "a number"
    choices = tuple(
        Choice(label, _answered(recipe, column, answer))
        for label, answer in (
            (f"Set {'this row' if len(rows) == 1 else 'these rows'} aside", Answer.SET_ASIDE),
            ("Treat as missing", Answer.MISSING),
            ("Keep the column as text", Answer.TEXT),
        )
    )
    return Question(
        source,
        column,
        f"What is ‘{texts[0]}’ in ‘{column}’, where nearly all other values are {what}?",
        f"{_cells(len(rows))} in ‘{column}’ {'is' if len(rows) == 1 else 'are'} not {one}"
        f"{_different(texts)}; the first is in row {int(rows[0]):,}.",
        choices,
        _hint(f'"answers": {{"{column}": "set aside"}}, or "missing", or "text"'),
    )


def _hint(entry: str) -> str:
    """How to answer in either face."""
    return f"Answer on the Data page (on the command line, in the recipe: {entry})."


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


def _different(texts: list[str]) -> str:
    shown = list(dict.fromkeys(texts))
    if len(shown) == 1:
        return ""
    more = " …" if len(shown) > 4 else ""  # noqa: PLR2004
    return f" ({', '.join(f'‘{text}’' for text in shown[:4])}{more})"


def _answered(recipe: Recipe, column: str, answer: Answer) -> Recipe:
    others = tuple(pair for pair in recipe.answers if pair[0] != column)
    return replace(recipe, answers=(*others, (column, answer)))


def ask_decimal(source: str, column: str, recipe: Recipe, text: str, rows: Places) -> Question:
    """Whether a number such as ``1.234`` is a thousand or a fraction."""
    sign = "," if "," in text else "."
    whole = text.replace(sign, "").lstrip("+-")
    thousand, part = f"{int(whole):,}", text.replace(",", ".")
    word = {",": "comma", ".": "point"}
    other = "." if sign == "," else ","
    return Question(
        source,
        column,
        f"Is {text} in ‘{column}’ {thousand} or {part.lstrip('+-')} with a decimal {word[sign]}?",
        f"{_cells(len(rows))} can be read both ways, the first in row {int(rows[0]):,}, "
        "and no other value of the column tells which.",
        (
            Choice(f"{thousand}, grouped in thousands", replace(recipe, decimal=other)),
            Choice(f"{part.lstrip('+-')}, decimal {word[sign]}", replace(recipe, decimal=sign)),
        ),
        _hint(f'"decimal": "{other}" or "decimal": "{sign}"'),
    )


def ask_date_order(source: str, column: str, recipe: Recipe, text: str, rows: Places) -> Question:
    """Whether the day or the month comes first."""
    ways = {order: _spoken(text, order) for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)}
    day, month = ways[DateOrder.DAY_FIRST], ways[DateOrder.MONTH_FIRST]
    count = "The one date" if len(rows) == 1 else f"All {len(rows):,} such dates"
    return Question(
        source,
        column,
        f"Is {text} in ‘{column}’ {day} or {month}?",
        f"{count} can be read both ways: no day is above 12. The first is in row {int(rows[0]):,}.",
        (
            Choice(f"{day}, day first", replace(recipe, date_order=DateOrder.DAY_FIRST)),
            Choice(f"{month}, month first", replace(recipe, date_order=DateOrder.MONTH_FIRST)),
        ),
        _hint('"date_order": "day first" or "date_order": "month first"'),
    )


def _spoken(text: str, order: DateOrder) -> str:
    texts = np.array([text], dtype=object)
    nothing: Mask = np.zeros(1, bool)
    moment = read_dates(texts, nothing, order).values[0].astype("datetime64[D]").item()
    return f"{moment.day} {_MONTHS[moment.month - 1]}"


def ask_header(source: str, recipe: Recipe, row: int, text: str, column: str) -> Question:
    """Whether the first row names the columns or is data already."""
    return Question(
        source,
        column,
        f"Is ‘{text}’ in row {row:,} the name of a column, or a value?",
        "The other values of this column are of the same kind, so the column names may be missing.",
        (
            Choice("A value: there are no column names", replace(recipe, header_row=0)),
            Choice(f"A name: row {row:,} names the columns", replace(recipe, header_row=row)),
        ),
        _hint(f'"header_row": 0 or "header_row": {row}'),
    )

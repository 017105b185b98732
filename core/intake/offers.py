"""What about a column can be read otherwise, though nothing waits for it."""

from dataclasses import replace

import numpy as np

from core.intake.column import Floats, RawColumn
from core.intake.masks import Mask
from core.intake.readings import counted_day
from core.intake.text.digits import shape_of
from core.intake.typing.number_text import Form, number_text
from core.intake.typing.placeholders import Placeholder, codes_for_missing, placeholders
from core.intake.typing.typed import Typed
from core.settings import DayCount, ReadAs, Recipe
from core.tables.sources import Choice, ColumnType, Offer

_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})


def maybe_missing(column: RawColumn, typed: Typed) -> tuple[Placeholder, ...]:
    """What in a column may stand for nothing: words such as n/a, and numbers such as 999."""
    words = placeholders(column)
    if typed.type not in _NUMBERS:
        return words
    values = np.asarray(typed.values, dtype=np.float64, copy=None)
    return (*words, *(_as_written(column, values, code) for code in codes_for_missing(values)))


def _as_written(column: RawColumn, values: Floats, code: Placeholder) -> Placeholder:
    """A code as it stands in the first cell that has it, if no cell has its digits alone."""
    if bool(cells_with(column, code.text).any()):
        return code
    text = column.text_at(int(np.flatnonzero(values == float(code.text))[0])).strip()
    return Placeholder(text, int(np.count_nonzero(cells_with(column, text))))


def offer_missing(source: str, name: str, recipe: Recipe, found: Placeholder, row: int) -> Offer:
    """Offer to read a text as missing."""
    cells = "1 cell" if found.cells == 1 else f"{found.cells:,} cells"
    verb = "has" if found.cells == 1 else "have"
    return Offer(
        source,
        name,
        f"{cells} of ‘{name}’ {verb} ‘{found.text}’, which is read as it stands.",
        Choice("It means missing", with_missing(recipe, name, found.text)),
        row,
    )


def offer_days(
    source: str, name: str, recipe: Recipe, found: tuple[str, DayCount], row: int
) -> Offer:
    """Offer to read numbers, of which one is given, as days as a spreadsheet counts them."""
    text, count = found
    dates = replace(recipe, types=(*recipe.types, (name, ReadAs.DATE)), day_count=count)
    return Offer(
        source,
        name,
        f"The numbers of ‘{name}’ may be days as a spreadsheet counts them: {text} is "
        f"{counted_day(text, count)}.",
        Choice("They are days", dates),
        row,
    )


def with_missing(recipe: Recipe, column: str, *texts: str) -> Recipe:
    """The recipe, with texts that mean missing in a column."""
    pairs = dict.fromkeys((*recipe.missing, *((column, text) for text in texts)))
    return replace(recipe, missing=tuple(pairs))


def cells_with(column: RawColumn, text: str) -> Mask:
    """Which cells say the same as a text: those that stand so, and numbers of that value."""
    same = np.array([found.strip() == text for found in column.texts], bool)
    cells: Mask = column.spread(same, nothing=False)
    number = number_text(text)
    if number is None or number.form is not Form.WHOLE:
        return cells
    value = int(number.plain("."))
    for code in column.shape_counts:
        cells |= (column.shapes == code) & (column.wholes == value * 10 ** shape_of(code).part)
    if len(column.stored):
        cells |= column.stored == value
    return cells

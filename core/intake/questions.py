"""What only the user can know about a source, asked with a real value."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from core.intake.column import Places, RawColumn
from core.intake.grid import FileDoubt
from core.intake.offers import with_missing
from core.intake.readings import (
    counted_day,
    day_and_month,
    full_year,
    number_with,
    readings,
    year_in,
)
from core.intake.stored_numbers import shown_at
from core.settings import Answer, DateOrder, DayCount, ReadAs, Recipe
from core.tables.sources import Choice, Offer, Question

_PROOFS = 8
_MIDDLE = 2049
_HALF = 49


class Asker:
    """Asks about one column of a source.

    Parameters
    ----------
    source, column
        Names of the source and of the column.
    recipe
        How the source is read so far.
    cells, rows
        The cells of the column, and the place of each row in the file.
    """

    def __init__(
        self, source: str, column: str, recipe: Recipe, cells: RawColumn, rows: pd.Index
    ) -> None:
        self._source, self._column, self._recipe = source, column, recipe
        self._cells, self._rows = cells, rows

    def about_cells(self, places: Places, *, dates: bool) -> Question:
        """What to do with the cells of a number or date column that are something else."""
        what, one = ("dates", "a date") if dates else ("numbers", "a number")
        texts = self.texts(places)
        setting = "this row" if len(places) == 1 else "these rows"
        choices = tuple(
            Choice(label, self.answered(answer))
            for label, answer in (
                (f"Set {setting} aside", Answer.SET_ASIDE),
                ("Treat as missing", Answer.MISSING),
                ("Keep the column as text", Answer.TEXT),
            )
        )
        column = self._column
        given = column in dict(self._recipe.types)
        where = f"which is read as {what}" if given else f"where nearly all other values are {what}"
        return self.question(
            f"What is ‘{texts[0]}’ in ‘{column}’, {where}?",
            f"{_cells(len(places))} in ‘{column}’ {'is' if len(places) == 1 else 'are'} not {one}"
            f"{_different(texts)}; the first is in row {self.row(places):,}.",
            choices,
            f'"answers": {{"{column}": "set aside"}}, or "missing", or "text"',
            places,
        )

    def about_decimal(self, places: Places) -> Question:
        """Whether a number such as ``1.234`` is a thousand or a fraction."""
        text = self.texts(places)[0]
        sign = "," if "," in text else "."
        other, word = {",": ".", ".": ","}[sign], {",": "comma", ".": "point"}[sign]
        grouped, part = number_with(text, other), number_with(text, sign)
        return self.question(
            f"Is {text} in ‘{self._column}’ {grouped} or {part} with a decimal {word}?",
            f"{_cells(len(places))} can be read both ways, the first in row {self.row(places):,}, "
            "and no other value of the column tells which.",
            (
                Choice(f"{grouped}, grouped in thousands", replace(self._recipe, decimal=other)),
                Choice(f"{part}, decimal {word}", replace(self._recipe, decimal=sign)),
            ),
            f'"decimal": "{other}" or "decimal": "{sign}"',
            places,
        )

    def about_date_order(self, places: Places, orders: Sequence[DateOrder]) -> Question:
        """Whether the day, the month or a year of two digits comes first."""
        text = self.texts(places)[0]
        days = [day_and_month(text, order) for order in orders]
        count = "The one date" if len(places) == 1 else f"All {len(places):,} such dates"
        only = len(orders) == 2 and DateOrder.YEAR_FIRST not in orders  # noqa: PLR2004
        ways = "both ways: no day is above 12" if only else "in more than one way"
        return self.question(
            f"Is {text} in ‘{self._column}’ {' or '.join(days)}?",
            f"{count} can be read {ways}. The first is in row {self.row(places):,}.",
            tuple(
                Choice(f"{day}, {order}", replace(self._recipe, date_order=order))
                for day, order in zip(days, orders, strict=True)
            ),
            " or ".join(f'"date_order": "{order}"' for order in orders),
            places,
        )

    def about_century(self, places: Places, order: DateOrder | None) -> Question:
        """Which century years of two digits are in."""
        text = self.texts(places)[0]
        short = year_in(text, order)
        recipe = self._recipe
        if order is DateOrder.YEAR_FIRST:
            recipe = replace(recipe, date_order=order)
        last_years = (_MIDDLE, _MIDDLE + 50) if short > _HALF else (_MIDDLE - 50, _MIDDLE)
        years = [full_year(short, last) for last in last_years]
        return self.question(
            f"Is {text} in ‘{self._column}’ in {years[0]} or in {years[1]}?",
            f"{_cells(len(places))} {'has a year' if len(places) == 1 else 'have years'} of two "
            f"digits, the first in row {self.row(places):,}.",
            tuple(
                Choice(f"In {year}: no year is after {last}", replace(recipe, last_year=last))
                for year, last in zip(years, last_years, strict=True)
            ),
            " or ".join(f'"last_year": {last}' for last in last_years),
            places,
        )

    def about_days(self, places: Places, known: DayCount | None) -> Question:
        """Whether numbers are days as a spreadsheet counts them.

        Parameters
        ----------
        places
            Where the numbers are.
        known
            How the file counts its days; None if it does not say.
        """
        text = self.texts(places)[0]
        counts = tuple(DayCount) if known is None else (known,)
        days = [counted_day(text, count) for count in counts]
        dates = self.read_as(ReadAs.DATE)
        choices = [
            Choice(f"{day}, {count}", replace(dates, day_count=count))
            for day, count in zip(days, counts, strict=True)
        ]
        kept = (
            Choice("A number", self.read_as(ReadAs.NUMBER)),
            Choice("Keep the column as text", self.read_as(ReadAs.TEXT)),
        )
        entries = [f'"types": {{"{self._column}": "{wanted}"}}' for wanted in ("date", "number")]
        if known is None:
            entries[0] += " with " + " or ".join(f'"day_count": "{count}"' for count in counts)
        return self.question(
            f"Is {text} in ‘{self._column}’ {days[0]}, as a spreadsheet counts days?",
            f"{_cells(len(places))} may be such {'a day' if len(places) == 1 else 'days'}, "
            f"the first in row {self.row(places):,}.",
            (*choices, *kept),
            ", or ".join(entries),
            places,
        )

    def about_dress(self, places: Places) -> Question:
        """Whether numbers are what a workbook shows, with zeros or letters around them."""
        stored, shown = self.texts(places)[0], shown_at(self._cells, int(places[0]))
        return self.question(
            f"Is {stored} in ‘{self._column}’ the same as {shown}, which the workbook shows?",
            f"{_cells(len(places))} {'is' if len(places) == 1 else 'are'} shown with zeros or "
            f"letters that are not stored, the first in row {self.row(places):,}. It has to be "
            "written as in your other files.",
            (
                Choice(f"{shown}, as it is shown", self.read_as(ReadAs.SHOWN)),
                Choice(f"{stored}, as it is stored", self.read_as(ReadAs.TEXT)),
            ),
            f'"types": {{"{self._column}": "as shown"}} or "text"',
            places,
        )

    def offer_dress(self, places: Places) -> Offer:
        """Offer to read numbers as a workbook shows them."""
        stored, shown = self.texts(places)[0], shown_at(self._cells, int(places[0]))
        return Offer(
            self._source,
            self._column,
            f"{stored} in ‘{self._column}’ is shown as {shown}; it is read as it is stored.",
            Choice(f"Read it as {shown}", self.read_as(ReadAs.SHOWN)),
            self.row(places),
        )

    def missing(self, texts: Sequence[str]) -> Recipe:
        """Give the recipe with texts of the column that mean missing."""
        return with_missing(self._recipe, self._column, *texts)

    def read_as(self, wanted: ReadAs) -> Recipe:
        """Give the recipe in which the column is read as something."""
        others = tuple(pair for pair in self._recipe.types if pair[0] != self._column)
        return replace(self._recipe, types=(*others, (self._column, wanted)))

    def question(
        self,
        text: str,
        detail: str,
        choices: tuple[Choice, ...],
        entry: str,
        places: Places,
    ) -> Question:
        """Ask about some cells; ``entry`` is how a recipe answers."""
        shown = places[:_PROOFS]
        texts = self.texts(shown)
        recipes = [choice.recipe for choice in choices]
        proofs = tuple(
            (int(self._rows[place]), cell, readings(cell, recipes))
            for place, cell in zip(shown.tolist(), texts, strict=True)
        )
        return Question(self._source, self._column, text, detail, choices, hint(entry), proofs)

    @property
    def column(self) -> str:
        """Give the name of the column."""
        return self._column

    def texts(self, places: Places) -> list[str]:
        """Give some cells without the blanks around them."""
        return [text.strip() for text in self._cells.texts_of(places)]

    def row(self, places: Places) -> int:
        """Give the row of the file that the first of some cells stands in."""
        return int(self._rows[int(places[0])])

    def answered(self, answer: Answer) -> Recipe:
        """Give the recipe with an answer about the column."""
        others = tuple(pair for pair in self._recipe.answers if pair[0] != self._column)
        return replace(self._recipe, answers=(*others, (self._column, answer)))


def hint(entry: str) -> str:
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
        hint(f'"header_row": 0 or "header_row": {row}'),
    )


def ask_about_file(source: str, doubt: FileDoubt) -> Question:
    """What has to be known before any row of a file can be used."""
    choices = tuple(Choice(label, recipe) for label, recipe in doubt.choices)
    return Question(source, "", doubt.text, doubt.detail, choices, hint(doubt.hint))
